/** The real service with every gateway connected: each door is locked, each leads to the same conversation. */
import { readCatalogue } from '../../src/render/catalogue';
import { Service } from '../support/service';
import { FakeTelegram, TOKEN } from '../support/telegram-fake';
import { messageUpdate, person } from '../support/telegram-updates';
import { openWorld, TEST_KEY, type World } from '../support/world';

const KEYS = { kannel: 'kannel-example', ussd: 'ussd-example', http: 'http-example', telegram: 'telegram-example' };
const NUMBER = '+919830055501';

let world: World;
let telegram: FakeTelegram;
let service: Service;
beforeAll(async () => {
  [world, telegram] = await Promise.all([openWorld(), FakeTelegram.open()]);
  service = await Service.start({
    MONGODB_URI: world.database.uri.replace('/?', `/${world.database.dbName}?`),
    DATA_KEY: TEST_KEY.toString('base64'),
    KANNEL_TOKEN: KEYS.kannel,
    USSD_TOKEN: KEYS.ussd,
    HTTP_SMS_SECRET: KEYS.http,
    HTTP_SMS_REPLY: 'body',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_WEBHOOK_SECRET: KEYS.telegram,
    TELEGRAM_API_ROOT: telegram.url,
  });
});
afterAll(async () => {
  await service.stop();
  telegram.close();
  await world.close();
});

interface Knock {
  path: string;
  method?: 'POST';
  body?: string;
  type?: string;
  headers?: Record<string, string>;
}

const knock = ({ path, method, body, type, headers = {} }: Knock): Promise<Response> =>
  fetch(service.url + path, {
    ...(method ? { method } : {}),
    ...(body === undefined ? {} : { body }),
    headers: { ...(type ? { 'Content-Type': type } : {}), ...headers },
  });

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
const FORM = 'application/x-www-form-urlencoded';

/** A first message through each door, with this token. */
const DOORS: Record<string, (token: string | undefined) => Knock> = {
  kannel: (token) => ({
    path: `/sms/kannel?${form({ ...(token && { token }), from: NUMBER, text: 'tika', id: 'k1', coding: '0', charset: 'UTF-8' })}`,
  }),
  'a receipt of Kannel': (token) => ({
    path: `/sms/kannel/status?${form({ ...(token && { token }), id: 'x', type: '1' })}`,
  }),
  http: (token) => ({ path: `/sms/http?${form({ ...(token && { token }), from: NUMBER, text: 'tika', id: 'h1' })}` }),
  africastalking: (token) => ({
    path: `/ussd/africastalking?${form({ ...(token && { token }) })}`,
    method: 'POST',
    type: FORM,
    body: form({ sessionId: 's1', serviceCode: '*384#', phoneNumber: NUMBER, networkCode: '1', text: '' }),
  }),
  header: (token) => ({
    path: `/ussd/header?${form({ ...(token && { token }), msisdn: NUMBER, msg: '*384#', code: '*384#', tid: 't1' })}`,
  }),
  json: (token) => ({
    path: `/ussd/json?${form({ ...(token && { token }) })}`,
    method: 'POST',
    type: 'application/json',
    body: JSON.stringify({ Mobile: NUMBER, SessionId: 'j1', Type: 'Initiation', Message: '*384#', Sequence: 1 }),
  }),
};
const KEY_OF: Record<string, string> = { kannel: KEYS.kannel, 'a receipt of Kannel': KEYS.kannel, http: KEYS.http };

const conversations = (): Promise<number> => world.site.connection.collection('conversations').countDocuments();

describe.each(Object.entries(DOORS))('%s', (name, door) => {
  test.each([
    ['no token', undefined],
    ['an empty one', ''],
    ['another door’s', name === 'http' ? KEYS.ussd : KEYS.http],
    ['one that is longer', `${KEY_OF[name] ?? KEYS.ussd}x`],
  ])('with %s is refused and leaves no trace', async (_, token) => {
    const before = await conversations();
    expect((await knock(door(token))).status).toBe(403);
    expect(await conversations()).toBe(before);
  });

  test('with its own is answered', async () => {
    expect((await knock(door(KEY_OF[name] ?? KEYS.ussd))).status).toBe(200);
  });

  test('a request too large is refused', async () => {
    const knocked = door(KEY_OF[name] ?? KEYS.ussd);
    const long = 'x'.repeat(70_000);
    const large = knocked.method
      ? { ...knocked, body: `${knocked.body ?? ''}${' '.repeat(70_000)}` }
      : { ...knocked, path: `${knocked.path}&x=${long}` };
    expect((await knock(large)).status).toBe(knocked.method ? 413 : 431);
  });
});

test('Telegram is refused without its secret, and answered with it after the webhook has its answer', async () => {
  const update = JSON.stringify(
    messageUpdate({ text: '/start' }, { from: person(5_000_777, { language_code: 'bn' }) }),
  );
  const webhook: Knock = { path: '/telegram', method: 'POST', type: 'application/json', body: update };
  const before = await conversations();
  expect((await knock(webhook)).status).toBe(401);
  expect(await conversations()).toBe(before);
  expect((await knock({ ...webhook, headers: { 'X-Telegram-Bot-Api-Secret-Token': KEYS.telegram } })).status).toBe(200);
  const [sent] = await telegram.until('sendMessage', 1);
  expect(JSON.stringify(sent)).toContain(readCatalogue().bn('welcome:register'));
});

test('one number is one conversation through all doors, and its last one is remembered', async () => {
  const { store } = world.site;
  const conversation = await store.conversations.load(store.vault.contactOf(`tel:${NUMBER}`));
  expect(conversation?.turn).toBe(5);
  expect(conversation).toMatchObject({ channel: 'ussd', language: 'bn' });
});
