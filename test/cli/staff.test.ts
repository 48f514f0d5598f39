import { brokenText, readWanted as readAudit, tendAudit } from '../../src/cli/audit';
import { readWanted, tendStaff } from '../../src/cli/staff';
import { codeAt, codeCounter } from '../../src/web/one-time';
import { signIn } from '../../src/web/sign-in';
import { MINUTE, openWorld, type World } from '../support/world';

const NOWHERE = { centres: [], districts: [], states: [] };

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

/** What a command says, line by line. */
async function staff(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  const line = { store: world.site.store, now: world.clock.now(), say: (sentence: string) => said.push(sentence) };
  await tendStaff(line, readWanted(words));
  return said.join('\n').split('\n');
}
async function audit(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  const line = { store: world.site.store, now: world.clock.now(), say: (sentence: string) => said.push(sentence) };
  await tendAudit(line, readAudit(words));
  return said;
}
const shown = (said: readonly string[], what: string): string =>
  said.find((each) => each.startsWith(`  ${what}`))?.slice(12) ?? '';
const enter = (name: string, password: string, secret: string) => {
  world.clock.advance(MINUTE);
  const now = world.clock.now();
  const given = { name, password, code: codeAt(secret, now), ip: '127.0.0.1', now };
  return signIn({ store: world.site.store, phoneTime: () => now }, given);
};

test('an account that is added signs in with what was shown', async () => {
  const said = await staff('add', '--name', 'mita', '--role', 'operator', '--language', 'hi');
  expect(said[0]).toBe('mita can sign in at /sign-in, as operator.');
  expect(said.join('\n')).toContain(`otpauth://totp/TikaSetu:mita?issuer=TikaSetu&secret=${shown(said, 'secret')}`);
  expect(await enter('mita', shown(said, 'password'), shown(said, 'secret'))).toMatchObject({
    ...{ status: 'in', staff: { name: 'mita', role: 'operator', language: 'hi' } },
  });
  await expect(staff('add', '--name', 'Mita', '--role', 'auditor')).rejects.toThrow('There is a Mita already');
});

test.each([
  [['--role', 'vaccinator'], 'vaccinator needs --centre'],
  [['--role', 'vaccinator', '--centre', 'nowhere'], 'There is no centre nowhere'],
  [['--role', 'centreManager', '--centre', 'barasat', '--centre', 'gone'], 'There is no centre gone'],
  [['--role', 'centreManager', '--centre', 'barasat', '--state', 'wb'], 'centreManager goes without --state'],
  [['--role', 'districtOfficer', '--district', 'wb'], 'There is no district wb'],
  [['--role', 'districtOfficer', '--centre', 'barasat'], 'districtOfficer goes without --centre'],
  [['--role', 'stateOfficer', '--state', 'near'], 'There is no state near'],
  [['--role', 'operator', '--centre', 'barasat'], 'operator goes without --centre'],
  [['--role', 'nurse'], '--role is one of operator'],
  [[], '--role is one of operator'],
  [['--role', 'operator', '--language', 'ta'], '--language is one of bn'],
])('%j is refused in words', async (words, sentence) => {
  await expect(async () => staff('add', '--name', 'nobody', ...words)).rejects.toThrow(sentence);
  expect(await world.site.store.staff.byName('nobody')).toBeNull();
});

test.each([
  [['vaccinator', '--centre', 'barasat', '--centre', 'sealdah'], 'barasat, sealdah'],
  [['districtOfficer', '--district', 'near'], 'near'],
  [['stateOfficer', '--state', 'wb'], 'wb'],
])('places that go with the role are taken: %j', async ([role = '', ...words], places) => {
  await staff('add', '--name', role, '--role', role, ...words);
  expect(await staff('list')).toContain(`${role}  ${role}  ${places}  bn`);
});

test('disabled is signed out at once and stays out, until enabled', async () => {
  const said = await staff('add', '--name', 'rina', '--role', 'auditor');
  const [password, secret] = [shown(said, 'password'), shown(said, 'secret')];
  const inside = await enter('rina', password, secret);
  await staff('disable', '--name', 'RINA');
  expect(inside.status).toBe('in');
  if (inside.status === 'in')
    expect(await world.site.store.webSessions.find(inside.token, world.clock.now())).toBeNull();
  expect(await staff('list')).toContain('rina  auditor  -  bn  disabled');
  expect(await enter('rina', password, secret)).toEqual({ status: 'wrong' });
  await staff('enable', '--name', 'rina');
  expect(await enter('rina', password, secret)).toMatchObject({ status: 'in' });
});

test('reset gives new secrets, takes the old ones and a lock away', async () => {
  const old = await staff('add', '--name', 'sita', '--role', 'operator');
  for (let n = 0; n < 6; n++) await enter('sita', 'wrong', shown(old, 'secret'));
  expect(await enter('sita', shown(old, 'password'), shown(old, 'secret'))).toMatchObject({ status: 'locked' });
  const fresh = await staff('reset', '--name', 'sita');
  expect(await enter('sita', shown(old, 'password'), shown(old, 'secret'))).toEqual({ status: 'wrong' });
  expect(await enter('sita', shown(fresh, 'password'), shown(fresh, 'secret'))).toMatchObject({ status: 'in' });
});

test('an example account is not enabled by hand', async () => {
  const example = { name: 'example', role: 'operator', language: 'en', example: true } as const;
  await world.site.store.staff.add({ ...example, ...NOWHERE }, { password: '', totp: '' });
  await staff('disable', '--name', 'example');
  await expect(staff('enable', '--name', 'example')).rejects.toThrow('is an example account');
});

test('the code of an example account is told, and of nobody else', async () => {
  const secret = 'JBSWY3DPEHPK3PXP';
  const example = { name: 'tried out', role: 'operator', language: 'en', example: true } as const;
  await world.site.store.staff.add({ ...example, ...NOWHERE }, { password: '', totp: secret });
  const [told = ''] = await staff('code', '--name', 'tried out');
  expect(codeCounter(secret, told, [new Date()])).not.toBeNull();
  await expect(staff('code', '--name', 'sita')).rejects.toThrow('in their authenticator app');
});

test('what cannot be is refused before anything is opened', () => {
  expect(() => readWanted([])).toThrow('npm run staff -- add');
  expect(() => readWanted(['dance'])).toThrow('npm run staff -- add');
  expect(() => readWanted(['list', 'more'])).toThrow('put a name in quotes');
  expect(() => readWanted(['disable'])).toThrow('--name is missing');
  expect(() => readWanted(['add', '--role', 'operator', '--name', 'x'])).toThrow('2 to 40 letters');
  expect(() => readWanted(['add', '--role', 'operator', '--name', '<b>mita</b>'])).toThrow('2 to 40 letters');
  expect(() => readAudit(['list', '--limit', 'all'])).toThrow('--limit');
  expect(() => readAudit(['rewrite'])).toThrow('npm run audit -- verify');
});

test('who is not there cannot be changed', async () => {
  for (const action of ['disable', 'enable', 'reset'])
    await expect(staff(action, '--name', 'who?')).rejects.toThrow('There is no who?');
});

test('the trail says who did it, verifies, and says what is wrong with it', async () => {
  const { _id } = (await world.site.store.staff.byName('rina')) ?? { _id: '' };
  const listed = await audit('list', '--about', `staff:${_id}`);
  expect(listed.map((each) => each.split('  ')[4])).toEqual(
    ['signedIn', 'enabled', 'refused', 'disabled', 'signedIn', 'added'].map((action) => `staff.${action}`),
  );
  expect(listed.at(-1)).toMatch(/^\d+ {2}2021-03-03 \d\d:\d\d {2}\S+ {2}cli {2}staff\.added {2}staff:\S+$/);
  expect(await audit('list', '--limit', '2')).toHaveLength(2);
  expect(await audit('list', '--about', 'person:nobody')).toEqual(['Nothing is written down.']);
  const [whole = ''] = await audit('verify');
  expect(whole).toMatch(/^The audit trail is whole: \d+ entries stand as written\.$/);
  const entries = world.site.connection.collection<{ _id: number }>('audit');
  await entries.deleteOne({ _id: 3 });
  await expect(audit('verify')).rejects.toThrow('entry 3 is missing. Before it, 2 entries stand as written.');
});

test('each way in which it can be broken has its sentence', () => {
  expect(brokenText({ seq: 7, what: 'changed' })).toContain('entry 7 was changed');
  expect(brokenText({ seq: 7, what: 'order' })).toContain('entry 7 stands where it does not belong');
});
