/** Requests that are sent twice: by a program that heard nothing, by two at once, after a crash. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { endpoint, type Answered, type Endpoint } from '../../src/partner/endpoint';
import { answerOnce, onceOf } from '../../src/partner/once';
import { newKey } from '../../src/partner/keys';
import { newToken } from '../../src/partner/tokens';
import type { ApiDeps } from '../../src/partner/deps';
import { openApi, type ApiUnderTest, type CallOptions, type Reply } from '../support/partner-api';
import { DAY, newAddress, openWorld, START, type Site, type World } from '../support/world';

/** What was done, in order: the keys of the deeds. */
const done: string[] = [];
/** What the next deeds answer; then they go well. */
let answers: (() => Promise<Answered>)[] = [];
const wellDone = (): Promise<Answered> => Promise.resolve({ json: { nth: done.length }, status: 201 });

const answered = {
  answers: { 201: z.object({ nth: z.number() }), 204: 'nothing' as const },
  refuses: ['alreadyBooked', 'full'] as const,
};
const deed = async ({ once }: { once: string }): Promise<Answered> => {
  done.push(once);
  return (answers.shift() ?? wellDone)();
};
const body = z.object({ what: z.string() }).loose();
const endpoints = (): Endpoint[] => [
  endpoint({
    ...answered,
    method: 'post',
    path: '/deed',
    tag: 'Places',
    summary: 'By a number',
    access: 'number',
    body,
    run: deed,
  }),
  endpoint({
    ...answered,
    method: 'post',
    path: '/other',
    tag: 'Places',
    summary: 'Another',
    access: 'number',
    body,
    run: deed,
  }),
  endpoint({
    ...answered,
    method: 'post',
    path: '/open',
    tag: 'Places',
    summary: 'By anybody',
    access: 'open',
    body,
    run: deed,
  }),
  endpoint({ ...answered, method: 'get', path: '/read', tag: 'Places', summary: 'Read', access: 'number', run: deed }),
];

let world: World;
let api: ApiUnderTest;
/** A second process. */
let there: ApiUnderTest;
let second: Site;
beforeAll(async () => {
  world = await openWorld();
  second = await world.openSite();
  api = await openApi(world, { endpoints });
  there = await openApi(world, { endpoints, site: second });
});
beforeEach(() => {
  done.length = 0;
  answers = [];
  // A quota of its own for each test.
  world.clock.advance(5 * 60_000);
});
afterAll(async () => {
  await api.close();
  await there.close();
  await world.close();
});

const tokenOf = (address: string, { deps }: ApiUnderTest = api, partner: string | null = null): Promise<string> =>
  newToken(deps, { whose: deps.store.vault.contactOf(address), kind: 'number', address, partner });
const keyed = (key: string): CallOptions => ({ headers: { 'Idempotency-Key': key } });
const seen = ({ status, json }: Reply) => ({ status, json });

test('the same request again is answered the same, and done once', async () => {
  const token = await tokenOf(newAddress());
  const first = await api.post('/deed', { what: 'x' }, { token, ...keyed('"8e03978e-40d5"') });
  expect(seen(first)).toEqual({ status: 201, json: { nth: 1 } });
  for (const process of [api, there])
    expect(seen(await process.post('/deed', { what: 'x' }, { token, ...keyed('"8e03978e-40d5"') }))).toEqual(
      seen(first),
    );
  expect(done).toHaveLength(1);
});

test('without a key it is done as often as it is sent', async () => {
  const token = await tokenOf(newAddress());
  for (let n = 0; n < 2; n++) await api.post('/deed', { what: 'x' }, { token });
  expect(new Set(done).size).toBe(2);
});

test('a key is for one request: another body, or none, is refused', async () => {
  const token = await tokenOf(newAddress());
  await api.post('/deed', { what: 'x' }, { token, ...keyed('a') });
  for (const other of [{ what: 'y' }, { what: 'x', more: 1 }])
    expect(seen(await api.post('/deed', other, { token, ...keyed('a') }))).toMatchObject({
      ...{ status: 422, json: { errorCode: 'TIKAPI0409' } },
    });
  expect(done).toHaveLength(1);
});

test('on another path, of another number, and by another program the same key is another', async () => {
  const address = newAddress();
  const [token, stranger] = [await tokenOf(address), await tokenOf(newAddress())];
  const key = newKey();
  await world.site.store.partners.add({ name: 'One', quota: 1_000, createdAt: START }, key);
  await api.post('/deed', { what: 'x' }, { token, ...keyed('1') });
  await api.post('/other', { what: 'x' }, { token, ...keyed('1') });
  await api.post('/deed', { what: 'x' }, { token: stranger, ...keyed('1') });
  await api.post('/deed', { what: 'x' }, { token, key, ...keyed('1') });
  expect(new Set(done).size).toBe(4);
  // The same number, signed in again.
  await api.post('/deed', { what: 'x' }, { token: await tokenOf(address), ...keyed('1') });
  expect(done).toHaveLength(4);
});

test('of nobody it is nobody’s: an open call is done each time, by a partner once', async () => {
  const key = newKey();
  await world.site.store.partners.add({ name: 'Two', quota: 1_000, createdAt: START }, key);
  for (let n = 0; n < 2; n++) await api.post('/open', { what: 'x' }, keyed('1'));
  expect(new Set(done).size).toBe(2);
  for (let n = 0; n < 2; n++) await api.post('/open', { what: 'x' }, { key, ...keyed('1') });
  expect(done).toHaveLength(3);
});

test('what is only read is read anew', async () => {
  const token = await tokenOf(newAddress());
  for (let n = 0; n < 2; n++) await api.get('/read', { token, ...keyed('1') });
  expect(done).toHaveLength(2);
});

test.each([
  ['nothing', ''],
  ['with a space', 'a b'],
  ['too long', 'x'.repeat(201)],
  ['more than ASCII', 'é'],
])('%s: that is no key', async (_, key) => {
  const token = await tokenOf(newAddress());
  const { status, json } = await api.post('/deed', { what: 'x' }, { token, ...keyed(key) });
  expect(status).toBe(400);
  expect(json['error']).toContain('Idempotency-Key');
  expect(done).toHaveLength(0);
});

test('200 visible characters are', async () => {
  const token = await tokenOf(newAddress());
  expect((await api.post('/deed', { what: 'x' }, { token, ...keyed('~'.repeat(200)) })).status).toBe(201);
});

test.each<[string, Answered, number]>([
  ['nothing', { nothing: true }, 204],
  ['a refusal that is the person’s', { refused: 'alreadyBooked' }, 400],
  ['a refusal of a moment ago', { refused: 'full', error: 'in these words' }, 409],
])('%s is answered again', async (_, answer, status) => {
  const token = await tokenOf(newAddress());
  answers = [() => Promise.resolve(answer)];
  const first = await api.post('/deed', { what: 'x' }, { token, ...keyed('1') });
  expect(first.status).toBe(status);
  expect(seen(await there.post('/deed', { what: 'x' }, { token, ...keyed('1') }))).toEqual(seen(first));
  expect(done).toHaveLength(1);
});

test.each<[string, () => Promise<Answered>, number]>([
  ['what broke', () => Promise.reject(new Error('on purpose')), 500],
  ['what was away', () => Promise.resolve({ refused: 'unavailable' }), 503],
  ['what has to wait', () => Promise.resolve({ refused: 'tooMany', retryAfter: 1 }), 429],
])('%s may be tried again at once, and is the same deed', async (_, answer, status) => {
  const token = await tokenOf(newAddress());
  answers = [answer];
  expect((await api.post('/deed', { what: 'x' }, { token, ...keyed('1') })).status).toBe(status);
  expect((await api.post('/deed', { what: 'x' }, { token, ...keyed('1') })).status).toBe(201);
  expect(done).toHaveLength(2);
  expect(new Set(done).size).toBe(1);
});

test('what came to nothing and is then another request is another deed', async () => {
  const token = await tokenOf(newAddress());
  answers = [() => Promise.resolve({ refused: 'unavailable' })];
  await api.post('/deed', { what: 'x' }, { token, ...keyed('1') });
  expect((await api.post('/deed', { what: 'y' }, { token, ...keyed('1') })).status).toBe(201);
  expect(new Set(done).size).toBe(2);
});

test.each([
  ['lists', '[', ']', 7_500],
  ['objects', '{"a":', '}', 2_500],
])('%s in one another without end are refused, and are no fault of ours', async (_, open, close, times) => {
  const token = await tokenOf(newAddress());
  const deep = `{"what":"x","more":${open.repeat(times)}1${close.repeat(times)}}`;
  expect(seen(await api.post('/deed', deep, { token, ...keyed('1') }))).toMatchObject({
    ...{ status: 400, json: { errorCode: 'TIKAPI0400' } },
  });
});

test('no cache keeps what somebody is answered, or refused with', async () => {
  const token = await tokenOf(newAddress());
  for (const reply of [await api.get('/read', { token }), await api.get('/read')])
    expect(reply.headers.get('Cache-Control')).toBe('no-store');
});

test('of twenty at once, by two processes, one does it and the others are told to wait, or are answered', async () => {
  const token = await tokenOf(newAddress());
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  answers = [() => held.then(wellDone)];
  const all = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? api : there).post('/deed', { what: 'x' }, { token, ...keyed('1') }).then((reply) => {
        // The one that does it is let go when somebody else has been turned away.
        finish();
        return reply;
      }),
    ),
  );
  const replies = (await all).map(({ status, json, headers }) => [
    status,
    json['nth'] ?? json['errorCode'],
    headers.get('Retry-After'),
  ]);
  expect(done).toHaveLength(1);
  expect(replies.filter(([status]) => status === 201).every(([, nth]) => nth === 1)).toBe(true);
  expect(replies.filter(([status]) => status !== 201)).toEqual(expect.arrayContaining([[409, 'TIKAPI0410', '1']]));
  expect((await api.post('/deed', { what: 'x' }, { token, ...keyed('1') })).json).toEqual({ nth: 1 });
});

/** A process that is killed while it is at it: it never says what it has done. */
async function crashed(address: string, process: ApiUnderTest = there): Promise<void> {
  const { apiAnswers, vault } = process.deps.store;
  const request = { path: '/deed', query: {}, body: { what: 'x' }, get: () => '1' };
  const session = { whose: vault.contactOf(address) };
  const once = onceOf(request as never, { partner: null, caller: { session } } as never);
  if (!once || 'refused' in once) throw new Error('no key');
  expect(await apiAnswers.begin(once, world.clock.now())).toHaveProperty('run');
}

test('what a crash left is taken over after half a minute, by one', async () => {
  const address = newAddress();
  const token = await tokenOf(address);
  await crashed(address);
  const again = (process: ApiUnderTest) => process.post('/deed', { what: 'x' }, { token, ...keyed('1') });
  expect(seen(await again(api))).toMatchObject({ status: 409, json: { errorCode: 'TIKAPI0410' } });
  world.clock.advance(29_999);
  expect((await again(api)).status).toBe(409);
  world.clock.advance(1);
  const replies = await Promise.all([again(api), again(there), again(api), again(there)]);
  expect(done).toHaveLength(1);
  expect(replies.map(({ status }) => status).sort()[0]).toBe(201);
  expect((await again(there)).json).toEqual({ nth: 1 });
});

test('who comes back late says nothing over the one that took over', async () => {
  const deps: ApiDeps = api.deps;
  const once = { key: 'late', content: 'x' };
  const json = (by: string): Answered => ({ json: { by } });
  const late = answerOnce(deps, once, async () => {
    world.clock.advance(30_000);
    expect(await answerOnce(deps, once, () => Promise.resolve(json('second')))).toEqual(json('second'));
    return json('first');
  });
  expect(await late).toEqual(json('first'));
  expect(await answerOnce(deps, once, () => Promise.resolve(json('third')))).toEqual(json('second'));
});

test('after a day the key is free, and what was kept is gone', async () => {
  const token = newAddress();
  const send = async (what: string) => api.post('/deed', { what }, { token: await tokenOf(token), ...keyed('1') });
  await send('x');
  const { apiAnswers } = world.site.store;
  const kept = () => world.site.connection.collection('apiAnswers').countDocuments();
  world.clock.advance(DAY - 1);
  await apiAnswers.forget(world.clock.now());
  expect((await send('y')).status).toBe(422);
  world.clock.advance(1);
  expect((await send('y')).status).toBe(201);
  // What follows from the deed, such as the id of an appointment, is not that of yesterday's.
  expect(new Set(done).size).toBe(2);
  world.clock.advance(DAY);
  await apiAnswers.forget(world.clock.now());
  expect(await kept()).toBe(0);
});

test('nothing of what was sent or answered can be read in the database', async () => {
  const token = await tokenOf(newAddress());
  answers = [() => Promise.resolve({ json: { nth: 4_711 }, status: 201 })];
  await api.post('/deed', { what: '4711-secret' }, { token, ...keyed('my-key') });
  const stored = JSON.stringify(await world.site.connection.collection('apiAnswers').find().toArray());
  for (const clear of [
    '4711',
    'secret',
    'my-key',
    createHash('sha256').update('[{},{"what":"4711-secret"}]').digest('base64url'),
  ])
    expect(stored).not.toContain(clear);
});
