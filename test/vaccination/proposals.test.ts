/** What becomes of a proposal: taken, refused, unanswered, or gone; and that a crash at any write leaves nothing wrong. */
import { addDays, instantOf } from '../../src/clock';
import type { Person } from '../../src/store/persons';
import type { Proposal } from '../../src/store/proposals';
import type { Store } from '../../src/store';
import { answerProposal } from '../../src/vaccination/answer-proposal';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { lapseProposals } from '../../src/vaccination/lapse-proposals';
import { stopLooking } from '../../src/vaccination/look-for-me';
import { proposePlaces } from '../../src/vaccination/propose-places';
import { readProposal } from '../../src/vaccination/read-proposal';
import { recordDose } from '../../src/vaccination/record-dose';
import { losePlace } from '../../src/vaccination/settle-proposal';
import { sweep } from '../../src/vaccination/settle-places';
import { allProposals, discords, freshSlot, messagesAbout, openProposals, waiter } from '../support/waiting';
import { imbalances, MINUTE, openWorld, TODAY, type Site, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(() => world.close());

const store = () => world.site.store;
const propose = () => proposePlaces(store(), world.clock.now());
const addSlots = (...slots: Parameters<typeof freshSlot>[]) =>
  store().slots.add(slots.map(([capacity, options]) => freshSlot(capacity, options)));
const moveTo = (day: string, time: string) =>
  world.clock.advance(instantOf(day, time).getTime() - world.clock.now().getTime());
const freeIn = async (slot = freshSlot(1)._id) => (await store().slots.get(slot))?.free;
const callsOf = async () => (await store().calls.open(10)).map(({ person, reason }) => ({ person, reason }));
const TOMORROW = addDays(TODAY, 1);

const answer = ({ _id }: Proposal, { contact }: Person, take: boolean, at: Store = store()) =>
  answerProposal(at, { proposal: _id, contact, take, now: world.clock.now() });
const read = ({ _id }: Proposal, { contact }: Person) =>
  readProposal(store(), { proposal: _id, contact, now: world.clock.now() });
const wishOf = ({ _id }: Person) => store().wishes.get(`${_id}:1`);

async function swept(site: Site = world.site): Promise<void> {
  await sweep(site.store, world.clock.now());
  await lapseProposals(site.store, world.clock.now());
}

async function wellKept(): Promise<void> {
  expect(await discords(world)).toEqual([]);
  expect(await imbalances(world.site)).toEqual([]);
}

/** Somebody for whom the one place is kept. */
async function proposedTo(about: Partial<Person> = {}): Promise<{ person: Person; proposal: Proposal }> {
  const person = await waiter(world, {}, about);
  await addSlots([1]);
  await propose();
  const proposal = (await openProposals(world)).find((each) => each.person === person._id);
  if (!proposal) throw new Error('nothing was proposed');
  return { person, proposal };
}

describe('read', () => {
  test('it says what is kept, for whom, and until when', async () => {
    const { person, proposal } = await proposedTo();
    const { _id: slot, day, from, to, price, centreNames } = freshSlot(1);
    expect(await read(proposal, person)).toEqual({
      status: 'open',
      proposal: {
        ...{ id: proposal._id, person: person._id, name: person.name, because: 'waiting', instead: null },
        offer: { slot, centre: centreNames, day, from, to, price, held: true },
        until: { day: TODAY, time: '12:00' },
      },
    });
  });

  test('another number reads and answers nothing', async () => {
    const { person, proposal } = await proposedTo();
    const stranger = { ...person, contact: 'another' };
    expect(await read(proposal, stranger)).toEqual({ status: 'over' });
    expect(await answer(proposal, stranger, true)).toEqual({ status: 'over' });
    expect(await answer(proposal, stranger, false)).toEqual({ status: 'over' });
    expect(await openProposals(world)).toHaveLength(1);
    expect(await read({ ...proposal, _id: 'unknown' }, person)).toEqual({ status: 'over' });
  });

  test('nobody is sent to a centre that was closed meanwhile', async () => {
    const { person, proposal } = await proposedTo();
    await world.site.connection.collection('slots').updateMany({}, { $set: { closed: 'no vaccine', freed: 0 } });
    expect(await read(proposal, person)).toEqual({ status: 'over' });
    expect(await wishOf(person)).toMatchObject({ status: 'waiting', proposed: null });
    await wellKept();
  });
});

describe('made in the same moment in which the person', () => {
  /** Somebody for whom a place is kept by who could not see what happened meanwhile. */
  async function proposedWhile(happens: (person: Person) => Promise<unknown>): Promise<{ person: Person }> {
    const person = await waiter(world);
    await addSlots([1], [1, { centre: 'sealdah', inDays: 4 }]);
    const insert: Store['proposals']['insert'] = async (proposal) => {
      await happens(person);
      return store().proposals.insert(proposal);
    };
    await proposePlaces({ ...store(), proposals: { ...store().proposals, insert } }, world.clock.now());
    const [proposal] = await openProposals(world);
    if (!proposal) throw new Error('nothing was proposed');
    expect(await read(proposal, person)).toEqual({ status: 'over' });
    expect(await openProposals(world)).toEqual([]);
    expect(await freeIn()).toBe(1);
    await wellKept();
    return { person };
  }

  test('is given the dose, nobody is told', async () => {
    const now = world.clock.now();
    const { person } = await proposedWhile(({ reference }) =>
      recordDose(store(), { reference, vaccine: 'COVISHIELD', day: TODAY, now }),
    );
    expect(await wishOf(person)).toMatchObject({ status: 'met' });
  });

  test('takes a date elsewhere, nobody is told', async () => {
    const slot = freshSlot(1, { centre: 'sealdah', inDays: 4 })._id;
    const wish = { slot, hold: 'elsewhere', others: [], move: false, now: world.clock.now() };
    await proposedWhile(({ _id: person, contact }) => bookAppointment(store(), { ...wish, person, contact }));
  });

  test('stops waiting, nobody is told', async () => {
    const { person } = await proposedWhile(({ _id, contact }) =>
      stopLooking(store(), { person: _id, contact, now: world.clock.now() }),
    );
    expect(await wishOf(person)).toMatchObject({ status: 'withdrawn' });
  });
});

describe('taken', () => {
  test('it is booked under its id, and nobody looks any more', async () => {
    const { person, proposal } = await proposedTo();
    const booked = await answer(proposal, person, true);
    expect(booked).toMatchObject({ status: 'booked', appointment: { id: proposal._id, name: person.name } });
    expect(await answer(proposal, person, true)).toEqual(booked);
    expect(await wishOf(person)).toMatchObject({ status: 'met', centres: [] });
    expect(await allProposals(world)).toMatchObject([{ status: 'taken' }]);
    expect(await answer(proposal, person, false)).toEqual({ status: 'over' });
    await wellKept();
  });

  test('an answer that was on its way while the time ran out still counts', async () => {
    const { person, proposal } = await proposedTo();
    world.clock.advance(129 * MINUTE);
    await swept();
    expect(await answer(proposal, person, true)).toMatchObject({ status: 'booked' });
  });

  test('where the place is gone the person waits on at the old place in line', async () => {
    const { person, proposal } = await proposedTo();
    const before = await wishOf(person);
    await store().slots.unhold([proposal.slot], proposal._id);
    await store().slots.claim(proposal.slot, 'somebody', new Date(8e12));
    expect(await answer(proposal, person, true)).toEqual({ status: 'over' });
    expect(await wishOf(person)).toMatchObject({ status: 'waiting', askedAt: before?.askedAt, unanswered: 0 });
    await addSlots([1, { inDays: 3 }]);
    expect(await propose()).toBe(1);
  });

  test('answered yes and no at once it is one of the two', async () => {
    const { person, proposal } = await proposedTo();
    const other = await world.openSite();
    await Promise.all([answer(proposal, person, true), answer(proposal, person, false, other.store)]);
    world.clock.advance(5 * MINUTE);
    await swept();
    await wellKept();
  });
});

test('where the slot lost its place the proposal is over before it is answered, and the person waits on', async () => {
  const { person, proposal } = await proposedTo();
  await losePlace(store(), proposal._id, world.clock.now());
  await losePlace(store(), 'no proposal', world.clock.now());
  expect(await read(proposal, person)).toEqual({ status: 'over' });
  expect(await wishOf(person)).toMatchObject({ status: 'waiting', unanswered: 0 });
  await wellKept();
});

describe('refused', () => {
  test('the place goes to the next in line, and the same slot is not proposed again', async () => {
    const { person, proposal } = await proposedTo({ birthYear: 1930 });
    const next = await waiter(world);
    expect(await answer(proposal, person, false)).toEqual({ status: 'refused', name: person.name });
    expect(await answer(proposal, person, false)).toEqual({ status: 'refused', name: person.name });
    expect(await propose()).toBe(1);
    expect(await openProposals(world)).toMatchObject([{ person: next._id, slot: proposal.slot }]);
    await addSlots([1, { inDays: 4 }]);
    await propose();
    expect((await openProposals(world)).map((each) => each.person).sort()).toEqual([person._id, next._id].sort());
    await wellKept();
  });

  test('with nobody else in line it is free for all', async () => {
    const { person, proposal } = await proposedTo();
    await answer(proposal, person, false);
    expect(await propose()).toBe(0);
    expect(await store().slots.get(proposal.slot)).toMatchObject({ free: 1, freed: 0 });
  });
});

describe('unanswered', () => {
  test('it goes to the next in line, and whoever was silent rests until the morning', async () => {
    const { person, proposal } = await proposedTo({ birthYear: 1930 });
    const next = await waiter(world);
    world.clock.advance(131 * MINUTE);
    await swept();
    expect(await answer(proposal, person, true)).toEqual({ status: 'over' });
    expect(await propose()).toBe(1);
    expect(await openProposals(world)).toMatchObject([{ person: next._id }]);
    expect(await wishOf(person)).toMatchObject({ restsUntil: instantOf(TOMORROW, '08:00'), unanswered: 1 });
    await addSlots([1, { inDays: 4 }]);
    expect(await propose()).toBe(0);
    moveTo(TOMORROW, '08:00');
    await swept();
    expect(await propose()).toBe(1);
    expect(await openProposals(world)).toMatchObject([{ person: person._id, day: addDays(TODAY, 2) }]);
  });

  test('three times in a row, and the helpline calls; the person waits on', async () => {
    const person = await waiter(world);
    await addSlots([1, { inDays: 8 }]);
    for (let day = 0; day < 4; day++) {
      moveTo(addDays(TODAY, day), '10:30');
      await swept();
      expect(await propose()).toBe(1);
      moveTo(addDays(TODAY, day), '13:15');
      await swept();
      await swept();
      expect(await callsOf()).toEqual(day < 2 ? [] : [{ person: person._id, reason: 'unanswered' }]);
    }
    expect(await wishOf(person)).toMatchObject({ status: 'waiting', unanswered: 4 });
  });

  test('an answer ends the row', async () => {
    const { person, proposal } = await proposedTo();
    await world.site.connection.collection('wishes').updateMany({}, { $set: { unanswered: 2 } });
    await answer(proposal, person, false);
    expect(await wishOf(person)).toMatchObject({ unanswered: 0 });
  });

  test('whoever answered and was not noted as such keeps the date', async () => {
    const { person, proposal } = await proposedTo();
    const { _id, contact } = person;
    const now = world.clock.now();
    const request = { person: _id, contact, slot: proposal.slot, hold: proposal._id, others: [], move: false, now };
    await bookAppointment(store(), request);
    await world.site.connection
      .collection<Proposal>('proposals')
      .updateOne({ _id: proposal._id }, { $set: { status: 'open' } });
    world.clock.advance(131 * MINUTE);
    await swept();
    expect(await allProposals(world)).toMatchObject([{ status: 'taken' }]);
    expect(await freeIn()).toBe(0);
    await wellKept();
  });
});

describe('a process dies after each of its writes', () => {
  let wire: Wire;
  beforeEach(async () => (wire = await Wire.to(world.database.uri)));
  afterEach(() => wire.cut());

  /** `false`: it had no more to write. */
  async function died(writes: number, work: (site: Site) => Promise<unknown>): Promise<boolean> {
    await wire.restore();
    const site = await world.openSite(wire.uri());
    const death = wire.dieAfter(writes).then(() => true);
    const done = work(site);
    const has = await Promise.race([death, done.then(() => false)]);
    wire.cut();
    await site.close();
    await done.catch(() => undefined);
    return has;
  }

  /** Afresh for each write; then the sweeps come by, twice. */
  async function atEveryWrite(
    prepare: () => Promise<unknown>,
    work: (site: Site) => Promise<unknown>,
    check: () => Promise<void>,
  ): Promise<number> {
    for (let writes = 0; ; writes++) {
      for (const name of ['wishes', 'proposals', 'slots', 'messages', 'appointments', 'calls'])
        await world.site.connection.collection(name).deleteMany({});
      await prepare();
      const has = await died(writes, work);
      for (let round = 0; round < 2; round++) {
        world.clock.advance(3 * MINUTE);
        await swept();
      }
      await wellKept();
      await check();
      if (!has) return writes;
      moveTo(TODAY, '10:00');
    }
  }

  test('proposing: in the end the first three of four are told, each once', async () => {
    let line: Person[] = [];
    const writes = await atEveryWrite(
      async () => {
        line = [];
        for (let n = 0; n < 4; n++) line.push(await waiter(world, {}, { birthYear: 1930 + n }));
        await addSlots([2], [1, { inDays: 3 }]);
      },
      (site) => proposePlaces(site.store, world.clock.now()),
      async () => {
        await propose();
        await wellKept();
        const open = await openProposals(world);
        expect(open.map(({ person }) => person).sort()).toEqual(
          line
            .slice(0, 3)
            .map(({ _id }) => _id)
            .sort(),
        );
        const told = await messagesAbout(world);
        expect(open.every(({ _id }) => told.includes(`proposal:${_id}`))).toBe(true);
      },
    );
    expect(writes).toBeGreaterThan(4);
  });

  test('taking: the person answers again, and has one date', async () => {
    let given = {} as Awaited<ReturnType<typeof proposedTo>>;
    const writes = await atEveryWrite(
      async () => (given = await proposedTo()),
      (site) => answer(given.proposal, given.person, true, site.store),
      async () => {
        expect(await answer(given.proposal, given.person, true)).toMatchObject({ status: 'booked' });
        expect(await wishOf(given.person)).toMatchObject({ status: 'met' });
        await wellKept();
      },
    );
    expect(writes).toBeGreaterThan(3);
  });

  test('taking, and the person never comes back: it is booked, or it is open', async () => {
    let given = {} as Awaited<ReturnType<typeof proposedTo>>;
    await atEveryWrite(
      async () => (given = await proposedTo()),
      (site) => answer(given.proposal, given.person, true, site.store),
      async () => {
        world.clock.advance(150 * MINUTE);
        await swept();
        const booked = await store().appointments.activeOf(given.person._id, 1);
        expect(await allProposals(world)).toMatchObject([{ status: booked ? 'taken' : 'lapsed' }]);
        expect(await wishOf(given.person)).toMatchObject({ status: booked ? 'met' : 'waiting' });
        expect(await freeIn()).toBe(booked ? 0 : 1);
        await wellKept();
      },
    );
  });

  test('refusing: the next in line has the place', async () => {
    let given = {} as Awaited<ReturnType<typeof proposedTo>>;
    let next: Person;
    await atEveryWrite(
      async () => {
        given = await proposedTo({ birthYear: 1930 });
        next = await waiter(world);
      },
      (site) => answer(given.proposal, given.person, false, site.store),
      async () => {
        expect(await answer(given.proposal, given.person, false)).toMatchObject({ status: 'refused' });
        expect(await propose()).toBe(1);
        expect(await openProposals(world)).toMatchObject([{ person: next._id }]);
        await wellKept();
      },
    );
  });

  test('lapsing: it counts once, and the next in line has the place', async () => {
    let given = {} as Awaited<ReturnType<typeof proposedTo>>;
    await atEveryWrite(
      async () => {
        given = await proposedTo();
        await world.site.connection.collection('wishes').updateMany({}, { $set: { unanswered: 2 } });
        world.clock.advance(131 * MINUTE);
      },
      (site) => lapseProposals(site.store, world.clock.now()),
      async () => {
        expect(await wishOf(given.person)).toMatchObject({ status: 'waiting', unanswered: 3 });
        expect(await callsOf()).toEqual([{ person: given.person._id, reason: 'unanswered' }]);
        expect(await freeIn()).toBe(1);
      },
    );
  });
});
