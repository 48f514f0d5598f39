/** Partners' keys, and what is counted of their calls. */
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { dayOf } from '../../src/clock';
import { endpoint } from '../../src/partner/endpoint';
import { newKey, newWebhookSecret } from '../../src/partner/keys';
import { newToken } from '../../src/partner/tokens';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { newAddress, openWorld, START, type World } from '../support/world';

const endpoints = () => [
  endpoint({
    ...{ method: 'get', path: '/who', tag: 'Places', summary: 'Whose program calls', access: 'open', refuses: [] },
    answers: { 200: z.object({ partner: z.string().nullable() }) },
    run: ({ partner }) => Promise.resolve({ json: { partner: partner?.name ?? null } }),
  }),
  endpoint({
    ...{ method: 'get', path: '/keyed', tag: 'Sign-in', summary: 'With a key alone', access: 'key', refuses: [] },
    answers: { 200: z.object({ partner: z.string() }) },
    run: ({ partner }) => Promise.resolve({ json: { partner: partner.name } }),
  }),
  endpoint({
    ...{ method: 'get', path: '/own', tag: 'People', summary: 'By a number', access: 'number', refuses: [] },
    answers: { 200: z.object({ partner: z.string().nullable() }) },
    run: ({ partner }) => Promise.resolve({ json: { partner: partner?.name ?? null } }),
  }),
  endpoint({
    ...{ method: 'get', path: '/broken', tag: 'Places', summary: 'Our own fault', access: 'open', refuses: [] },
    answers: {},
    run: () => Promise.reject(new Error('on purpose')),
  }),
];

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  api = await openApi(world, { endpoints });
});
afterAll(async () => {
  await api.close();
  await world.close();
});

async function added(name: string): Promise<{ id: string; key: string }> {
  const key = newKey();
  const partner = await world.site.store.partners.add({ name, quota: 1_000, createdAt: START }, key);
  if (!partner) throw new Error(`there is a ${name}`);
  return { id: partner._id, key };
}

test('a key tells whose program calls; without one anybody may ask what is open to all', async () => {
  const { key } = await added('Aarogya');
  expect((await api.get('/who', { key })).json).toEqual({ partner: 'Aarogya' });
  expect((await api.get('/keyed', { key })).json).toEqual({ partner: 'Aarogya' });
  expect((await api.get('/who')).json).toEqual({ partner: null });
  expect(await api.get('/keyed')).toMatchObject({ status: 401, json: { errorCode: 'TIKAPI0403' } });
});

test.each([
  ['half a key', 'tk_'],
  ['a guess', newKey()],
  ['the sandbox’s', 'sandbox-key'],
])('%s is nobody’s key', async (_, key) => {
  for (const path of ['/who', '/keyed']) expect((await api.get(path, { key })).status).toBe(401);
});

test.each([
  ['nothing', ''],
  ['a key of another service', 'k3yOfAnother'],
  ['something long', 'x'.repeat(5_000)],
])('%s is no key: what is open to all is open, and nothing else', async (_, key) => {
  expect((await api.get('/who', { key })).json).toEqual({ partner: null });
  expect((await api.get('/keyed', { key })).status).toBe(401);
});

test('a disabled partner’s key and a key that was replaced are refused', async () => {
  const { id, key } = await added('Stopped');
  const { partners } = world.site.store;
  await partners.setDisabled(id, true);
  expect((await api.get('/keyed', { key })).status).toBe(401);
  await partners.setDisabled(id, false);
  expect((await api.get('/keyed', { key })).status).toBe(200);
  const fresh = newKey();
  await partners.setKey(id, fresh);
  expect((await api.get('/keyed', { key })).status).toBe(401);
  expect((await api.get('/keyed', { key: fresh })).status).toBe(200);
});

test('what is done with a token counts for the program that signed in, also without its key', async () => {
  const { id, key } = await added('Signed in');
  const { key: another } = await added('Another');
  const address = newAddress();
  const session = { whose: world.site.store.vault.contactOf(address), kind: 'number', address } as const;
  const token = await newToken(api.deps, { ...session, partner: id });
  expect((await api.get('/own', { token })).json).toEqual({ partner: 'Signed in' });
  expect((await api.get('/own', { token, key })).json).toEqual({ partner: 'Signed in' });
  expect((await api.get('/own', { token, key: another })).json).toEqual({ partner: 'Another' });
  const nobodys = await newToken(api.deps, { ...session, partner: null });
  expect((await api.get('/own', { token: nobodys })).json).toEqual({ partner: null });
});

test('one name is one partner, however it is written', async () => {
  const { id } = await added('Arogya  Setu');
  const { partners } = world.site.store;
  expect(await partners.add({ name: 'arogya setu', quota: 1, createdAt: START }, newKey())).toBeNull();
  expect(await partners.byName(' AROGYA SETU')).toMatchObject({ _id: id, quota: 1_000 });
});

test('neither key nor secret is stored in clear, and the secret signs as Standard Webhooks wants it', async () => {
  const { id, key } = await added('Secretive');
  const { partners } = world.site.store;
  const webhook = { url: 'https://partner.example/events', secret: newWebhookSecret() };
  await partners.setWebhook(id, webhook);
  const stored = await world.site.connection.collection('partners').findOne({ _id: id as never });
  const text = JSON.stringify(stored) + String(stored?.['sealedSecret']);
  expect(text).not.toContain(key);
  expect(text).not.toContain(webhook.secret);
  const sent = await partners.webhookOf(id);
  expect(sent).toEqual(webhook);
  const signed = new Webhook(sent?.secret ?? '');
  const at = new Date();
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) };
  const signature = signed.sign('msg_1', at, '{}');
  expect(new Webhook(webhook.secret).verify('{}', { ...headers, 'webhook-signature': signature })).toEqual({});
  await partners.setDisabled(id, true);
  expect(await partners.webhookOf(id)).toBeNull();
});

test('calls are counted by day, partner, kind and what they were answered', async () => {
  const { id, key } = await added('Counted');
  for (const path of ['/who', '/who', '/keyed']) await api.get(path, { key });
  expect((await api.get('/broken', { key })).status).toBe(500);
  await api.api.flush();
  await api.get('/who', { key });
  await api.api.flush();
  const today = dayOf(world.clock.now());
  const counted = await world.site.store.apiUsage.between(today, today);
  const [kind, none] = [
    { day: today, partner: id },
    { refused: 0, tooMany: 0, broken: 0 },
  ];
  expect(counted.filter(({ partner }) => partner === id)).toEqual(
    expect.arrayContaining([
      { ...kind, ...none, tag: 'Places', ok: 3, broken: 1 },
      { ...kind, ...none, tag: 'Sign-in', ok: 1 },
    ]),
  );
  expect(counted.find(({ partner, tag }) => partner === null && tag === 'Sign-in')).toMatchObject({ ok: 0 });
  expect(await world.site.store.apiUsage.between('2021-01-01', '2021-03-02')).toEqual([]);
});
