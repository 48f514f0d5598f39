/** A world made by hand, counted by hand; and that the numbers of a state are still fast. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/clock';
import type { Appointment } from '../../src/store/appointments';
import type { MessageKind } from '../../src/store/messages';
import type { MessagesCounted } from '../../src/store/reports';
import { closeSession } from '../../src/vaccination/close-session';
import {
  centresOn,
  messagesOfAll,
  messagesOfDated,
  together,
  undeliveredShare,
  waysTo,
} from '../../src/vaccination/district-report';
import { openWorld, slotOf, START, TODAY, type CentreId, type World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const DAY = addDays(TODAY, 2);
const store = () => world.site.store;

/** One appointment as it may stand in the database. */
const appointmentOf = (centre: CentreId, change: Partial<Appointment> = {}): Appointment => {
  const slot = slotOf(10, { centre });
  const { _id, centreNames, day, from, to, price, vaccine, dose } = slot;
  const id = randomUUID();
  return {
    ...{ _id: id, person: id, contact: `contact-${id}`, dose, vaccine, slot: _id, holder: id, centre, centreNames },
    ...{ day, from, to, price, code: '4817', status: 'booked', settling: null, remindAt: null },
    ...{ bookedAt: START, changedAt: START, ...change },
  };
};
const insert = (appointments: readonly Appointment[]) =>
  world.site.connection.collection<Appointment>('appointments').insertMany([...appointments]);
const several = (count: number, centre: CentreId, change: Partial<Appointment> = {}): Appointment[] =>
  Array.from({ length: count }, () => appointmentOf(centre, change));

test('each centre has what it planned, what is left and what was done; others of the state are not counted', async () => {
  await store().slots.add([
    slotOf(10, { centre: 'bidhannagar' }),
    slotOf(5, { centre: 'bidhannagar', from: '12:00', dose: 2 }),
    slotOf(7, { centre: 'bidhannagar', inDays: 3 }),
    slotOf(9, { centre: 'sealdah' }),
  ]);
  const arrived = { at: START, by: { id: 'mita', name: 'Mita' }, slot: 'slot', walkIn: true } as const;
  await insert([
    ...several(3, 'bidhannagar'),
    ...several(2, 'bidhannagar', { status: 'vaccinated' }),
    ...several(1, 'bidhannagar', { status: 'vaccinated', atCentre: { arrived } }),
    ...several(4, 'bidhannagar', { status: 'missed' }),
    ...several(6, 'bidhannagar', { status: 'cancelled' }),
    ...several(8, 'bidhannagar', { day: addDays(DAY, 1) }),
    ...several(5, 'sealdah'),
  ]);
  const near = await centresOn(store(), ['near'], DAY, TODAY);
  const numbers = near.map(({ centre, idle, ...rest }) => ({ id: centre._id, idle, ...rest }));
  expect(numbers).toEqual([
    {
      ...{ id: 'bidhannagar', idle: false, first: 10, second: 5, free: 15, closed: 0 },
      ...{ booked: 3, done: 3, missed: 4, walkIns: 1 },
    },
    {
      ...{ id: 'barasat', idle: true, first: 0, second: 0, free: 0, closed: 0 },
      ...{ booked: 0, done: 0, missed: 0, walkIns: 0 },
    },
  ]);
  const state = together(await centresOn(store(), ['near', 'next'], DAY, TODAY));
  expect(state).toMatchObject({ first: 19, second: 5, booked: 8, done: 3, missed: 4 });
});

test('a vaccination session that was closed has no places and is counted as closed', async () => {
  await store().slots.add([slotOf(10), slotOf(4, { from: '12:00' }), slotOf(3, { centre: 'barasat' })]);
  await closeSession(store(), { session: `bidhannagar:${DAY}`, reason: 'no vaccine', now: START });
  const [bidhannagar, barasat] = await centresOn(store(), ['near'], DAY, TODAY);
  expect(bidhannagar).toMatchObject({ first: 0, free: 0, closed: 1, idle: true });
  expect(barasat).toMatchObject({ first: 3, free: 3, closed: 0, idle: false });
});

test('a centre is without sessions whose next one is more than a week away', async () => {
  await store().slots.add([slotOf(1, { inDays: 6 }), slotOf(1, { centre: 'barasat', inDays: 7 })]);
  const found = await centresOn(store(), ['near'], DAY, TODAY);
  expect(found.map(({ centre, idle }) => [centre._id, idle])).toEqual([
    ['bidhannagar', false],
    ['barasat', true],
  ]);
});

/** Messages as they may stand in the outbox. */
async function told(contact: string, kind: MessageKind, status: string, at = START, route?: string): Promise<void> {
  const occasion = randomUUID();
  await store().messages.queue({ occasion, contact, kind, at, text: 'x' });
  const sent = route ? { sent: { route, at } } : {};
  await world.site.connection
    .collection('messages')
    .updateOne({ _id: occasion as never }, { $set: { status, ...sent } });
}

test('messages are counted by kind and route; those of a district are those to who has a date there that day', async () => {
  const [here, cancelled, elsewhere] = [
    appointmentOf('barasat'),
    appointmentOf('barasat', { status: 'cancelled' }),
    appointmentOf('sealdah'),
  ];
  await insert([here, cancelled, elsewhere]);
  await told(here.contact, 'reminder', 'delivered', START, 'kannel');
  await told(here.contact, 'reminder', 'undelivered', START, 'kannel');
  await told(here.contact, 'service', 'failed');
  await told(elsewhere.contact, 'service', 'sent', START, 'telegram');
  await told(cancelled.contact, 'service', 'delivered', START, 'telegram');
  await told(here.contact, 'service', 'delivered', new Date('2021-02-26T23:59:00+05:30'), 'telegram');
  const nothing: Omit<MessagesCounted, 'kind' | 'route'> = {
    waiting: 0,
    sent: 0,
    delivered: 0,
    notDelivered: 0,
    dropped: 0,
  };
  const near = await messagesOfDated(store(), 'near', DAY);
  expect(near).toEqual([
    { ...nothing, kind: 'reminder', route: 'kannel', delivered: 1, notDelivered: 1 },
    { ...nothing, kind: 'service', route: null, notDelivered: 1 },
  ]);
  expect(undeliveredShare(near ?? [])).toBeCloseTo(2 / 3);
  const all = await messagesOfAll(store(), TODAY);
  expect(undeliveredShare(all)).toBeCloseTo(2 / 5);
  expect(undeliveredShare([])).toBeNull();
});

test('the way to a booking: the middle one and what nine of ten did not exceed, by age', async () => {
  const took = (messages: number) => ({ took: { seconds: messages * 60, messages }, ageGroup: '60-69' });
  await insert([
    ...Array.from({ length: 11 }, (_, n) => appointmentOf('barasat', took(n + 1))),
    appointmentOf('barasat', { took: { seconds: 30, messages: 4 }, ageGroup: '80+' }),
    appointmentOf('sealdah', took(99)),
    appointmentOf('barasat', { ...took(98), bookedAt: new Date('2021-03-02T23:59:59+05:30') }),
    appointmentOf('barasat'),
  ]);
  expect(await waysTo(store(), 'near', TODAY, TODAY)).toEqual([
    { ageGroup: '60-69', bookings: 11, messages: [6, 10], seconds: [360, 600] },
    // What one person took is nobody's business.
    { ageGroup: '80+', bookings: 1 },
  ]);
});
