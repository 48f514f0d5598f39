/** One person, one thread: what is begun on one channel goes on by another, and whatever is said by the way finds them. */
import { randomUUID } from 'node:crypto';
import { followUp } from '../../src/conversation/follow-up';
import type { Answer } from '../../src/conversation/ports';
import type { Inbound } from '../../src/conversation/vocabulary';
import { oneWay, sendQueued, type Outgoing } from '../../src/messages/send-queued';
import { createNotify } from '../../src/messages/notify';
import { createRender } from '../../src/render/render';
import { fits } from '../../src/render/screens';
import { certificatesOf } from '../support/certificates';
import { MINUTE, newAddress, openWorld, slotOf, voterCard, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50), slotOf(50, { centre: 'barasat' })]);
});
afterAll(() => world.close());

let cards = 0;

class Person {
  readonly account = `telegram:${5_000_000 + ++cards}`;

  constructor(readonly number = newAddress()) {}

  sms = (text: string): Promise<Answer> => this.send({ channel: 'sms', text });
  dial = (): Promise<Answer> => this.send({ channel: 'ussd', event: 'dial', text: '', language: 'bn' });
  ussd = (text: string): Promise<Answer> => this.send({ channel: 'ussd', text, language: 'bn' });
  native = (text: string): Promise<Answer> => this.send({ channel: 'ussd', text, language: 'bn', script: 'native' });
  telegram = (said: Partial<Inbound>): Promise<Answer> =>
    this.send({ channel: 'telegram', address: this.account, text: '', ...said });

  send(said: Partial<Inbound> & Pick<Inbound, 'channel' | 'text'>): Promise<Answer> {
    return world.site.converse({
      address: this.number,
      externalId: randomUUID(),
      receivedAt: world.clock.now(),
      ...said,
    });
  }

  conversation = () => world.site.store.conversations.load(world.site.store.vault.contactOf(this.number));
}

const unexpected = (error: unknown): never => {
  throw error;
};

/** What has been sent since it was last asked. */
async function sent(): Promise<Outgoing[]> {
  const messages: Outgoing[] = [];
  const routes = oneWay((message) => {
    messages.push(message);
    return Promise.resolve({});
  });
  await sendQueued({
    ...{ store: world.site.store, render: createRender(), routes, now: () => world.clock.now(), failed: unexpected },
    begin: () => unexpected(new Error('nothing is begun here')),
    certificates: certificatesOf(world.site.store, () => world.clock.now()),
  });
  return messages;
}

const followUps = (failed: (error: unknown) => void = unexpected): Promise<number> => {
  const { store } = world.site;
  const notify = createNotify(store);
  return followUp({ conversations: store.conversations, notify, failed }, world.clock.now());
};

test('a registration begun by a call goes on by SMS and in Telegram, at the same question', async () => {
  const person = new Person();
  expect(await person.dial()).toMatchObject({ expects: 'welcome.menu', language: 'bn-Latn' });
  await person.ussd('1');
  expect((await person.ussd('Rahima Bibi')).expects).toBe('registration.age');
  expect(await person.sms('৬৯')).toMatchObject({ expects: 'registration.gender', language: 'bn' });
  const shared = await person.telegram({ event: 'shareContact', contact: person.number });
  expect(shared).toMatchObject({ expects: 'registration.gender', language: 'bn' });
  const chosen = await person.telegram({ choice: { turn: shared.turn, value: 'female' } });
  expect(chosen.expects).toBe('registration.cardType');
  expect(await person.conversation()).toMatchObject({ channel: 'telegram', reachedAt: person.account });
  expect((await person.dial()).expects).toBe('registration.cardType');
});

test('a call that was cut off is followed by its question by SMS after two minutes, once, at any hour', async () => {
  const person = new Person();
  await person.dial();
  await person.ussd('1');
  await person.ussd('Rahima Bibi');
  await person.send({ channel: 'ussd', event: 'hangUp', text: '' });
  world.clock.advance(MINUTE);
  await followUps();
  expect((await sent()).filter(({ address }) => address === person.number)).toEqual([]);
  // To ten in the evening, and a little more.
  world.clock.advance(12 * 60 * MINUTE);
  await followUps();
  await followUps();
  const [message, ...more] = (await sent()).filter(({ address }) => address === person.number);
  expect(message).toMatchObject({ channel: 'sms', template: 'cutOff.bn-Latn' });
  expect(message?.text).toMatch(/^TikaSetu: .*\nRahima Bibi: boyosh/);
  expect(more).toEqual([]);
  expect((await person.sms('69')).expects).toBe('registration.gender');
});

test.each([
  ['answered by SMS meanwhile', (person: Person) => person.sms('69')],
  [
    'dialled again and finished',
    async (person: Person) => {
      await person.dial();
      return person.ussd('bondho');
    },
  ],
])('nothing follows a call that was %s', async (_, meanwhile) => {
  const person = new Person();
  await person.dial();
  await person.ussd('1');
  await person.ussd('Rahima Bibi');
  await meanwhile(person);
  world.clock.advance(5 * MINUTE);
  await followUps();
  expect((await sent()).filter(({ address }) => address === person.number)).toEqual([]);
});

test('the slip of a call also goes by SMS, in the letters of the screen', async () => {
  const person = new Person();
  await person.dial();
  for (const text of ['1', 'Rahima Bibi 69 mohila', voterCard(900 + cards), '700091', '1']) await person.ussd(text);
  const booked = await person.ussd('1');
  expect(booked).toMatchObject({ expects: 'booking.booked', done: true });
  expect(fits(booked.text)).toBe(true);
  expect(booked.text).toMatch(/SMS-eo pathalam\.$/);
  const messages = (await sent()).filter(({ address }) => address === person.number);
  expect(messages.map(({ template, channel }) => [template, channel])).toEqual([['booked.bn-Latn', 'sms']]);
  expect(messages[0]?.text).toMatch(/code \d{4}[^]*6 Tarikh bodlan/);
  expect((await person.sms('6')).expects).toBe('booking.offer');
});

test('by SMS and in Telegram the slip is the answer itself, and is not sent twice', async () => {
  const person = new Person();
  await person.sms('টিকা');
  for (const text of ['1', 'রহিমা বিবি 69 মহিলা', voterCard(950 + cards), '700091', '1', '1']) await person.sms(text);
  expect((await person.sms('আমার তারিখ')).expects).toBe('appointment.menu');
  expect((await sent()).filter(({ address }) => address === person.number)).toEqual([]);
});

test('a slip on two screens is not followed by a question that was never asked', async () => {
  const person = new Person();
  await person.dial();
  for (const text of ['1', 'রহিমা বিবি 69 মহিলা', voterCard(930 + cards), '700091', '1']) await person.native(text);
  expect(await person.native('1')).toMatchObject({ expects: 'booking.booked', done: false });
  world.clock.advance(5 * MINUTE);
  await followUps();
  const messages = (await sent()).filter(({ address }) => address === person.number);
  expect(messages.map(({ template }) => template)).toEqual(['booked.bn']);
});

test('a conversation that cannot be read holds up nobody else', async () => {
  const [broken, other] = [new Person(), new Person()];
  for (const person of [broken, other]) {
    await person.dial();
    await person.ussd('1');
  }
  const { store, connection } = world.site;
  const _id = store.vault.contactOf(broken.number) as never;
  await connection.collection('conversations').updateOne({ _id }, { $set: { sealed: Buffer.from('nonsense') } });
  world.clock.advance(5 * MINUTE);
  const failures: unknown[] = [];
  await followUps((error) => failures.push(error));
  expect(failures).toHaveLength(1);
  expect((await sent()).map(({ address }) => address)).toContain(other.number);
  await followUps();
});

test('a message by another way does not end a call whose gateway repeats everything', async () => {
  const person = new Person();
  const call = (text: string): Promise<Answer> =>
    person.send({ channel: 'ussd', text, cumulative: { session: 'S1' }, language: 'bn' });
  await call('');
  await call('1');
  await person.sms('কত টাকা লাগবে?');
  expect((await call('1*Rahima Bibi')).expects).toBe('registration.age');
});

test('a child of seven is an age, not a wish for other letters', async () => {
  const person = new Person();
  await person.sms('টিকা');
  for (const text of ['1', 'রহিমা বিবি']) await person.sms(text);
  const answer = await person.sms('7');
  expect(answer).toMatchObject({ language: 'bn' });
  expect(answer.text).toMatch(/^বয়সটা/);
});

test('a call on another day is asked whether to go on', async () => {
  const person = new Person();
  await person.dial();
  await person.ussd('1');
  await person.ussd('Rahima Bibi');
  world.clock.advance(25 * 60 * MINUTE);
  expect((await person.dial()).expects).toBe('welcome.resume');
});

test('hanging up says nothing and changes nothing', async () => {
  const person = new Person();
  await person.dial();
  const before = await person.conversation();
  const answer = await person.send({ channel: 'ussd', event: 'hangUp', text: '' });
  expect(answer).toMatchObject({ text: '', expects: 'welcome.menu', done: true });
  expect(await person.conversation()).toEqual(before);
});

describe('a place on the map', () => {
  test.each(['whatsapp', 'telegram'] as const)('stands for a PIN code by %s', async (channel) => {
    const person = new Person();
    await person.sms('টিকা');
    for (const text of ['1', 'রহিমা বিবি 69 মহিলা', voterCard(970 + cards)]) await person.sms(text);
    const location = { latitude: 22.61, longitude: 88.41 };
    const answer = await person.send({ channel, text: '', location });
    expect(answer.expects).toMatch(/^registration\.(confirm|district)$/);
  });

  test('far from every centre is said to be so, and the question is asked again', async () => {
    const person = new Person();
    await person.sms('টিকা');
    for (const text of ['1', 'রহিমা বিবি 69 মহিলা', voterCard(980 + cards)]) await person.sms(text);
    const answer = await person.send({ channel: 'whatsapp', text: '', location: { latitude: 0, longitude: 0 } });
    expect(answer.expects).toBe('registration.pinCode');
    expect(answer.text).toMatch(/^ওই জায়গার কাছে[^]*পিন কোড লিখুন/);
  });
});
