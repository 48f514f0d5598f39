import { sweep } from '../../src/vaccination/settle-places';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import type { Appointment } from '../../src/store/appointments';
import { imbalances, MINUTE, newAddress, openWorld, registered, slotOf, type World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(2), slotOf(2, { inDays: 3 }), slotOf(2, { inDays: 4 })]);
});
afterEach(() => world.close());

const [first, second, third] = [slotOf(2), slotOf(2, { inDays: 3 }), slotOf(2, { inDays: 4 })];
const store = () => world.site.store;
const soon = (): Date => new Date(world.clock.now().getTime() + MINUTE);
const placeOf = ({ _id: slot, vaccine, centre, centreNames, day, from, to, price }: typeof first, holder: string) => ({
  ...{ slot, holder, vaccine, centre, centreNames, day, from, to, price, remindAt: null },
});

async function sweepLater(minutes = 2): Promise<void> {
  world.clock.advance(minutes * MINUTE);
  await sweep(store(), world.clock.now());
}

/** Somebody with a date in the first slot. */
async function booked(n: number): Promise<{ appointment: Appointment; contact: string }> {
  const address = newAddress();
  const person = await registered(world, address, n);
  const contact = store().vault.contactOf(address);
  const wish = { person, contact, slot: first._id, hold: `hold-${n}`, others: [], move: false, now: world.clock.now() };
  await bookAppointment(store(), wish);
  const appointment = await store().appointments.get(`hold-${n}`);
  if (!appointment) throw new Error('not booked');
  return { appointment, contact };
}

test('a claim without an appointment is given back after a minute and not before', async () => {
  await store().slots.claim(first._id, 'lost', soon());
  expect(await sweep(store(), soon())).toEqual({ appointments: 0, places: 0 });
  expect((await store().slots.get(first._id))?.free).toBe(1);
  await sweepLater();
  expect((await store().slots.get(first._id))?.free).toBe(2);
});

test('an appointment that was written and not settled keeps its place for good', async () => {
  const { appointment } = await booked(1);
  await store().slots.claim(first._id, appointment.holder, soon());
  await sweepLater();
  await sweepLater(60);
  expect(await imbalances(world.site)).toEqual([]);
  expect((await store().slots.get(first._id))?.free).toBe(1);
});

test('a booking so slow that its place was given away and left half-made takes the place again', async () => {
  const { appointment } = await booked(1);
  await store().slots.release(first._id, appointment.holder);
  await store().appointments.cancel(appointment._id, null, world.clock.now());
  const late = { ...appointment, _id: 'late', holder: 'late', settling: { leave: [] }, changedAt: world.clock.now() };
  expect(await store().appointments.insert(late)).toBe(true);
  await sweepLater();
  expect(await imbalances(world.site)).toEqual([]);
  expect(await store().appointments.get('late')).toMatchObject({ status: 'booked', settling: null });
});

test('and is cancelled where there is no place left: nobody is sent to a full centre', async () => {
  const { appointment } = await booked(1);
  await store().slots.release(first._id, appointment.holder);
  for (const holder of ['x', 'y']) await store().slots.claim(first._id, holder, new Date(8e12));
  await store().appointments.cancel(appointment._id, null, world.clock.now());
  await store().appointments.insert({ ...appointment, _id: 'late', holder: 'late', settling: { leave: [] } });
  await sweepLater();
  expect(await store().appointments.get('late')).toMatchObject({ status: 'cancelled' });
  await sweepLater();
  expect(await imbalances(world.site)).toEqual([]);
  expect((await store().slots.get(first._id))?.free).toBe(0);
});

test('a move left half-made, then moved again, then cancelled: every place that was left is free', async () => {
  const { appointment, contact } = await booked(1);
  for (const [slot, from, to] of [
    [second, appointment.holder, 'h2'],
    [third, 'h2', 'h3'],
  ] as const) {
    await store().slots.claim(slot._id, to, soon());
    await store().appointments.move(appointment._id, from, placeOf(slot, to), world.clock.now());
  }
  const cancel = { appointment: appointment._id, contact, now: world.clock.now() };
  expect(await cancelAppointment(store(), cancel)).toBe('cancelled');
  expect(await imbalances(world.site)).toEqual([]);
  for (const { _id } of [first, second, third]) expect((await store().slots.get(_id))?.free).toBe(2);
});

test('two sweeps at once, and beside them the booking itself, settle as one does', async () => {
  const other = await world.openSite();
  const { appointment, contact } = await booked(1);
  for (let round = 0; round < 10; round++) {
    const [from, to] = round % 2 ? [second, first] : [first, second];
    const holder = round === 0 ? appointment.holder : `round-${round - 1}`;
    await store().slots.claim(to._id, `round-${round}`, soon());
    await store().appointments.move(appointment._id, holder, placeOf(to, `round-${round}`), world.clock.now());
    world.clock.advance(2 * MINUTE);
    const wish = { person: appointment.person, contact, slot: to._id, hold: `round-${round}`, others: [], move: true };
    await Promise.all([
      sweep(store(), world.clock.now()),
      sweep(other.store, world.clock.now()),
      bookAppointment(store(), { ...wish, now: world.clock.now() }),
    ]);
    expect(await imbalances(world.site)).toEqual([]);
    expect((await store().slots.get(from._id))?.free).toBe(2);
  }
});

test('hundreds of lapsed places are all given back in one go', async () => {
  const many = Array.from({ length: 250 }, (_, n) => ({ ...slotOf(3), _id: `many-${n}` }));
  await store().slots.add(many);
  const ids = many.map(({ _id }) => ({ id: _id, spare: 0 }));
  for (const holder of ['x', 'y']) await store().slots.hold(ids, holder, soon());
  await sweepLater();
  const left = await world.site.connection.collection('slots').countDocuments({ 'holders.0': { $exists: true } });
  expect(left).toBe(0);
});
