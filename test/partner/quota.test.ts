/** How many calls there may be, in one process and in several. */
import { z } from 'zod';
import { endpoint } from '../../src/partner/endpoint';
import { newKey } from '../../src/partner/keys';
import { createQuota, OPEN_QUOTA, type Quota } from '../../src/partner/quota';
import type { Partner } from '../../src/store/partners';
import { newToken } from '../../src/partner/tokens';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { MINUTE, newAddress, openWorld, START, type Site, type World } from '../support/world';

const endpoints = () => [
  endpoint({
    ...{ method: 'get', path: '/ping', tag: 'Places', summary: 'Answers', access: 'open', refuses: [] },
    answers: { 200: z.object({}) },
    run: () => Promise.resolve({ json: {} }),
  }),
  endpoint({
    ...{ method: 'get', path: '/own', tag: 'People', summary: 'Answers', access: 'number', refuses: [] },
    answers: { 200: z.object({}) },
    run: () => Promise.resolve({ json: {} }),
  }),
];

let world: World;
let other: Site;
let partners = 0;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());
/** Each test in a stretch of time of its own. */
beforeEach(() => world.clock.advance(5 * MINUTE));

const quotaAt = (site: Site): Quota => createQuota(site.store, () => world.clock.now());
async function partnerWith(quota: number, key = newKey()): Promise<Partner> {
  const added = await world.site.store.partners.add({ name: `partner ${++partners}`, quota, createdAt: START }, key);
  if (!added) throw new Error('there is one');
  return added;
}
/** How many of so many calls are let through. */
const through = (quota: Quota, calls: number, partner: Partner | null, ip: (n: number) => string): number =>
  Array.from({ length: calls }, (_, n) => quota.take(partner, ip(n))).filter((wait) => wait === 0).length;

test.each([
  ['an IPv4 address', () => '203.0.113.7', OPEN_QUOTA],
  [
    'the same address, as a socket for both families shows it',
    (n: number) => (n % 2 ? '' : '::ffff:') + '203.0.113.8',
    OPEN_QUOTA,
  ],
  [
    'a network of IPv6, whose owner has addresses without end',
    (n: number) => `2001:db8:0:${n.toString(16)}::1`,
    OPEN_QUOTA,
  ],
  ['two networks of IPv6', (n: number) => `2001:db8:${n % 2}::1`, 2 * OPEN_QUOTA],
  ['as many addresses', (n: number) => `198.51.100.${n % 250}`, 250],
])('%s', (_, ip, most) => {
  expect(through(quotaAt(world.site), 250, null, ip)).toBe(most);
});

test('a partner has its own, wherever its calls come from', async () => {
  const quota = quotaAt(world.site);
  const [small, large] = [await partnerWith(3), await partnerWith(150)];
  expect(through(quota, 200, small, (n) => `198.51.100.${n}`)).toBe(3);
  expect(through(quota, 200, large, () => '203.0.113.9')).toBe(150);
  expect(through(quota, 200, null, () => '203.0.113.9')).toBe(OPEN_QUOTA);
});

test('who waits as long as they are told may call again', () => {
  const quota = quotaAt(world.site);
  world.clock.advance(MINUTE);
  through(quota, OPEN_QUOTA, null, () => '203.0.113.10');
  const wait = quota.take(null, '203.0.113.10');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(300);
  world.clock.advance(wait * 1_000 - 1);
  expect(quota.take(null, '203.0.113.10')).toBeGreaterThan(0);
  world.clock.advance(1);
  expect(quota.take(null, '203.0.113.10')).toBe(0);
});

test('processes add up what each has counted', async () => {
  const partner = await partnerWith(100);
  const [here, there] = [quotaAt(world.site), quotaAt(other)];
  expect(through(here, 60, partner, () => '')).toBe(60);
  expect(through(there, 30, partner, () => '')).toBe(30);
  await here.flush();
  await there.flush();
  expect(through(there, 100, partner, () => '')).toBe(10);
  await there.flush();
  // It has not heard of the others' yet, and hears with what it tells.
  expect(here.take(partner, '')).toBe(0);
  await here.flush();
  expect(here.take(partner, '')).toBeGreaterThan(0);
});

test('many processes at once make the same count', async () => {
  const partner = await partnerWith(1_000);
  const quotas = Array.from({ length: 8 }, (_, n) => quotaAt(n % 2 ? world.site : other));
  for (const quota of quotas) through(quota, 25, partner, () => '');
  await Promise.all(quotas.map((quota) => quota.flush()));
  const [last = quotaAt(other)] = quotas;
  last.take(partner, '');
  await last.flush();
  expect(through(last, 2_000, partner, () => '')).toBe(1_000 - 8 * 25 - 1);
});

test('what could not be written down is not forgotten', async () => {
  const partner = await partnerWith(20);
  const gone = await world.openSite();
  const here = createQuota({ ...world.site.store, apiCalls: broken(world.site) }, () => world.clock.now());
  through(here, 12, partner, () => '');
  await expect(here.flush()).rejects.toThrow('away');
  await here.flush();
  const there = quotaAt(gone);
  there.take(partner, '');
  await there.flush();
  expect(through(there, 20, partner, () => '')).toBe(20 - 12 - 1);
});

/** Its database is away for the first writing. */
function broken({ store: { apiCalls } }: Site): Site['store']['apiCalls'] {
  let isFirst = true;
  return {
    ...apiCalls,
    add: (...what) => {
      const wasFirst = isFirst;
      isFirst = false;
      return wasFirst ? Promise.reject(new Error('away')) : apiCalls.add(...what);
    },
  };
}

test('windows that are over are forgotten, the one of now is not', async () => {
  const partner = await partnerWith(20);
  const quota = quotaAt(world.site);
  quota.take(partner, '');
  await quota.flush();
  const { apiCalls } = world.site.store;
  const left = () => world.site.connection.collection('apiCalls').countDocuments();
  const at = world.clock.now().getTime();
  const began = at - (at % (5 * MINUTE));
  await apiCalls.forget(new Date(began));
  expect(await left()).toBe(1);
  await apiCalls.forget(new Date(began + 1));
  expect(await left()).toBe(0);
});

describe('over HTTP', () => {
  let api: ApiUnderTest;
  beforeAll(async () => (api = await openApi(world, { endpoints })));
  afterAll(() => api.close());

  test('too many calls are refused as JSON that says when to come again, guessed keys among them', async () => {
    const from = '203.0.113.11';
    for (let n = 0; n < OPEN_QUOTA - 1; n++) expect((await api.get('/ping', { from, key: newKey() })).status).toBe(401);
    expect((await api.get('/ping', { from })).status).toBe(200);
    const { status, headers, json } = await api.get('/ping', { from, key: newKey() });
    expect({ status, json }).toMatchObject({ status: 429, json: { errorCode: 'TIKAPI0429' } });
    expect(headers.get('Content-Type')).toContain('application/json');
    const wait = Number(headers.get('Retry-After'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(300);
    const key = newKey();
    await partnerWith(5, key);
    expect((await api.get('/ping', { from, key })).status).toBe(200);
    world.clock.advance(wait * 1_000);
    expect((await api.get('/ping', { from })).status).toBe(200);
  });

  test('one person of a partner’s cannot use up what is for all of them', async () => {
    const key = newKey();
    const partner = await partnerWith(150, key);
    const tokenOf = (address: string): Promise<string> =>
      newToken(api.deps, { whose: address, kind: 'number', address, partner: partner._id });
    const [token, another] = [await tokenOf(newAddress()), await tokenOf(newAddress())];
    const statuses = [];
    for (let n = 0; n < 151; n++) statuses.push((await api.get('/own', { token })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(OPEN_QUOTA);
    expect((await api.get('/own', { token: another })).status).toBe(200);
    expect((await api.get('/ping', { key })).status).toBe(200);
  });
});
