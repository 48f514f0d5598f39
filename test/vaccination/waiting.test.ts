/** Who waits, in which order places are proposed, and that nothing is proposed twice or to the wrong one. */
import fc from 'fast-check';
import { addDays, instantOf } from '../../src/clock';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { checkLine } from '../../src/vaccination/check-line';
import { findOffers } from '../../src/vaccination/find-offers';
import { endWaiting } from '../../src/vaccination/end-waiting';
import { lookForMe, stopLooking } from '../../src/vaccination/look-for-me';
import { proposePlaces } from '../../src/vaccination/propose-places';
import { allWishes, discords, freshSlot, messagesAbout, newPerson, openProposals, waiter } from '../support/waiting';
import { imbalances, MINUTE, openWorld, START, TODAY, type World } from '../support/world';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());

const store = () => world.site.store;
const propose = () => proposePlaces(store(), world.clock.now());
const addSlots = (...slots: Parameters<typeof freshSlot>[]) =>
  store().slots.add(slots.map(([capacity, options]) => freshSlot(capacity, options)));
const moveTo = (day: string, time: string) =>
  world.clock.advance(instantOf(day, time).getTime() - world.clock.now().getTime());

async function later(minutes: number): Promise<void> {
  world.clock.advance(minutes * MINUTE);
  await Promise.resolve();
}

async function wellKept(): Promise<void> {
  expect(await discords(world)).toEqual([]);
  expect(await imbalances(world.site)).toEqual([]);
}

test('a place that comes free is proposed to whoever waits, kept and told once', async () => {
  const person = await waiter(world);
  expect(await propose()).toBe(0);
  await addSlots([1]);
  expect(await propose()).toBe(1);
  const [proposal] = await openProposals(world);
  expect(proposal).toMatchObject({ person: person._id, because: 'waiting', dose: 1, slot: freshSlot(1)._id });
  expect(proposal?.until).toEqual(instantOf(TODAY, '12:00'));
  expect(await messagesAbout(world)).toEqual([`proposal:${proposal?._id ?? ''}`]);
  expect(await propose()).toBe(0);
  await wellKept();
});

test('what is free already when somebody begins to wait is looked at too', async () => {
  await addSlots([1, { from: '15:00' }]);
  expect(await propose()).toBe(0);
  expect((await store().slots.get(freshSlot(1, { from: '15:00' })._id))?.freed).toBe(0);
  await waiter(world, { hours: 'afternoon' });
  expect(await propose()).toBe(1);
});

test('the line goes by age first, then by who asked first', async () => {
  const ages = fc.array(fc.record({ birthYear: fc.integer({ min: 1930, max: 1934 }), minutes: fc.nat(3) }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 1, max: 8 }), async (people, places) => {
      for (const name of ['wishes', 'proposals', 'slots']) await world.site.connection.collection(name).deleteMany({});
      const line = [];
      for (const { birthYear, minutes } of people) {
        await later(minutes + 1);
        line.push({ ...(await waiter(world, {}, { birthYear })), order: line.length });
      }
      await addSlots([places]);
      await propose();
      const first = line.sort((a, b) => a.birthYear - b.birthYear || a.order - b.order).slice(0, places);
      const proposed = await openProposals(world);
      expect(proposed.map(({ person }) => person).sort()).toEqual(first.map(({ _id }) => _id).sort());
    }),
    { numRuns: 15 },
  );
});

test('of several slots the soonest goes to the first in line', async () => {
  const young = await waiter(world, {}, { birthYear: 1960 });
  const old = await waiter(world, {}, { birthYear: 1930 });
  await addSlots([1, { inDays: 4 }], [1, { inDays: 2 }]);
  await propose();
  const days = Object.fromEntries((await openProposals(world)).map(({ person, day }) => [person, day]));
  expect(days).toEqual({ [old._id]: addDays(TODAY, 2), [young._id]: addDays(TODAY, 4) });
});

describe('a place goes only to whom it suits', () => {
  test.each([
    ['hours', { hours: 'afternoon' as const }, {}],
    ['the first day wanted', { fromDay: addDays(TODAY, 3) }, {}],
    ['a PIN code far away', { pinCode: '700014' }, {}],
    ['another dose', {}, { doses: [{ vaccine: 'COVISHIELD', day: '2021-01-20' }] }],
  ])('%s', async (_, wants, about) => {
    await waiter(world, wants, about);
    await addSlots([1]);
    expect(await propose()).toBe(0);
    expect((await store().slots.get(freshSlot(1)._id))?.freed).toBe(0);
  });

  test('free only', async () => {
    const slot = { ...freshSlot(1), price: 250 };
    await waiter(world, { freeOnly: true });
    await store().slots.add([slot]);
    expect(await propose()).toBe(0);
    await waiter(world, { freeOnly: false });
    expect(await propose()).toBe(1);
  });

  test('the vaccine of the first dose', async () => {
    const doses = (vaccine: string) => ({ doses: [{ vaccine, day: '2021-01-02' }] });
    await waiter(world, {}, doses('COVAXIN'));
    await addSlots([1, { dose: 2 }]);
    expect(await propose()).toBe(0);
    const person = await waiter(world, {}, doses('COVISHIELD'));
    expect(await propose()).toBe(1);
    expect(await openProposals(world)).toMatchObject([{ person: person._id, dose: 2 }]);
  });
});

test('several processes at once propose each of 50 places to one of the first 50 of 200, and each person one', async () => {
  const sites = await Promise.all([1, 2, 3].map(() => world.openSite()));
  const line = [];
  for (let n = 0; n < 200; n++) line.push(await waiter(world, {}, { birthYear: 1930 + (n % 30) }));
  await addSlots([20], [20, { from: '11:00' }], [10, { inDays: 3 }]);
  const made = await Promise.all(
    [world.site, ...sites].map(({ store: each }) => proposePlaces(each, world.clock.now())),
  );
  await later(1);
  const rest = await propose();
  expect(made.reduce((sum, each) => sum + each, rest)).toBe(50);
  const open = await openProposals(world);
  expect(open).toHaveLength(50);
  expect(new Set(open.map(({ person }) => person)).size).toBe(50);
  await wellKept();
});

test('by night nothing is proposed; what somebody waits for stays theirs, the rest is anybody’s', async () => {
  await waiter(world);
  moveTo(TODAY, '22:00');
  await addSlots([1], [1, { centre: 'sealdah' }]);
  expect(await propose()).toBe(0);
  expect((await store().slots.get(freshSlot(1)._id))?.freed).toBe(1);
  expect((await store().slots.get(freshSlot(1, { centre: 'sealdah' })._id))?.freed).toBe(0);
  moveTo(addDays(TODAY, 1), '08:00');
  expect(await propose()).toBe(1);
});

test('whoever begins to wait at night is looked for in the morning', async () => {
  await addSlots([3]);
  await propose();
  moveTo(TODAY, '23:00');
  await waiter(world);
  expect(await propose()).toBe(0);
  expect((await store().slots.get(freshSlot(3)._id))?.freed).toBe(0);
  moveTo(addDays(TODAY, 1), '08:00');
  expect(await propose()).toBe(1);
});

test('what begins too soon to be answered is left to those who are there', async () => {
  await waiter(world);
  await addSlots([1, { inDays: 0, from: '11:00' }]);
  expect(await propose()).toBe(0);
  expect((await store().slots.get(freshSlot(1, { inDays: 0, from: '11:00' })._id))?.freed).toBe(0);
});

test('faster fingers do not find what those in line are about to be offered; what nobody in line wants they do', async () => {
  await waiter(world, { hours: 'afternoon' });
  await addSlots([1], [1, { from: '13:00' }]);
  const { _id: person, contact } = await newPerson(world);
  const wish = { person, contact, pinCode: null, fromDay: null, skip: 0, move: false, others: [] };
  const found = () => findOffers(store(), { ...wish, hold: 'fingers', now: world.clock.now() });
  expect(await found()).toMatchObject({ status: 'none' });
  await propose();
  expect(await found()).toMatchObject({ status: 'found', offers: [{ from: '09:00' }] });
});

test('asking again keeps the place in line, with what is wanted now', async () => {
  const first = await waiter(world);
  await later(5);
  await waiter(world);
  const request = { person: first._id, contact: first.contact, pinCode: null, fromDay: null, freeOnly: true };
  const again = await lookForMe(store(), { ...request, hours: 'morning', now: world.clock.now() });
  expect(again).toEqual({ name: first.name, ahead: 0 });
  expect((await store().wishes.get(`${first._id}:1`))?.askedAt).toEqual(START);
  expect(await store().wishes.get(`${first._id}:1`)).toMatchObject({ hours: 'morning', freeOnly: true });
});

test('it is said how many come before', async () => {
  await waiter(world, {}, { birthYear: 1940 });
  await waiter(world, { pinCode: '700014' }, { birthYear: 1940 });
  await later(1);
  const person = await newPerson(world, { birthYear: 1945 });
  const wish = { person: person._id, contact: person.contact, pinCode: null, hours: 'any' as const, fromDay: null };
  expect(await lookForMe(store(), { ...wish, freeOnly: false, now: world.clock.now() })).toMatchObject({ ahead: 1 });
});

test('nobody is looked for by another number', async () => {
  const { _id: person } = await newPerson(world);
  const request = { person, contact: 'another', pinCode: null, fromDay: null, hours: 'any' as const, freeOnly: false };
  await expect(lookForMe(store(), { ...request, now: START })).rejects.toThrow('not of this number');
  await expect(stopLooking(store(), { person, contact: 'another', now: START })).rejects.toThrow('not of this number');
});

test('whoever stops is in no line, and what was kept goes to the next', async () => {
  const first = await waiter(world, {}, { birthYear: 1930 });
  const second = await waiter(world);
  await addSlots([1]);
  await propose();
  await stopLooking(store(), { person: first._id, contact: first.contact, now: world.clock.now() });
  expect(await propose()).toBe(1);
  expect(await openProposals(world)).toMatchObject([{ person: second._id }]);
  await wellKept();
});

test('whoever books a place in another way waits no longer', async () => {
  const { _id: person, contact } = await waiter(world);
  await addSlots([1], [5, { inDays: 5 }]);
  await propose();
  const booking = { person, contact, slot: freshSlot(5, { inDays: 5 })._id, hold: 'own', others: [], move: false };
  const now = world.clock.now();
  expect(await bookAppointment(store(), { ...booking, now })).toMatchObject({ status: 'booked' });
  await endWaiting(store(), person, 1, now);
  await endWaiting(store(), person, 1, now);
  expect(await allWishes(world)).toMatchObject([{ status: 'met', centres: [] }]);
  expect((await store().slots.get(freshSlot(1)._id))?.free).toBe(1);
  await wellKept();
});

test('whoever has a date that the line does not know of is proposed nothing', async () => {
  const { _id: person, contact } = await newPerson(world);
  await addSlots([5, { inDays: 5 }]);
  const slot = freshSlot(5, { inDays: 5 })._id;
  const wish = { person, contact, pinCode: null, hours: 'any' as const, freeOnly: false, fromDay: null };
  const now = world.clock.now();
  await bookAppointment(store(), { person, contact, slot, hold: 'own', others: [], move: false, now });
  await lookForMe(store(), { ...wish, now });
  expect(await allWishes(world)).toEqual([]);
  await waiter(world);
  await world.site.connection.collection('wishes').updateMany({}, { $set: { person } });
  await addSlots([1]);
  expect(await propose()).toBe(0);
});

test('once a day those who may no longer come leave the line, and the others wait near where they are', async () => {
  const stays = await waiter(world);
  const young = await waiter(world, {}, { birthYear: 1999 });
  await world.site.connection.collection('wishes').updateMany({}, { $set: { centres: ['sealdah'] } });
  expect(await checkLine(store(), world.clock.now())).toBe(0);
  await later(24 * 60);
  expect(await checkLine(store(), world.clock.now())).toBe(2);
  expect(await store().wishes.get(`${young._id}:1`)).toMatchObject({ status: 'met' });
  expect((await store().wishes.get(`${stays._id}:1`))?.centres.sort()).toEqual(['barasat', 'bidhannagar']);
  expect(await checkLine(store(), world.clock.now())).toBe(0);
});

test('where a district has no centres those around are waited for', async () => {
  const places = { districts: [], pinCodes: [{ _id: '700099', districts: ['empty'] }], centres: [] };
  const empty = { _id: 'empty', state: 'wb', names: { bn: 'e', hi: 'e', en: 'e' }, location: [88.4, 22.6] };
  await store().places.replaceAll({ ...places, districts: [{ ...empty, location: [88.4, 22.6] }] });
  const { _id } = await waiter(world, { pinCode: '700099' });
  expect((await store().wishes.get(`${_id}:1`))?.centres).toHaveLength(3);
});
