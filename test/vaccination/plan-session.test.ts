/** Vaccination sessions that staff plan, copy and change: once, for themselves, and whatever happens in between. */
import { exampleCentres } from '../../src/cli/seed/example-places';
import { seedSessions } from '../../src/cli/seed/seed';
import { addDays } from '../../src/clock';
import type { Store } from '../../src/store';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { closeSession, setDoseCapacities, setSessionCapacity } from '../../src/vaccination/close-session';
import { copySession, weeklyFrom, wishOf } from '../../src/vaccination/copy-session';
import { displaceOverfull } from '../../src/vaccination/displace';
import { createSession, finishSessionPlans } from '../../src/vaccination/plan-session';
import { cutHours, type SessionWish } from '../../src/vaccination/rules/session-wish';
import { Wire } from '../support/wire';
import { imbalances, newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());
const store = () => world.site.store;
const now = () => world.clock.now();
const DAY = addDays(TODAY, 5);

const wishFor = (changes: Partial<SessionWish> = {}): SessionWish => ({
  ...{ centre: 'bidhannagar', day: DAY, vaccine: 'COVISHIELD', hours: cutHours('09:00', '13:00', 120) },
  ...{ capacities: [30, 11], price: 0, keptShare: 20 },
  ...changes,
});
let forms = 0;
const plan = (changes: Partial<SessionWish> = {}, { once = `form-${++forms}`, at = store() } = {}) =>
  createSession(at, { wish: wishFor(changes), now: now(), once });
const faultsOf = async (changes: Partial<SessionWish>) => {
  const planned = await plan(changes);
  return planned.status === 'refused' ? planned.faults.map(({ field, why }) => `${field} ${why}`) : [];
};
const inBrief = async (session: string) =>
  (await store().slots.ofSession(session)).map(
    ({ from, to, dose, capacity, kept }) => `${from}-${to} ${dose}: ${capacity}, ${kept}`,
  );

let people = 0;
async function booked(slot: string): Promise<void> {
  const address = newAddress();
  const person = await registered(world, address, ++people);
  const contact = store().vault.contactOf(address);
  const wish = { person, contact, slot, hold: `hold-${people}`, others: [], move: false, now: now() };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  world.clock.advance(1_000);
}

describe('planning', () => {
  test('spreads the places over the hours, keeps the share for telephones, offers them first to who waits', async () => {
    const session = `bidhannagar:${DAY}`;
    expect(await plan({ hours: [...cutHours('09:00', '13:00', 120), { from: '13:00', to: '14:00' }] })).toEqual({
      status: 'created',
      session,
    });
    expect(await inBrief(session)).toEqual([
      ...['09:00-11:00 1: 12, 3', '09:00-11:00 2: 5, 1', '11:00-13:00 1: 12, 3', '11:00-13:00 2: 4, 1'],
      ...['13:00-14:00 1: 6, 2', '13:00-14:00 2: 2, 1'],
    ]);
    expect(await store().slots.get(`${session}:09:00:1`)).toMatchObject({
      ...{ freed: 12, free: 12, keptShare: 20, price: 0, vaccine: 'COVISHIELD', district: 'near' },
      centreNames: { en: 'Bidhannagar' },
    });
  });

  test.each<[string, Partial<SessionWish>]>([
    ['centre noCentre', { centre: 'nowhere' }],
    ['vaccine noVaccine', { vaccine: 'WATER' }],
    ['day noDay', { day: '2021-02-30' }],
    ['day noDay', { day: '' }],
    ['day past', { day: addDays(TODAY, -1) }],
    ['day past', { day: TODAY, hours: cutHours('09:30', '12:00', 60) }],
    ['day tooFar', { day: addDays(TODAY, 61) }],
    ['hours noHours', { hours: [] }],
    ['hours noHours', { hours: [{ from: '9', to: '25' }] }],
    ['hours noHours', { hours: [{ from: '11:00', to: '09:00' }] }],
    [
      'hours overlapping',
      {
        hours: [
          { from: '11:00', to: '13:00' },
          { from: '09:00', to: '11:30' },
        ],
      },
    ],
    ['hours tooManySlots', { hours: cutHours('09:00', '17:00', 10) }],
    ['capacity capacity', { capacities: [2_001, 0] }],
    ['capacity capacity', { capacities: [1.5, 0] }],
    ['capacity capacity', { capacities: [NaN, 1] }],
    ['capacity noPlaces', { capacities: [0, 0] }],
    ['price price', { price: -1 }],
    ['share share', { keptShare: 101 }],
  ])('%s is refused, and nothing is there', async (fault, changes) => {
    expect(await faultsOf(changes)).toEqual([fault]);
    expect(await store().slots.sessionsFrom(TODAY)).toEqual([]);
  });

  test('every fault is said at once', async () => {
    expect(await faultsOf({ vaccine: '', price: NaN, hours: [], day: 'x' })).toHaveLength(4);
  });

  test('today is possible for what has not begun', async () => {
    expect(await plan({ day: TODAY, hours: cutHours('10:30', '12:00', 60) })).toMatchObject({ status: 'created' });
  });

  test('a form sent twice, also at once and after a change, plans once', async () => {
    const twice = await Promise.all([plan({}, { once: 'form' }), plan({}, { once: 'form' })]);
    expect(twice.map((each) => ('session' in each ? each.session : ''))).toEqual(
      Array.from({ length: 2 }, () => `bidhannagar:${DAY}`),
    );
    await closeSession(store(), { session: `bidhannagar:${DAY}`, reason: 'fire', now: now() });
    expect(await plan({}, { once: 'form' })).toEqual(twice[0]);
    expect(await store().slots.sessionsOf(['bidhannagar'], DAY, DAY)).toHaveLength(1);
  });

  test('another vaccine on that day is another session; the same one is there already, unless it was cancelled', async () => {
    await plan();
    expect(await faultsOf({ hours: cutHours('14:00', '15:00', 60) })).toEqual(['vaccine exists']);
    expect(await plan({ vaccine: 'COVAXIN' })).toMatchObject({ session: `bidhannagar:${DAY}:2` });
    await closeSession(store(), { session: `bidhannagar:${DAY}`, reason: 'fire', now: now() });
    expect(await plan()).toMatchObject({ session: `bidhannagar:${DAY}:3` });
    expect(await plan({ centre: 'barasat' })).toMatchObject({ session: `barasat:${DAY}` });
  });

  test('what was there before anybody planned is not mixed with it', async () => {
    await store().slots.add([slotOf(5, { inDays: 5 })]);
    expect(await faultsOf({})).toEqual(['vaccine exists']);
    expect(await plan({ vaccine: 'COVAXIN' })).toMatchObject({ session: `bidhannagar:${DAY}:2` });
  });

  test('examples for days to come leave alone what staff have planned', async () => {
    const [centre] = exampleCentres();
    if (!centre) throw new Error('no examples');
    await store().places.saveCentres([centre]);
    expect(await plan({ centre: centre._id })).toMatchObject({ session: `${centre._id}:${DAY}` });
    await seedSessions(store(), now(), () => undefined);
    const sessions = await store().slots.sessionsOf([centre._id], TODAY, addDays(TODAY, 13));
    expect(sessions.length).toBeGreaterThan(5);
    expect(sessions.find(({ day }) => day === DAY)).toMatchObject({ capacities: [30, 11], to: '13:00' });
  });

  test('two who plan at once: one of them, or two sessions of two vaccines, and never a mixture', async () => {
    const other = await world.openSite();
    const same = await Promise.all(
      Array.from({ length: 6 }, (_, n) => plan({}, { at: n % 2 ? other.store : store() })),
    );
    expect(same.filter(({ status }) => status === 'created')).toHaveLength(1);
    const two = await Promise.all([
      plan({ centre: 'barasat' }),
      plan({ centre: 'barasat', vaccine: 'COVAXIN', hours: cutHours('10:00', '11:00', 30) }, { at: other.store }),
    ]);
    expect(two.map((each) => ('session' in each ? each.session : '')).sort()).toEqual([
      `barasat:${DAY}`,
      `barasat:${DAY}:2`,
    ]);
    const sessions = await store().slots.sessionsOf(['barasat'], DAY, DAY);
    expect(sessions.map(({ capacities, vaccine }) => [capacities, vaccine])).toEqual(
      expect.arrayContaining([
        [[30, 11], 'COVISHIELD'],
        [[30, 11], 'COVAXIN'],
      ]),
    );
  });

  test('the process dies at each write: it is there as a whole, or can be planned again', async () => {
    const wire = await Wire.to(world.database.uri);
    let writes = 0;
    for (let died = true; died; writes++) {
      const day = addDays(TODAY, 10 + writes);
      await wire.restore();
      const site = await world.openSite(wire.uri(world.database.dbName));
      const death = wire.dieAfter(writes).then(() => true);
      const running = plan({ day }, { once: `dying-${writes}`, at: site.store });
      died = await Promise.race([death, running.then(() => false)]);
      wire.cut();
      await running.catch(() => undefined);
      await finishSessionPlans(store());
      const there = await store().slots.sessionsOf(['bidhannagar'], day, day);
      expect(there.map(({ capacities }) => capacities)).toEqual(there.length === 0 ? [] : [[30, 11]]);
      expect(await plan({ day }, { once: `dying-${writes}` })).toEqual({
        status: 'created',
        session: `bidhannagar:${day}`,
      });
      expect(await finishSessionPlans(store())).toBe(0);
    }
    expect(writes).toBeGreaterThan(2);
    wire.cut();
  });
});

describe('copying', () => {
  test('to other days: as it is now, and what is there already stays', async () => {
    const planned = await plan();
    const session = planned.status === 'created' ? planned.session : '';
    await setDoseCapacities(store(), { session, capacities: [12, 4], keptShare: 50, now: now() });
    const days = [...weeklyFrom(DAY, 2), DAY, addDays(TODAY, 61), 'x'];
    const copied = await copySession(store(), { session, days, now: now(), once: 'copy' });
    expect(copied?.map(({ day, session: made, faults }) => [day, made ?? faults[0]?.why])).toEqual([
      [DAY, 'exists'],
      ...weeklyFrom(DAY, 2).map((day) => [day, `bidhannagar:${day}`]),
      [addDays(TODAY, 61), 'tooFar'],
      ['x', 'noDay'],
    ]);
    const [next = ''] = weeklyFrom(DAY, 1);
    expect(wishOf(await store().slots.ofSession(`bidhannagar:${next}`))).toEqual(
      wishFor({ day: next, capacities: [12, 4], keptShare: 50 }),
    );
    expect(
      (await copySession(store(), { session, days, now: now(), once: 'copy' }))?.map(({ session: made }) => made),
    ).toEqual(copied?.map(({ session: made }) => made));
    expect(await copySession(store(), { session: 'none', days, now: now(), once: 'none' })).toBeNull();
  });

  test('one that was cancelled is copied as it was planned', async () => {
    await plan();
    await closeSession(store(), { session: `bidhannagar:${DAY}`, reason: 'fire', now: now() });
    expect(wishOf(await store().slots.ofSession(`bidhannagar:${DAY}`))?.capacities).toEqual([30, 11]);
  });
});

describe('a number for each dose', () => {
  const session = `bidhannagar:${DAY}`;
  test('is spread over the hours of that dose, and what is kept follows with its own share', async () => {
    await plan();
    expect(await setDoseCapacities(store(), { session, capacities: [10, 30], now: now() })).toMatchObject({
      ...{ before: 41, after: 40, tooMany: 0 },
    });
    expect(await inBrief(session)).toEqual([
      ...['09:00-11:00 1: 5, 1', '09:00-11:00 2: 16, 4', '11:00-13:00 1: 5, 1', '11:00-13:00 2: 14, 3'],
    ]);
    await setDoseCapacities(store(), { session, capacities: [10, 30], keptShare: 0, now: now() });
    expect((await store().slots.ofSession(session)).map(({ kept, keptShare }) => [kept, keptShare])).toEqual(
      Array.from({ length: 4 }, () => [0, 0]),
    );
    await setSessionCapacity(store(), { session, capacity: 41, now: now() });
    expect((await store().slots.sessionsOf(['bidhannagar'], DAY, DAY))[0]).toMatchObject({
      ...{ capacities: [30, 11], keptShare: 0, closed: null },
    });
  });

  test('places for a dose that had none come where there were none', async () => {
    await plan({ capacities: [20, 0] });
    await setDoseCapacities(store(), { session, capacities: [20, 5], now: now() });
    expect((await store().slots.sessionsOf(['bidhannagar'], DAY, DAY))[0]?.capacities).toEqual([20, 5]);
  });

  test('who is too many of a dose is moved, nobody of the other; two changes at once leave one of them', async () => {
    await plan();
    for (let n = 0; n < 4; n++) await booked(`${session}:09:00:1`);
    const other = await world.openSite();
    const change = (at: Store, first: number) =>
      setDoseCapacities(at, { session, capacities: [first, 11], now: now() });
    await Promise.all([change(store(), 4), change(other.store, 6)]);
    const [first = 0] = (await store().slots.sessionsOf(['bidhannagar'], DAY, DAY))[0]?.capacities ?? [];
    expect([4, 6]).toContain(first);
    await displaceOverfull(store(), now());
    const still = (await store().slots.ofSession(session)).flatMap(({ holders }) => holders);
    expect(still).toHaveLength(first / 2);
    expect(await imbalances(world.site)).toEqual([]);
  });
});

test('sessions are summed up, with what is free', async () => {
  await plan();
  await plan({ centre: 'barasat', vaccine: 'COVAXIN', price: 250 });
  await booked(`bidhannagar:${DAY}:09:00:1`);
  const sessions = await store().slots.sessionsOf(['bidhannagar', 'barasat', 'sealdah'], TODAY, DAY);
  expect(sessions).toEqual([
    expect.objectContaining({ centre: 'barasat', price: 250, vaccine: 'COVAXIN', free: [30, 11] }),
    {
      ...{ _id: `bidhannagar:${DAY}`, centre: 'bidhannagar', day: DAY, from: '09:00', to: '13:00', price: 0 },
      centreNames: expect.objectContaining({ en: 'Bidhannagar' }) as object,
      ...{ vaccine: 'COVISHIELD', capacities: [30, 11], free: [29, 11], keptShare: 20, closed: null },
    },
  ]);
  await closeSession(store(), { session: `barasat:${DAY}`, reason: 'fire', now: now() });
  expect((await store().slots.sessionsOf(['barasat'], DAY, DAY))[0]).toMatchObject({ closed: 'fire', free: [0, 0] });
});
