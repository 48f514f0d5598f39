import fc from 'fast-check';
import { readWanted, tendCentre, type Wanted } from '../../src/cli/centre';
import type { Appointment } from '../../src/store/appointments';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { bookTogether } from '../../src/vaccination/book-together';
import { closeSession, finishSessionChanges, setSessionCapacity } from '../../src/vaccination/close-session';
import { displaceOverfull } from '../../src/vaccination/displace';
import { spread } from '../../src/vaccination/rules/spread';
import { imbalances, MINUTE, newAddress, openWorld, registered, slotOf, type World } from '../support/world';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());

const [morning, noon, second] = [slotOf(10), slotOf(5, { from: '11:00' }), slotOf(5, { dose: 2 })];
const { session } = morning;
const store = () => world.site.store;
const now = () => world.clock.now();
const addAll = (...slots: (typeof morning)[]) => store().slots.add(slots);
const capacities = async () => (await store().slots.ofSession(session)).map(({ capacity }) => capacity);

let people = 0;
async function booked(slot: string, address = newAddress()): Promise<string> {
  const person = await registered(world, address, ++people);
  const contact = store().vault.contactOf(address);
  const wish = { person, contact, slot, hold: `hold-${people}`, others: [], move: false, now: now() };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  world.clock.advance(1_000);
  return wish.hold;
}
async function family(slot: string, size: number): Promise<void> {
  const address = newAddress();
  const ids = await Promise.all(Array.from({ length: size }, () => registered(world, address, ++people)));
  const contact = store().vault.contactOf(address);
  const wish = { people: ids, contact, slot, hold: `family-${people}`, others: [], now: now() };
  expect(await bookTogether(store(), wish)).toMatchObject({ status: 'booked' });
  world.clock.advance(1_000);
}
const appointments = () =>
  world.site.connection.collection<Appointment>('appointments').find().sort({ bookedAt: 1 }).toArray();
const statuses = async () => (await appointments()).map(({ status }) => status);

test('what is spread is exact, in proportion, and to nobody less than nothing', () => {
  const planned = fc.array(fc.nat(200), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.nat(2_000), planned, (places, shares) => {
      const result = spread(places, shares);
      const total = shares.reduce((sum, each) => sum + each, 0);
      expect(result.reduce((sum, each) => sum + each, 0)).toBe(places);
      result.forEach((each, index) => {
        const share = total > 0 ? (places * (shares[index] ?? 0)) / total : places / shares.length;
        expect(Math.abs(each - share)).toBeLessThan(1 + 1e-9);
        expect(each).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

test('fewer and more places are spread as they were planned, however often it is changed', async () => {
  await addAll(morning, noon, second);
  const inOrder = await capacities();
  expect(await setSessionCapacity(store(), { session, capacity: 8, now: now() })).toMatchObject({
    before: 20,
    after: 8,
  });
  expect((await capacities()).sort()).toEqual([2, 2, 4]);
  await closeSession(store(), { session, reason: 'no vaccine', now: now() });
  expect((await store().slots.ofSession(session)).map(({ closed, capacity }) => [closed, capacity])).toEqual(
    inOrder.map(() => ['no vaccine', 0]),
  );
  await setSessionCapacity(store(), { session, capacity: 40, now: now() });
  expect(await capacities()).toEqual(inOrder.map((each) => each * 2));
  expect((await store().slots.ofSession(session)).every(({ closed }) => closed === undefined)).toBe(true);
  expect(await setSessionCapacity(store(), { session: 'none', capacity: 1, now: now() })).toBeNull();
  expect(await imbalances(world.site)).toEqual([]);
});

test('what is over stays as it was', async () => {
  const [early, late] = [slotOf(10, { inDays: 0, from: '07:00' }), slotOf(10, { inDays: 0, from: '13:00' })];
  await addAll(early, late);
  await setSessionCapacity(store(), { session: early.session, capacity: 14, now: now() });
  expect((await store().slots.ofSession(early.session)).map(({ capacity }) => capacity)).toEqual([10, 4]);
});

test('closed: everybody who had a date is owed another one, and nobody can book there', async () => {
  await addAll(morning, noon);
  for (let n = 0; n < 4; n++) await booked(n % 2 ? noon._id : morning._id);
  await store().slots.hold([{ id: morning._id, spare: 0 }], 'choosing', new Date(now().getTime() + 15 * MINUTE));
  expect(await closeSession(store(), { session, reason: 'no vaccine', now: now() })).toMatchObject({
    after: 0,
    tooMany: 5,
  });
  const displaced = await displaceOverfull(store(), now());
  expect(displaced).toMatchObject({ holds: 1 });
  expect(displaced.appointments.map(({ because, owed }) => [because, owed])).toEqual(
    Array.from({ length: 4 }, () => ['closed', true]),
  );
  expect(await statuses()).toEqual(Array.from({ length: 4 }, () => 'cancelled'));
  expect(await displaceOverfull(store(), now())).toEqual({ holds: 0, appointments: [] });
  expect(await imbalances(world.site)).toEqual([]);
});

test('shrunk: what is only kept goes first, then who booked last, families with all of theirs', async () => {
  await addAll(morning);
  for (let n = 0; n < 3; n++) await booked(morning._id);
  await family(morning._id, 3);
  await booked(morning._id);
  await store().slots.hold([{ id: morning._id, spare: 0 }], 'choosing', new Date(now().getTime() + 15 * MINUTE));
  await setSessionCapacity(store(), { session, capacity: 5, now: now() });
  expect(await displaceOverfull(store(), now())).toMatchObject({ holds: 1 });
  const [kept, gone] = ['booked', 'cancelled'];
  // One more than five: the last one, and of the family before everybody.
  expect(await statuses()).toEqual([kept, kept, kept, gone, gone, gone, gone]);
  expect((await appointments()).filter(({ because }) => because === 'shrunk')).toHaveLength(4);
  expect(await imbalances(world.site)).toEqual([]);
});

test('several rounds at once from two processes take no more dates than must be', async () => {
  const other = await world.openSite();
  await addAll(morning);
  for (let n = 0; n < 10; n++) await booked(morning._id);
  await setSessionCapacity(store(), { session, capacity: 6, now: now() });
  await Promise.all([store(), other.store, store()].map((each) => displaceOverfull(each, now())));
  expect((await statuses()).filter((status) => status === 'booked')).toHaveLength(6);
  expect(await imbalances(world.site)).toEqual([]);
});

test('whoever was vaccinated there keeps the place that was used', async () => {
  await addAll(morning);
  const first = await booked(morning._id);
  for (let n = 0; n < 3; n++) await booked(morning._id);
  await store().appointments.finish(first, 'vaccinated', now());
  await setSessionCapacity(store(), { session, capacity: 2, now: now() });
  await displaceOverfull(store(), now());
  expect(await statuses()).toEqual(['vaccinated', 'booked', 'cancelled', 'cancelled']);
  await closeSession(store(), { session, reason: 'fire', now: now() });
  await displaceOverfull(store(), now());
  expect(await statuses()).toEqual(['vaccinated', 'cancelled', 'cancelled', 'cancelled']);
  expect(await imbalances(world.site)).toEqual([]);
});

test('a change that was begun and broken off is finished, and a later one is not undone by it', async () => {
  await addAll(morning, noon);
  const begun = await store().sessionChanges.begin(session, { capacity: 0, closed: 'fire', at: now() });
  expect(await finishSessionChanges(store())).toBe(1);
  expect(await capacities()).toEqual([0, 0]);
  await setSessionCapacity(store(), { session, capacity: 15, now: now() });
  await store().slots.setCapacity(morning._id, { capacity: 0, kept: 0, closed: 'fire', revision: begun.revision });
  await store().sessionChanges.finished(begun);
  expect(await capacities()).toEqual([10, 5]);
  expect(await finishSessionChanges(store())).toBe(0);
});

describe('npm run centre', () => {
  const run = async (wanted: Wanted): Promise<string> => {
    const said: string[] = [];
    await tendCentre({ store: store(), now: now(), say: (sentence) => said.push(sentence) }, wanted);
    return said.join('\n');
  };

  test.each([
    ['', /^npm run centre/],
    ['open', /^npm run centre/],
    ['close', /--session is missing/],
    ['close --session x', /--reason is missing/],
    ['close --session x --reason no vaccine', /put a reason in quotes/],
    ['shrink --session x --capacity many', /--capacity is how many/],
    ['list --day tomorrow', /YYYY-MM-DD/],
  ])('"%s" is refused with what to do', (words, sentence) => {
    expect(() => readWanted(words.split(' ').filter(Boolean))).toThrow(sentence);
  });

  test('closing says what changed and who was told, and names nobody', async () => {
    await addAll(morning, slotOf(9, { centre: 'barasat' }));
    await booked(morning._id);
    const [person] = await store().persons.ofContact((await appointments())[0]?.contact ?? '');
    const said = await run({ action: 'close', session, reason: 'no vaccine' });
    expect(said).toContain('10 places before, 0 now');
    expect(said).toContain('1 dates are taken away');
    expect(said).toMatch(new RegExp(`${person?.reference ?? '-'}, .*: Barasat, ${morning.day} .*is kept`));
    expect(said).not.toContain(person?.name);
    expect(said).not.toMatch(/\+91/);
    expect(await run({ action: 'close', session, reason: 'no vaccine' })).toContain('Nobody loses a place');
    expect(await run({ action: 'list', centre: 'bidhannagar' })).toContain('closed: no vaccine');
  });

  test('an unknown session, and the wrong way round', async () => {
    await addAll(morning);
    await expect(run({ action: 'close', session: 'x', reason: 'y' })).rejects.toThrow('no vaccination session x');
    await expect(run({ action: 'shrink', session: 'x', capacity: 5 })).rejects.toThrow('no vaccination session x');
    await expect(run({ action: 'shrink', session, capacity: 11 })).rejects.toThrow('say grow');
    await expect(run({ action: 'grow', session, capacity: 9 })).rejects.toThrow('say shrink');
    expect(await run({ action: 'grow', session, capacity: 12 })).toContain('10 places before, 12 now');
  });
});
