/** Tokens of numbers and of staff: what is in them, what they open, and when they open nothing. */
import { decode, sign, type JwtPayload } from 'jsonwebtoken';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../src/partner/endpoint';
import { newKey } from '../../src/partner/keys';
import { signInEndpoints } from '../../src/partner/sign-in';
import type { ApiDeps } from '../../src/partner/deps';
import { createStore } from '../../src/store';
import { connect } from '../../src/store/database';
import type { Role, Staff } from '../../src/store/staff';
import { codeAt, newTotpSecret } from '../../src/web/one-time';
import { hashPassword } from '../../src/web/passwords';
import { openTestDatabase } from '../support/database';
import { mobileOf, openApi, sha256, type ApiUnderTest, type Reply } from '../support/partner-api';
import { sentMessages } from '../support/sent';
import { MINUTE, newAddress, openWorld, type World } from '../support/world';

const PASSWORD = 'k7wd-mq3n-xb9t';
let world: World;
let api: ApiUnderTest;
let password: string;
beforeAll(async () => {
  world = await openWorld();
  api = await openApi(world, { endpoints: endpointsWithMe });
  password = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await api.close();
  await world.close();
});
// What was counted in one test counts in no other.
afterEach(() => world.clock.advance(61 * MINUTE));

/** Two calls that only say who calls. */
function endpointsWithMe(deps: ApiDeps): Endpoint[] {
  const me = { method: 'get', tag: 'Sign-in', summary: 'Who calls', refuses: [] } as const;
  const answers = { 200: z.object({ who: z.string() }) };
  return [
    ...signInEndpoints(deps),
    endpoint({
      ...{ ...me, answers, path: '/me', access: 'number' },
      run: ({ session }) => Promise.resolve({ json: { who: session.address } }),
    }),
    endpoint({
      ...{ ...me, answers, path: '/me/staff', access: 'staff' },
      run: ({ staff }) => Promise.resolve({ json: { who: staff.name } }),
    }),
  ];
}

const refusalOf = ({ status, json }: Reply): string => `${status} ${String(json['errorCode'])}`;
const [FORGED, OVER, FORBIDDEN] = ['401 TIKAPI0401', '401 TIKAPI0402', '403 TIKAPI0404'];
const me = (token: string, at = api): Promise<Reply> => at.get('/me', { token });
const claimsOf = (token: string): JwtPayload => decode(token) as JwtPayload;

test('a token lasts 15 minutes by the clock of the service, and says so to whoever reads it', async () => {
  const address = newAddress();
  const token = await api.signIn(address);
  const { iat = 0, exp = 0 } = claimsOf(token);
  expect([iat * 1_000, exp - iat]).toEqual([world.clock.now().getTime(), 900]);
  world.clock.advance(15 * MINUTE - 1_000);
  expect((await me(token)).json).toEqual({ who: address });
  world.clock.advance(1_000);
  expect(refusalOf(await me(token))).toBe(OVER);
});

test('whose it is stands neither in the token nor, in clear, in what is stored', async () => {
  const address = newAddress();
  const token = await api.signIn(address);
  expect(Object.keys(claimsOf(token)).sort()).toEqual(['aud', 'exp', 'iat', 'jti']);
  const { connection, store } = world.site;
  const stored = await connection.collection('apiSessions').find().toArray();
  const begun = await connection.collection('apiTransactions').find().toArray();
  for (const all of [stored, begun]) {
    expect(all.length).toBeGreaterThan(0);
    for (const secret of [mobileOf(address), String(claimsOf(token).jti)])
      expect(JSON.stringify(all)).not.toContain(secret);
  }
  expect(JSON.stringify(claimsOf(token))).not.toContain(store.vault.contactOf(address));
});

test('each sign-in has a token of its own; who signs out loses that one alone', async () => {
  const address = newAddress();
  const first = await api.signIn(address);
  world.clock.advance(MINUTE);
  const second = await api.signIn(address);
  const out = await api.post('/auth/logout', {}, { token: first });
  expect([out.status, out.bytes.length]).toEqual([204, 0]);
  expect(refusalOf(await me(first))).toBe(OVER);
  expect((await me(second)).status).toBe(200);
});

test('all tokens of a number can be ended, and what is over is forgotten', async () => {
  const [address, other] = [newAddress(), newAddress()];
  const [token, kept] = [await api.signIn(address), await api.signIn(other)];
  const { apiSessions, apiTransactions, vault } = world.site.store;
  await apiSessions.endAllOf(vault.contactOf(address));
  expect(refusalOf(await me(token))).toBe(OVER);
  await apiSessions.forget(world.clock.now());
  expect((await me(kept)).status).toBe(200);
  world.clock.advance(15 * MINUTE);
  await apiSessions.forget(world.clock.now());
  await apiTransactions.forget(world.clock.now());
  for (const name of ['apiSessions', 'apiTransactions'])
    expect(await world.site.connection.collection(name).countDocuments()).toBe(0);
});

test('what is forged opens nothing', async () => {
  const token = await api.signIn(newAddress());
  const claims = claimsOf(token);
  const right = world.site.store.vault.keyFor('partner tokens');
  const [head = '', body = '', mark = ''] = token.split('.');
  const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`;
  const longer = Buffer.from(JSON.stringify({ ...claims, exp: (claims.exp ?? 0) + 9_000 })).toString('base64url');
  const forged = [
    ...['', 'x', 'a.b.c', unsigned, `${head}.${longer}.${mark}`, `${head}.${body}.`, `${token}x`, 'x'.repeat(8_000)],
    sign(claims, 'another key', { algorithm: 'HS256' }),
    sign(claims, right, { algorithm: 'HS512' }),
    sign({ ...claims, aud: 'TikaSetu sandbox' }, right, { algorithm: 'HS256' }),
    sign({ aud: claims.aud, exp: claims.exp }, right, { algorithm: 'HS256' }),
  ];
  for (const each of forged) expect([each, refusalOf(await me(each))]).toEqual([each, FORGED]);
  for (const Authorization of [token, `Basic ${token}`, `Bearer ${token} ${token}`, `Bearer`])
    expect(refusalOf(await api.get('/me', { headers: { Authorization } }))).toBe(FORGED);
  expect(refusalOf(await api.get('/me'))).toBe(FORGED);
  expect((await api.get('/me', { headers: { Authorization: `bearer ${token}` } })).status).toBe(200);
});

test('a token of the sandbox opens nothing outside it, and none from outside opens the sandbox', async () => {
  const sandbox = await openApi(world, { endpoints: endpointsWithMe, isSandbox: true });
  const [real, tried] = [await api.signIn(newAddress()), await sandbox.signIn(newAddress())];
  expect((await me(tried, sandbox)).status).toBe(200);
  expect(refusalOf(await me(tried))).toBe(FORGED);
  expect(refusalOf(await me(real, sandbox))).toBe(FORGED);
  await sandbox.close();
});

test('a token is of one database: on another with the same key it is nobody', async () => {
  const database = await openTestDatabase();
  const connection = await connect(database);
  const store = createStore(connection, world.site.store.vault);
  const other = await openApi(world, { endpoints: endpointsWithMe, site: { ...world.site, store } });
  expect(refusalOf(await me(await api.signIn(newAddress()), other))).toBe(OVER);
  await other.close();
  await connection.close(true);
  await database.close();
});

test('who signed in by a partner that is disabled is out', async () => {
  const { partners } = world.site.store;
  const key = newKey();
  const partner = await partners.add({ name: 'Arogya', quota: 100, createdAt: world.clock.now() }, key);
  const address = newAddress();
  const token = await api.signIn(address, { key });
  expect((await me(token)).json).toEqual({ who: address });
  await partners.setDisabled(partner?._id ?? '', true);
  expect(refusalOf(await me(token))).toBe(OVER);
});

test('nothing of code or number is in what went wrong', async () => {
  const address = newAddress();
  const { json: asked } = await api.post('/auth/public/generateOTP', { mobile: mobileOf(address) });
  const [message] = await sentMessages(world, address);
  const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
  await world.site.connection.collection('apiTransactions').updateMany({}, { $set: { sealed: Buffer.alloc(40, 1) } });
  const broken = await api.post('/auth/public/confirmOTP', { otp: sha256(code), txnId: asked['txnId'] });
  expect(refusalOf(broken)).toBe('500 TIKAPI0500');
  const told = broken.bytes.toString() + String(world.site.failures.splice(0).at(-1));
  for (const secret of [code, sha256(code), mobileOf(address)]) expect(told).not.toContain(secret);
});

let members = 0;
async function member(role: Role): Promise<{ staff: Staff; totp: string }> {
  const totp = newTotpSecret();
  const places = { centres: ['bidhannagar'], districts: [], states: [], language: 'bn' } as const;
  const name = `${role} ${++members}`;
  const staff = await world.site.store.staff.add(
    { name, role, ...places, centres: [...places.centres], districts: [], states: [] },
    { password, totp },
  );
  if (!staff) throw new Error(`${name} is taken`);
  return { staff, totp };
}
const staffSignIn = ({ staff, totp }: { staff: Staff; totp: string }, more: object = {}): Promise<Reply> =>
  api.post('/auth/staff/token', {
    ...{ user_name: staff.name, password: PASSWORD, otp: codeAt(totp, world.clock.now()), ...more },
  });

test('staff of a centre sign in with what opens the consoles, and it is written down', async () => {
  for (const role of ['vaccinator', 'centreManager'] as const) {
    const one = await member(role);
    const token = String((await staffSignIn(one)).json['token']);
    expect((await api.get('/me/staff', { token })).json).toEqual({ who: one.staff.name });
    expect(refusalOf(await me(token))).toBe(FORBIDDEN);
    const trail = await world.site.store.audit.of(`staff:${one.staff._id}`, 9);
    expect(trail.map(({ action }) => action)).toEqual(['staff.tokenGiven']);
    await world.site.store.staff.setDisabled(one.staff._id, true);
    expect(refusalOf(await api.get('/me/staff', { token }))).toBe(OVER);
  }
});

test('a number is no member of staff, and other staff get no token', async () => {
  expect(refusalOf(await api.get('/me/staff', { token: await api.signIn(newAddress()) }))).toBe(FORBIDDEN);
  for (const role of ['operator', 'districtOfficer', 'auditor'] as const)
    expect(refusalOf(await staffSignIn(await member(role)))).toBe(FORBIDDEN);
});

test('which of the three was wrong is not said, a code works once, and who guesses waits', async () => {
  const one = await member('vaccinator');
  expect(refusalOf(await staffSignIn(one, { otp: undefined }))).toBe('400 USRAUT0012');
  expect(refusalOf(await staffSignIn(one, { user_name: undefined }))).toBe('400 TIKAPI0400');
  expect((await staffSignIn(one)).status).toBe(200);
  const wrong = [{}, { password: 'k7wd' }, { otp: '000000' }, { user_name: 'nobody' }, { otp: 123456 }];
  for (const more of wrong) expect([more, refusalOf(await staffSignIn(one, more))]).toEqual([more, '401 TIKAPI0411']);
  for (let nth = 0; nth < 2; nth++) await staffSignIn(one, { password: 'guess' });
  const locked = await staffSignIn(one, { password: 'guess' });
  expect([refusalOf(locked), locked.headers.get('Retry-After')]).toEqual(['429 TIKAPI0429', '60']);
});
