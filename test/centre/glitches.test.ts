/** Glitches on their page, through real HTTP. */
import { glitchRoutes } from '../../src/centre/glitches';
import { openConsole, type Client, type Console } from '../support/console';
import { newAddress, openWorld, type World } from '../support/world';

let world: World;
let console_: Console;
let nurse: Client;
let officer: Client;
beforeAll(async () => {
  world = await openWorld();
  console_ = await openConsole(world, glitchRoutes({ store: world.site.store }));
});
beforeEach(async () => {
  nurse = await console_.signedIn('vaccinator', { centres: ['barasat'] });
  officer = await console_.signedIn('districtOfficer', { districts: ['near'] });
});
afterAll(async () => {
  await console_.close();
  await world.close();
});

const HERE = '/centre/glitches';
const numberOf = (text: string): string => /Number (\d+) /.exec(text)?.[1] ?? '';
async function reported(client: Client, text: string): Promise<string> {
  expect(await client.post(HERE, { text })).toMatchObject({ status: 303, to: HERE });
  return numberOf((await client.get(HERE)).text);
}

test('what a nurse reports her officer sees and moves, and she reads what became of it', async () => {
  const number = await reported(nurse, 'the printer is dead');
  expect((await officer.get(HERE)).text).toContain('the printer is dead');
  expect(await officer.post(`${HERE}/${number}/move`, { status: 'seen', note: 'a new one comes' })).toMatchObject({
    to: HERE,
  });
  const { text } = await nurse.get(HERE);
  expect(text).toContain('a new one comes');
  expect(text).not.toContain('We have seen it');
  const [entry] = await world.site.store.audit.of(`glitch:${number}`, 1);
  expect(entry).toMatchObject({ action: 'glitch.moved', why: 'a new one comes', staff: officer.staff._id });
});

test('an officer of another district does not see it and cannot move it', async () => {
  const number = await reported(nurse, 'only of our district');
  const other = await console_.signedIn('districtOfficer', { districts: ['next'] });
  expect((await other.get(HERE)).text).not.toContain('only of our district');
  expect((await other.post(`${HERE}/${number}/move`, { status: 'fixed' })).status).toBe(404);
  expect((await nurse.post(`${HERE}/${number}/move`, { status: 'fixed' })).status).toBe(403);
  expect((await world.site.store.glitches.get(Number(number)))?.status).toBe('reported');
});

test.each(['0', '99999', 'x', '1e3', '%24ne'])('there is no glitch %s to move', async (number) => {
  expect((await officer.post(`${HERE}/${number}/move`, { status: 'fixed' })).status).toBe(404);
});

test('a status nobody knows changes nothing', async () => {
  const number = await reported(nurse, 'x y z');
  for (const status of ['reported', 'constructor', ''])
    expect((await officer.post(`${HERE}/${number}/move`, { status })).status).toBe(404);
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea><svg onload=alert(1)>',
  '{{constructor}} ${7*7} javascript:alert(1)',
])('%s is a text like any other', async (text) => {
  const number = await reported(nurse, text);
  await officer.post(`${HERE}/${number}/move`, { status: 'fixed', note: text });
  for (const client of [nurse, officer]) {
    const page = (await client.get(HERE)).text;
    expect(page).not.toMatch(/<script>alert|<img|<svg onload/);
    expect(page).toContain(text.replaceAll('<', '&lt;').replaceAll('"', '&quot;').slice(0, 12));
  }
});

test('the same form sent twice is one report', async () => {
  const fields = { text: 'sent twice', once: crypto.randomUUID() };
  await Promise.all([nurse.post(HERE, fields), nurse.post(HERE, fields)]);
  expect((await nurse.get(HERE)).text.match(/sent twice/g)).toHaveLength(1);
});

test('nothing, and too much, is refused with what was typed still there', async () => {
  expect(await nurse.post(HERE, { text: '  ' })).toMatchObject({ status: 422 });
  const long = await nurse.post(HERE, { text: 'আ'.repeat(501) });
  expect(long.status).toBe(422);
  expect(long.text).toContain('আআআ');
});

/** The code in the message that waits to be sent to a number. */
async function codeFor(address: string): Promise<string> {
  const { messages, vault } = world.site.store;
  const now = world.clock.now();
  const claimed = await messages.claim({ now, lanes: ['any'], kinds: ['code'], most: 50, leasedUntil: now });
  const mine = claimed.find(({ contact }) => contact === vault.contactOf(address));
  return mine?.prompts?.[0]?.params?.['code'] as string;
}

test('an own number is proved by the code that was sent to it, shown masked, and can be removed', async () => {
  const address = newAddress();
  const asked = await nurse.post(`${HERE}/phone`, { phone: ` ${address.slice(4, 8)} ${address.slice(8)}` });
  expect(asked).toMatchObject({ status: 303, to: `${HERE}?code` });
  expect((await nurse.get(`${HERE}?code`)).text).toContain('The code that came by SMS');
  expect((await nurse.post(`${HERE}/phone/code`, { code: '000 000' })).status).toBe(422);
  expect(await nurse.post(`${HERE}/phone/code`, { code: await codeFor(address) })).toMatchObject({
    status: 303,
    to: HERE,
  });
  const { text } = await nurse.get(HERE);
  expect(text).toContain(`…${address.slice(-3)}`);
  expect(text).not.toContain(address.slice(8));
  await nurse.post(`${HERE}/phone/remove`);
  expect(await world.site.store.staffPhones.phoneOf(nurse.staff._id)).toBeNull();
  const done = await world.site.store.audit.of(`staff:${nurse.staff._id}`, 2);
  expect(done.map(({ action }) => action)).toEqual(['account.phoneRemoved', 'account.phoneAdded']);
});

test.each(['12345', '033 2345 6789', '+1 415 555 0100', 'DROP TABLE'])(
  '%s is no number a code is sent to',
  async (phone) => {
    const answer = await nurse.post(`${HERE}/phone`, { phone });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('ten digits');
  },
);

test('a code of somebody else proves nothing', async () => {
  const address = newAddress();
  await nurse.post(`${HERE}/phone`, { phone: address.slice(4) });
  const code = await codeFor(address);
  expect((await officer.post(`${HERE}/phone/code`, { code })).status).toBe(422);
  expect(await world.site.store.staffPhones.phoneOf(officer.staff._id)).toBeNull();
});

test.each(['bn', 'hi'] as const)('the page can be read in %s', async (language) => {
  const client = await console_.signedIn('stateOfficer', { states: ['wb'], language });
  expect((await client.get(HERE)).status).toBe(200);
});
