/** Numbers sign in to the API: by codes, in three ways, patiently; and nobody signs in by guessing. */
import { randomUUID } from 'node:crypto';
import { newKey } from '../../src/partner/keys';
import { mobileOf, openApi, sha256, type ApiUnderTest, type CallOptions, type Reply } from '../support/partner-api';
import { sentMessages } from '../support/sent';
import { MINUTE, newAddress, openWorld, registered, type World } from '../support/world';

let world: World;
let api: ApiUnderTest;
/** Of two partners, with as many calls as they like. */
let key: string;
let otherKey: string;
beforeAll(async () => {
  world = await openWorld();
  api = await openApi(world);
  [key, otherKey] = [await partner('Arogya'), await partner('Other')];
});
afterAll(async () => {
  await api.close();
  await world.close();
});
// What was counted in one test counts in no other.
afterEach(() => world.clock.advance(61 * MINUTE));

async function partner(name: string): Promise<string> {
  const made = newKey();
  await world.site.store.partners.add({ name, quota: 100_000, createdAt: world.clock.now() }, made);
  return made;
}

const SECOND = 1_000;
const PUBLIC = { ask: '/auth/public/generateOTP', give: '/auth/public/confirmOTP' };
const PARTNER = { ask: '/auth/generateOTP', give: '/auth/confirmOTP' };
const PORTAL = { ask: '/auth/generateMobileOTP', give: '/auth/validateMobileOtp' };

const texts = new Map<string, string[]>();
/** All that reached a number, oldest first. */
async function textsTo(address: string): Promise<string[]> {
  for (const { address: to, text } of await sentMessages(world)) texts.set(to, [...(texts.get(to) ?? []), text]);
  return texts.get(address) ?? [];
}
const codesTo = async (address: string): Promise<string[]> =>
  (await textsTo(address)).map((text) => /\d{6}/.exec(text)?.[0] ?? '');
const codeTo = async (address: string): Promise<string> => (await codesTo(address)).at(-1) ?? '';
const notOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

const HOME = { from: '198.51.100.1' };
const ask = (address: string, { ask: path } = PUBLIC, options: CallOptions = HOME): Promise<Reply> =>
  api.post(path, { mobile: mobileOf(address) }, options);
const give = (
  code: string,
  { json: { txnId } }: Reply,
  { give: path } = PUBLIC,
  options: CallOptions = HOME,
): Promise<Reply> => api.post(path, { otp: sha256(code), txnId }, options);

const refusalOf = ({ status, json }: Reply): string => `${status} ${String(json['errorCode'])}`;
const WRONG = '400 USRAUT0014';

test('the public sign-in: a code by SMS, its hash, a token', async () => {
  const address = newAddress();
  const asked = await ask(address);
  expect([asked.status, Object.keys(asked.json)]).toEqual([200, ['txnId']]);
  const { status, json } = await give(await codeTo(address), asked);
  expect([status, Object.keys(json)]).toEqual([200, ['token']]);
  expect(await textsTo(address)).toHaveLength(1);
});

test('a partner learns whether the number is known: somebody is registered on it, or it has written', async () => {
  const [stranger, person, writer] = [newAddress(), newAddress(), newAddress()];
  await registered(world, person, 1);
  await world.talk(writer).say('hi');
  for (const [address, isNewAccount] of [
    [stranger, 'Y'],
    [person, 'N'],
    [writer, 'N'],
  ] as const) {
    const asked = await ask(address, PARTNER, { key });
    const reply = await give(await codeTo(address), asked, PARTNER, { key });
    expect(reply.json).toEqual({ token: expect.any(String) as string, isNewAccount });
  }
});

test('the sign-in of the portal, with a secret that nobody looks at and a hash in capitals', async () => {
  const address = newAddress();
  const { json } = await api.post(PORTAL.ask, { mobile: mobileOf(address), secret: 'U2FsdGVkX1/x=' });
  const otp = sha256(await codeTo(address)).toUpperCase();
  const reply = await api.post(PORTAL.give, { otp, txnId: String(json['txnId']).toUpperCase() });
  expect(reply.json).toMatchObject({ isNewAccount: 'Y' });
});

test.each(['', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-8', 'application/json; charset=UTF-8'])(
  'JSON is read that is called "%s"',
  async (type) => {
    const body = new Blob([JSON.stringify({ mobile: mobileOf(newAddress()) })], { type });
    const reply = await fetch(`${api.url}${PORTAL.ask}`, { method: 'POST', body });
    expect([reply.status, await reply.json()]).toMatchObject([200, { txnId: expect.any(String) as string }]);
  },
);

test.each([
  ['application/x-www-form-urlencoded', 'mobile=9830012345', '415 TIKAPI0408'],
  ['text/xml', '<mobile>9830012345</mobile>', '415 TIKAPI0408'],
  ['application/json', '{"mobile":', '400 TIKAPI0400'],
])('what is no JSON is refused: %s, %s', async (type, body, refusal) => {
  expect(refusalOf(await api.post(PORTAL.ask, body, { headers: { 'Content-Type': type } }))).toBe(refusal);
});

test('without a key, and with one that nobody has, there is no sign-in of a partner', async () => {
  for (const options of [{}, { key: newKey() }])
    expect(refusalOf(await ask(newAddress(), PARTNER, options))).toBe('401 TIKAPI0403');
});

test('the message comes in the language that was asked for, else as the number reads, else in Bengali', async () => {
  const [asking, reading, unknown] = [newAddress(), newAddress(), newAddress()];
  const talk = world.talk(reading);
  await talk.say('hi');
  await talk.choose('en');
  await ask(asking, PUBLIC, { language: 'hi_IN' });
  await ask(reading);
  await ask(unknown);
  expect((await textsTo(asking)).at(-1)).toMatch(/^टीकासेतु/);
  expect((await textsTo(reading)).at(-1)).toMatch(/^TikaSetu: code/);
  expect((await textsTo(unknown)).at(-1)).toMatch(/^টিকাসেতু/);
});

test('what is missing and what is wrong have their codes', async () => {
  const [otp, txnId] = [sha256('123456'), randomUUID()];
  const table: [path: string, body: unknown, refusal: string][] = [
    [PUBLIC.ask, {}, '400 TIKAPI0400'],
    [PUBLIC.ask, { mobile: '12345' }, '400 TIKAPI0400'],
    [PUBLIC.ask, { mobile: '+919830012345' }, '400 TIKAPI0400'],
    [PUBLIC.ask, { mobile: { $ne: '' } }, '400 TIKAPI0400'],
    [PUBLIC.ask, '{"mobile"', '400 TIKAPI0400'],
    [PUBLIC.give, {}, '400 USRAUT0012'],
    [PUBLIC.give, { otp: '', txnId }, '400 USRAUT0012'],
    [PUBLIC.give, { otp }, '400 USRAUT0013'],
    [PUBLIC.give, { otp: '123456', txnId }, WRONG],
    [PUBLIC.give, { otp: 123456, txnId }, WRONG],
    [PUBLIC.give, { otp: `${otp}0`, txnId }, WRONG],
    [PUBLIC.give, { otp, txnId: 'x' }, WRONG],
    [PUBLIC.give, { otp, txnId: [txnId] }, WRONG],
    [PUBLIC.give, { otp, txnId }, WRONG],
    [PORTAL.give, { txnId }, '400 USRAUT0012'],
  ];
  for (const [path, body, refusal] of table)
    expect([path, body, refusalOf(await api.post(path, body))]).toEqual([path, body, refusal]);
});

test('a code of yesterday is none today, also where it is asked for under the same Idempotency-Key', async () => {
  const address = newAddress();
  const keyed = (once: string): CallOptions => ({ key, headers: { 'Idempotency-Key': once } });
  const asked = await ask(address, PARTNER, keyed('1'));
  const code = await codeTo(address);
  expect((await give(code, asked, PARTNER, keyed('1'))).status).toBe(200);
  world.clock.advance(25 * 60 * MINUTE);
  const again = await ask(address, PARTNER, keyed('1'));
  expect(await codeTo(address)).not.toBe(code);
  expect(await textsTo(address)).toHaveLength(2);
  expect(refusalOf(await give(code, again, PARTNER, keyed('2')))).toBe(WRONG);
});

test('no token is kept to be had a second time, and signing out is done each time', async () => {
  const address = newAddress();
  const keyed: CallOptions = { key, headers: { 'Idempotency-Key': 'always the same' } };
  for (let n = 0; n < 2; n++) {
    const asked = await ask(address, PARTNER, keyed);
    const code = await codeTo(address);
    const token = String((await give(code, asked, PARTNER, keyed)).json['token']);
    expect(refusalOf(await give(code, asked, PARTNER, keyed))).toBe(WRONG);
    expect((await api.post('/auth/logout', {}, { ...keyed, token })).status).toBe(204);
    expect(refusalOf(await api.get('/appointment/beneficiaries', { token }))).toBe('401 TIKAPI0402');
    world.clock.advance(MINUTE);
  }
});

test('where somebody asked from cannot be read in the database', async () => {
  await ask(newAddress(), PUBLIC, { from: '198.51.100.77' });
  for (const { name } of (await world.site.connection.listCollections()) as { name: string }[])
    expect([name, JSON.stringify(await world.site.connection.collection(name).find().toArray())]).not.toEqual([
      name,
      expect.stringContaining('198.51.100.77'),
    ]);
});

test('no refusal says what was sent', async () => {
  const address = newAddress();
  const asked = await ask(address);
  const code = await codeTo(address);
  const refused = [
    await ask(address),
    await give(notOf(code), asked),
    await api.post(PUBLIC.ask, { mobile: `${mobileOf(address)}0` }),
    await api.post(PUBLIC.give, { otp: code, txnId: asked.json['txnId'] }),
  ];
  for (const { status, bytes } of refused) {
    expect(status).toBeGreaterThanOrEqual(400);
    for (const secret of [mobileOf(address), code]) expect(bytes.toString()).not.toContain(secret);
  }
});

test('the first code works after a second was asked for, with either transaction, and is used up with it', async () => {
  for (const which of [0, 1]) {
    const address = newAddress();
    const asked = [await ask(address)];
    world.clock.advance(30 * SECOND);
    asked.push(await ask(address));
    const [first = '', second = ''] = await codesTo(address);
    const given = asked[which] as Reply;
    expect((await give(first, given)).status).toBe(200);
    expect(refusalOf(await give(first, given))).toBe(WRONG);
    expect(refusalOf(await give(second, given))).toBe(WRONG);
  }
});

test('after ten minutes neither code nor transaction is anything', async () => {
  const address = newAddress();
  const asked = await ask(address);
  const code = await codeTo(address);
  world.clock.advance(10 * MINUTE - 1);
  const later = await ask(address);
  world.clock.advance(1);
  expect(refusalOf(await give(code, asked))).toBe(WRONG);
  expect(refusalOf(await give(code, later))).toBe(WRONG);
  expect((await give((await codesTo(address))[1] ?? '', later)).status).toBe(200);
});

test('who asks again too soon waits as long as is said, and a number gets five messages in an hour', async () => {
  const address = newAddress();
  for (const pause of [30, 60, 120, 240]) {
    expect((await ask(address)).status).toBe(200);
    const soon = await ask(address);
    expect([refusalOf(soon), soon.headers.get('Retry-After')]).toEqual(['429 TIKAPI0429', String(pause)]);
    world.clock.advance(pause * SECOND);
  }
  expect((await ask(address)).status).toBe(200);
  expect(await textsTo(address)).toHaveLength(5);
  world.clock.advance(20 * MINUTE);
  for (const asking of [ask(address), ask(address, PARTNER, { key }), ask(address, PARTNER, { key: otherKey })])
    expect(refusalOf(await asking)).toBe('429 TIKAPI0429');
  expect(await textsTo(address)).toHaveLength(5);
});

test('of two who ask for one number each gives back their own code', async () => {
  const address = newAddress();
  const mine = await ask(address, PARTNER, { key });
  const code = await codeTo(address);
  const theirs = await ask(address, PARTNER, { key: otherKey });
  const theirCode = await codeTo(address);
  expect(refusalOf(await give(code, theirs, PARTNER, { key: otherKey }))).toBe(WRONG);
  expect(refusalOf(await give(code, mine, PARTNER, { key: otherKey }))).toBe(WRONG);
  expect(refusalOf(await give(code, mine, PUBLIC))).toBe(WRONG);
  expect((await give(code, mine, PARTNER, { key })).status).toBe(200);
  expect((await give(theirCode, theirs, PARTNER, { key: otherKey })).status).toBe(200);
});

test('a network without a key causes thirty messages in an hour, and no other network is bound by it', async () => {
  const asking = (from: string): Promise<Reply> => ask(newAddress(), PUBLIC, { from });
  for (let nth = 0; nth < 30; nth++) expect((await asking(`2001:db8::${nth}`)).status).toBe(200);
  const refused = await asking('2001:db8::ffff');
  expect([refusalOf(refused), refused.headers.get('Retry-After')]).toEqual(['429 TIKAPI0429', '3600']);
  expect((await asking('198.51.100.2')).status).toBe(200);
  expect(await sentMessages(world)).toHaveLength(31);
});

test('of a thousand guesses in an hour twenty-five are looked at, of five codes, and then the right one is not', async () => {
  const [address, looked] = [newAddress(), new Set<string>()];
  let [asked, codes] = [await ask(address, PARTNER, { key }), await codesTo(address)];
  for (let tens = 0; tens < 100; tens++) {
    // As soon as the tries before count no more.
    const inTurn = tens % 17;
    if (inTurn === 0 && tens > 0) {
      const again = await ask(address, PARTNER, { key });
      if (again.status === 200) asked = again;
      codes = await codesTo(address);
    }
    const guess = inTurn === 0 ? wrongFor(codes) : (codes.at(-1) ?? '');
    const given = asked;
    const tries = Array.from({ length: 10 }, () => give(guess, given, PARTNER, { key }));
    for (const reply of await Promise.all(tries)) expect(refusalOf(reply)).toBe(WRONG);
    for (const tried of await triesOf()) looked.add(tried);
    world.clock.advance(36 * SECOND);
  }
  expect([codes.length, looked.size]).toEqual([5, 25]);
});

const wrongFor = (codes: readonly string[]): string =>
  Array.from('0123456789', (digit) => digit.repeat(6)).find((code) => !codes.includes(code)) ?? '';

/** Of whoever asked last, in the last ten minutes. */
async function triesOf(): Promise<string[]> {
  const [asker] = await world.site.connection.collection('codes').find().sort({ until: -1 }).limit(1).toArray();
  return ((asker?.['tried'] ?? []) as { key: string }[]).map(({ key: tried }) => tried);
}
