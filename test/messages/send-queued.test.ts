/** What is queued goes once, in the right order, by a way that still leads to whom it is for. */
import { SendError } from '../../src/errors';
import { sendAtOnce, sendQueued, type Outbox } from '../../src/messages/send-queued';
import { tellEligible } from '../../src/messages/tell-eligible';
import { createRender } from '../../src/render/render';
import type { Message } from '../../src/store/messages';
import { bindAccount } from '../../src/vaccination/prove-number';
import { DAY, MINUTE, newAddress, openWorld, registered, type World } from '../support/world';

let world: World;
let sent: Message[];
let failures: unknown[];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  [sent, failures] = [[], []];
  await world.site.connection.collection('messages').deleteMany({});
});

const outbox = (send: (message: Message) => Promise<void> = () => Promise.resolve()): Outbox => ({
  store: world.site.store,
  send: async (message) => {
    sent.push(message);
    await send(message);
  },
  now: () => world.clock.now(),
  failed: (error) => failures.push(error),
});

const messageTo = (address: string, more: Partial<Message> = {}): Message => ({
  occasion: `test:${address}`,
  contact: world.site.store.vault.contactOf(address),
  address,
  channel: 'sms',
  text: 'a text',
  at: world.clock.now(),
  ...more,
});
const queue = (message: Message): Promise<boolean> => world.site.store.messages.queue(message);

test('a code is not kept waiting by what was queued before it', async () => {
  for (let count = 0; count < 5; count++) await queue(messageTo(newAddress()));
  const code = messageTo(newAddress(), { answers: true });
  await queue(code);
  await sendQueued(outbox());
  expect(sent[0]?.occasion).toBe(code.occasion);
  expect(sent).toHaveLength(6);
});

test('two processes beside each other send each message once, however long each takes', async () => {
  for (let count = 0; count < 20; count++) await queue(messageTo(newAddress()));
  const slow = outbox(() => {
    world.clock.advance(2 * MINUTE);
    return Promise.resolve();
  });
  await Promise.all([sendQueued(slow), sendQueued(slow)]);
  expect(new Set(sent.map(({ occasion }) => occasion)).size).toBe(20);
  expect(sent).toHaveLength(20);
  world.clock.advance(-40 * MINUTE);
});

test('what is sent at once goes once, and is tried again later where the provider is away', async () => {
  const message = messageTo(newAddress(), { answers: true });
  const away = outbox(() => Promise.reject(new SendError('away', true)));
  expect(await sendAtOnce(away, message)).toBe(true);
  expect(await sendAtOnce(away, message)).toBe(false);
  expect(failures).toHaveLength(1);
  world.clock.advance(MINUTE);
  await sendQueued(outbox());
  await sendQueued(outbox());
  expect(sent.map(({ occasion }) => occasion)).toEqual([message.occasion, message.occasion]);
});

test('a gateway that is down is tried more and more seldom, and given up in the end', async () => {
  await queue(messageTo(newAddress(), { answers: true }));
  const away = outbox(() => Promise.reject(new SendError('away', true)));
  const waits: number[] = [];
  let last = world.clock.now().getTime();
  for (let minute = 0; minute < 20 * 60; minute++) {
    const before = sent.length;
    await sendQueued(away);
    if (sent.length > before) waits.push(world.clock.now().getTime() - last);
    if (sent.length > before) last = world.clock.now().getTime();
    world.clock.advance(MINUTE);
  }
  expect(sent).toHaveLength(20);
  expect(Math.max(...waits)).toBeGreaterThan(40 * MINUTE);
  world.clock.advance(-20 * 60 * MINUTE);
});

describe('a Telegram account', () => {
  const account = 'telegram:8000001';
  async function bound(): Promise<string> {
    const number = newAddress();
    await world.site.converse({
      channel: 'sms',
      address: number,
      text: 'টিকা',
      externalId: number,
      receivedAt: world.clock.now(),
    });
    await bindAccount(world.site.store, () => Promise.resolve(), {
      account,
      number,
      at: world.clock.now(),
      locale: 'bn',
    });
    return number;
  }
  const aboutNumber = (number: string): Message =>
    messageTo(account, {
      contact: world.site.store.vault.contactOf(number),
      channel: 'telegram',
      occasion: `about:${number}`,
    });

  test('is written to while it has the number', async () => {
    await queue(aboutNumber(await bound()));
    await sendQueued(outbox());
    expect(sent).toMatchObject([{ channel: 'telegram', address: account }]);
  });

  test('that has lost the number meanwhile is not written to: the number is', async () => {
    const number = await bound();
    await queue(aboutNumber(number));
    await world.site.store.accounts.unbind(world.site.store.vault.contactOf(number));
    await sendQueued(outbox());
    expect(sent).toMatchObject([{ channel: 'sms', address: number }]);
  });

  test('that has blocked the bot still has a telephone', async () => {
    const number = await bound();
    await queue(aboutNumber(number));
    await sendQueued(
      outbox(({ channel }) =>
        channel === 'telegram' ? Promise.reject(new SendError('blocked', false)) : Promise.resolve(),
      ),
    );
    expect(sent.map(({ channel, address }) => [channel, address])).toEqual([
      ['telegram', account],
      ['sms', number],
    ]);
    expect(await world.site.store.messages.sentTo(world.site.store.vault.contactOf(number))).toHaveLength(1);
  });
});

test('who was stored by an older version, and has not written since, is told all the same', async () => {
  const { store, connection } = world.site;
  const number = newAddress();
  const person = await registered(world, number, 7_100);
  await world.site.converse({
    channel: 'sms',
    address: number,
    text: 'টিকা',
    externalId: 'x',
    receivedAt: world.clock.now(),
  });
  const contact = store.vault.contactOf(number);
  const {
    reachedAt: _,
    script: __,
    ...old
  } = (await store.conversations.load(contact)) ?? { reachedAt: '', script: null };
  const sealed = store.vault.seal(`conversations:${contact}:sealed`, old);
  await connection.collection('conversations').updateOne({ _id: contact as never }, { $set: { sealed } });
  await store.persons.tellWhenEligible(person, contact, world.clock.now());
  await tellEligible(store, createRender(), world.clock.now(), (error) => failures.push(error));
  await sendQueued(outbox());
  expect(failures).toEqual([]);
  expect(sent).toMatchObject([{ address: number, channel: 'sms', template: 'eligible.bn' }]);
});

test('what was settled long ago is forgotten, what still waits is not', async () => {
  await sendAtOnce(outbox(), messageTo(newAddress()));
  await queue(messageTo(newAddress()));
  await world.site.store.messages.forget(new Date(world.clock.now().getTime() + DAY));
  expect(await world.site.connection.collection('messages').distinct('status')).toEqual(['queued']);
});
