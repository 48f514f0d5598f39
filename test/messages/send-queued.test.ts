/** What is queued goes once, in the right order, by a way that still leads to whom it is for. */
import { SendError } from '../../src/errors';
import { sendAtOnce, sendQueued } from '../../src/messages/send-queued';
import { tellEligible } from '../../src/messages/tell-eligible';
import type { Message } from '../../src/store/messages';
import { bindAccount } from '../../src/vaccination/prove-number';
import { DAY, MINUTE, newAddress, openWorld, registered, type World } from '../support/world';
import { outboxOf, type Sending } from './sending';

let world: World;
let sending: Sending;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  sending = outboxOf(world);
  await world.site.connection.collection('messages').deleteMany({});
});
const sendDue = (): Promise<number> => sendQueued(sending.outbox);
const away = new SendError('away', true);

const messageTo = (address: string, more: Partial<Message> = {}): Message => ({
  occasion: `test:${address}`,
  contact: world.site.store.vault.contactOf(address),
  address,
  channel: 'sms',
  text: 'a text',
  kind: 'service',
  at: world.clock.now(),
  ...more,
});
const queue = (message: Message): Promise<boolean> => world.site.store.messages.queue(message);

test('a code is not kept waiting by what was queued before it', async () => {
  for (let count = 0; count < 5; count++) await queue(messageTo(newAddress()));
  await queue(messageTo(newAddress(), { kind: 'answer' }));
  const code = messageTo(newAddress(), { kind: 'code' });
  await queue(code);
  await sendDue();
  expect(sending.sent.map(({ occasion }) => occasion)).toHaveLength(7);
  expect(sending.sent[0]?.occasion).toBe(code.occasion);
});

test('two processes beside each other send each message once, however long each takes', async () => {
  const other = await world.openSite();
  const count = 500;
  await world.site.store.messages.queueAll(Array.from({ length: count }, () => messageTo(newAddress())));
  sending.behave(async () => {
    world.clock.advance(MINUTE / 10);
    await new Promise(setImmediate);
    return undefined;
  });
  const looked = await Promise.all([sendDue(), sendQueued({ ...sending.outbox, store: other.store })]);
  expect(new Set(sending.sent.map(({ occasion }) => occasion)).size).toBe(count);
  expect(sending.sent).toHaveLength(count);
  expect(looked[0] + looked[1]).toBe(count);
  world.clock.advance((-count * MINUTE) / 10);
});

test('what a process had that died is sent by another, once its lease is over, and not before', async () => {
  const message = messageTo(newAddress());
  await queue(message);
  let stopped = false;
  let hung = (): void => undefined;
  sending.behave(() => new Promise((resolve) => (hung = () => resolve(undefined))));
  const round = sendQueued(sending.outbox, () => stopped);
  await sending.until(1);
  stopped = true;
  sending.behave();
  // The service's own clock may be moved as one likes: it says nothing of whether a process lives.
  world.clock.advance(DAY);
  await sendDue();
  expect(sending.sent).toHaveLength(1);
  sending.passOnTheWall(11 * MINUTE);
  await sendDue();
  expect(sending.sent.map(({ occasion }) => occasion)).toEqual([message.occasion, message.occasion]);
  // By the same name: a provider that remembers names shows it once.
  expect(new Set(sending.sent.map(({ reference }) => reference)).size).toBe(1);
  hung();
  await round;
  world.clock.advance(-DAY);
});

test('what a slow way could not take before its lease was over is left to the process that has it since', async () => {
  const count = 150;
  await world.site.store.messages.queueAll(
    Array.from({ length: count }, () => messageTo(newAddress(), { kind: 'answer' })),
  );
  const blocked: (() => void)[] = [];
  sending.behave(() => new Promise((resolve) => blocked.push(() => resolve(undefined))));
  const round = sendDue();
  await sending.until(100);
  sending.passOnTheWall(11 * MINUTE);
  sending.behave();
  await sendDue();
  for (const each of blocked) each();
  await round;
  const times = sending.sent.map(({ occasion }) => sending.sent.filter((each) => each.occasion === occasion).length);
  // Of those that the provider had in its hands nobody knows; all others went once.
  expect(times.filter((each) => each === 1)).toHaveLength(count - 100);
});

test('codes go in the order in which they were asked for, also where more wait than fit at once', async () => {
  const now = world.clock.now().getTime();
  const codes = Array.from({ length: 150 }, (_, age) =>
    messageTo(newAddress(), { kind: 'code', at: new Date(now - 1_000 * (150 - age)) }),
  );
  await world.site.store.messages.queueAll(codes);
  sending.behave(() => new Promise((resolve) => setImmediate(resolve, undefined)));
  await sendDue();
  expect(sending.sent.map(({ occasion }) => occasion)).toEqual(codes.map(({ occasion }) => occasion));
});

test('what waited for a route that is no longer connected goes by another', async () => {
  const message = messageTo(newAddress());
  await queue(message);
  const { messages } = world.site.store;
  const [now, leasedUntil] = [world.clock.now(), new Date(Date.now() + MINUTE)];
  const [taken] = await messages.claim({ now, lanes: ['any'], kinds: ['service'], most: 1, leasedUntil });
  if (!taken) throw new Error('nothing was due');
  await messages.later(taken, now, { lane: 'by http' });
  await sendDue();
  expect(sending.sent).toMatchObject([{ occasion: message.occasion, route: 'kannel' }]);
});

test('what is sent at once goes once, and is tried again later where the provider is away', async () => {
  const message = messageTo(newAddress(), { kind: 'answer' });
  sending.behave(() => Promise.reject(away));
  expect(await sendAtOnce(sending.outbox, message)).toBe(true);
  expect(await sendAtOnce(sending.outbox, message)).toBe(false);
  expect(sending.failures).toHaveLength(1);
  sending.behave();
  world.clock.advance(MINUTE);
  await sendDue();
  await sendDue();
  expect(sending.sent.map(({ occasion }) => occasion)).toEqual([message.occasion, message.occasion]);
});

test('a gateway that is down is tried more and more seldom, and given up in the end, with the reason', async () => {
  const message = messageTo(newAddress(), { kind: 'answer' });
  await queue(message);
  sending.behave(() => Promise.reject(away));
  const waits: number[] = [];
  let last = world.clock.now().getTime();
  for (let minute = 0; minute < 20 * 60; minute++) {
    const before = sending.sent.length;
    await sendDue();
    if (sending.sent.length > before) waits.push(world.clock.now().getTime() - last);
    if (sending.sent.length > before) last = world.clock.now().getTime();
    world.clock.advance(MINUTE);
  }
  expect(sending.sent).toHaveLength(20);
  expect(Math.max(...waits)).toBeGreaterThan(40 * MINUTE);
  expect(await sending.stored(message.occasion)).toMatchObject({ status: 'failed', because: 'away' });
  world.clock.advance(-20 * 60 * MINUTE);
});

test('one that is too busy for an hour gets everything afterwards, once', async () => {
  const all = Array.from({ length: 30 }, () => messageTo(newAddress()));
  await world.site.store.messages.queueAll(all);
  const from = world.clock.now().getTime();
  const taken: string[] = [];
  sending.behave(({ occasion }) => {
    if (world.clock.now().getTime() - from < 60 * MINUTE) return Promise.reject(new SendError('429', true));
    taken.push(occasion);
    return Promise.resolve(undefined);
  });
  for (let minute = 0; minute < 3 * 60; minute++) {
    await sendDue();
    world.clock.advance(MINUTE);
  }
  expect(taken.sort()).toEqual(all.map(({ occasion }) => occasion).sort());
  world.clock.advance(-180 * MINUTE);
});

test('a slow route fills its own lane: what goes by another is not kept waiting', async () => {
  const blocked: (() => void)[] = [];
  sending.routes.telegram = { name: 'telegram', send: () => Promise.resolve({ delivered: true }), receipts: false };
  sending.behave(() => new Promise((resolve) => blocked.push(() => resolve(undefined))));
  const slow = Array.from({ length: 700 }, () => messageTo(newAddress(), { kind: 'urgent' }));
  await world.site.store.messages.queueAll(slow);
  const address = 'telegram:4711';
  const fast = messageTo(address, { channel: 'telegram', kind: 'reminder' });
  await queue(fast);
  const round = sendDue();
  await sending.untilStored(fast.occasion, 'delivered');
  expect(sending.sent.length).toBeLessThan(700);
  sending.behave();
  for (const each of blocked) each();
  await round;
  expect(new Set(sending.sent.map(({ occasion }) => occasion)).size).toBe(700);
});

test('what cannot be put into words is no reason to keep others waiting', async () => {
  await queue(
    messageTo(newAddress(), { kind: 'urgent', prompts: [{ key: 'templates:nothing' }], text: undefined } as never),
  );
  const other = messageTo(newAddress());
  await queue(other);
  await sendDue();
  expect(sending.sent.map(({ occasion }) => occasion)).toEqual([other.occasion]);
  expect(sending.failures).toHaveLength(1);
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
    await bindAccount(world.site.store, { account, number, at: world.clock.now(), locale: 'bn' });
    await world.site.connection.collection('messages').deleteMany({});
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
    await sendDue();
    expect(sending.sent).toMatchObject([{ channel: 'telegram', address: account }]);
  });

  test('that has lost the number meanwhile is not written to: the number is', async () => {
    const number = await bound();
    await queue(aboutNumber(number));
    await world.site.store.accounts.unbind(world.site.store.vault.contactOf(number));
    await sendDue();
    expect(sending.sent).toMatchObject([{ channel: 'sms', address: number }]);
  });

  test('that has blocked the bot still has a telephone', async () => {
    const number = await bound();
    await queue(aboutNumber(number));
    sending.behave(({ channel }) =>
      channel === 'telegram' ? Promise.reject(new SendError('blocked', false)) : Promise.resolve(undefined),
    );
    await sendDue();
    expect(sending.sent.map(({ channel, address }) => [channel, address])).toEqual([
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
  await tellEligible(store, world.clock.now(), (error) => sending.failures.push(error));
  await sendDue();
  expect(sending.failures).toEqual([]);
  expect(sending.sent).toMatchObject([{ address: number, channel: 'sms', template: 'eligible.bn' }]);
});

test('what an older version had queued is sent by this one', async () => {
  const { store, connection } = world.site;
  const [address, occasion] = [newAddress(), 'eligible:old'];
  const sealed = store.vault.seal(`messages:${occasion}:sealed`, { address, text: 'an old text' });
  const at = world.clock.now();
  const old = {
    contact: store.vault.contactOf(address),
    channel: 'sms',
    at,
    leasedUntil: at,
    status: 'queued',
    tries: 0,
  };
  await connection.collection('messages').insertOne({ _id: occasion as never, ...old, answers: true, sealed });
  await store.createIndexes();
  await sendDue();
  expect(sending.sent).toMatchObject([{ address, text: 'an old text', channel: 'sms' }]);
});

test('what was settled long ago is forgotten, what still waits is not', async () => {
  await sendAtOnce(sending.outbox, messageTo(newAddress()));
  await queue(messageTo(newAddress()));
  await world.site.store.messages.forget(new Date(world.clock.now().getTime() + DAY));
  expect(await world.site.connection.collection('messages').distinct('status')).toEqual(['queued']);
});
