/** Golden conversations: every script on every channel in every language, as people read it. `UPDATE_GOLDENS=1 npm test` writes them anew. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FLOWS } from '../../flows';
import { LANGUAGES, LOCALES, type Prompt } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';
import { fits } from '../../src/render/screens';
import { segmentsOf } from '../../src/render/segments';
import { ROOT } from '../../src/root';
import { openExampleWorld, type ExampleWorld } from '../support/example-world';
import { play, type Way } from '../support/transcript';
import { atItsLongest, budgetOf } from '../support/worst-case';

const SCRIPTS = readdirSync(__dirname).filter((file) => file.endsWith('.script'));

let world: ExampleWorld;
const states = new Set<string>();
const keys = new Set<string>();
const prompts = new Map<string, Prompt>();

beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

/** Telegram shows every script of the world; the others have phones that do not. */
const WAYS: readonly Way[] = [
  ...LOCALES.map((locale) => ({ channel: 'sms', locale }) as const),
  ...LOCALES.map((locale) => ({ channel: 'ussd', locale }) as const),
  ...LOCALES.filter((locale) => !locale.endsWith('Latn')).map((locale) => ({ channel: 'telegram', locale }) as const),
];

const CASES = SCRIPTS.flatMap((file) => {
  const script = readFileSync(join(__dirname, file), 'utf8');
  return WAYS.filter((way) => isFor(script, way)).map((way) => ({ name: file.replace('.script', ''), ...way, script }));
});

test.each(CASES)('$name by $channel in $locale', async ({ name, channel, locale, script }) => {
  const lines = script.split('\n').filter((line) => !/^(languages|channels|unproved):/.test(line));
  const played = await play(
    world,
    lines.join('\n').replaceAll('{lang}', locale.slice(0, 2)),
    { channel, locale },
    /^unproved:/m.test(script),
  );
  for (const { text } of played.answers) expect(text).not.toMatch(/\{\{|\}\}|undefined|\$t\(/);
  if (channel === 'ussd') expect(played.answers.filter(({ text }) => !fits(text))).toEqual([]);
  remember(played);
  const golden = join(__dirname, 'golden', channel, `${name}.${locale}.txt`);
  if (process.env.UPDATE_GOLDENS) writeGolden(golden, played.text);
  expect(played.text).toBe(readFileSync(golden, 'utf8'));
});

function writeGolden(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('taken together, the transcripts', () => {
  test('rest in every state that waits for a person', () => {
    const waiting = Object.entries(FLOWS).flatMap(([flow, { machine }]) =>
      Object.entries(machine.states)
        .filter(([, state]) => state.tags.includes('waiting'))
        .map(([state]) => `${flow}.${state}`),
    );
    // Who has proved a number is at once in that number's conversation: test/conversation/accounts.test.ts
    expect(waiting.filter((state) => !states.has(state))).toEqual(['binding.proved']);
  });

  test('say every message but those that need what no dialogue brings about', () => {
    const unsaid = catalogueKeys().filter((key) => !keys.has(key) && !SAID_ELSEWHERE.some((each) => each.test(key)));
    expect(unsaid).toEqual([]);
  });

  test.each(LOCALES)('stay within the budget of segments with the longest values in %s', (locale) => {
    const render = createRender();
    const over = [...prompts.values()].flatMap((prompt) => {
      const { text } = render([atItsLongest(prompt, locale)], locale);
      const { segments } = segmentsOf(text);
      return segments > budgetOf(prompt, locale)
        ? [`${prompt.key}: ${segments} segments, ${text.length} units\n${text}`]
        : [];
    });
    expect(over).toEqual([]);
  });

  test.each(LANGUAGES)('are said aloud by an operator without a number to press in %s', (language) => {
    const render = createRender();
    const asked = [...prompts.values()].filter(({ key }) => /^(welcome|registration):/.test(key));
    const said = asked.map((prompt) => render([prompt], language, { form: 'aloud' }).text);
    expect(said.filter((text) => /(লিখুন|लिखिए|लिखें|[Ww]rite)/.test(text))).toEqual([]);
  });

  test.each(LOCALES)('ask for an age on one screen in %s, since 98 would turn to the next', (locale) => {
    const render = createRender();
    const ages = [...prompts.values()].filter(({ asks }) => asks === 'age');
    const long = ages.filter(
      (prompt) => render([atItsLongest(prompt, locale)], locale, { form: 'screens' }).screens.length > 1,
    );
    expect(long.map(({ key }) => key)).toEqual([]);
  });

  test.each(LOCALES)('fit the screens of a call with the longest values in %s', (locale) => {
    const render = createRender();
    const screens = [...prompts.values()].flatMap((prompt) =>
      [false, true].flatMap(
        (last) => render([atItsLongest(prompt, locale)], locale, { form: 'screens', last }).screens,
      ),
    );
    expect(screens.filter((screen) => !fits(screen))).toEqual([]);
  });
});

/** Messages that no script can bring about, and where they are tested instead. */
const SAID_ELSEWHERE = [
  /^templates:/, // messages that start from us: test/messages
  /^calendar:/, // every day, month and hour: test/render/values.test.ts
  /^telegram:/, // what only Telegram's own messages bring about: test/channels/telegram
  /^common:nowhereNear$/, // a place on the map: test/conversation/listen.test.ts
  /^common:(trouble|away|awayShort)$/, // infrastructure that fails: test/conversation, test/service
  /^common:card(Of|Example|Shape|Bring|Short)\./, // one table for all cards: test/render/catalogue.test.ts
  /^booking:(farLead|scarceLead)$/, // places nearly gone: test/vaccination
  /^booking:notYet$/, // a rule that changed: test/vaccination
  /^(handOver|binding):tooMany$/, // many codes asked for: test/conversation, test/vaccination/prove-number.test.ts
  /^looks:(place|why)\./, // wherever and whatever for somebody looks: test/vaccination/list-looks.test.ts
  /^correction:(is_atCentre|is_corrected|is_refused|noDose)$/, // what the centre says: test/conversation/correction.test.ts
];

function remember({ states: rested, keys: said, prompts: shown }: Awaited<ReturnType<typeof play>>): void {
  for (const state of rested) states.add(state);
  for (const key of said) keys.add(key);
  for (const prompt of shown) prompts.set(prompt.key, prompt);
}

function catalogueKeys(): string[] {
  const folder = join(ROOT, 'locales/en');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    return Object.keys(messages).map((key) => `${file.replace('.json', '')}:${key.replace(/\|.*/, '')}`);
  });
}

/** A script is for every language and channel unless it says for which. */
function isFor(script: string, { channel, locale }: Way): boolean {
  const says = (word: string): string[] | undefined => new RegExp(`^${word}: (.+)$`, 'm').exec(script)?.[1]?.split(' ');
  return (says('languages')?.includes(locale) ?? true) && (says('channels')?.includes(channel) ?? true);
}
