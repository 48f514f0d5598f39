import { addDays, dayOf } from '../../src/clock';
import type { Appointment } from '../../src/store/appointments';
import { KINDS, type Taken } from '../../src/store/messages';
import type { Person } from '../../src/store/persons';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { recordDose, type DoseGiven, type Recorded, type Refusal } from '../../src/vaccination/record-dose';
import { setInterval } from '../../src/vaccination/set-interval';
import { settlePeople } from '../../src/vaccination/settle-person';
import { DAY, newAddress, openWorld, registered, slotOf, TODAY, type Site, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
});
afterAll(async () => {
  await world.close();
  wire.cut();
});
// Today's slots, those of the second dose, and some still to come.
beforeEach(() => world.site.store.slots.add([slotOf(50, { inDays: 0, from: '15:00' }), slotOf(50, { inDays: 4 })]));

const store = () => world.site.store;
let people = 0;

async function someone(): Promise<Person> {
  const id = await registered(world, newAddress(), ++people);
  return personOf(id);
}

async function personOf(id: string): Promise<Person> {
  const person = await store().persons.get(id);
  if (!person) throw new Error('nobody');
  return person;
}

const given = ({ reference }: Person, change: Partial<DoseGiven> = {}): DoseGiven => ({
  ...{ reference, vaccine: 'COVISHIELD', day: dayOf(world.clock.now()), now: world.clock.now() },
  ...change,
});

const record = (person: Person, change: Partial<DoseGiven> = {}): Promise<Recorded | Refusal> =>
  recordDose(store(), given(person, change));

/** Somebody with a date in this slot. */
async function booked(person: Person, slot: { _id: string }): Promise<Appointment> {
  const hold = `hold-${person._id}-${slot._id}`;
  const wish = { person: person._id, contact: person.contact, slot: slot._id, hold, others: [], move: false };
  const outcome = await bookAppointment(store(), { ...wish, now: world.clock.now() });
  if (outcome.status !== 'booked') throw new Error(outcome.status);
  return (await store().appointments.get(outcome.appointment.id)) as Appointment;
}

/** What waits to be told, taken out of the queue; the certificates have tests of their own. */
async function told(): Promise<Taken[]> {
  const now = new Date(world.clock.now().getTime() + DAY);
  const all = await store().messages.claim({ now, lanes: ['any'], kinds: KINDS, most: 1_000, leasedUntil: now });
  return all.filter(({ attaches }) => attaches === undefined);
}
beforeEach(told);

test('a first dose: the date is done with, the second falls due, and the person is told', async () => {
  const person = await someone();
  const date = await booked(person, slotOf(50, { inDays: 0, from: '15:00' }));
  const outcome = await record(person, { centre: 'bidhannagar' });
  const dueDay = addDays(TODAY, 28);
  const dose = { vaccine: 'COVISHIELD', day: TODAY, centre: 'bidhannagar' };
  expect(outcome).toMatchObject({ status: 'recorded', again: false, dose: 1, appointment: { _id: date._id } });
  const stored = await personOf(person._id);
  expect(stored).toMatchObject({ doses: [dose], dueDay, remindAt: new Date(`${dueDay}T08:00:00+05:30`) });
  expect(stored.unsettled).toBeUndefined();
  expect(await store().appointments.get(date._id)).toMatchObject({ status: 'vaccinated', remindAt: null });
  expect((await store().slots.ofSession(date.slot.slice(0, -8)))[0]?.holders).toHaveLength(1);
  const params = { name: { person: person.name }, vaccine: { key: 'common:vaccine.COVISHIELD' }, day: { day: TODAY } };
  expect(await told()).toMatchObject([
    {
      ...{ occasion: `dose:${person._id}:1`, contact: person.contact, kind: 'service' },
      prompts: [{ key: 'templates:doseOne', params: { ...params, fromDay: { day: dueDay } } }],
    },
  ]);
});

test('the second dose after the interval: nothing more falls due', async () => {
  const person = await someone();
  await record(person, { day: '2021-03-01' });
  await told();
  world.clock.advance(30 * DAY);
  expect(await record(person)).toMatchObject({ status: 'recorded', dose: 2 });
  const stored = await personOf(person._id);
  expect(stored).toMatchObject({ dueDay: null, remindAt: null });
  expect(stored.doses.map(({ day }) => day)).toEqual(['2021-03-01', dayOf(world.clock.now())]);
  expect(await told()).toMatchObject([{ prompts: [{ key: 'templates:doseTwo' }] }]);
  world.clock.advance(-30 * DAY);
});

test('a dose of long ago, written down today: the person is told that they may come now, and reminded tomorrow', async () => {
  const person = await someone();
  world.clock.advance(60 * DAY);
  const now = world.clock.now();
  await record(person, { day: '2021-03-02' });
  const tomorrow = new Date(`${addDays(dayOf(now), 1)}T08:00:00+05:30`);
  expect(await personOf(person._id)).toMatchObject({ dueDay: '2021-03-30', remindAt: tomorrow });
  expect(await told()).toMatchObject([{ prompts: [{ params: { fromDay: { day: dayOf(now) } } }] }]);
  world.clock.advance(-60 * DAY);
});

test('the same dose again changes nothing and tells nobody', async () => {
  const person = await someone();
  await record(person);
  const before = await personOf(person._id);
  await told();
  expect(await record(person)).toMatchObject({ status: 'recorded', again: true, dose: 1 });
  expect(await personOf(person._id)).toEqual(before);
  expect(await told()).toEqual([]);
});

test('a date that was still to come is given back to others', async () => {
  const person = await someone();
  const later = slotOf(50, { inDays: 4 });
  const free = (await store().slots.get(later._id))?.free;
  const date = await booked(person, later);
  await record(person);
  expect(await store().appointments.get(date._id)).toMatchObject({ status: 'cancelled', settling: null });
  expect((await store().slots.get(later._id))?.free).toBe(free);
});

test('whoever waits for this dose waits no more', async () => {
  const { _id, contact, birthYear } = await someone();
  const now = world.clock.now();
  const wish = await store().wishes.ask({
    ...{ _id: `${_id}:1`, person: _id, contact, dose: 1, vaccine: null, pin: '700091', birthYear },
    ...{ centres: ['sealdah'], fromDay: TODAY, hours: 'any', freeOnly: false, restsUntil: null, checkedAt: now },
  });
  expect(await store().wishes.isWaitedFor('sealdah', 1)).toBe(true);
  await record(await personOf(_id));
  expect(await store().wishes.get(wish._id)).toMatchObject({ status: 'met' });
  expect(await store().wishes.isWaitedFor('sealdah', 1)).toBe(false);
});

test.each<[string, Partial<DoseGiven>, Refusal]>([
  ['nobody', { reference: '10000000000000' }, { status: 'unknownReference' }],
  ['no vaccine of ours', { vaccine: 'X' }, { status: 'unknownVaccine', known: ['COVISHIELD', 'COVAXIN'] }],
  ['no centre of ours', { centre: 'nowhere' }, { status: 'unknownCentre' }],
  ['no day', { day: '2021-02-30' }, { status: 'noDay' }],
  ['tomorrow', { day: addDays(TODAY, 1) }, { status: 'future', today: TODAY }],
  ['before anybody', { day: '2021-02-28' }, { status: 'beforeProgramme', begun: '2021-03-01' }],
])('refuses %s, and writes nothing', async (_, change, refusal) => {
  const person = await someone();
  expect(await record(person, change)).toEqual(refusal);
  expect(await personOf(person._id)).toEqual(person);
  expect(await told()).toEqual([]);
});

test('refuses a second dose of another vaccine, one too early, and a third', async () => {
  const person = await someone();
  await record(person, { day: '2021-03-01' });
  const first = { vaccine: 'COVISHIELD', day: '2021-03-01' };
  expect(await record(person, { vaccine: 'COVAXIN' })).toEqual({ status: 'otherVaccine', first });
  expect(await record(person)).toEqual({ status: 'tooEarly', first, fromDay: '2021-03-29' });
  world.clock.advance(60 * DAY);
  // As it was on the day it was given, though written down later.
  expect(await record(person, { day: '2021-03-28' })).toMatchObject({ status: 'tooEarly' });
  expect(await record(person, { day: '2021-03-29' })).toMatchObject({ status: 'recorded', dose: 2 });
  const doses = [first, { ...first, day: '2021-03-29' }];
  expect(await record(person)).toEqual({ status: 'allGiven', doses });
  world.clock.advance(-60 * DAY);
});

test('a date booked under an earlier rule is good at the centre, on its day and no other', async () => {
  const [person, other] = [await someone(), await someone()];
  for (const each of [person, other]) await record(each, { vaccine: 'COVAXIN', day: '2021-03-01' });
  world.clock.advance(20 * DAY);
  const kept = { ...slotOf(50, { inDays: 30, dose: 2 }), vaccine: 'COVAXIN' };
  await store().slots.add([kept]);
  const date = await booked(person, kept);
  await setInterval(store(), { vaccine: 'COVAXIN', days: 84, from: '2021-03-25', now: world.clock.now() });
  world.clock.advance(10 * DAY);
  expect(date.day).toBe(dayOf(world.clock.now()));
  expect(await record(other, { vaccine: 'COVAXIN' })).toMatchObject({ status: 'tooEarly', fromDay: '2021-05-24' });
  expect(await record(person, { vaccine: 'COVAXIN', day: addDays(date.day, -1) })).toMatchObject({
    status: 'tooEarly',
  });
  expect(await record(person, { vaccine: 'COVAXIN' })).toMatchObject({ status: 'recorded', dose: 2 });
  const doses = (await personOf(person._id)).doses;
  expect(doses[1]).toEqual({ vaccine: 'COVAXIN', day: date.day, centre: 'bidhannagar' });
  world.clock.advance(-30 * DAY);
});

test('of twenty who record at once, by two processes, one writes; the person is told once', async () => {
  const person = await someone();
  const other = await world.openSite();
  const sites = [world.site, other];
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => recordDose((sites[n % 2] as Site).store, given(person))),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('recorded'));
  expect(outcomes.filter((outcome) => 'again' in outcome && !outcome.again)).toHaveLength(1);
  expect((await personOf(person._id)).doses).toHaveLength(1);
  expect(await told()).toHaveLength(1);
});

/** What must be true in the end: everything follows from the dose, or nothing was written. */
async function expectWhole(person: Person, date: Appointment, status: string, doses: number): Promise<void> {
  const stored = await personOf(person._id);
  expect(stored.doses).toHaveLength(doses);
  expect(stored.unsettled).toBeUndefined();
  expect(await store().appointments.get(date._id)).toMatchObject({
    status: doses > 0 ? status : 'booked',
    contact: person.contact,
  });
  expect((await told()).map(({ occasion }) => occasion)).toEqual(doses > 0 ? [`dose:${person._id}:1`] : []);
}

describe.each([
  ['of today', { inDays: 0, from: '15:00' }, 'vaccinated'],
  ['still to come', { inDays: 4 }, 'cancelled'],
])('a process dies at each write, with a date %s', (_, when, status) => {
  test.each(['the sweep finishes it', 'it is recorded again'])('%s', async (how) => {
    let writes = 0;
    for (let died = true; died; writes++) {
      const person = await someone();
      const date = await booked(person, slotOf(50, when));
      await told();
      died = await recordedAndDied(person, writes);
      const again = how === 'it is recorded again';
      if (again) expect(await record(person)).toMatchObject({ status: 'recorded', dose: 1 });
      const written = (await personOf(person._id)).doses.length;
      expect(written).toBe(again || writes > 0 ? 1 : 0);
      await settlePeople(store(), world.clock.now());
      await settlePeople(store(), world.clock.now());
      await expectWhole(person, date, status, written);
    }
    expect(writes).toBeGreaterThan(3);
  });
});

/** False: it had no more to write, and did not die. */
async function recordedAndDied(person: Person, writes: number): Promise<boolean> {
  await wire.restore();
  const site = await world.openSite(wire.uri());
  const death = wire.dieAfter(writes).then(() => true);
  const work = recordDose(site.store, given(person));
  const died = await Promise.race([death, work.then(() => false)]);
  wire.cut();
  await site.close();
  await work.catch(() => undefined);
  return died;
}
