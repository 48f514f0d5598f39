/** What programs of others are shown of vaccination sessions, and of their places. */
import { addDays, instantOf } from '../../src/clock';
import type { Slot } from '../../src/store/slots';
import { closeSession, setSessionCapacity } from '../../src/vaccination/close-session';
import { findSessions } from '../../src/vaccination/find-sessions';
import { keptForPhones } from '../../src/vaccination/rules/kept-places';
import { waiter } from '../support/waiting';
import { openWorld, PROGRAMME, slotOf, TODAY, type CentreId, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());
afterEach(() => world.site.connection.collection('slots').deleteMany({}));

const store = () => world.site.store;
const at = (inDays: number, time: string): Date => instantOf(addDays(TODAY, inDays), time);
/** The example's slots are new: nobody has looked through them for those who wait. */
const add = (...slots: Slot[]) => store().slots.add(slots.map((slot) => ({ ...slot, freed: 0 })));
const find = (now: Date, options: { centres?: CentreId[]; vaccine?: string; from?: number; to?: number } = {}) =>
  findSessions(store(), {
    ...{ centres: options.centres ?? ['bidhannagar'], vaccine: options.vaccine, now },
    ...{ fromDay: addDays(TODAY, options.from ?? 0), toDay: addDays(TODAY, options.to ?? 6) },
  });
const takes = (slot: Slot, holder: string, door?: 'partner') =>
  store().slots.claim(slot._id, holder, at(30, '00:00'), door);

test('the places of both doses, without those that are kept for telephones until the evening before', async () => {
  await add(slotOf(20), slotOf(20, { from: '11:00' }), slotOf(10, { dose: 2 }));
  const [shown, ...others] = await find(at(0, '10:00'));
  expect(others).toEqual([]);
  expect(shown).toEqual({
    ...{
      _id: `bidhannagar:${addDays(TODAY, 2)}`,
      centre: 'bidhannagar',
      day: addDays(TODAY, 2),
      vaccine: 'COVISHIELD',
    },
    hours: [
      { from: '09:00', to: '11:00' },
      { from: '11:00', to: '13:00' },
    ],
    ...{ price: 0, free: [28, 7], minAge: 45, allAges: false },
  });
  expect(await find(at(1, '17:59'))).toMatchObject([{ free: [28, 7] }]);
  expect(await find(at(1, '18:00'))).toMatchObject([{ free: [40, 10] }]);
});

test('what partner apps have taken is theirs no more, and what telephones have taken is first what was kept for them', async () => {
  const slot = slotOf(10);
  await add(slot);
  for (const n of [1, 2, 3]) expect(await takes(slot, `phone ${n}`)).toBe(true);
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [7, 0] }]);
  for (const n of [1, 2]) expect(await takes(slot, `app ${n}`, 'partner')).toBe(true);
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [5, 0] }]);
  expect(await takes(slot, 'phone 4')).toBe(true);
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [4, 0] }]);
});

test('a session without places left is listed with none, one with too many people as well', async () => {
  await add({ ...slotOf(0, { inDays: 2 }) }, { ...slotOf(5, { inDays: 3 }), free: -2, kept: keptForPhones(5) });
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [0, 0] }, { free: [0, 0] }]);
});

test('hours that are over are not listed, nor is a session without any other', async () => {
  await add(slotOf(10, { inDays: 0 }), slotOf(10, { inDays: 0, from: '11:00' }), slotOf(10, { inDays: 1 }));
  expect(await find(at(0, '08:00'))).toMatchObject([
    { hours: [{ from: '09:00' }, { from: '11:00' }], free: [20, 0] },
    {},
  ]);
  // What has begun is shown, and cannot be booked any more.
  expect(await find(at(0, '10:00'))).toMatchObject([
    { hours: [{ from: '09:00' }, { from: '11:00' }], free: [10, 0] },
    {},
  ]);
  expect(await find(at(0, '11:00'))).toMatchObject([{ hours: [{ from: '11:00' }], free: [0, 0] }, {}]);
  expect(await find(at(0, '13:00'))).toMatchObject([{ day: addDays(TODAY, 1) }]);
  expect(await find(at(1, '08:00'), { from: 0, to: 0 })).toEqual([]);
});

test('outside the days that can be booked there are no places', async () => {
  await add(slotOf(10, { inDays: 0, from: '16:00' }), slotOf(10, { inDays: 13 }), slotOf(10, { inDays: 14 }));
  const places = async (now: Date) => (await find(now, { to: 20 })).map(({ free }) => free[0]);
  expect(await places(at(0, '14:59'))).toEqual([10, 7, 0]);
  expect(await places(at(0, '15:00'))).toEqual([0, 7, 0]);
  expect(await places(at(1, '00:00'))).toEqual([7, 7]);
});

test('a closed session is not listed until it takes place again', async () => {
  await add(slotOf(10), slotOf(10, { inDays: 3 }));
  const [now, session] = [at(0, '10:00'), slotOf(10).session];
  await closeSession(store(), { session, reason: 'noStaff', now });
  expect(await find(now)).toMatchObject([{ day: addDays(TODAY, 3) }]);
  await setSessionCapacity(store(), { session, capacity: 5, now });
  expect(await find(now)).toMatchObject([{ _id: session, free: [3, 0] }, { day: addDays(TODAY, 3) }]);
});

test('where somebody waits, what came free is first theirs', async () => {
  const [fresh, looked] = [slotOf(10, { inDays: 4 }), slotOf(10, { inDays: 5 })];
  await store().slots.add([fresh, { ...looked, freed: 0 }]);
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [7, 0] }, { free: [7, 0] }]);
  await waiter(world);
  expect(await find(at(0, '10:00'))).toMatchObject([{ free: [0, 0] }, { free: [7, 0] }]);
});

test('who may come is told by the rule of the day of the session', async () => {
  const later = { from: '2021-05-01', anyoneFromAge: 18, withIllnessFromAge: 18 };
  const eligibility = PROGRAMME.eligibility.flatMap((rule) => [rule, { ...rule, ...later }]);
  await store().programme.replace({ ...PROGRAMME, eligibility });
  await add(slotOf(10, { inDays: 28 }), slotOf(10, { inDays: 58 }), slotOf(10, { inDays: 59 }));
  expect(await find(at(0, '10:00'), { to: 90 })).toMatchObject([
    { day: '2021-03-31', minAge: 45, allAges: false },
    { day: '2021-04-30', minAge: 45, allAges: false },
    { day: '2021-05-01', minAge: 18, allAges: true },
  ]);
  await store().programme.replace(PROGRAMME);
});

test('only the centres, days and the vaccine that are asked for, by day', async () => {
  const covaxin = { ...slotOf(10, { centre: 'barasat', inDays: 1 }), vaccine: 'COVAXIN', price: 250 };
  await add(
    slotOf(10, { inDays: 3 }),
    covaxin,
    slotOf(10, { centre: 'sealdah', inDays: 1 }),
    slotOf(10, { inDays: 1 }),
  );
  const now = at(0, '10:00');
  const ids = (found: { _id: string }[]) => found.map(({ _id }) => _id);
  expect(ids(await find(now))).toEqual([`bidhannagar:${addDays(TODAY, 1)}`, `bidhannagar:${addDays(TODAY, 3)}`]);
  expect(ids(await find(now, { to: 2 }))).toEqual([`bidhannagar:${addDays(TODAY, 1)}`]);
  const near: CentreId[] = ['bidhannagar', 'barasat'];
  expect(await find(now, { centres: near, vaccine: 'COVAXIN' })).toMatchObject([{ centre: 'barasat', price: 250 }]);
  expect(await find(now, { centres: near, vaccine: 'SPUTNIK V' })).toEqual([]);
  expect(await find(now, { centres: [] })).toEqual([]);
});

test('what is asked for in the same moment is read together, and each is answered with their own', async () => {
  await add(slotOf(10, { inDays: 1 }), slotOf(10, { inDays: 4 }), slotOf(10, { centre: 'sealdah', inDays: 2 }));
  const now = at(0, '10:00');
  const asked = await Promise.all([
    find(now, { to: 1 }),
    find(now),
    find(now, { centres: ['sealdah', 'bidhannagar'], to: 2 }),
    find(now, { centres: ['barasat'] }),
  ]);
  expect(asked.map((found) => found.map(({ _id }) => _id))).toEqual([
    [`bidhannagar:${addDays(TODAY, 1)}`],
    [`bidhannagar:${addDays(TODAY, 1)}`, `bidhannagar:${addDays(TODAY, 4)}`],
    [`bidhannagar:${addDays(TODAY, 1)}`, `sealdah:${addDays(TODAY, 2)}`],
    [],
  ]);
});
