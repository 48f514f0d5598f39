/** Where people stop, counted in the memory of two processes, and how long the way to a booking was: by real dialogues on the real engine. */
import type { FunnelLine } from '../../src/store/funnel';
import type { Appointment } from '../../src/store/appointments';
import {
  DAY,
  MINUTE,
  newAddress,
  openWorld,
  slotOf,
  TODAY,
  voterCard,
  type Site,
  type Talk,
  type World,
} from '../support/world';

const HOUR = 60 * MINUTE;

let world: World;
let other: Site;
beforeEach(async () => {
  world = await openWorld();
  other = await world.openSite();
  await world.site.store.slots.add([slotOf(20), slotOf(20, { inDays: 3 })]);
});
afterEach(() => world.close());

async function lines(only: object = {}): Promise<Record<string, Pick<FunnelLine, 'entered' | 'left'>>> {
  await Promise.all([world.site.funnel.flush(), other.funnel.flush()]);
  const found = await world.site.store.funnel.between({ fromDay: TODAY, toDay: TODAY, ...only });
  return Object.fromEntries(found.map(({ question, entered, left }) => [question, { entered, left }]));
}

let cards = 0;
/** Each answer by another process than the one before. */
async function answerAll(talk: Talk, ...texts: string[]): Promise<void> {
  for (const [nth, text] of texts.entries()) await talk.at(nth % 2 ? other : world.site).say(text);
}
const details = (): string => `রহিমা বিবি 69 মহিলা ভোটার ${voterCard(++cards)} 700091`;

async function booked(talk: Talk): Promise<Appointment[]> {
  await answerAll(talk, 'টিকা', '1', details(), '1', '1');
  return appointmentsOf(talk);
}
const appointmentsOf = ({ address }: Talk) =>
  world.site.store.appointments.activeOfContact(world.site.store.vault.contactOf(address), TODAY);

test('who stops is counted at the question where they stopped, and who went on is not', async () => {
  const [goesOn, stopsEarly, stopsLate] = [newAddress(), newAddress(), newAddress()].map((each) => world.talk(each));
  await booked(goesOn as Talk);
  await answerAll(stopsEarly as Talk, 'টিকা', '1');
  await answerAll(stopsLate as Talk, 'টিকা', '1', 'রহিমা বিবি', '69');
  expect(await lines()).toEqual({
    'welcome.menu': { entered: 3, left: 3 },
    'registration.name': { entered: 3, left: 2 },
    'registration.age': { entered: 1, left: 1 },
    'registration.gender': { entered: 1, left: 0 },
    'registration.confirm': { entered: 1, left: 1 },
    'booking.offer': { entered: 1, left: 1 },
    'booking.booked': { entered: 1, left: 0 },
  });
});

test('a last word is told apart from a question', async () => {
  await booked(world.talk(newAddress()));
  await lines();
  const found = await world.site.store.funnel.between({ fromDay: TODAY, toDay: TODAY });
  expect(found.filter(({ last }) => last).map(({ question }) => question)).toEqual(['booking.booked']);
});

test('what is not understood, a repeated message and a lost race count nothing', async () => {
  const talk = world.talk(newAddress());
  await answerAll(talk, 'টিকা', '1', '???', '৳৳৳');
  await talk.say('রহিমা বিবি', 'once');
  await talk.say('রহিমা বিবি', 'once');
  await Promise.all([talk.say('69'), talk.at(other).say('69')]);
  expect(await lines()).toMatchObject({
    'registration.name': { entered: 1, left: 1 },
    'registration.age': { entered: 1, left: 1 },
  });
});

test('is counted by channel and language, and an answer on another day or by another channel where the question was asked', async () => {
  const talk = world.talk(newAddress());
  await talk.say('टीका');
  await talk.say('1');
  world.clock.advance(DAY);
  const { address } = talk;
  const call = { channel: 'ussd' as const, address, externalId: 'call', receivedAt: world.clock.now() };
  await world.site.converse({ ...call, event: 'dial', text: '' });
  await world.site.converse({ ...call, externalId: 'answer', text: '1' });
  expect(await lines({ channel: 'sms', language: 'hi' })).toMatchObject({
    'registration.name': { entered: 1, left: 1 },
  });
  expect(await lines({ language: 'bn' })).toEqual({});
  const tomorrow = await world.site.store.funnel.between({ fromDay: '2021-03-04', toDay: '2021-03-04' });
  expect(tomorrow).toEqual([
    { question: 'registration.name', entered: 1, left: 0, last: false },
    { question: 'welcome.resume', entered: 1, left: 1, last: false },
  ]);
});

test('two processes that count the first of a kind at the same moment lose none', async () => {
  const talks = Array.from({ length: 24 }, () => world.talk(newAddress()));
  await Promise.all(talks.map((talk, n) => talk.at(n % 2 ? other : world.site).say('টিকা')));
  expect(await lines()).toEqual({ 'welcome.menu': { entered: 24, left: 0 } });
});

test('what could not be written is written with the next', async () => {
  const { store, funnel } = world.site;
  await world.talk(newAddress()).say('টিকা');
  const { db } = world.site.connection;
  await db?.dropCollection('funnel');
  await db?.createCollection('funnel', { validator: { nothing: 'passes' } });
  await expect(funnel.flush()).rejects.toThrow('Document failed validation');
  await db?.dropCollection('funnel');
  await world.talk(newAddress()).say('টিকা');
  await funnel.flush();
  expect(await store.funnel.between({ fromDay: TODAY, toDay: TODAY })).toMatchObject([{ entered: 2 }]);
});

test('a booking knows how many messages and how long it took, and for whom', async () => {
  const talk = world.talk(newAddress());
  await talk.say('টিকা');
  world.clock.advance(3 * MINUTE);
  await answerAll(talk, '1', details());
  world.clock.advance(2 * MINUTE);
  await answerAll(talk, '1', '1');
  expect(await appointmentsOf(talk)).toMatchObject([{ took: { seconds: 300, messages: 5 }, ageGroup: '60-69' }]);
});

test('the way to the next booking begins after the one before', async () => {
  const talk = world.talk(newAddress());
  await booked(talk);
  world.clock.advance(HOUR);
  await answerAll(talk, 'টিকা', '1', details(), '1', '1');
  const all = await appointmentsOf(talk);
  expect(all.map(({ took }) => took)).toEqual([
    { seconds: 0, messages: 5 },
    { seconds: 0, messages: 5 },
  ]);
});

test('who answers after twelve hours goes on; after a longer pause the way begins anew', async () => {
  const [within, beyond] = [world.talk(newAddress()), world.talk(newAddress())];
  for (const talk of [within, beyond]) await answerAll(talk, 'টিকা', '1');
  world.clock.advance(12 * HOUR);
  await answerAll(within, details(), '1', '1');
  world.clock.advance(1);
  await answerAll(beyond, details(), '1', '1');
  expect((await appointmentsOf(within))[0]?.took).toEqual({ seconds: 12 * 3600, messages: 5 });
  expect((await appointmentsOf(beyond))[0]?.took).toEqual({ seconds: 0, messages: 3 });
});
