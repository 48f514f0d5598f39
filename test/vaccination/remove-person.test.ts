/** Somebody is taken off their number: what that leaves, and who is quicker where they are just being booked for. */
import type { Store } from '../../src/store';
import type { Person } from '../../src/store/persons';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { findOffers } from '../../src/vaccination/find-offers';
import { knowNumber } from '../../src/vaccination/know-number';
import { lookForMe } from '../../src/vaccination/look-for-me';
import { proposePlaces } from '../../src/vaccination/propose-places';
import { recordDose } from '../../src/vaccination/record-dose';
import { registerPerson } from '../../src/vaccination/register-person';
import { removePerson } from '../../src/vaccination/remove-person';
import { settlePeople } from '../../src/vaccination/settle-person';
import { sweep } from '../../src/vaccination/settle-places';
import { sentMessages } from '../support/sent';
import {
  answersOf,
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
const SLOT = slotOf(500);
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
  await world.site.store.slots.add([SLOT, slotOf(500, { centre: 'barasat' })]);
});
afterAll(() => world.close());

const store = () => world.site.store;
const now = () => world.clock.now();
let cards = 0;
let holds = 0;

async function someone(address = newAddress()) {
  const card = ++cards;
  const id = await registered(world, address, card);
  const { reference, contact } = (await store().persons.get(id)) as Person;
  return { id, card, reference, contact, address };
}
type Someone = Awaited<ReturnType<typeof someone>>;

const remove = ({ reference, contact }: Pick<Someone, 'reference' | 'contact'>, at = store()) =>
  removePerson(at, { reference, contact, now: now() });

const book = ({ id, contact }: Someone, at = store(), slot = SLOT._id) => {
  const hold = `hold-${++holds}`;
  return bookAppointment(at, { person: id, contact, slot, hold, others: [], move: false, now: now() });
};

/** The jobs as they run a minute later. */
async function aMinuteLater(): Promise<void> {
  world.clock.advance(MINUTE + 1);
  await sweep(store(), now());
  await settlePeople(store(), now());
}

const booked = async ({ id }: Someone) =>
  (await store().appointments.ofPerson(id)).filter(({ status }) => status === 'booked');

test('who is taken off is found by nobody; the seat and the card are free, and a minute later nothing is left', async () => {
  const gone = await someone();
  await Promise.all([someone(gone.address), someone(gone.address), someone(gone.address)]);
  expect(await remove(gone)).toBe('removed');
  expect(await store().persons.byReference(gone.reference)).toBeNull();
  expect((await store().persons.ofContact(gone.contact)).map(({ seat }) => seat)).toEqual([2, 3, 4]);
  const again = { contact: gone.contact, answers: answersOf(gone.card), district: 'near', key: 'again', now: now() };
  expect(await registerPerson(store(), again)).toMatchObject({ status: 'registered' });
  expect((await store().persons.ofContact(gone.contact)).map(({ seat }) => seat)).toEqual([1, 2, 3, 4]);
  await aMinuteLater();
  expect(await store().persons.get(gone.id)).toBeNull();
});

test('taken off twice, the second time there is nobody; nor is there for another number', async () => {
  const [mine, theirs] = [await someone(), await someone()];
  expect(await remove({ ...theirs, contact: mine.contact })).toBe('personUnknown');
  expect(await remove({ ...mine, reference: '10000000000000' })).toBe('personUnknown');
  const both = await Promise.all([remove(mine), remove(mine, other.store)]);
  expect(both.sort()).toEqual(['personUnknown', 'removed']);
  expect(await remove(theirs)).toBe('removed');
});

test('who has a date or a dose stays', async () => {
  const dated = await someone();
  await book(dated);
  expect(await remove(dated)).toBe('hasDate');
  const [date] = await booked(dated);
  await cancelAppointment(store(), { appointment: date?._id ?? '', contact: dated.contact, now: now() });
  expect(await remove(dated)).toBe('removed');
  const given = await someone();
  await recordDose(store(), { reference: given.reference, vaccine: 'COVISHIELD', day: TODAY, now: now() });
  expect(await remove(given)).toBe('hasDose');
  expect(await store().persons.byReference(given.reference)).toMatchObject({ contact: given.contact });
});

test('a dose that is written in the same moment is written to whoever stays, or to nobody', async () => {
  for (let round = 0; round < 10; round++) {
    const who = await someone();
    const dose = { reference: who.reference, vaccine: 'COVISHIELD', day: TODAY, now: now() };
    const [outcome, recorded] = await Promise.all([remove(who, other.store), recordDose(store(), dose)]);
    expect(outcome === 'removed').toBe(recorded.status !== 'recorded');
    expect((await store().persons.byReference(who.reference))?.doses.length).toBe(
      outcome === 'removed' ? undefined : 1,
    );
  }
});

test('places that were offered or proposed, and the place in line, are free again', async () => {
  const before = (await store().slots.get(SLOT._id))?.free;
  const shown = await someone();
  const wish = { person: shown.id, contact: shown.contact, pinCode: null, fromDay: null, skip: 0, move: false };
  await findOffers(store(), { ...wish, others: [], hold: 'shown', now: now() });
  expect((await store().slots.get(SLOT._id))?.free).toBe((before ?? 0) - 1);
  expect(await remove(shown)).toBe('removed');
  expect((await store().slots.get(SLOT._id))?.free).toBe(before);

  const waiting = await someone();
  const looks = { person: waiting.id, contact: waiting.contact, pinCode: null, fromDay: null } as const;
  await lookForMe(store(), { ...looks, hours: 'any', freeOnly: false, now: now() });
  world.clock.advance(10 * MINUTE);
  await proposePlaces(store(), now());
  expect(await store().proposals.openOf(waiting.id, 1)).not.toBeNull();
  expect(await remove(waiting)).toBe('removed');
  expect(await store().proposals.openOf(waiting.id, 1)).toBeNull();
  expect(await store().wishes.centresWaitedFor()).toEqual([]);
  expect(await imbalances(world.site)).toEqual([]);
});

/** The store, where something else is done before a write. */
function before(at: Store, write: 'insert' | 'confirm', deed: () => Promise<unknown>): Store {
  const { appointments, slots } = at;
  return write === 'insert'
    ? { ...at, appointments: { ...appointments, insert: (date) => deed().then(() => appointments.insert(date)) } }
    : { ...at, slots: { ...slots, confirm: (...place) => deed().then(() => slots.confirm(...place)) } };
}

test('of a booking that began before, no date stays', async () => {
  const who = await someone();
  expect(
    await book(
      who,
      before(store(), 'insert', () => remove(who, other.store)),
    ),
  ).toEqual({ status: 'gone' });
  expect(await booked(who)).toEqual([]);
  const late = await someone();
  const muchLater = async () => {
    await remove(late, other.store);
    await aMinuteLater();
  };
  expect(await book(late, before(store(), 'insert', muchLater))).toEqual({ status: 'gone' });
  expect(await booked(late)).toEqual([]);
  expect(await imbalances(world.site)).toEqual([]);
});

test('nor where the process that booked died, and the one that removed', async () => {
  const who = await someone();
  const dies = async () => {
    await other.store.persons.leave(who.id, who.contact, now());
    throw new Error('the process died');
  };
  const dying = before(store(), 'confirm', dies);
  // Nor does what it had begun beside this.
  const dead = { ...dying, appointments: { ...dying.appointments, cancel: dies } };
  await expect(book(who, dead)).rejects.toThrow('died');
  expect(await booked(who)).toHaveLength(1);
  await aMinuteLater();
  expect(await booked(who)).toEqual([]);
  expect(await store().persons.get(who.id)).toBeNull();
  expect(await imbalances(world.site)).toEqual([]);
});

test('who was booked, and told so, while they were being removed hears that it is off', async () => {
  const who = await someone();
  await knowNumber(store(), who.address, 'bn');
  const { persons } = other.store;
  const leave: typeof persons.leave = async (...they) => {
    expect(await book(who)).toMatchObject({ status: 'booked' });
    return persons.leave(...they);
  };
  expect(await remove(who, { ...other.store, persons: { ...persons, leave } })).toBe('removed');
  expect(await booked(who)).toEqual([]);
  const told = (await sentMessages(world, who.address)).map(({ text }) => text);
  expect(told).toEqual([expect.stringContaining('অ্যাপ থেকে বাতিল করা হল')]);
});

test('removed and booked at once by two processes, nobody is left with a date', async () => {
  for (let round = 0; round < 25; round++) {
    const who = await someone();
    const booking = book(who);
    await new Promise((resolve) => setTimeout(resolve, round % 5));
    const [dated, removed] = await Promise.all([booking, remove(who, other.store)]);
    expect(await booked(who)).toHaveLength(dated.status === 'booked' && removed === 'hasDate' ? 1 : 0);
    if (removed === 'hasDate') expect(dated.status).toBe('booked');
  }
  await aMinuteLater();
  const { connection } = world.site;
  const people = await connection.collection('persons').distinct('_id');
  expect(
    await connection.collection('appointments').countDocuments({ status: 'booked', person: { $nin: people } }),
  ).toBe(0);
  expect(await imbalances(world.site)).toEqual([]);
});
