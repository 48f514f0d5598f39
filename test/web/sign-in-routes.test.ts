import express from 'express';
import { codeAt, newTotpSecret } from '../../src/web/one-time';
import { hashPassword } from '../../src/web/passwords';
import type { Role, Staff } from '../../src/store/staff';
import { pathOf, signInPage, signInRouter } from '../../src/web/sign-in-routes';
import { readWords } from '../../src/web/words';
import { listen, type Listening } from '../support/listen';
import { DAY, MINUTE, openWorld, type World } from '../support/world';

const PASSWORD = 'k7wd-mq3n-xb9t';
let world: World;
let password: string;
let plain: Listening;
let secure: Listening;
beforeAll(async () => {
  world = await openWorld();
  password = await hashPassword(PASSWORD);
  plain = await door(false);
  secure = await door(true);
});
afterAll(async () => {
  await Promise.all([plain.close(), secure.close()]);
  await world.close();
});

function door(isSecure: boolean): Promise<Listening> {
  const now = (): Date => world.clock.now();
  const deps = { store: world.site.store, words: readWords(), now, phoneTime: now, isSecure };
  const resumed = (resume: string, { staff, csrf }: { staff: Staff; csrf: string }) =>
    resume === 'theirs' ? `again for ${staff.name} with ${csrf}` : null;
  const app = express();
  app.use(signInRouter({ ...deps, resumed }));
  app.post('/desk/notes', (request, response) =>
    signInPage(deps)(request, response, { to: '', resume: '<sealed "form">' }),
  );
  return listen(app);
}

let people = 0;
async function account(role: Role = 'operator') {
  const [totp, name] = [newTotpSecret(), `${role} ${people++}`];
  await world.site.store.staff.add(
    { ...{ name, role, centres: [], districts: [], states: [], language: 'bn' } },
    { password, totp },
  );
  // A code is good once: the next who signs in waits for another.
  world.clock.advance(MINUTE);
  return { name, password: PASSWORD, code: codeAt(totp, world.clock.now()) };
}
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}, { url } = plain) =>
  fetch(url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(plain.url + path, { headers, redirect: 'manual' });
const cookieIn = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const sessionIn = async (response: Response) => {
  const session = await world.site.store.webSessions.find(cookieIn(response).split('=')[1] ?? '', world.clock.now());
  if (!session || 'expired' in session) throw new Error('not signed in');
  return session;
};

test.each<[Role, string]>([
  ['operator', '/desk'],
  ['vaccinator', '/centre'],
  ['auditor', '/centre'],
])('name, password and code are enough for a plain client: %s begins at %s', async (role, home) => {
  const response = await post('/sign-in', await account(role));
  expect([response.status, response.headers.get('location')]).toEqual([303, home]);
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^tikasetu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^tikasetu-device=[\w-]{36}; Max-Age=15552000; Path=\/; .*; HttpOnly; SameSite=Lax$/),
  ]);
  expect(await sessionIn(response)).toMatchObject({ id: expect.any(String) as string });
});

test('by https the cookie goes nowhere else', async () => {
  const response = await post('/sign-in', await account(), {}, secure);
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-tikasetu=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    expect.stringMatching(/^__Host-tikasetu-device=.*; Path=\/; .*; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  expect(response.headers.get('strict-transport-security')).toMatch(/max-age/);
});

test('who knows a name keeps its owner out of no browser that she has used before', async () => {
  const totp = newTotpSecret();
  const name = 'Nurse Anita';
  await world.site.store.staff.add(
    { ...{ name, role: 'vaccinator', centres: [], districts: [], states: [], language: 'bn' } },
    { password, totp },
  );
  const rightly = () => {
    world.clock.advance(MINUTE / 2);
    return { name, password: PASSWORD, code: codeAt(totp, world.clock.now()) };
  };
  const device = (await post('/sign-in', rightly())).headers.getSetCookie()[1]?.split(';')[0] ?? '';
  for (let n = 0; n < 5; n++) await post('/sign-in', { name, password: 'guessed', code: '1' });
  world.clock.advance(MINUTE);
  await post('/sign-in', { name, password: 'guessed', code: '1' });
  expect((await post('/sign-in', rightly())).status).toBe(429);
  expect((await post('/sign-in', rightly(), { cookie: device })).status).toBe(303);
  expect((await post('/sign-in', rightly(), { cookie: `tikasetu-device=${'0'.repeat(36)}` })).status).toBe(429);
  for (let n = 0; n < 5; n++) await post('/sign-in', { name, password: 'guessed', code: '1' }, { cookie: device });
  expect((await post('/sign-in', rightly(), { cookie: device })).status).toBe(429);
});

test('on to where one was going, and to no other site', async () => {
  const wanted = await post('/sign-in', { ...(await account()), to: '/desk/queue?topic=card#3' });
  expect(wanted.headers.get('location')).toBe('/desk/queue?topic=card#3');
  const elsewhere = await post('/sign-in', { ...(await account()), to: '//evil.example/desk' });
  expect(elsewhere.headers.get('location')).toBe('/desk');
});

test.each([
  ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'evil'],
  ...['/\t/evil.example', '/\n/evil.example', '/desk\\..', '', ' /desk', '/desk\u0000', '/desk\r\nSet-Cookie: a=b'],
])('%j is no path of ours', (to) => expect(pathOf(to)).toBeNull());

test.each(['/desk', '/', '/desk/relay?caller=%2B919830012345', '/centre/day/2026-11-23'])('%s is one', (to) =>
  expect(pathOf(to)).toBe(to),
);

test('what is wrong is said without saying what; the name stays, the password does not', async () => {
  const { name } = await account();
  const response = await post('/sign-in', { name, password: 'guessed "it"', code: '1', to: '/desk/calls', lang: 'en' });
  const text = await response.text();
  expect(response.status).toBe(401);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(text).toContain('did not fit together');
  expect(text).toContain(`value="${name}"`);
  expect(text).toContain('value="/desk/calls"');
  expect(text).not.toContain('guessed');
});

test('who has to wait is told until when, in their time', async () => {
  const { name } = await account();
  const wrong = { name, password: 'x', code: '1', lang: 'en' };
  for (let n = 0; n < 4; n++) await post('/sign-in', wrong);
  const response = await post('/sign-in', wrong);
  const until = new Date(world.clock.now().getTime() + MINUTE).toLocaleTimeString('en-GB', {
    ...{ timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' },
  });
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await response.text()).toContain(`until ${until}`);
});

test.each([
  ['of another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['of a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ['whose origin is another', { Origin: 'https://evil.example' }],
  ['whose origin is hidden', { Origin: 'null' }],
])('a form %s signs nobody in', async (_, headers) => {
  const response = await post('/sign-in', await account(), headers);
  expect(response.status).toBe(403);
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('a form of ours does, by either sign', async () => {
  expect((await post('/sign-in', await account(), { Origin: plain.url })).status).toBe(303);
  expect((await post('/sign-in', await account(), { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' })).status).toBe(
    303,
  );
});

test.each([
  ['bn-IN,bn;q=0.9,en;q=0.8', 'bn'],
  ['hi-IN', 'hi'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr', 'bn'],
])('the page speaks the language of the browser: %s', async (accepted, language) => {
  const text = await (await get('/sign-in', { 'Accept-Language': accepted })).text();
  expect(text).toContain(`<html lang="${language}">`);
});

test('another language is one click away, and leads on to the same page', async () => {
  const text = await (await get('/sign-in?lang=hi&to=%2Fdesk%2Fqueue', { 'Accept-Language': 'en' })).text();
  expect(text).toContain('<html lang="hi">');
  expect(text).toContain('href="/sign-in?lang=bn&amp;to=%2Fdesk%2Fqueue"');
});

test('what others put into the address is shown as text', async () => {
  const text = await (
    await get(`/sign-in?lang=%22%3E%3Cscript%3E&to=${encodeURIComponent('/"><script>alert(1)</script>')}`)
  ).text();
  expect(text).not.toContain('<script>alert');
});

test('who is signed in already goes on at once', async () => {
  const cookie = cookieIn(await post('/sign-in', await account('vaccinator')));
  expect((await get('/sign-in', { cookie })).headers.get('location')).toBe('/centre');
  expect((await get('/sign-in?to=%2Fcentre%2Fday', { cookie })).headers.get('location')).toBe('/centre/day');
});

test('signing out ends it, by a form of theirs alone', async () => {
  const response = await post('/sign-in', await account());
  const [cookie, { csrf }] = [cookieIn(response), await sessionIn(response)];
  await post('/sign-out', { csrf: 'a stranger' }, { cookie });
  expect((await get('/sign-in', { cookie })).status).toBe(303);
  const out = await post('/sign-out', { csrf }, { cookie });
  expect([out.status, out.headers.get('location')]).toEqual([303, '/sign-in?out=1']);
  expect(out.headers.get('set-cookie')).toMatch(/^tikasetu=; Path=\/; Expires=Thu, 01 Jan 1970/);
  expect((await get('/sign-in', { cookie })).status).toBe(200);
  expect((await post('/sign-out', {}, { cookie })).headers.get('location')).toBe('/sign-in?out=1');
  expect(await (await get('/sign-in?out=1&lang=en')).text()).toContain('You are signed out');
});

test('a form that was on its way is carried along, and shown to who it belongs to', async () => {
  const page = await post('/desk/notes', { note: 'typed' });
  expect(page.status).toBe(401);
  expect(await page.text()).toContain('name="resume" value="&lt;sealed &quot;form&quot;>"');
  const [theirs, name] = [await account(), `operator ${people - 1}`];
  const wrong = await post('/sign-in', { ...theirs, code: '1', resume: 'theirs' });
  expect(await wrong.text()).toContain('value="theirs"');
  const response = await post('/sign-in', { ...theirs, resume: 'theirs' });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(`again for ${name} with ${(await sessionIn(response)).csrf}`);
  const others = await post('/sign-in', { ...(await account()), resume: 'not theirs' });
  expect(others.headers.get('location')).toBe('/desk');
});

test('nothing of it stays in a cache, and no script of another runs in it', async () => {
  const { headers } = await get('/sign-in');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
});

test('a day later nobody is signed in any more', async () => {
  const cookie = cookieIn(await post('/sign-in', await account()));
  world.clock.advance(DAY);
  expect((await get('/sign-in', { cookie })).status).toBe(200);
});
