/** Whole dialogues by long polling, against a test server that is not ours. */
import type { TelegramServer } from 'telegram-test-api/lib/telegramServer';
import { createTelegram, type Telegram } from '../../../src/channels/telegram/telegram';
import { readCatalogue } from '../../../src/render/catalogue';
import { createRender } from '../../../src/render/render';
import { KINDS } from '../../../src/store/messages';
import { openTestServer, TelegramChat } from '../../support/telegram-chat';
import { TOKEN } from '../../support/telegram-fake';
import { openWorld, registered, slotOf, voterCard, type World } from '../../support/world';

const { bn } = readCatalogue();

let world: World;
let server: TelegramServer;
let telegram: Telegram;
let failures: unknown[];

beforeAll(async () => {
  [world, server] = await Promise.all([openWorld(), openTestServer()]);
  failures = [];
  telegram = createTelegram({
    account: { token: TOKEN, mode: 'polling', apiRoot: server.config.apiURL },
    converse: world.site.converse,
    render: createRender(),
    now: () => world.clock.now(),
    undelivered: () => Promise.reject(new Error('everything is delivered here')),
    failed: (error) => failures.push(error),
  });
  telegram.start();
});
afterAll(async () => {
  await telegram.stop();
  await server.stop();
  await world.close();
});

let people = 6_000_000;
let numbers = 9_831_266_100;
const newNumber = (): string => `tel:+91${++numbers}`;
const newChat = (): TelegramChat => new TelegramChat(server, TOKEN, ++people);
const contactOf = (number: string): string => world.site.store.vault.contactOf(number);
const everythingSaid = (chat: TelegramChat): string => chat.stored.map(({ message }) => message.text).join('\n');

/** A chat whose account has proved a number, at the menu. */
async function bound(number: string): Promise<TelegramChat> {
  const chat = newChat();
  await chat.say('টিকা');
  await chat.shareOwnContact(number.replace('tel:+', ''), 2);
  return chat;
}

test('somebody shares their own number, registers and takes a date, button by button', async () => {
  const number = newNumber();
  await world.site.store.slots.add([slotOf(5)]);
  const chat = newChat();
  await chat.say('টিকা');
  const asked = await chat.press(bn('welcome:register'));
  expect(asked.reply_markup?.keyboard).toEqual([[{ text: bn('telegram:shareNumber'), request_contact: true }]]);
  // What was asked for before is gone on with.
  const proved = await chat.shareOwnContact(number.replace('tel:+', ''));
  expect(proved.text).toContain(bn('binding:proved'));
  await chat.say('রহিমা বিবি');
  await chat.say('৬৯');
  await chat.press('মহিলা');
  await chat.press('ভোটার');
  await chat.say(voterCard(1));
  await chat.say('700091');
  await chat.press(bn('common:correct'));
  const booked = await chat.press('বিধাননগর');
  const [rahima] = await world.site.store.persons.ofContact(contactOf(number));
  expect(rahima).toMatchObject({ name: 'রহিমা বিবি', gender: 'female' });
  const appointments = await world.site.connection.collection('appointments').find({ person: rahima?._id }).toArray();
  expect(appointments).toMatchObject([{ status: 'booked' }]);
  expect(booked.text).toContain('বিধাননগর');
  // Each button that was used took its keyboard along; only the last message may still have one.
  const left = chat.stored.slice(0, -1).filter(({ message }) => message.reply_markup?.inline_keyboard?.length);
  expect(left.map(({ message }) => message.text)).toEqual([]);
});

test('an old button changes nothing and is told so; the question is asked again', async () => {
  const chat = await bound(newNumber());
  const menu = chat.last;
  await chat.press(bn('welcome:register'), menu);
  const question = await chat.say('রহিমা বিবি');
  const old = {
    messageId: 1,
    message: { ...question, reply_markup: { inline_keyboard: [[{ text: 'old', callback_data: '1:register' }]] } },
  };
  const answer = await chat.press('old', old);
  expect(answer.text).toBe(`${bn('common:oldButton')}\n${question.text}`);
});

test.each<[string, object, string]>([
  ['a sticker', { sticker: { emoji: '🙏', file_id: 'x' } }, 'telegram:onlyText'],
  ['a voice note', { voice: { duration: 4, file_id: 'x' } }, 'telegram:onlyText'],
  ['a photo of the card', { photo: [{ file_id: 'x' }], caption: 'WKH1186253' }, 'telegram:onlyText'],
  [
    'somebody else’s contact',
    { contact: { phone_number: '919831266999', first_name: 'x', user_id: 1 } },
    'telegram:notYourContact',
  ],
])('%s in the middle of a registration is kindly not read, and the question asked again', async (_, content, key) => {
  const chat = await bound(newNumber());
  await chat.press(bn('welcome:register'));
  const question = await chat.say('রহিমা বিবি');
  const answer = await chat.send(content);
  expect(answer.text).toBe(`${bn(key)}\n${question.text}`);
});

test('a place on the map is taken in place of a PIN code', async () => {
  const chat = await bound(newNumber());
  await chat.press(bn('welcome:register'));
  for (const text of ['রহিমা বিবি', '৬৯', 'মহিলা', 'ভোটার', voterCard(7)]) await chat.say(text);
  const answer = await chat.send({ location: { latitude: 22.6, longitude: 88.4 } });
  expect(answer.text).toMatch(/রহিমা বিবি.*পিন 700/);
});

describe('whoever only types a number', () => {
  const number = 'tel:+919831266004';
  beforeAll(() => registered(world, number, 42));

  test('is shown nothing of it, before or after a wrong code', async () => {
    const chat = newChat();
    await chat.say('টিকা');
    for (const text of ['আমার তারিখ', '9831266004', '000000', '111111', 'আমার তারিখ', 'টিকা']) await chat.say(text);
    expect(everythingSaid(chat)).not.toMatch(/রহিমা|700091|ভোটার/);
    expect(await world.site.store.accounts.numberOf(`telegram:${chat.id}`)).toBeNull();
  });

  test('and writes the code that was sent there, has proved it', async () => {
    const chat = newChat();
    await chat.say('টিকা');
    await chat.press(bn('welcome:register'));
    // Those that other accounts asked for.
    await codes();
    // A "thank you" takes the keyboard away that shares a number, since buttons cannot.
    const asked = await chat.send({ text: '9831266004' }, 2);
    expect(chat.stored.at(-2)?.message.reply_markup).toEqual({ remove_keyboard: true });
    expect(asked.text).toBe(bn('binding:code'));
    const [code] = await codes();
    const text = createRender()(code?.prompts ?? [], 'bn').text;
    expect(code?.address).toBe(number);
    const proved = await chat.say(/\d{6}/.exec(text)?.[0] ?? '');
    expect(proved.text).toContain(bn('binding:proved'));
    expect(await world.site.store.accounts.numberOf(`telegram:${chat.id}`)).toBe(number);
  });

  /** Those that nobody has taken yet. */
  async function codes() {
    const due = {
      now: world.clock.now(),
      lanes: ['any'],
      kinds: KINDS,
      most: 1_000,
      leasedUntil: new Date(8e12),
    } as const;
    const taken = await world.site.store.messages.claim(due);
    return taken.filter(({ kind }) => kind === 'code');
  }
});

test('an account is found only by itself: another one begins at the beginning', async () => {
  await bound(newNumber());
  const other = newChat();
  await other.say('টিকা');
  const asked = await other.press(bn('welcome:appointments'));
  expect(asked.reply_markup?.keyboard).toBeDefined();
});

test('a server that knows no commands or descriptions is no reason not to talk', () => {
  expect(failures).toMatchObject([{ name: 'SendError', retryable: false }]);
});
