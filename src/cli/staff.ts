/** `npm run staff`: who may sign in to the consoles. Also makes the first account, from which nobody could. */
import { parseArgs } from 'node:util';
import qrcode from 'qrcode-generator';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { ROLES, type Role, type Staff } from '../store/staff';
import { newCredentials, type Credentials } from '../web/credentials';
import { codeAt, otpauthUrl } from '../web/one-time';
import { runBeside, writeDown, type Line } from './beside';
import { misfit, type Places } from './staff-places';

const USAGE = `npm run staff -- add --name mita --role operator [--language bn]
npm run staff -- add --name anita --role vaccinator --centre <id> [--centre <id>]
npm run staff -- add --name bose --role districtOfficer --district <id>
npm run staff -- add --name sen --role stateOfficer --state <id>
npm run staff -- list
npm run staff -- disable --name mita
npm run staff -- enable --name mita
npm run staff -- reset --name mita
npm run staff -- code --name operator

add      a role is one of ${ROLES.join(', ')}.
         The password and the secret of the authenticator app are shown once.
disable  they are signed out at once, and cannot sign in any more. What they did stays in the audit trail.
reset    a new password and a new secret; a lock after too many tries is taken away.
code     the six digits of this moment, for an example account: to try the consoles without an authenticator app.`;

type Wanted =
  | { action: 'list' }
  | { action: 'disable' | 'enable' | 'reset' | 'code'; name: string }
  | { action: 'add'; name: string; role: Role; language: Language; places: Places };

const MOST_SHOWN = 1_000;
/** Letters of any script with the joiners between them, digits, and what stands between names. */
const NAME = /^(?:[\p{L}\p{M}\p{N} ._-]|\p{Join_Control}){2,40}$/u;

export function readWanted(words: readonly string[]): Wanted {
  const [text, many] = [{ type: 'string' } as const, { type: 'string', multiple: true } as const];
  const options = { name: text, role: text, language: text, centre: many, district: many, state: many };
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [action, ...more] = positionals;
  if (more.length > 0) throw new Error(`"${more.join(' ')}" is not understood: put a name in quotes.\n\n${USAGE}`);
  if (action === 'list') return { action };
  const { name = '', role, language = 'bn' } = values;
  if (action === 'disable' || action === 'enable' || action === 'reset' || action === 'code') {
    if (!name) throw new Error(`--name is missing: npm run staff -- list shows the names.\n\n${USAGE}`);
    return { action, name };
  }
  if (action !== 'add') throw new Error(USAGE);
  if (!NAME.test(name)) throw new Error('--name is 2 to 40 letters, such as mita or "Anita Das".');
  const places = { centres: values.centre ?? [], districts: values.district ?? [], states: values.state ?? [] };
  return {
    action,
    name,
    role: oneOf(ROLES, role, '--role'),
    language: oneOf(LANGUAGES, language, '--language'),
    places,
  };
}

function oneOf<T extends string>(known: readonly T[], given: string | undefined, option: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new Error(`${option} is one of ${known.join(', ')}.`);
  return found;
}

export function tendStaff(line: Line, wanted: Wanted): Promise<void> {
  switch (wanted.action) {
    case 'list':
      return list(line);
    case 'add':
      return add(line, wanted);
    case 'reset':
      return reset(line, wanted.name);
    case 'code':
      return code(line, wanted.name);
    case 'disable':
    case 'enable':
      return allow(line, wanted.name, wanted.action === 'enable');
  }
}

async function list({ store, say }: Line): Promise<void> {
  const all = await store.staff.all(MOST_SHOWN);
  for (const each of all) say(lineOf(each));
  if (all.length === 0) say('Nobody can sign in yet: npm run staff -- add --name … --role …');
}

function lineOf({ name, role, centres, districts, states, language, disabled, example }: Staff): string {
  const places = [...centres, ...districts, ...states].join(', ') || '-';
  const marks = [disabled && 'disabled', example && 'example'].filter((mark) => typeof mark === 'string');
  return [name, role, places, language, ...marks].join('  ');
}

async function add(line: Line, { name, role, language, places }: Extract<Wanted, { action: 'add' }>): Promise<void> {
  const { store, say } = line;
  const wrong = await misfit(store, role, places);
  if (wrong) throw new Error(wrong);
  const credentials = await newCredentials();
  const staff = await store.staff.add({ name, role, language, ...places }, credentials.kept);
  if (!staff)
    throw new Error(`There is a ${name} already: npm run staff -- reset --name ${name} gives a new password.`);
  await noteDown(line, 'staff.added', staff, { role, ...places });
  say(`${staff.name} can sign in at /sign-in, as ${role}.`);
  show(say, staff, credentials);
}

async function reset(line: Line, name: string): Promise<void> {
  const staff = await known(line, name);
  const credentials = await newCredentials();
  await line.store.staff.setSecrets(staff._id, credentials.kept);
  await line.store.webSessions.closeAllOf(staff._id);
  await line.store.apiSessions.endAllOf(staff._id);
  await line.store.signInTries.right(name);
  await noteDown(line, 'staff.reset', staff);
  line.say(`${staff.name} is signed out everywhere, and signs in with this from now on.`);
  if (staff.disabled) line.say('The account is disabled all the same: npm run staff -- enable');
  show(line.say, staff, credentials);
}

/** Of people nobody but their own telephone tells it. */
async function code(line: Line, name: string): Promise<void> {
  const staff = await known(line, name);
  const secrets = staff.example ? await line.store.staff.secretsOf(staff._id) : null;
  if (!secrets) throw new Error(`${staff.name} is no example account: the code is in their authenticator app.`);
  line.say(codeAt(secrets.totp, new Date()));
}

async function allow(line: Line, name: string, enabled: boolean): Promise<void> {
  const staff = await known(line, name);
  if (enabled && staff.example)
    throw new Error(
      `${staff.name} is an example account: a start with the example data enables it, outside production.`,
    );
  await line.store.staff.setDisabled(staff._id, !enabled);
  if (!enabled) await line.store.webSessions.closeAllOf(staff._id);
  await noteDown(line, enabled ? 'staff.enabled' : 'staff.disabled', staff);
  line.say(enabled ? `${staff.name} can sign in.` : `${staff.name} is signed out, and cannot sign in any more.`);
}

async function known({ store }: Line, name: string): Promise<Staff> {
  const staff = await store.staff.byName(name);
  if (!staff) throw new Error(`There is no ${name}: npm run staff -- list shows the names.`);
  return staff;
}

function show(say: Line['say'], { name }: Staff, { password, totpSecret }: Credentials): void {
  const url = otpauthUrl(totpSecret, name);
  say('Shown once, for them alone:');
  say(`  password  ${password}`);
  say(`  secret    ${totpSecret}`);
  say(`  ${url}`);
  say('An authenticator app takes the secret from this picture:');
  say(pictureOf(url));
}

function pictureOf(url: string): string {
  const code = qrcode(0, 'L');
  code.addData(url);
  code.make();
  return code.createASCII(1);
}

const noteDown = (line: Line, action: string, { _id }: Staff, detail: unknown = null): Promise<void> =>
  writeDown(line, action, `staff:${_id}`, detail);

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendStaff });
