import type { OffersFound } from '../../src/conversation/effects';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { findOffers, type OfferRequest } from '../../src/vaccination/find-offers';
import { DAY, imbalances, MINUTE, newAddress, openWorld, registered, slotOf, type World } from '../support/world';
import { sweep } from '../../src/vaccination/settle-places';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());

let holds = 0;
let people = 0;

async function newPerson(address = newAddress()) {
  const person = await registered(world, address, ++people);
  const contact = world.site.store.vault.contactOf(address);
  return (change: Partial<OfferRequest> = {}): Promise<OffersFound> =>
    findOffers(world.site.store, {
      ...{ person, contact, pinCode: null, fromDay: null, skip: 0, move: false, others: [] },
      ...{ hold: `hold-${++holds}`, now: world.clock.now() },
      ...change,
    });
}

const offers = (found: OffersFound) => (found.status === 'found' ? found.offers : []);
const slots = (found: OffersFound): string[] => offers(found).map(({ slot }) => slot);
const freeIn = async (id: string) => (await world.site.store.slots.get(id))?.free;

test('near and soon first, of different centres first, three at a time until none is left', async () => {
  const [one, two, three, four] = [
    slotOf(20, { inDays: 1 }),
    slotOf(20, { inDays: 1, centre: 'barasat' }),
    slotOf(20, { inDays: 2 }),
    slotOf(20, { inDays: 1, from: '11:00' }),
  ];
  await world.site.store.slots.add([four, three, two, one]);
  const ask = await newPerson();
  const first = await ask();
  expect(first).toMatchObject({ status: 'found', near: true, more: true });
  expect(slots(first)).toEqual([one, two, three].map(({ _id }) => _id));
  const second = await ask({ skip: 3 });
  expect(second).toMatchObject({ status: 'found', more: false });
  expect(slots(second)).toEqual([four._id]);
  expect(await freeIn(one._id)).toBe(20);
  expect(await freeIn(four._id)).toBe(19);
  expect(await ask({ skip: 4 })).toMatchObject({ status: 'none', pinCode: '700091' });
});

test('where the own district is full the neighbours are offered, and said to be far', async () => {
  const far = slotOf(20, { centre: 'sealdah' });
  await world.site.store.slots.add([slotOf(0), far]);
  const found = await (await newPerson())();
  expect(found).toMatchObject({ status: 'found', near: false });
  expect(slots(found)).toEqual([far._id]);
});

test('scarce places: only the first is kept, so that others may still have the rest', async () => {
  const [first, scarce, plenty] = [slotOf(1), slotOf(5, { centre: 'barasat' }), slotOf(6, { inDays: 3 })];
  await world.site.store.slots.add([first, scarce, plenty]);
  const found = await (await newPerson())();
  expect(offers(found).map(({ slot, held }) => [slot, held])).toEqual([
    [first._id, true],
    [scarce._id, false],
    [plenty._id, true],
  ]);
  expect(await freeIn(scarce._id)).toBe(5);
});

test('what is kept for one is not offered to another, until a quarter of an hour has passed', async () => {
  const only = slotOf(1);
  await world.site.store.slots.add([only]);
  const [mine, theirs] = [await newPerson(), await newPerson()];
  expect(slots(await mine())).toEqual([only._id]);
  expect(await theirs()).toMatchObject({ status: 'none' });
  world.clock.advance(15 * MINUTE);
  await sweep(world.site.store, world.clock.now());
  expect(await theirs()).toMatchObject({ status: 'none' });
  world.clock.advance(1);
  await sweep(world.site.store, world.clock.now());
  expect(slots(await theirs())).toEqual([only._id]);
});

test('of 50 who ask at once for ten places, ten have one kept; the others are told there is none', async () => {
  await world.site.store.slots.add([slotOf(10)]);
  const askers = await Promise.all(Array.from({ length: 50 }, () => newPerson()));
  const found = await Promise.all(askers.map((ask) => ask()));
  expect(found.flatMap(offers).filter(({ held }) => held)).toHaveLength(10);
  expect(await imbalances(world.site)).toEqual([]);
});

test('a turn that is run again keeps the same places, once', async () => {
  const [one, two] = [slotOf(20), slotOf(20, { centre: 'barasat' })];
  await world.site.store.slots.add([one, two]);
  const ask = await newPerson();
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask({ hold: 'one and the same' })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect([await freeIn(one._id), await freeIn(two._id)]).toEqual([19, 19]);
});

test('today until 15:00, and nothing that has begun', async () => {
  const hours = ['09:00', '11:00', '15:30'].map((from) => slotOf(20, { inDays: 0, from }));
  await world.site.store.slots.add(hours);
  const ask = await newPerson();
  expect(slots(await ask())).toEqual([hours[1]?._id, hours[2]?._id]);
  world.clock.advance(5 * 60 * MINUTE - 1);
  expect(slots(await ask())).toEqual([hours[2]?._id]);
  world.clock.advance(1);
  expect(await ask()).toMatchObject({ status: 'none' });
});

test('nobody finds places for a person of another number', async () => {
  await world.site.store.slots.add([slotOf(20)]);
  const ask = await newPerson();
  expect(await ask({ contact: 'somebody else' })).toEqual({ status: 'unknownPerson' });
  expect(await ask({ pinCode: '999999' })).toEqual({ status: 'unknownPin' });
  expect(await freeIn(slotOf(20)._id)).toBe(20);
});

test('another day, another PIN code', async () => {
  const [soon, later, far] = [slotOf(20), slotOf(20, { inDays: 5 }), slotOf(20, { centre: 'sealdah' })];
  await world.site.store.slots.add([soon, later, far]);
  const ask = await newPerson();
  expect(slots(await ask({ fromDay: later.day }))).toEqual([later._id]);
  expect(slots(await ask({ pinCode: '700014' }))).toEqual([far._id]);
});

test('who starts again and again keeps no more places than once', async () => {
  const only = slotOf(10);
  await world.site.store.slots.add([only]);
  const ask = await newPerson();
  for (let time = 0; time < 5; time++) expect(slots(await ask())).toEqual([only._id]);
  expect(await freeIn(only._id)).toBe(9);
});

test('a second dose waits its 28 days and is of the same vaccine', async () => {
  const second = slotOf(20, { dose: 2, inDays: 10 });
  await world.site.store.slots.add([slotOf(20, { inDays: 10 }), second, slotOf(20, { dose: 2, inDays: 9 })]);
  const address = newAddress();
  const ask = await newPerson(address);
  const contact = world.site.store.vault.contactOf(address);
  const given = { vaccine: 'COVISHIELD', day: new Date(Date.parse(second.day) - 28 * DAY).toISOString().slice(0, 10) };
  await world.site.connection.collection('persons').updateOne({ contact }, { $set: { doses: [given] } });
  expect(await ask()).toMatchObject({
    status: 'asksPlace',
    vaccine: 'COVISHIELD',
    fromDay: second.day,
    pinCode: '700091',
  });
  expect(slots(await ask({ pinCode: '700091' }))).toEqual([second._id]);
  expect(await ask({ pinCode: '700014' })).toMatchObject({ status: 'found', dose: 2, near: false });
});

describe('somebody who has not said where they are at home', () => {
  const homeless = async () => {
    const address = newAddress();
    const ask = await newPerson(address);
    const contact = world.site.store.vault.contactOf(address);
    const set = (fields: object) =>
      world.site.connection
        .collection('persons')
        .updateOne({ contact }, { $set: { pin: null, district: null, ...fields } });
    await set({});
    return { ask, set, contact };
  };

  test('is asked before the first dose, and stays where the date is that is moved', async () => {
    const [there, later] = [slotOf(20, { centre: 'barasat' }), slotOf(20, { centre: 'barasat', inDays: 3 })];
    await world.site.store.slots.add([slotOf(20, { centre: 'sealdah', inDays: 1 }), there, later]);
    const { ask, contact } = await homeless();
    expect(await ask()).toMatchObject({ status: 'asksPlace', vaccine: null, pinCode: null });
    expect(slots(await ask({ pinCode: '700014' }))).toEqual([slotOf(20, { centre: 'sealdah', inDays: 1 })._id]);
    const [person] = await world.site.store.persons.ofContact(contact);
    const wish = { person: person?._id ?? '', contact, slot: there._id, hold: 'there', others: [], move: false };
    expect(await bookAppointment(world.site.store, { ...wish, now: world.clock.now() })).toMatchObject({
      status: 'booked',
    });
    expect(slots(await ask({ move: true }))).toEqual([later._id]);
  });

  test('is offered the place of the first dose before the second', async () => {
    const second = slotOf(20, { dose: 2, centre: 'barasat', inDays: 10 });
    await world.site.store.slots.add([second]);
    const { ask, set } = await homeless();
    const given = { vaccine: 'COVISHIELD', day: '2021-01-20' };
    await set({ doses: [given] });
    expect(await ask()).toMatchObject({ status: 'asksPlace', vaccine: 'COVISHIELD', pinCode: null });
    await set({ doses: [{ ...given, centre: 'barasat' }] });
    expect(await ask()).toMatchObject({ status: 'asksPlace', pinCode: '700124' });
    expect(slots(await ask({ pinCode: '700124' }))).toEqual([second._id]);
  });
});

describe('a family', () => {
  const family = async (size: number) => {
    const address = newAddress();
    const ids = await Promise.all(Array.from({ length: size }, () => registered(world, address, ++people)));
    const [person = '', ...others] = ids;
    const contact = world.site.store.vault.contactOf(address);
    const ask = (change: Partial<OfferRequest> = {}) =>
      findOffers(world.site.store, {
        ...{ person, contact, pinCode: null, fromDay: null, skip: 0, move: false, others },
        ...{ hold: `hold-${++holds}`, now: world.clock.now(), ...change },
      });
    return { ask, others };
  };

  test('is only offered slots with a place for each, and one is kept', async () => {
    const [small, large] = [slotOf(2), slotOf(9, { inDays: 4 })];
    await world.site.store.slots.add([small, large]);
    const { ask } = await family(3);
    expect(slots(await ask())).toEqual([large._id]);
    expect(await freeIn(large._id)).toBe(8);
  });

  test('is not offered anything where one of them is of another number, or has had another dose', async () => {
    await world.site.store.slots.add([slotOf(9)]);
    const { ask, others } = await family(2);
    const stranger = await registered(world, newAddress(), ++people);
    expect(await ask({ others: [stranger] })).toEqual({ status: 'unknownPerson' });
    const doses = [{ vaccine: 'COVISHIELD', day: '2021-01-16' }];
    await world.site.connection
      .collection<{ _id: string }>('persons')
      .updateOne({ _id: others[0] ?? '' }, { $set: { doses } });
    expect(await ask()).toEqual({ status: 'unknownPerson' });
  });
});
