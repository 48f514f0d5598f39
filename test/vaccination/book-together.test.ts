import type { BookedTogether } from '../../src/conversation/effects';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { bookTogether } from '../../src/vaccination/book-together';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { listAppointments } from '../../src/vaccination/list-appointments';
import { listPeople } from '../../src/vaccination/list-people';
import { recordDose } from '../../src/vaccination/record-dose';
import { sweep } from '../../src/vaccination/settle-places';
import {
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  slotOf,
  TODAY,
  type Site,
  type World,
} from '../support/world';

let world: World;
let other: Site;
beforeEach(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterEach(() => world.close());

let people = 0;
let holds = 0;

async function newFamily(size: number) {
  const address = newAddress();
  const ids = await Promise.all(Array.from({ length: size }, () => registered(world, address, ++people)));
  const contact = world.site.store.vault.contactOf(address);
  const hold = `family-${++holds}`;
  const book = (slot: string, { store } = world.site, wanted = ids): Promise<BookedTogether> =>
    bookTogether(store, { people: wanted, contact, slot, hold, others: [], now: world.clock.now() });
  return { ids, contact, hold, book };
}

const addSlot = async (...asked: Parameters<typeof slotOf>): Promise<string> => {
  const slot = slotOf(...asked);
  await world.site.store.slots.add([slot]);
  return slot._id;
};
const freeIn = async (id: string) => (await world.site.store.slots.get(id))?.free;
const list = (contact: string) => listAppointments(world.site.store, contact, world.clock.now());
const inAMinute = () => new Date(world.clock.now().getTime() + MINUTE);

test('four are booked in one slot with one code, in place of the one that was kept; the other offers are given back', async () => {
  const [slot, rest] = [await addSlot(4), await addSlot(9, { inDays: 3 })];
  const { ids, contact, hold } = await newFamily(4);
  const wanted = [slot, rest].map((id) => ({ id, spare: 0 }));
  await world.site.store.slots.hold(wanted, hold, inAMinute());
  const request = { people: ids, contact, slot, hold, others: [rest], now: world.clock.now() };
  const booked = await bookTogether(world.site.store, request);
  const slips = booked.status === 'booked' ? booked.appointments : [];
  expect(slips.map(({ person }) => person)).toEqual(ids);
  expect(new Set(slips.map(({ code }) => code)).size).toBe(1);
  expect([await freeIn(slot), await freeIn(rest)]).toEqual([0, 9]);
  expect(await imbalances(world.site)).toEqual([]);
});

test.each([1, 5])('%s are no family', async (size) => {
  const slot = await addSlot(9);
  const { ids, book } = await newFamily(Math.min(size, 4));
  const wanted = size === 5 ? [...ids, 'a fifth'] : ids;
  expect(await book(slot, world.site, wanted)).toEqual({ status: 'gone' });
  expect(await freeIn(slot)).toBe(9);
});

test('with a place too few none is booked', async () => {
  const slot = await addSlot(2);
  const { contact, book } = await newFamily(3);
  expect(await book(slot)).toEqual({ status: 'gone' });
  expect(await list(contact)).toEqual([]);
  expect(await freeIn(slot)).toBe(2);
});

test('where one of them has a date already none is booked', async () => {
  const [slot, mine] = [await addSlot(9), await addSlot(9, { inDays: 3 })];
  const { ids, contact, book } = await newFamily(3);
  const [person = ''] = ids;
  const wish = { person, contact, slot: mine, hold: 'alone', others: [], move: false, now: world.clock.now() };
  await bookAppointment(world.site.store, wish);
  expect((await listPeople(world.site.store, contact, world.clock.now())).map(({ together }) => together)).toEqual(
    expect.arrayContaining([null, '1:any', '1:any']),
  );
  expect(await book(slot)).toEqual({ status: 'gone' });
  expect(await freeIn(slot)).toBe(9);
  expect(await imbalances(world.site)).toEqual([]);
});

test('where one of them is given the dose in the same moment nobody has a date', async () => {
  const slot = await addSlot(9);
  const { ids, contact, book } = await newFamily(3);
  const { store } = world.site;
  const { reference = '' } = (await store.persons.get(ids[1] ?? '')) ?? {};
  const dose = { reference, vaccine: 'COVISHIELD', day: TODAY, now: world.clock.now() };
  const insert: typeof store.appointments.insert = async (appointment) => {
    if (appointment.person === ids[1]) await recordDose(other.store, dose);
    return store.appointments.insert(appointment);
  };
  const site = { ...world.site, store: { ...store, appointments: { ...store.appointments, insert } } };
  expect(await book(slot, site)).toEqual({ status: 'gone' });
  expect(await list(contact)).toEqual([]);
  expect(await freeIn(slot)).toBe(9);
  expect(await imbalances(world.site)).toEqual([]);
});

test('run three times at once by two processes it is one booking', async () => {
  const slot = await addSlot(12);
  for (let round = 0; round < 4; round++) {
    const { book, contact } = await newFamily(3);
    const outcomes = await Promise.all([book(slot), book(slot, other), book(slot)]);
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(outcomes[0].status).toBe('booked');
    expect(await list(contact)).toHaveLength(3);
  }
  expect(await freeIn(slot)).toBe(0);
  expect(await imbalances(world.site)).toEqual([]);
});

test('30 families of two to four at once for ten places: whole ones only, and no place is sold twice', async () => {
  const slot = await addSlot(10);
  const families = await Promise.all(Array.from({ length: 30 }, (_, n) => newFamily(2 + (n % 3))));
  const outcomes = await Promise.all(families.map(({ book }, n) => book(slot, n % 2 ? other : world.site)));
  const sizes = await Promise.all(families.map(async ({ contact }) => (await list(contact)).length));
  expect(sizes).toEqual(outcomes.map(({ status }, n) => (status === 'booked' ? families[n]?.ids.length : 0)));
  expect(await freeIn(slot)).toBe(10 - sizes.reduce((sum, size) => sum + size, 0));
  expect(await freeIn(slot)).toBeLessThan(4);
  expect(await imbalances(world.site)).toEqual([]);
});

test('one of them cancels: the others keep their dates', async () => {
  const slot = await addSlot(4);
  const { contact, book } = await newFamily(3);
  await book(slot);
  const [first] = await list(contact);
  const cancel = { appointment: first?.id ?? '', contact, now: world.clock.now() };
  expect(await cancelAppointment(world.site.store, cancel)).toBe('cancelled');
  await sweep(world.site.store, inAMinute());
  expect(await list(contact)).toHaveLength(2);
  expect(await freeIn(slot)).toBe(2);
  expect(await imbalances(world.site)).toEqual([]);
});

test('while one is booked alone elsewhere at the same moment, the family is booked whole or not at all', async () => {
  const [slot, mine] = [await addSlot(40), await addSlot(40, { inDays: 3 })];
  for (let round = 0; round < 8; round++) {
    const { ids, contact, book } = await newFamily(3);
    const wish = { person: ids[round % 3] ?? '', contact, slot: mine, hold: `alone-${round}`, others: [], move: false };
    const alone = bookAppointment(other.store, { ...wish, now: world.clock.now() });
    const [family, single] = await Promise.all([book(slot), alone]);
    const dates = (await list(contact)).length;
    expect([family.status, single.status, dates]).toEqual(
      family.status === 'booked' ? ['booked', 'alreadyBooked', 3] : ['gone', 'booked', 1],
    );
    expect(await imbalances(world.site)).toEqual([]);
  }
});
