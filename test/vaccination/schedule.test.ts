/** What programs book: only what is theirs to take, all of a family or none, and nothing left over wherever a process dies. */
import fc from 'fast-check';
import { addDays } from '../../src/clock';
import type { Store } from '../../src/store';
import type { Appointment } from '../../src/store/appointments';
import type { Person } from '../../src/store/persons';
import type { Door, Slot } from '../../src/store/slots';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { closeSession } from '../../src/vaccination/close-session';
import { knowNumber } from '../../src/vaccination/know-number';
import { recordDose } from '../../src/vaccination/record-dose';
import { reschedule } from '../../src/vaccination/reschedule';
import { freeForPartners } from '../../src/vaccination/rules/kept-places';
import { schedule } from '../../src/vaccination/schedule';
import { sweep } from '../../src/vaccination/settle-places';
import { ownSlot } from '../support/own-slot';
import { sentMessages } from '../support/sent';
import { Wire } from '../support/wire';
import {
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  TODAY,
  type SlotOptions,
  type World,
} from '../support/world';

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

const store = (): Store => world.site.store;
const now = (): Date => world.clock.now();

const newSlot = (capacity: number, options: SlotOptions = {}): Promise<Slot> =>
  ownSlot(store(), capacity, { inDays: 3, ...options });
async function slotWithHolders({ session }: Slot) {
  const [slot] = await store().slots.ofSession(session);
  if (!slot) throw new Error(`no ${session}`);
  return slot;
}
async function shownToPartners(slot: Slot): Promise<number> {
  const known = await slotWithHolders(slot);
  const theirs = known.holders.filter(({ door }) => door === 'partner').length;
  return freeForPartners({ ...known, theirs }, now());
}
const freeIn = async ({ _id }: Slot): Promise<number> => (await store().slots.get(_id))?.free ?? NaN;

let cards = 0;
async function newPeople(size: number) {
  const address = newAddress();
  await knowNumber(store(), address, 'bn');
  const ids: string[] = [];
  for (let n = 0; n < size; n++) ids.push(await registered(world, address, ++cards));
  const contact = store().vault.contactOf(address);
  const people = (await Promise.all(ids.map((id) => store().persons.get(id)))) as Person[];
  const wish = (slot: Slot, hold: string) => ({ contact, people, slot, hold, partner: null, now: now() });
  const dates = async (): Promise<Appointment[]> =>
    (await store().appointments.activeOfContact(contact, TODAY)).sort((a, b) => (a._id < b._id ? -1 : 1));
  return { address, contact, people, wish, dates };
}
type People = Awaited<ReturnType<typeof newPeople>>;

let holds = 0;
const newHold = (): string => `hold-${++holds}`;

async function scheduled(people: People, slot: Slot): Promise<Appointment[]> {
  expect(await schedule(store(), people.wish(slot, newHold()))).toMatchObject({ status: 'booked' });
  return people.dates();
}
const inAMinute = (): Date => new Date(now().getTime() + MINUTE);

async function sweepLater(): Promise<void> {
  world.clock.advance(2 * MINUTE);
  await sweep(store(), now());
}

/** Runs it through a process that dies after so many writes. False: it had no more to write. */
async function died(writes: number, run: (store: Store) => Promise<unknown>): Promise<boolean> {
  await wire.restore();
  const site = await world.openSite(wire.uri());
  const death = wire.dieAfter(writes).then(() => true);
  const running = run(site.store);
  const isDead = await Promise.race([death, running.then(() => false)]);
  wire.cut();
  await site.close();
  await running.catch(() => undefined);
  return isDead;
}

describe('places that are kept for telephones', () => {
  const step = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    door: fc.constantFrom<Door | undefined>('partner', 'partner', undefined),
    leaves: fc.boolean(),
  });

  test('are never taken by a program, alone or for a family, however others come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(step, { minLength: 4, maxLength: 14 }),
        async (capacity, steps) => {
          const slot = await newSlot(capacity);
          const taken: { holders: string[]; door: Door | undefined }[] = [];
          const count = (door: Door | undefined): number =>
            taken.filter((each) => each.door === door).reduce((sum, { holders }) => sum + holders.length, 0);
          for (const { size, door, leaves } of steps) {
            const [theirs, phones] = [count('partner'), count(undefined)];
            const free = capacity - theirs - phones;
            const mayTake = door ? Math.min(free, capacity - slot.kept - theirs) : free;
            if (door) expect(await shownToPartners(slot)).toBe(Math.max(0, mayTake));
            const hold = newHold();
            const holders = Array.from({ length: size }, (_, index) => `${hold}:${index}`);
            const claimed =
              size === 1
                ? await store().slots.claim(slot._id, `${hold}:0`, inAMinute(), door)
                : await store().slots.claimAll(slot._id, holders, inAMinute(), hold, door);
            expect(claimed).toBe(size <= mayTake);
            if (claimed) taken.push({ holders, door });
            const leaver = leaves ? taken.shift() : undefined;
            for (const holder of leaver?.holders ?? []) await store().slots.release(slot._id, holder);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('stay for them in a rush of families, programs and telephones, and none is sold twice', async () => {
    const slot = await newSlot(20);
    const rush = Array.from({ length: 60 }, async (_, n) => {
      const door = n % 3 === 0 ? undefined : ('partner' as const);
      const hold = newHold();
      const holders = Array.from({ length: 1 + (n % 4) }, (_each, index) => `${hold}:${index}`);
      const claimed = await store().slots.claimAll(slot._id, holders, inAMinute(), hold, door);
      return claimed && door ? holders.length : 0;
    });
    const theirs = (await Promise.all(rush)).reduce((sum, each) => sum + each, 0);
    const { free, holders } = await slotWithHolders(slot);
    expect(theirs).toBeLessThanOrEqual(slot.capacity - slot.kept);
    expect(holders.filter(({ door }) => door === 'partner')).toHaveLength(theirs);
    expect(free).toBe(slot.capacity - holders.length);
    expect(free).toBeGreaterThanOrEqual(0);
  });

  test('are anybody’s from the evening before', async () => {
    const slot = await newSlot(2);
    const people = await newPeople(2);
    expect(await schedule(store(), people.wish(slot, newHold()))).toEqual({ status: 'full' });
    const later = new Date(`${addDays(slot.day, -1)}T18:00:00+05:30`);
    expect(await schedule(store(), { ...people.wish(slot, newHold()), now: later })).toMatchObject({
      status: 'booked',
    });
  });

  test('are not taken by who comes late to a place that was given up', async () => {
    const slot = await newSlot(2);
    const [first, second] = [await newPeople(1), await newPeople(1)];
    const { insert } = store().appointments;
    const slow: Store = {
      ...store(),
      appointments: {
        ...store().appointments,
        insert: async (appointment) => {
          await sweepLater();
          await scheduled(second, slot);
          return insert(appointment);
        },
      },
    };
    expect(await schedule(slow, first.wish(slot, newHold()))).toEqual({ status: 'full' });
    expect([await first.dates(), await freeIn(slot)]).toEqual([[], 1]);
    expect(await imbalances(world.site)).toEqual([]);
  });
});

describe('a program is refused', () => {
  test('who has a date for this dose elsewhere', async () => {
    const people = await newPeople(2);
    const [one] = people.people;
    await bookAppointment(store(), {
      ...{ person: one?._id ?? '', contact: people.contact, slot: (await newSlot(9))._id, hold: newHold() },
      ...{ others: [], move: false, now: now() },
    });
    const slot = await newSlot(9);
    expect(await schedule(store(), people.wish(slot, newHold()))).toEqual({ status: 'alreadyBooked' });
    expect(await freeIn(slot)).toBe(9);
  });

  test('who is too young by the rules of today', async () => {
    const people = await newPeople(1);
    const young = people.people.map((person) => ({ ...person, birthYear: 1990 }));
    const wish = { ...people.wish(await newSlot(9), newHold()), people: young };
    expect(await schedule(store(), wish)).toEqual({ status: 'notEligible' });
  });

  test('another dose than the next one, a second dose too early, or of another vaccine', async () => {
    const people = await newPeople(1);
    const again = async (slot: Slot) => {
      const known = (await Promise.all(people.people.map(({ _id }) => store().persons.get(_id)))) as Person[];
      return schedule(store(), { ...people.wish(slot, newHold()), people: known });
    };
    const second = await newSlot(9, { dose: 2, inDays: 29 });
    expect(await again(second)).toEqual({ status: 'doseNotDue' });
    const { reference = '' } = people.people[0] ?? {};
    await recordDose(store(), { reference, vaccine: 'COVAXIN', day: TODAY, now: now() });
    expect(await again(second)).toEqual({ status: 'doseNotDue' });
    expect(await again(await newSlot(9))).toEqual({ status: 'doseNotDue' });
    expect(await again({ ...second, vaccine: 'COVAXIN', day: addDays(TODAY, 10) })).toEqual({ status: 'doseNotDue' });
  });

  test('a slot that is closed, over, or too far away', async () => {
    const { wish } = await newPeople(1);
    const [closed, far] = [await newSlot(9), await newSlot(9, { inDays: 300 })];
    await closeSession(store(), { session: closed.session, reason: 'fire', now: now() });
    const over = await newSlot(9, { inDays: 0, from: '08:00' });
    for (const slot of [(await store().slots.get(closed._id)) as Slot, far, over])
      expect(await schedule(store(), wish(slot, newHold()))).toEqual({ status: 'full' });
  });

  test('what came free where others wait for it', async () => {
    const { wish } = await newPeople(1);
    const slot = { ...(await newSlot(9)), freed: 1 };
    const queued = { ...store(), wishes: { ...store().wishes, queuedCentres: () => Promise.resolve([slot.centre]) } };
    expect(await schedule(queued, wish(slot, newHold()))).toEqual({ status: 'full' });
    expect(await schedule(queued, wish({ ...slot, freed: 0 }, newHold()))).toMatchObject({ status: 'booked' });
  });
});

test('the same request again, at once or later, is the same booking and the same SMS', async () => {
  const slot = await newSlot(20);
  for (const size of [1, 3]) {
    const { address, wish, dates } = await newPeople(size);
    const request = { ...wish(slot, newHold()), partner: 'an app' };
    const outcomes = await Promise.all([schedule(store(), request), schedule(store(), request)]);
    world.clock.advance(MINUTE);
    outcomes.push(await schedule(store(), { ...request, now: now() }));
    expect(outcomes.map(({ status }) => status)).toEqual(['booked', 'booked', 'booked']);
    expect(new Set(outcomes.map((each) => 'appointment' in each && each.appointment._id)).size).toBe(1);
    expect((await dates()).map(({ partner, door }) => [partner, door])).toEqual(
      Array.from({ length: size }, () => ['an app', 'partner']),
    );
    expect(await sentMessages(world, address)).toHaveLength(size);
    // Whatever is booked for them from now on, also by telephone, this program is told of.
    const known = await Promise.all(request.people.map(({ _id }) => store().persons.get(_id)));
    expect(known.every((person) => person?.partner === 'an app')).toBe(true);
  }
  expect(await freeIn(slot)).toBe(16);
  expect(await imbalances(world.site)).toEqual([]);
});

test('a date by telephone is known to the program through which the person is registered', async () => {
  const { contact, people, dates } = await newPeople(1);
  const person = people[0]?._id ?? '';
  const persons = { ...store().persons, get: () => Promise.resolve({ ...(people[0] as Person), partner: 'an app' }) };
  const request = {
    person,
    contact,
    slot: (await newSlot(9))._id,
    hold: newHold(),
    others: [],
    move: false,
    now: now(),
  };
  await bookAppointment({ ...store(), persons }, request);
  expect(await dates()).toMatchObject([{ partner: 'an app' }]);
});

describe('a family that moves', () => {
  test('moves as a whole, keeps ids and code, is told, and gives back what it had', async () => {
    const [from, to] = [await newSlot(9), await newSlot(9)];
    const family = await newPeople(3);
    const before = await scheduled(family, from);
    await sentMessages(world);
    expect(await reschedule(store(), { appointments: before, slot: to, hold: newHold(), now: now() })).toBe('moved');
    const after = await family.dates();
    const named = (dates: Appointment[]) => dates.map(({ _id, code, person }) => [_id, code, person]);
    expect(named(after)).toEqual(named(before));
    expect(after.map(({ slot, settling }) => [slot, settling])).toEqual(before.map(() => [to._id, null]));
    expect([await freeIn(from), await freeIn(to)]).toEqual([9, 6]);
    const told = (await sentMessages(world, family.address)).map(({ text }) => text);
    expect(told).toHaveLength(3);
    expect(told.every((text) => text.startsWith('তারিখ বদলানো হল।'))).toBe(true);
  });

  test('does not move where there are too few places for all of them', async () => {
    const [from, to] = [await newSlot(9), await newSlot(3)];
    const family = await newPeople(3);
    const before = await scheduled(family, from);
    expect(await reschedule(store(), { appointments: before, slot: to, hold: newHold(), now: now() })).toBe('full');
    expect(await family.dates()).toEqual(before);
    expect([await freeIn(from), await freeIn(to)]).toEqual([6, 3]);
  });

  test('and of whom one cancels or moves alone in the same moment: the others go, and nothing is left over', async () => {
    const [from, to, other] = [await newSlot(90), await newSlot(90), await newSlot(90)];
    for (let round = 0; round < 12; round++) {
      const family = await newPeople(3);
      const before = await scheduled(family, from);
      const one = before[round % 3] as Appointment;
      const alone = { person: one.person, contact: family.contact, slot: other._id, hold: newHold(), others: [] };
      await Promise.all([
        reschedule(store(), { appointments: before, slot: to, hold: newHold(), now: now() }),
        round % 2 === 0
          ? cancelAppointment(store(), { appointment: one._id, contact: family.contact, now: now() })
          : bookAppointment(store(), { ...alone, move: true, now: now() }),
      ]);
      await sweepLater();
      const others = (await family.dates()).filter(({ _id }) => _id !== one._id);
      expect(new Set(others.map(({ slot }) => slot)).size).toBe(1);
      expect(others).toHaveLength(2);
    }
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('by the same request twice at once keeps the places that the first of the two has taken', async () => {
    const [from, to] = [await newSlot(9), await newSlot(5)];
    const family = await newPeople(3);
    const wish = { appointments: await scheduled(family, from), slot: to, hold: newHold(), now: now() };
    const { appointments, slots } = store();
    let [proceed, first] = [(): void => undefined, Promise.resolve<unknown>(null)];
    // It has written that they move, and is about to say that the places are taken for good.
    const slow = new Promise<void>((arrived) => {
      const gate = new Promise<void>((open) => (proceed = open));
      const confirm = (...place: [string, string]) => (arrived(), gate.then(() => slots.confirm(...place)));
      first = Promise.resolve().then(() => reschedule({ ...store(), slots: { ...slots, confirm } }, wish));
    });
    const move: typeof appointments.move = async (...change) => (await slow, appointments.move(...change));
    expect(await reschedule({ ...store(), appointments: { ...appointments, move } }, wish)).toBe('moved');
    expect(await freeIn(to)).toBe(2);
    proceed();
    expect(await first).toBe('moved');
    expect((await family.dates()).map(({ slot }) => slot)).toEqual([to._id, to._id, to._id]);
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('to two places at once is at one of them', async () => {
    const [from, one, two] = [await newSlot(90), await newSlot(90), await newSlot(90)];
    for (let round = 0; round < 8; round++) {
      const family = await newPeople(3);
      const appointments = await scheduled(family, from);
      const to = (slot: Slot) => reschedule(store(), { appointments, slot, hold: newHold(), now: now() });
      expect(await Promise.all([to(one), to(two)])).toContain('moved');
      const slots = (await family.dates()).map(({ slot }) => slot);
      expect(new Set(slots).size).toBe(1);
      expect(slots).not.toContain(from._id);
    }
    await sweepLater();
    expect(await imbalances(world.site)).toEqual([]);
  });
});

interface Deed {
  run: (store: Store) => Promise<unknown>;
  /** Where the people then are: the slot of each. */
  before: (string | undefined)[];
  after: (string | undefined)[];
  people: People;
}

const DEEDS: Record<string, () => Promise<Deed>> = {
  'one is booked': () => booking(1),
  'a family is booked': () => booking(3),
  'one moves': () => moving(1),
  'a family moves': () => moving(3),
};

async function booking(size: number): Promise<Deed> {
  const slot = await newSlot(9);
  const people = await newPeople(size);
  const wish = people.wish(slot, newHold());
  return {
    run: (at) => schedule(at, { ...wish, now: now() }),
    ...{ before: [], after: people.people.map(() => slot._id), people },
  };
}

async function moving(size: number): Promise<Deed> {
  const [from, to] = [await newSlot(9), await newSlot(9)];
  const people = await newPeople(size);
  await scheduled(people, from);
  const hold = newHold();
  return {
    run: async (at) => reschedule(at, { appointments: await people.dates(), slot: to, hold, now: now() }),
    ...{ before: people.people.map(() => from._id), after: people.people.map(() => to._id), people },
  };
}

describe.each(Object.entries(DEEDS))('%s, and the process dies at each write', (_, prepare) => {
  test('a sweep finishes or undoes it for all of them', async () => {
    let writes = 0;
    for (let isDead = true; isDead; writes++) {
      const { run, before, after, people } = await prepare();
      isDead = await died(writes, run);
      await sweepLater();
      const slots = (await people.dates()).map(({ slot }) => slot);
      expect([before, after]).toContainEqual(slots);
      if (!isDead) expect(slots).toEqual(after);
      await sweepLater();
      expect(await imbalances(world.site)).toEqual([]);
    }
    expect(writes).toBeGreaterThan(3);
  });

  test('sent again at once it is done, and told', async () => {
    for (let writes = 0, isDead = true; isDead; writes++) {
      const { run, after, people } = await prepare();
      await sentMessages(world);
      isDead = await died(writes, run);
      await run(store());
      expect((await people.dates()).map(({ slot }) => slot)).toEqual(after);
      expect(await sentMessages(world, people.address)).toHaveLength(after.length);
      expect(await imbalances(world.site)).toEqual([]);
    }
  });
});
