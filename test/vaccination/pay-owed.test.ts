/** Whose date was taken away gets another place to say yes to, or is told that there is none, and called. */
import { addDays, instantOf } from '../../src/clock';
import type { Person } from '../../src/store/persons';
import { answerProposal } from '../../src/vaccination/answer-proposal';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { lapseProposals } from '../../src/vaccination/lapse-proposals';
import { payOwed } from '../../src/vaccination/pay-owed';
import { proposePlaces } from '../../src/vaccination/propose-places';
import { readProposal } from '../../src/vaccination/read-proposal';
import { settle, sweep } from '../../src/vaccination/settle-places';
import { allProposals, discords, freshSlot, messagesAbout, newPerson, openProposals } from '../support/waiting';
import { imbalances, MINUTE, openWorld, TODAY, type Site, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());

const store = () => world.site.store;
const pay = (site: Site = world.site) => payOwed(site.store, world.clock.now());
const addSlots = (...slots: Parameters<typeof freshSlot>[]) =>
  store().slots.add(slots.map(([capacity, options]) => freshSlot(capacity, options)));
const moveTo = (day: string, time: string) =>
  world.clock.advance(instantOf(day, time).getTime() - world.clock.now().getTime());
const callsOf = async () => (await store().calls.open(10)).map(({ person, reason }) => ({ person, reason }));
const DAY_OF_DATE = addDays(TODAY, 2);
const CLOSED = freshSlot(10);

/** Somebody whose date in the closed slot has been taken away. */
async function displaced(about: Partial<Person> = {}, slot = CLOSED): Promise<Person> {
  const person = await newPerson(world, about);
  const { _id, contact } = person;
  await store().slots.add([slot]);
  const hold = `first-${_id}`;
  const now = world.clock.now();
  await bookAppointment(store(), { person: _id, contact, slot: slot._id, hold, others: [], move: false, now });
  const lost = await store().appointments.displace(hold, slot._id, 'closed', now);
  if (!lost) throw new Error('there was no date to lose');
  await settle(store(), lost, now);
  return person;
}

/** Nobody gets a place there any more. */
const close = ({ _id }: { _id: string }) =>
  world.site.connection
    .collection<{ _id: string }>('slots')
    .updateOne({ _id }, { $set: { free: 0, capacity: 0, freed: 0, closed: 'no vaccine' } });

async function displacedAndClosed(about: Partial<Person> = {}): Promise<Person> {
  const person = await displaced(about);
  await close(CLOSED);
  return person;
}

async function wellKept(): Promise<void> {
  expect(await discords(world)).toEqual([]);
  expect(await imbalances(world.site)).toEqual([]);
  expect(await store().appointments.owed(10)).toEqual([]);
}

test('a place of the same day is kept until the evening, and read with what it is instead of', async () => {
  await addSlots(
    [1, { centre: 'barasat', from: '11:00' }],
    [1, { inDays: 3 }],
    [1, { centre: 'barasat', from: '15:00' }],
  );
  const person = await displacedAndClosed();
  expect(await pay()).toEqual({ proposed: 1, nothing: 0 });
  const [proposal] = await openProposals(world);
  expect(proposal).toMatchObject({ person: person._id, centre: 'barasat', day: DAY_OF_DATE, from: '11:00' });
  expect(proposal?.until).toEqual(instantOf(TODAY, '20:00'));
  const request = { proposal: proposal?._id ?? '', contact: person.contact, now: world.clock.now() };
  expect(await readProposal(store(), request)).toMatchObject({
    proposal: { because: 'closed', instead: { day: DAY_OF_DATE, from: '09:00', centre: CLOSED.centreNames } },
  });
  expect(await messagesAbout(world)).toEqual([`proposal:${proposal?._id ?? ''}`]);
  expect(await pay()).toEqual({ proposed: 0, nothing: 0 });
  expect(await answerProposal(store(), { ...request, take: true })).toMatchObject({ status: 'booked' });
  await wellKept();
});

test('else one of the next day; not one of the day after', async () => {
  await addSlots([1, { inDays: 4 }], [1, { inDays: 3 }]);
  await displacedAndClosed();
  await pay();
  expect(await openProposals(world)).toMatchObject([{ day: addDays(DAY_OF_DATE, 1) }]);
});

test('on the day itself only what can still be reached', async () => {
  await addSlots([1, { from: '11:00' }], [1, { from: '15:00' }]);
  moveTo(DAY_OF_DATE, '08:30');
  await displacedAndClosed();
  await pay();
  expect(await openProposals(world)).toMatchObject([{ from: '15:00', until: instantOf(DAY_OF_DATE, '14:00') }]);
});

test('a second dose only of the same vaccine', async () => {
  const doses = [{ vaccine: 'COVISHIELD', day: '2021-01-20' }];
  const slot = freshSlot(5, { dose: 2 });
  await store().slots.add([{ ...freshSlot(5, { dose: 2, from: '11:00' }), vaccine: 'COVAXIN' }]);
  await addSlots([5, { dose: 2, from: '13:00' }]);
  await displaced({ doses }, slot);
  await close(slot);
  await pay();
  expect(await openProposals(world)).toMatchObject([{ dose: 2, vaccine: 'COVISHIELD', from: '13:00' }]);
});

test('where there is nothing they are told, called, and looked for', async () => {
  const person = await displacedAndClosed();
  expect(await pay()).toEqual({ proposed: 0, nothing: 1 });
  expect(await callsOf()).toEqual([{ person: person._id, reason: 'closed' }]);
  expect(await messagesAbout(world)).toEqual([`closedNothing:first-${person._id}`]);
  await addSlots([1, { inDays: 6 }]);
  expect(await proposePlaces(store(), world.clock.now())).toBe(1);
  expect(await openProposals(world)).toMatchObject([{ person: person._id, because: 'waiting' }]);
  await wellKept();
});

test('nobody is owed anything who has another date or the dose by then', async () => {
  await addSlots([5, { inDays: 3 }]);
  const { _id: person, contact } = await displacedAndClosed();
  const slot = freshSlot(5, { inDays: 3 })._id;
  const now = world.clock.now();
  await bookAppointment(store(), { person, contact, slot, hold: 'own', others: [], move: false, now });
  const given = await displaced({}, freshSlot(5, { from: '13:00' }));
  await store().persons.giveDose(given._id, 0, { vaccine: 'COVISHIELD', day: TODAY }, null);
  expect(await pay()).toEqual({ proposed: 0, nothing: 0 });
  expect(await messagesAbout(world)).toEqual([]);
  await wellKept();
});

describe('a family booked together', () => {
  async function familyOf(size: number): Promise<void> {
    for (let n = 0; n < size; n++) await displaced();
    await close(CLOSED);
    await world.site.connection
      .collection('appointments')
      .updateMany({ owed: true }, { $set: { group: { id: 'family', size } } });
  }

  test('is proposed places in one slot, though another is nearer', async () => {
    await addSlots([2, { from: '11:00' }], [3, { centre: 'barasat', from: '15:00' }]);
    await familyOf(3);
    expect(await pay()).toEqual({ proposed: 3, nothing: 0 });
    expect(new Set((await openProposals(world)).map(({ slot }) => slot)).size).toBe(1);
    await wellKept();
  });

  test('or each by themselves where no slot has room for all', async () => {
    await addSlots([1, { from: '11:00' }], [1, { from: '13:00' }]);
    await familyOf(3);
    expect(await pay()).toEqual({ proposed: 2, nothing: 1 });
    await wellKept();
  });
});

test('whoever does not answer by the evening is called and looked for; whoever says no is left alone', async () => {
  await addSlots([2, { inDays: 3 }]);
  const silent = await displaced();
  const refuses = await displacedAndClosed();
  await pay();
  const proposal = (await openProposals(world)).find(({ person }) => person === refuses._id)?._id ?? '';
  const refusal = { proposal, contact: refuses.contact, take: false, now: world.clock.now() };
  expect(await answerProposal(store(), refusal)).toEqual({ status: 'refused', name: refuses.name });
  moveTo(TODAY, '20:11');
  await lapseProposals(store(), world.clock.now());
  expect(await callsOf()).toEqual([{ person: silent._id, reason: 'closed' }]);
  expect(await store().wishes.get(`${silent._id}:1`)).toMatchObject({ status: 'waiting', hours: 'any' });
  expect(await store().wishes.get(`${refuses._id}:1`)).toBeNull();
  expect((await store().slots.get(freshSlot(2, { inDays: 3 })._id))?.free).toBe(2);
  await wellKept();
});

test('two processes at once propose one place to each', async () => {
  const other = await world.openSite();
  await addSlots([30, { from: '13:00' }]);
  for (let n = 0; n < 10; n++) await displaced();
  await close(CLOSED);
  await Promise.all([pay(), pay(other)]);
  world.clock.advance(3 * MINUTE);
  await sweep(store(), world.clock.now());
  await lapseProposals(store(), world.clock.now());
  expect(await openProposals(world)).toHaveLength(10);
  await wellKept();
});

test('a process dies after each of its writes: in the end one is proposed a place and one is told that there is none', async () => {
  const wire = await Wire.to(world.database.uri);
  for (let writes = 0, died = true; died; writes++) {
    for (const name of ['wishes', 'proposals', 'slots', 'messages', 'appointments', 'calls'])
      await world.site.connection.collection(name).deleteMany({});
    moveTo(TODAY, '10:00');
    await addSlots([1, { inDays: 3 }]);
    const people = [await displaced(), await displacedAndClosed()];
    await wire.restore();
    const site = await world.openSite(wire.uri());
    const death = wire.dieAfter(writes).then(() => true);
    const work = pay(site);
    died = await Promise.race([death, work.then(() => false)]);
    wire.cut();
    await site.close();
    await work.catch(() => undefined);
    world.clock.advance(3 * MINUTE);
    await sweep(store(), world.clock.now());
    await lapseProposals(store(), world.clock.now());
    await pay();
    await wellKept();
    const [proposal, ...more] = await allProposals(world);
    expect([proposal?.status, more.length]).toEqual(['open', 0]);
    const without = people.find(({ _id }) => _id !== proposal?.person)?._id;
    expect(await callsOf()).toEqual([{ person: without, reason: 'closed' }]);
    const told = [`closedNothing:first-${without ?? ''}`, `proposal:${proposal?._id ?? ''}`];
    expect((await messagesAbout(world)).sort()).toEqual(told.sort());
  }
});
