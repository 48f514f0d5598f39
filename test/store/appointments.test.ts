import type { Appointment } from '../../src/store/appointments';
import { openWorld, slotOf, START, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

let made = 0;
function appointmentOf(change: Partial<Appointment> = {}): Appointment {
  const n = ++made;
  const { _id: slot, day, from, to, vaccine, centre, centreNames, price } = slotOf(1);
  return {
    ...{ _id: `appointment-${n}`, person: `person-${n}`, contact: `contact-${n}`, dose: 1, vaccine, slot },
    ...{ holder: `holder-${n}`, centre, centreNames, day, from, to, price, code: '0042', status: 'booked' },
    ...{ settling: { leave: [] }, remindAt: null, bookedAt: START, changedAt: START },
    ...change,
  };
}
const store = () => world.site.store.appointments;
const later = (ms: number): Date => new Date(START.getTime() + ms);
const placeOf = ({ slot, holder, vaccine, centre, centreNames, day, from, to, price }: Appointment) => ({
  ...{ slot, holder, vaccine, centre, centreNames, day, from, to, price, remindAt: null },
});

async function booked(change: Partial<Appointment> = {}): Promise<Appointment> {
  const appointment = appointmentOf(change);
  expect(await store().insert(appointment)).toBe(true);
  return appointment;
}

test('an appointment comes back as stored, with what is still to be settled', async () => {
  const appointment = await booked();
  expect(await store().get(appointment._id)).toEqual(appointment);
  expect(await store().activeOf(appointment.person, 1)).toEqual(appointment);
  expect(await store().activeByHolder(appointment.holder)).toEqual(appointment);
  expect(await store().activeOfContact(appointment.contact, appointment.day)).toEqual([appointment]);
  expect(await store().activeOfContact(appointment.contact, '2099-01-01')).toEqual([]);
});

test('a person has one active appointment for a dose, and a new one after it was cancelled', async () => {
  const { person, _id, contact } = await booked();
  expect(await store().insert(appointmentOf({ person }))).toBe(false);
  expect(await store().insert(appointmentOf({ person, dose: 2 }))).toBe(true);
  expect(await store().cancel(_id, contact, START)).toMatchObject({ status: 'cancelled' });
  expect(await store().insert(appointmentOf({ person }))).toBe(true);
});

test('of 50 at once for one person and dose one is inserted', async () => {
  const person = 'in-demand';
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => store().insert(appointmentOf({ person }))));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
});

test('the same appointment again is not inserted twice', async () => {
  const appointment = await booked();
  expect(await store().insert(appointment)).toBe(false);
});

test('only the number it was made from cancels it, and only once', async () => {
  const { _id, contact } = await booked();
  expect(await store().cancel(_id, 'somebody else', START)).toBeNull();
  const cancels = await Promise.all([store().cancel(_id, contact, START), store().cancel(_id, contact, START)]);
  expect(cancels.filter(Boolean)).toHaveLength(1);
});

test('of two moves from the same place one is made; code, id and person stay', async () => {
  const appointment = await booked();
  const move = (holder: string) =>
    store().move(
      appointment._id,
      appointment.holder,
      { ...placeOf(appointment), slot: `slot-of-${holder}`, holder },
      START,
    );
  const [moved, ...others] = (await Promise.all([move('x'), move('y')])).filter((each) => each !== null);
  expect(others).toEqual([]);
  expect(moved).toMatchObject({ _id: appointment._id, code: '0042', person: appointment.person, status: 'booked' });
});

test('every place left behind is remembered until it is settled, however fast one change follows another', async () => {
  const appointment = await booked();
  const { _id, contact, slot, holder } = appointment;
  await store().move(_id, holder, { ...placeOf(appointment), slot: 'second', holder: 'h2' }, later(1));
  await store().move(_id, 'h2', { ...placeOf(appointment), slot: 'third', holder: 'h3' }, later(2));
  const cancelled = await store().cancel(_id, contact, later(3));
  expect(cancelled?.settling?.leave).toEqual([
    { slot, holder },
    { slot: 'second', holder: 'h2' },
    { slot: 'third', holder: 'h3' },
  ]);
});

test('what was settled is settled, and what changed meanwhile is not taken for it', async () => {
  const before = await booked();
  const { _id, holder, contact } = before;
  expect(await store().unsettled(later(1), 1000)).toContainEqual(before);
  const moved = await store().move(_id, holder, { ...placeOf(before), slot: 'second', holder: 'h2' }, START);
  await store().settled(before);
  expect(await store().get(_id)).toEqual(moved);
  if (moved) await store().settled(moved);
  expect(await store().get(_id)).toMatchObject({ status: 'booked', settling: null });
  expect(await store().unsettled(later(1), 1000)).not.toContainEqual(expect.objectContaining({ _id }));
  const cancelled = await store().cancel(_id, contact, START);
  expect(cancelled?.settling?.leave).toEqual([{ slot: 'second', holder: 'h2' }]);
});

test('what changed just now is left to whoever is changing it', async () => {
  const appointment = await booked({ changedAt: later(1_000) });
  expect(await store().unsettled(later(1_000), 1000)).not.toContainEqual(appointment);
  expect(await store().unsettled(later(1_001), 1000)).toContainEqual(appointment);
});
