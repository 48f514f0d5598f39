/** In 2023 a Telegram bot gave out records to whoever typed a number. Ours tells nothing to an account that has proved none. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/conversation/ports';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';
import { KINDS } from '../../src/store/messages';
import { bindAccount, proveNumber, sendProof } from '../../src/vaccination/prove-number';
import { MINUTE, newAddress, openWorld, registered, slotOf, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50)]);
});
afterAll(() => world.close());

const render = createRender();
let made = 0;
const newAccount = (): string => `telegram:${7_000_000 + ++made}`;
const say = (address: string, text: string, more: Partial<Inbound> = {}): Promise<Answer> =>
  world.site.converse({
    channel: address.startsWith('telegram') ? 'telegram' : 'sms',
    address,
    text,
    externalId: randomUUID(),
    receivedAt: world.clock.now(),
    ...more,
  });

/** The messages queued for a number, oldest first. */
async function queuedFor(number: string): Promise<string[]> {
  const due = {
    now: world.clock.now(),
    lanes: ['any'],
    kinds: KINDS,
    most: 1_000,
    leasedUntil: new Date(8e12),
  } as const;
  const taken = await world.site.store.messages.claim(due);
  return taken
    .filter(({ address }) => address === number)
    .map(({ text, prompts = [], otherwise = 'bn', locale = otherwise }) => text ?? render(prompts, locale).text);
}

const codeFor = async (number: string): Promise<string> =>
  /\d{6}/.exec((await queuedFor(number)).at(-1) ?? '')?.[0] ?? '';

/** A number with someone registered on it, in the middle of nothing. */
async function numberOfSomebody(): Promise<string> {
  const number = newAddress();
  await registered(world, number, 4_000 + ++made);
  await say(number, 'টিকা');
  return number;
}

test.each(['1', '2', '3', '4', 'আমার তারিখ', 'বাতিল', 'রহিমা বিবি 69 মহিলা 700091', 'সাহায্য', 'খুব কষ্ট হচ্ছে'])(
  'an account that has proved no number gets nowhere personal with "%s"',
  async (text) => {
    const account = newAccount();
    await say(account, 'টিকা');
    expect((await say(account, text)).expects).toBe('binding.phone');
  },
);

test('whatever number is typed, nothing of it is shown before its code is', async () => {
  const number = await numberOfSomebody();
  const account = newAccount();
  await say(account, 'টিকা');
  const said = [await say(account, '3'), await say(account, number.replace('tel:', '')), await say(account, '000000')];
  expect(said.map(({ expects }) => expects)).toEqual(['binding.phone', 'binding.code', 'binding.code']);
  expect(said.map(({ text }) => text).join('\n')).not.toMatch(/রহিমা/);
  expect(await world.site.store.accounts.numberOf(account)).toBeNull();
});

test('the code that was sent proves the number, which is told of it', async () => {
  const number = await numberOfSomebody();
  const account = newAccount();
  await say(account, 'টিকা');
  await say(account, '3');
  await say(account, number.replace('tel:', ''));
  const proved = await say(account, await codeFor(number));
  // What was asked for is gone on with.
  expect(proved.expects).toBe('appointment.none');
  expect((await say(account, '1')).expects).toBe('booking.offer');
  expect(await queuedFor(number)).toEqual([expect.stringContaining('টেলিগ্রাম')]);
});

test('a repeated message with the code is the same answer again, not an answer to what comes next', async () => {
  const number = await numberOfSomebody();
  const account = newAccount();
  for (const text of ['টিকা', '3', number.replace('tel:', '')]) await say(account, text);
  const code = await codeFor(number);
  const first = await say(account, code, { externalId: 'same' });
  expect(await say(account, code, { externalId: 'same' })).toEqual(first);
});

test('a registration under way on the number is gone on with, whatever the account asked for', async () => {
  const number = newAddress();
  for (const text of ['টিকা', '1', 'রহিমা বিবি']) await say(number, text);
  const account = newAccount();
  for (const text of ['টিকা', '3']) await say(account, text);
  const shared = await say(account, '', { event: 'shareContact', contact: number, externalId: 'shared' });
  expect(shared.expects).toBe('registration.age');
  expect(await say(account, '', { event: 'shareContact', contact: number, externalId: 'shared' })).toEqual(shared);
});

test('a code works for ten minutes and five tries, and only for the account that asked', async () => {
  const number = await numberOfSomebody();
  const [mine, other] = [newAccount(), newAccount()];
  for (const account of [mine, other]) for (const text of ['টিকা', '3']) await say(account, text);
  await say(mine, number.replace('tel:', ''));
  const code = await codeFor(number);
  const someoneElses = await numberOfSomebody();
  await say(other, someoneElses.replace('tel:', ''));
  expect((await say(other, code)).expects).toBe('binding.code');
  world.clock.advance(11 * MINUTE);
  expect((await say(mine, code)).expects).toBe('binding.phone');
  await say(mine, number.replace('tel:', ''));
  const fresh = await codeFor(number);
  for (let guess = 0; guess < 5; guess++) await say(mine, '000000');
  expect((await say(mine, fresh)).expects).not.toBe('welcome.menu');
  expect(await world.site.store.accounts.numberOf(mine)).toBeNull();
});

test('a number is sent five codes in an hour, whoever asks', async () => {
  const number = newAddress();
  const outcomes: string[] = [];
  for (let asked = 0; asked < 6; asked++) {
    const account = newAccount();
    for (const text of ['টিকা', '3']) await say(account, text);
    outcomes.push((await say(account, number.replace('tel:', ''))).expects);
  }
  expect(new Set(outcomes.slice(0, 5))).toEqual(new Set(['binding.code']));
  expect(outcomes[5]).not.toBe('binding.code');
  expect(await queuedFor(number)).toHaveLength(5);
  world.clock.advance(61 * MINUTE);
  const account = newAccount();
  for (const text of ['টিকা', '3']) await say(account, text);
  expect((await say(account, number.replace('tel:', ''))).expects).toBe('binding.code');
});

test('a number takes itself back by SMS, from every account', async () => {
  const number = await numberOfSomebody();
  const accounts = [newAccount(), newAccount()];
  for (const account of accounts) await say(account, '', { event: 'shareContact', contact: number });
  expect((await say(accounts[0] ?? '', '3')).expects).toBe('appointment.none');
  expect((await say(number, 'টেলিগ্রাম বন্ধ')).expects).toBe('binding.taken');
  for (const account of accounts) {
    expect(await world.site.store.accounts.numberOf(account)).toBeNull();
    expect((await say(account, 'আমার তারিখ')).expects).toBe('binding.phone');
  }
});

test("a message that waits its turn while the number takes itself back is the account's own again", async () => {
  const number = await numberOfSomebody();
  const account = newAccount();
  await say(account, '', { event: 'shareContact', contact: number });
  const [taken, answer] = await Promise.all([say(number, 'টেলিগ্রাম বন্ধ'), say(account, '2')]);
  expect(taken.expects).toBe('binding.taken');
  expect(answer.text).not.toMatch(/রহিমা/);
  expect(answer.contact).toBe(world.site.store.vault.contactOf(account));
});

test('who is told of the code is told once, and of the same one, when the turn is run again', async () => {
  const { store } = world.site;
  const number = newAddress();
  const account = newAccount();
  const context = {
    contact: store.vault.contactOf(account),
    address: account,
    language: 'bn',
    key: 'a-key',
    now: world.clock.now(),
  } as const;
  for (let run = 0; run < 3; run++)
    expect(await sendProof(store, { phone: number.replace('tel:', '') }, context)).toEqual({ status: 'sent' });
  const codes = await queuedFor(number);
  expect(codes).toHaveLength(1);
  const code = /\d{6}/.exec(codes[0] ?? '')?.[0] ?? '';
  expect(await proveNumber(store, { code }, context)).toEqual({ status: 'proved' });
});

test('a number is told of its account also where the first attempt to tell it failed', async () => {
  const { store } = world.site;
  const number = newAddress();
  const binding = { account: newAccount(), number, at: world.clock.now(), locale: 'hi' } as const;
  const failing = { ...store.messages, queue: () => Promise.reject(new Error('away')) };
  await expect(bindAccount({ ...store, messages: failing }, binding)).rejects.toThrow('away');
  expect(await store.accounts.numberOf(binding.account)).toBeNull();
  await bindAccount(store, binding);
  expect(await queuedFor(number)).toEqual([expect.stringContaining('टेलीग्राम')]);
});

test('who has had their share of codes does not use up that of other numbers', async () => {
  const [greedy, honest] = [newAccount(), newAccount()];
  for (const account of [greedy, honest]) for (const text of ['টিকা', '3']) await say(account, text);
  for (let asked = 0; asked < 5; asked++) {
    await say(greedy, newAddress().replace('tel:', ''));
    await say(greedy, '0');
  }
  const number = newAddress();
  for (let asked = 0; asked < 6; asked++) {
    await say(greedy, '3');
    expect((await say(greedy, number.replace('tel:', ''))).expects).not.toBe('binding.code');
  }
  expect((await say(honest, number.replace('tel:', ''))).expects).toBe('binding.code');
});

test('general questions are answered to anybody', async () => {
  const account = newAccount();
  await say(account, 'টিকা');
  expect((await say(account, 'কত টাকা লাগবে?')).text).toContain('পয়সা লাগে না');
});

test('codes and limits that are over are forgotten', async () => {
  const number = newAddress();
  const account = newAccount();
  for (const text of ['টিকা', '3', number.replace('tel:', '')]) await say(account, text);
  world.clock.advance(25 * 60 * MINUTE);
  const { connection, store } = world.site;
  await store.codes.forget(world.clock.now());
  await store.limits.forget(world.clock.now());
  expect(await connection.collection('codes').countDocuments()).toBe(0);
  expect(await connection.collection('limits').countDocuments()).toBe(0);
});
