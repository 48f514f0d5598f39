/** The webhook with the real conversation behind it, against a Bot API that refuses, breaks and falls silent. */
import express from 'express';
import { inspect } from 'node:util';
import { createTelegram, type Telegram } from '../../../src/channels/telegram/telegram';
import type { Undelivered } from '../../../src/channels/telegram/replies';
import type { Conversation } from '../../../src/conversation/ports';
import { readCatalogue } from '../../../src/render/catalogue';
import { createRender } from '../../../src/render/render';
import type { Outgoing } from '../../../src/messages/routes';
import { listen, type Listening } from '../../support/listen';
import { FakeTelegram, TOKEN, USERNAME } from '../../support/telegram-fake';
import { messageUpdate, otherUpdate, ownContact, person, pressUpdate } from '../../support/telegram-updates';
import { openWorld, type Site, type World } from '../../support/world';

const SECRET = 'webhook-secret_Example-0123';
const GROUP = { id: -100_200, title: 'পাড়া', type: 'supergroup' };
const { bn, en } = readCatalogue();

let world: World;
let api: FakeTelegram;
let door: Listening;
let telegram: Telegram;
let undelivered: Undelivered[];
let failures: unknown[];

beforeAll(async () => {
  [world, api] = await Promise.all([openWorld(), FakeTelegram.open()]);
});
afterAll(async () => {
  api.close();
  await world.close();
});
beforeEach(async () => {
  api.forget();
  undelivered = [];
  failures = [];
  telegram = telegramAt(world.site);
  door = await doorOf(telegram);
});
afterEach(async () => {
  await telegram.stop();
  await door.close();
  expect(inspect(failures, { depth: 9, showHidden: true })).not.toMatch(/AAE-example|রহিমা|https?:/);
});

function telegramAt({ converse }: Site, backoff: readonly number[] = [1, 2, 3]): Telegram {
  return createTelegram({
    account: {
      token: TOKEN,
      mode: { webhook: { publicUrl: 'https://tika.example.org', secret: SECRET } },
      apiRoot: `${api.url}/`,
    },
    converse,
    render: createRender(),
    now: () => world.clock.now(),
    undelivered: (reply) => Promise.resolve(undelivered.push(reply)),
    failed: (error) => failures.push(error),
    backoff,
  });
}
const doorOf = ({ router }: Telegram): Promise<Listening> => listen(express().use('/telegram', router));

function postText(
  body: string,
  {
    secret = SECRET,
    type = 'application/json',
    at = door,
  }: { secret?: string | null; type?: string; at?: Listening } = {},
): Promise<Response> {
  const headers = { 'content-type': type, ...(secret === null ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret }) };
  return fetch(`${at.url}/telegram`, { method: 'POST', headers, body });
}
const post = (update: object, at = door): Promise<Response> => postText(JSON.stringify(update), { at });

let people = 5_100_000;
/** Somebody who has not written before, with their app in Bengali. */
const newPerson = (): Person => person(++people, { language_code: 'bn' }) as Person;
interface Person {
  id: number;
}
const says = (from: Person, text: string): object => messageUpdate({ text }, { from });
const conversationOf = (address: string): Promise<Conversation | null> =>
  world.site.store.conversations.load(world.site.store.vault.contactOf(address));

interface Sent {
  chat_id: number;
  text: string;
  reply_markup?: {
    inline_keyboard?: { text: string; callback_data?: string; url?: string }[][];
    keyboard?: object[][];
    remove_keyboard?: true;
  };
}
const sent = async (count: number): Promise<Sent> => (await api.until('sendMessage', count)).at(-1) as unknown as Sent;
const buttonFor = ({ reply_markup }: Sent, label: string): string =>
  reply_markup?.inline_keyboard?.flat().find(({ text }) => text.includes(label))?.callback_data ?? `no button ${label}`;

/** Whatever had to happen after an answer has: another person was answered meanwhile. */
async function settled(): Promise<void> {
  const other = newPerson();
  await post(says(other, '/start'));
  while (!api.of('sendMessage').some(({ chat_id }) => chat_id === other.id))
    await api.until('sendMessage', api.of('sendMessage').length + 1);
}

describe('who is not Telegram', () => {
  test.each<[string, string | null]>([
    ['no secret', null],
    ['an empty one', ''],
    ['another one', 'another-secret'],
    ['only the beginning', SECRET.slice(0, -1)],
    ['more than all of it', `${SECRET}x`],
  ])('with %s gets 401, and leaves no trace', async (_, secret) => {
    const from = newPerson();
    const response = await postText(JSON.stringify(says(from, 'টিকা')), { secret });
    expect(response.status).toBe(401);
    expect((await postText('{"update_id":', { secret })).status).toBe(401);
    expect(await conversationOf(`telegram:${from.id}`)).toBeNull();
    expect(api.calls).toEqual([]);
  });

  test('finds the door shut where updates are polled for', async () => {
    const account = { token: TOKEN, mode: 'polling' as const, apiRoot: api.url };
    const polling = createTelegram({
      account,
      converse: world.site.converse,
      render: createRender(),
      now: () => world.clock.now(),
      undelivered: () => Promise.resolve(),
      failed: () => undefined,
    });
    const shut = await doorOf(polling);
    expect((await post(says(newPerson(), 'টিকা'), shut)).status).toBe(401);
    await shut.close();
  });
});

describe('what is no update', () => {
  test.each<[string, string, string, number]>([
    ['nothing', '', 'application/json', 400],
    ['broken JSON', '{"update_id":1,', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['no id', '{"message":{}}', 'application/json', 400],
    ['a form', 'update_id=1', 'application/x-www-form-urlencoded', 400],
    ['JSON that says it is text', '{"update_id":1}', 'text/plain', 400],
    ['more than 64 kB', JSON.stringify(messageUpdate({ text: 'a'.repeat(65_536) })), 'application/json', 413],
  ])('%s is refused', async (_, body, type, status) => {
    expect((await postText(body, { type })).status).toBe(status);
    expect(api.calls).toEqual([]);
  });
});

test.each<[string, object]>([
  [
    'somebody who blocks us',
    otherUpdate({ my_chat_member: { chat: { id: 1 }, new_chat_member: { status: 'kicked' } } }),
  ],
  ['a channel', otherUpdate({ channel_post: { chat: { id: -1, type: 'channel' }, text: '/start' } })],
  ['a kind nobody knows yet', otherUpdate({ hologram: {} })],
  ['another bot', messageUpdate({ text: '/start' }, { from: person(9, { is_bot: true }) })],
])('%s is accepted in silence', async (_, update) => {
  expect((await post(update)).status).toBe(200);
  await settled();
  expect(api.of('sendMessage')).toHaveLength(1);
});

const answer500: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) next(error);
  else response.sendStatus(500);
};

describe('a turn', () => {
  test('is answered in the language of the app, as plain text with buttons', async () => {
    const from = newPerson();
    await post(says(from, '/start'));
    const message = await sent(1);
    expect(message).toMatchObject({ chat_id: from.id, link_preview_options: { is_disabled: true } });
    expect(message).not.toHaveProperty('parse_mode');
    expect(message.text).toContain('টিকাসেতু');
    expect(buttonFor(message, bn('welcome:register'))).toBe('1:register');
  });

  test('is saved before Telegram is answered, and does not wait for the Bot API', async () => {
    api.always('sendMessage', 'never');
    const from = newPerson();
    expect((await post(says(from, '/start'))).status).toBe(200);
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 1, language: 'bn' });
    expect((await post(says(from, 'menu'))).status).toBe(200);
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 2 });
    api.always('sendMessage', 'ok');
    api.hangUp();
    expect((await sent(3)).chat_id).toBe(from.id);
  });

  test('that comes again gets no second answer, also when both come at once', async () => {
    const from = newPerson();
    const update = says(from, '/start');
    const responses = await Promise.all([post(update), post(update), post(update)]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await post(update)).status).toBe(200);
    await settled();
    expect(api.of('sendMessage').filter(({ chat_id }) => chat_id === from.id)).toHaveLength(1);
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 1 });
  });

  test('that comes again to another process gets the same answer', async () => {
    const from = newPerson();
    const update = says(from, '/start');
    await post(update);
    const first = await sent(1);
    const other = telegramAt(await world.openSite());
    const otherDoor = await doorOf(other);
    await post(update, otherDoor);
    expect(await sent(2)).toEqual(first);
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 1 });
    await other.stop();
    await otherDoor.close();
  });

  test('that fails is a 500, so that Telegram sends it again, and then it is answered', async () => {
    let failing = true;
    const converse: Site['converse'] = (inbound) =>
      failing ? Promise.reject(new Error('the database is away')) : world.site.converse(inbound);
    const shaky = telegramAt({ ...world.site, converse });
    const app = express().use('/telegram', shaky.router);
    app.use(answer500);
    const shakyDoor = await listen(app);
    const album = messageUpdate({ photo: [{}], media_group_id: 'A1' }, { from: newPerson() });
    expect((await post(album, shakyDoor)).status).toBe(500);
    failing = false;
    expect((await post(album, shakyDoor)).status).toBe(200);
    expect((await sent(1)).text).toContain(bn('telegram:onlyText'));
    await shaky.stop();
    await shakyDoor.close();
  });
});

describe('buttons', () => {
  test('choose, are answered at once, and lose their keyboard', async () => {
    const from = newPerson();
    await post(says(from, '/start'));
    const data = buttonFor(await sent(1), bn('welcome:person'));
    const press = pressUpdate(data, { from }) as unknown as {
      callback_query: { id: string; message: { message_id: number } };
    };
    await post(press);
    await sent(2);
    const [answered] = await api.until('answerCallbackQuery', 1);
    expect(answered).toEqual({ callback_query_id: press.callback_query.id });
    const [emptied] = await api.until('editMessageReplyMarkup', 1);
    expect(emptied).toEqual({
      chat_id: from.id,
      message_id: press.callback_query.message.message_id,
      reply_markup: { inline_keyboard: [] },
    });
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 2, dialogue: { flow: 'binding' } });
  });

  test('of an earlier question change nothing, and are told so', async () => {
    const from = newPerson();
    await post(says(from, '/start'));
    const data = buttonFor(await sent(1), bn('welcome:person'));
    await post(says(from, 'menu'));
    await sent(2);
    await post(pressUpdate(data, { from }));
    expect((await sent(3)).text).toContain(bn('common:oldButton'));
    expect(await conversationOf(`telegram:${from.id}`)).toMatchObject({ turn: 3, dialogue: { flow: 'welcome' } });
    await api.until('answerCallbackQuery', 1);
    await api.until('editMessageReplyMarkup', 1);
  });

  test('that are not ours stop spinning, and that is all', async () => {
    await post(pressUpdate('game_7', { from: newPerson() }));
    await api.until('answerCallbackQuery', 1);
    await settled();
    expect(api.of('sendMessage')).toHaveLength(1);
    expect(api.of('editMessageReplyMarkup')).toEqual([]);
  });

  test('whose query is too old are answered all the same', async () => {
    api.always('answerCallbackQuery', { code: 400 });
    api.always('editMessageReplyMarkup', { code: 400 });
    const from = newPerson();
    await post(says(from, '/start'));
    await post(pressUpdate(buttonFor(await sent(1), bn('welcome:register')), { from }));
    await sent(2);
    expect([failures, undelivered]).toEqual([[], []]);
  });

  test('keep their keyboard where the turn could not be taken: it is to be pressed again', async () => {
    const sorry = { text: 'একটু পরে', menu: [], expects: 'unavailable', language: 'bn', done: false, turn: 0 } as const;
    const away = telegramAt({ ...world.site, converse: () => Promise.resolve(sorry) });
    const awayDoor = await doorOf(away);
    await post(pressUpdate('1:register', { from: newPerson() }), awayDoor);
    await sent(1);
    await api.until('answerCallbackQuery', 1);
    await settled();
    expect(api.of('editMessageReplyMarkup')).toEqual([]);
    await away.stop();
    await awayDoor.close();
  });
});

describe('a number', () => {
  const asked = async (from: Person): Promise<Sent> => {
    await post(says(from, '/start'));
    await post(pressUpdate(buttonFor(await sent(1), bn('welcome:register')), { from }));
    return sent(2);
  };

  test('is asked for with one button; shared, it binds the account, and the button goes', async () => {
    const from = newPerson();
    const question = await asked(from);
    expect(question.reply_markup).toMatchObject({
      keyboard: [[{ text: bn('telegram:shareNumber'), request_contact: true }]],
    });
    await post(messageUpdate(ownContact('919831255001', from.id), { from }));
    const answer = await sent(3);
    const removed = [answer, (await api.until('sendMessage', 3))[2]].some(
      (message) => (message as Sent).reply_markup?.remove_keyboard,
    );
    expect(removed).toBe(true);
    expect(await conversationOf('tel:+919831255001')).toMatchObject({
      channel: 'telegram',
      reachedAt: `telegram:${from.id}`,
    });
  });

  test('that is somebody else’s binds nothing', async () => {
    const from = newPerson();
    await asked(from);
    await post(messageUpdate(ownContact('919831255002', from.id + 1), { from }));
    expect((await sent(3)).text).toContain(bn('telegram:notYourContact'));
    expect(await conversationOf('tel:+919831255002')).toBeNull();
  });

  test('that is typed instead takes the button away, too', async () => {
    const from = newPerson();
    await asked(from);
    await post(says(from, 'menu'));
    const [thanks, menu] = (await api.until('sendMessage', 4)).slice(2) as unknown as [Sent, Sent];
    expect(thanks).toMatchObject({ text: bn('telegram:thanks'), reply_markup: { remove_keyboard: true } });
    expect(menu.reply_markup).toHaveProperty('inline_keyboard');
  });
});

describe('a group', () => {
  const inGroup = (text: string, from = newPerson()): object => messageUpdate({ text }, { from, chat: GROUP });

  test('is told once that we talk with each person alone, and nothing of it is kept', async () => {
    const from = newPerson();
    for (const text of ['TIKA', 'রহিমা বিবি 69', '/start@OtherBot']) await post(inGroup(text, from));
    await post(inGroup(`/start@${USERNAME}`, from));
    const { chat_id, text, reply_markup } = await sent(1);
    expect({ chat_id, text }).toEqual({ chat_id: GROUP.id, text: bn('telegram:privateOnly') });
    expect(reply_markup?.inline_keyboard).toEqual([
      [{ text: bn('telegram:openChat'), url: `https://t.me/${USERNAME}?start=group` }],
    ]);
    await post(inGroup(`@${USERNAME} hello`));
    await settled();
    expect(api.of('sendMessage')).toHaveLength(2);
    expect(await conversationOf(`telegram:${from.id}`)).toBeNull();
    expect(await conversationOf(`telegram:${GROUP.id}`)).toBeNull();
  });

  test('is told later where Telegram does not know our name just now', async () => {
    api.next('getMe', 'cut');
    await post(inGroup('/start'));
    await api.until('getMe', 1);
    await post(inGroup('/start'));
    expect(await sent(1)).toMatchObject({ chat_id: GROUP.id });
    expect(failures).toHaveLength(1);
  });
});

test('an album gets one answer', async () => {
  const from = newPerson();
  for (let photo = 0; photo < 5; photo++) await post(messageUpdate({ photo: [{}], media_group_id: '77' }, { from }));
  await settled();
  const texts = api.of('sendMessage').filter(({ chat_id }) => chat_id === from.id);
  expect(texts).toHaveLength(1);
  expect(texts[0]?.['text']).toContain(bn('telegram:onlyText'));
});

describe('a reply', () => {
  test('that was one too many comes again when Telegram allows it, in its order', async () => {
    const from = newPerson();
    api.next('sendMessage', { code: 429, retryAfter: 1 });
    await post(says(from, '/start'));
    await post(says(from, 'xqzt vrrp'));
    const [refused, first, second] = await api.until('sendMessage', 3);
    expect(first).toEqual(refused);
    expect(second?.['text']).not.toBe(first?.['text']);
    expect([failures, undelivered]).toEqual([[], []]);
  });

  test.each<[string, ('cut' | { code: number })[]]>([
    ['the connection breaks', ['cut', 'cut']],
    ['Telegram is broken', [{ code: 502 }, { code: 500 }]],
  ])('comes again where %s', async (_, fates) => {
    api.next('sendMessage', ...fates);
    await post(says(newPerson(), '/start'));
    await api.until('sendMessage', 3);
    await settled();
    expect([failures, undelivered]).toEqual([[], []]);
  });

  test.each<[string, 'cut' | { code: number; retryAfter?: number }]>([
    ['Telegram stays away', 'cut'],
    ['Telegram stays broken', { code: 503 }],
    ['we are to wait an hour', { code: 429, retryAfter: 3600 }],
    ['the token is not right any more', { code: 401 }],
  ])('is handed on with its choices where %s', async (_, fate) => {
    api.always('sendMessage', fate);
    const from = newPerson();
    const update = messageUpdate({ text: '/start' }, { from });
    await post(update);
    while (undelivered.length === 0) await new Promise(setImmediate);
    expect(undelivered).toMatchObject([
      {
        occasion: `reply:telegram:${update.update_id}`,
        address: `telegram:${from.id}`,
        channel: 'telegram',
        at: world.clock.now(),
      },
    ]);
    expect(undelivered[0]?.text).toContain(`1 ${bn('welcome:register')}`);
    expect(failures).toMatchObject([{ name: 'SendError', retryable: true }]);
  });

  test('to who has blocked us is not tried again, and goes nowhere', async () => {
    api.next('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' });
    const from = newPerson();
    expect((await post(says(from, '/start'))).status).toBe(200);
    await sent(1);
    await settled();
    expect(undelivered).toEqual([]);
    expect(failures).toMatchObject([
      { name: 'SendError', retryable: false, message: expect.stringContaining('403') as string },
    ]);
    expect(api.of('sendMessage').filter(({ chat_id }) => chat_id === from.id)).toHaveLength(1);
  });

  test('that still waits when the service stops is handed on', async () => {
    const patient = telegramAt(world.site, [3_600_000]);
    const patientDoor = await doorOf(patient);
    api.always('sendMessage', { code: 500 });
    await post(says(newPerson(), '/start'), patientDoor);
    await sent(1);
    await patient.stop();
    expect(undelivered).toHaveLength(1);
    await patientDoor.close();
  });
});

describe('a message that starts from us', () => {
  const message = (change: Partial<Outgoing>): Outgoing => ({
    ...{ occasion: 'eligible:1', reference: '6f3e', contact: 'hash' },
    ...{ address: 'telegram:5000001', channel: 'telegram', locale: 'bn' },
    text: '*রহিমা*: এবার টিকা নিতে পারবেন।',
    ...change,
  });

  test('is plain text', async () => {
    const accepted = await telegram.send(message({}));
    // Telegram says no more than this: what it has, the person has.
    expect(accepted).toEqual({ id: expect.stringMatching(/^[1-9]\d*$/) as string, delivered: true });
    expect(api.calls).toEqual([
      {
        method: 'sendMessage',
        payload: { chat_id: 5_000_001, text: message({}).text, link_preview_options: { is_disabled: true } },
      },
    ]);
  });

  test('that begins a dialogue has its answers as buttons, which carry their turn', async () => {
    const menu = [{ number: '1', value: 'take', label: 'হ্যাঁ' }];
    await telegram.send(message({ text: 'ক'.repeat(5000), menu, turn: 7 }));
    const markup = { inline_keyboard: [[{ text: '1 হ্যাঁ', callback_data: '7:take' }]] };
    expect(api.of('sendMessage').map(({ reply_markup }) => reply_markup)).toEqual([undefined, markup]);
  });

  test('that has an answer too long for a button has it written out', async () => {
    const menu = [{ number: '1', value: 'v'.repeat(80), label: 'হ্যাঁ' }];
    await telegram.send(message({ menu, turn: 7 }));
    expect(api.of('sendMessage')[0]?.text).toMatch(/\n1 হ্যাঁ$/);
  });

  test('comes in pieces where it is too long for one', async () => {
    await telegram.send(message({ text: 'ক'.repeat(5000) }));
    expect(api.of('sendMessage').map(({ text }) => (text as string).length)).toEqual([4096, 904]);
  });

  test.each<[string, 'cut' | { code: number; retryAfter?: number }, boolean]>([
    ['the person has blocked us', { code: 403 }, false],
    ['there is no such chat', { code: 400 }, false],
    ['Telegram is broken', { code: 500 }, true],
    ['there is no connection', 'cut', true],
    ['we are to wait an hour', { code: 429, retryAfter: 3600 }, true],
  ])('fails where %s', async (_, fate, retryable) => {
    api.always('sendMessage', fate);
    const error: unknown = await telegram.send(message({})).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'SendError', retryable });
    expect(inspect(error, { depth: 9 })).not.toMatch(/AAE-example|রহিমা|5000001/);
  });

  test.each(['tel:+919830012345', 'telegram:', 'telegram:0', 'telegram:-100200', 'telegram:@name'])(
    'is not sent to %s',
    async (address) => {
      await expect(telegram.send(message({ address }))).rejects.toMatchObject({ retryable: false });
      expect(api.calls).toEqual([]);
    },
  );
});

describe('the start', () => {
  test('tells Telegram where we are, what we want and our secret, and drops nothing that waits', async () => {
    telegram.start();
    const [webhook] = await api.until('setWebhook', 1);
    expect(webhook).toEqual({
      url: 'https://tika.example.org/telegram',
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
    await api.until('setMyShortDescription', 4);
  });

  test('shows commands and descriptions in each language, in all three where the app is English', async () => {
    telegram.start();
    await api.until('setMyShortDescription', 4);
    const codes = (method: string): unknown[] => api.of(method).map(({ language_code }) => language_code);
    expect(codes('setMyCommands')).toEqual(['bn', 'hi', 'en', undefined]);
    expect(codes('setMyDescription')).toEqual(['bn', 'hi', 'en', undefined]);
    const [bengali, , english] = api.of('setMyDescription').map(({ description }) => description as string);
    expect(bengali).toBe(bn('telegram:description'));
    expect(english).toContain(bn('telegram:description'));
    expect(english).toContain(en('telegram:description'));
    for (const { description } of api.of('setMyDescription'))
      expect((description as string).length).toBeLessThanOrEqual(512);
    for (const { short_description } of api.of('setMyShortDescription'))
      expect((short_description as string).length).toBeLessThanOrEqual(120);
    for (const { commands } of api.of('setMyCommands')) expect(commands).toHaveLength(8);
  });

  test('goes on asking while Telegram is away, and the door is open meanwhile', async () => {
    api.next('setWebhook', 'cut');
    telegram.start();
    expect((await post(says(newPerson(), '/start'))).status).toBe(200);
    await api.until('setWebhook', 2);
    await api.until('setMyShortDescription', 4);
  });

  test('says once what Telegram will never take', async () => {
    api.always('setWebhook', { code: 400, description: 'Bad Request: an HTTPS URL must be provided for webhook' });
    telegram.start();
    await api.until('setMyShortDescription', 4);
    expect(api.of('setWebhook')).toHaveLength(1);
    expect(failures).toMatchObject([{ retryable: false, message: expect.stringContaining('HTTPS') as string }]);
  });
});
