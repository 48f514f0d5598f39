import { codeAt } from '../../src/web/one-time';
import { hashPassword, passwordFits } from '../../src/web/passwords';
import { accountRoutes } from '../../src/web/account-page';
import { openConsole, type Client, type Console } from '../support/console';
import { MINUTE, openWorld, type World } from '../support/world';

const [OLD, NEW, TOTP] = ['k7wd-mq3n-xb9t', 'চারটি নৌকা বাঁধা ঘাটে', 'JBSWY3DPEHPK3PXP'];
let world: World;
let site: Console;
let old: string;
beforeAll(async () => {
  world = await openWorld();
  site = await openConsole(world, accountRoutes({ store: world.site.store, phoneTime: () => world.clock.now() }));
  old = await hashPassword(OLD);
});
afterAll(async () => {
  await site.close();
  await world.close();
});

async function someone(language: 'en' | 'bn' = 'en'): Promise<Client> {
  const client = await site.signedIn('vaccinator', { centres: ['barasat'], language });
  await world.site.store.staff.setSecrets(client.staff._id, { password: old, totp: TOTP });
  return client;
}
function change(client: Client, fields: Record<string, string> = {}) {
  const code = codeAt(TOTP, world.clock.now());
  return client.post('/account/password', { old: OLD, new: NEW, again: NEW, code, ...fields });
}
const passwordOf = async ({ staff }: Client) => (await world.site.store.staff.secretsOf(staff._id))?.password;
const actionsOf = async ({ staff }: Client) =>
  (await world.site.store.audit.of(`staff:${staff._id}`, 10)).map(({ action }) => action);

test('says who one is, in the language one has chosen', async () => {
  const client = await someone();
  expect((await client.get('/account')).text).toContain(`Signed in as ${client.staff.name}, vaccinator.`);
  expect(await client.post('/account/language', { language: 'bn' })).toMatchObject({ status: 303, to: '/account' });
  expect((await client.get('/account')).text).toContain('<html lang="bn">');
  expect(await actionsOf(client)).toEqual(['staff.languageChanged']);
  await client.post('/account/language', { language: '../../etc' });
  expect((await client.get('/account')).text).toContain('<html lang="bn">');
});

test('a password is changed by who knows the old one and has the telephone; elsewhere they are out', async () => {
  const client = await someone();
  const { webSessions } = world.site.store;
  const { token } = await webSessions.open(client.staff._id, world.clock.now(), '203.0.113.7');
  expect(await change(client)).toMatchObject({ status: 303, to: '/account' });
  expect(await passwordFits(NEW, await passwordOf(client))).toBe(true);
  expect(await webSessions.find(token, world.clock.now())).toBeNull();
  expect((await client.get('/account')).status).toBe(200);
  expect(await actionsOf(client)).toEqual(['staff.passwordChanged']);
});

test.each<[string, Record<string, string>, string]>([
  ['too short', { new: 'short', again: 'short' }, 'at least 12'],
  ['too long', { new: 'x'.repeat(201), again: 'x'.repeat(201) }, 'at most 200'],
  ['not the same twice', { again: `${NEW}!` }, 'not the same'],
  ['the old one', { new: OLD, again: OLD }, 'have already'],
])('a new password that is %s is refused, and what is wrong is said', async (_, fields, sentence) => {
  const client = await someone();
  const answer = await change(client, fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
  expect(answer.text).not.toContain(OLD);
  expect(await passwordOf(client)).toBe(old);
});

test('who sits at somebody else’s session guesses no better than at the sign-in', async () => {
  const client = await someone();
  expect((await change(client, { old: 'guess' })).text).toContain('did not fit together');
  for (let n = 0; n < 3; n++) await change(client, { code: '000000' });
  expect((await change(client, { old: 'guess' })).text).toContain('too many tries');
  expect((await change(client)).text).toContain('too many tries');
  expect(await passwordOf(client)).toBe(old);
  world.clock.advance(MINUTE);
  expect((await change(client)).status).toBe(303);
});
