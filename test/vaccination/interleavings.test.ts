/**
 * Thousands of random stories on the real engine: people book, move, cancel and choose, families come, time passes, the centre
 * closes, shrinks and opens again, and the sweeps run when they run. A list of who has which place says what must come out.
 */
import fc from 'fast-check';
import type { Appointment } from '../../src/store/appointments';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { bookTogether } from '../../src/vaccination/book-together';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { closeSession, setSessionCapacity } from '../../src/vaccination/close-session';
import { displaceOverfull } from '../../src/vaccination/displace';
import { sweep } from '../../src/vaccination/settle-places';
import { imbalances, MINUTE, newAddress, openWorld, registered, slotOf, type Site, type World } from '../support/world';

let world: World;
let sites: [Site, Site];
const PEOPLE = 4;
let ids: string[] = [];
let contact = '';
beforeAll(async () => {
  world = await openWorld();
  sites = [world.site, await world.openSite()];
  const address = newAddress();
  contact = world.site.store.vault.contactOf(address);
  ids = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => registered(world, address, n + 1)));
});
afterAll(() => world.close());

type Action = 'book' | 'move' | 'cancel' | 'hold' | 'expire' | 'close' | 'shrink' | 'family' | 'displace';
interface Step {
  what: Action;
  who: number;
  slot: 0 | 1;
  size: number;
}
const step = fc.record<Step>({
  what: fc.constantFrom('book', 'book', 'move', 'cancel', 'hold', 'expire', 'close', 'shrink', 'family', 'displace'),
  who: fc.nat(PEOPLE - 1),
  slot: fc.constantFrom(0, 1),
  size: fc.integer({ min: 0, max: 3 }),
});

const HELD = 15 * MINUTE;
const CAPACITY = 3;
let holds = 0;

/** Two vaccination sessions of one slot each, nobody booked. */
async function freshSlots(): Promise<[string, string]> {
  const { connection, store } = world.site;
  for (const name of ['slots', 'appointments', 'sessionChanges']) await connection.collection(name).deleteMany({});
  const slots = [slotOf(CAPACITY), slotOf(CAPACITY, { inDays: 3 })];
  await store.slots.add(slots);
  return slots.map(({ _id }) => _id) as [string, string];
}

interface Place {
  slot: string;
  bookedAt: number;
  family: string | null;
}

/** Who has which place, in the simplest way it can be said. */
class Model {
  readonly capacity = new Map<string, number>();
  readonly closed = new Set<string>();
  readonly dates = new Map<string, Place>();
  /** Each with the moment until which it is kept. */
  readonly kept = new Map<string, number[]>();
  private moments = 0;

  constructor(slots: readonly string[]) {
    for (const slot of slots) {
      this.capacity.set(slot, CAPACITY);
      this.kept.set(slot, []);
    }
  }

  free(slot: string): number {
    const booked = [...this.dates.values()].filter((place) => place.slot === slot).length;
    return (this.capacity.get(slot) ?? 0) - booked - (this.kept.get(slot)?.length ?? 0);
  }

  book(who: readonly string[], slot: string, family: string | null = null): boolean {
    if (who.some((each) => this.dates.has(each)) || !this.hasRoom(slot, who.length)) return false;
    const bookedAt = ++this.moments;
    for (const each of who) this.dates.set(each, { slot, bookedAt, family });
    return true;
  }

  move(who: string, slot: string): boolean {
    const date = this.dates.get(who);
    if (!this.hasRoom(slot, 1)) return false;
    this.dates.set(who, { slot, bookedAt: date?.bookedAt ?? ++this.moments, family: date?.family ?? null });
    return true;
  }

  hold(slot: string, until: number): void {
    if (this.free(slot) > 0) this.kept.get(slot)?.push(until);
  }

  sweep(now: number): void {
    for (const [slot, untils] of this.kept)
      this.kept.set(
        slot,
        untils.filter((until) => until >= now),
      );
  }

  displace(): void {
    for (const slot of this.capacity.keys()) {
      while (this.free(slot) < 0 && (this.kept.get(slot)?.length ?? 0) > 0) this.kept.get(slot)?.pop();
      while (this.free(slot) < 0) this.takeLast(slot);
    }
  }

  private takeLast(slot: string): void {
    const here = [...this.dates].filter(([, place]) => place.slot === slot);
    const [last] = here.sort(([, a], [, b]) => b.bookedAt - a.bookedAt);
    const family = last?.[1].family ?? null;
    const theirs = here.filter(([who, place]) => who === last?.[0] || (family !== null && place.family === family));
    for (const [who] of theirs) this.dates.delete(who);
  }

  private hasRoom(slot: string, places: number): boolean {
    return !this.closed.has(slot) && this.free(slot) >= places;
  }
}

const dateOf = (person: string) => world.site.store.appointments.activeOf(person, 1);
const sessionOf = (slot: string): string => slot.split(':').slice(0, 2).join(':');

function request(slot: string) {
  return { contact, slot, hold: `hold-${++holds}`, others: [], now: world.clock.now() };
}

/** Answers whether it was done. */
async function act({ store }: Site, { what, who, slot: at, size }: Step, slots: readonly string[]): Promise<boolean> {
  const [slot = '', person = '', now] = [slots[at], ids[who], world.clock.now()];
  switch (what) {
    case 'book':
    case 'move':
      return (await bookAppointment(store, { ...request(slot), person, move: what === 'move' })).status === 'booked';
    case 'family':
      return (await bookTogether(store, { ...request(slot), people: familyOf(who, size) })).status === 'booked';
    case 'cancel': {
      const appointment = (await store.appointments.activeOf(person, 1))?._id ?? 'none';
      return (await cancelAppointment(store, { appointment, contact, now })) === 'cancelled';
    }
    case 'hold':
      await store.slots.hold([{ id: slot, spare: 0 }], `held-${++holds}`, new Date(now.getTime() + HELD));
      return true;
    case 'expire':
      await sweep(store, now);
      return true;
    case 'close':
      await closeSession(store, { session: sessionOf(slot), reason: 'fire', now });
      return true;
    case 'shrink':
      await setSessionCapacity(store, { session: sessionOf(slot), capacity: size + 1, now });
      return true;
    case 'displace':
      await displaceOverfull(store, now);
      return true;
  }
}

const familyOf = (who: number, size: number): string[] =>
  Array.from({ length: 2 + (size % 2) }, (_, n) => ids[(who + n) % PEOPLE] ?? '');

/** The same on the list. */
function imagine(model: Model, { what, who, slot: at, size }: Step, slots: readonly string[], now: number): boolean {
  const [slot = '', person = ''] = [slots[at], ids[who]];
  switch (what) {
    case 'book':
      return model.book([person], slot);
    case 'move':
      return model.move(person, slot);
    case 'family':
      return model.book(familyOf(who, size), slot, `family-${holds}`);
    case 'cancel':
      return model.dates.delete(person);
    case 'hold':
      model.hold(slot, now + HELD);
      return true;
    case 'expire':
      model.sweep(now);
      return true;
    case 'close':
      model.closed.add(slot);
      model.capacity.set(slot, 0);
      return true;
    case 'shrink':
      model.closed.delete(slot);
      model.capacity.set(slot, size + 1);
      return true;
    case 'displace':
      model.displace();
      return true;
  }
}

/** Hundreds of stories: on a busy machine they take their time. */
const PATIENCE = 120_000;

test(
  'one after the other, each step does what a list of who has which place would do',
  async () => {
    const stories = fc.array(step, { minLength: 8, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(stories, async (steps) => {
        const slots = await freshSlots();
        const model = new Model(slots);
        for (const [index, each] of steps.entries()) {
          world.clock.advance(each.what === 'expire' ? 6 * MINUTE : 1_000);
          const outcome = await act(sites[index % 2] ?? world.site, each, slots);
          expect([each.what, outcome]).toEqual([each.what, imagine(model, each, slots, world.clock.now().getTime())]);
          for (const slot of slots) expect((await world.site.store.slots.get(slot))?.free).toBe(model.free(slot));
          for (const id of ids) expect((await dateOf(id))?.slot).toBe(model.dates.get(id)?.slot);
        }
        await displaceOverfull(world.site.store, world.clock.now());
        expect(await imbalances(world.site)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
  PATIENCE,
);

test(
  'all at once from two processes: nobody is forgotten, nothing sold twice, no family torn apart',
  async () => {
    const stories = fc.array(step, { minLength: 10, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(stories, async (steps) => {
        const slots = await freshSlots();
        const outcomes = await Promise.all(
          steps.map((each, index) => act(sites[index % 2] ?? world.site, each, slots)),
        );
        const told = new Set(steps.flatMap((each, index) => (outcomes[index] === true ? whoIn(each) : [])));
        for (let round = 0; round < 3; round++) {
          world.clock.advance(20 * MINUTE);
          await sweep(world.site.store, world.clock.now());
          await displaceOverfull(world.site.store, world.clock.now());
        }
        expect(await imbalances(world.site)).toEqual([]);
        // Whoever was told of a date, and did not cancel one, has one or is owed one.
        for (const { what, who } of steps) if (what === 'cancel') told.delete(ids[who] ?? '');
        const provided = await Promise.all([...told].map(isProvided));
        expect(provided.every(Boolean)).toBe(true);
        if (!steps.some(({ what }) => what === 'cancel' || what === 'move')) expect(await tornApart()).toEqual([]);
        // Back to the first morning: a story takes an hour, and there is one after the other.
        world.clock.advance(-60 * MINUTE);
      }),
      { numRuns: 150 },
    );
  },
  PATIENCE,
);

/** Who is told of a date where a step was done. */
function whoIn({ what, who, size }: Step): string[] {
  if (what === 'family') return familyOf(who, size);
  return what === 'book' || what === 'move' ? [ids[who] ?? ''] : [];
}

const isProvided = async (person: string): Promise<boolean> =>
  (await world.site.store.appointments.ofPerson(person)).some(
    ({ status, owed }) => status === 'booked' || owed === true,
  );

/** Families of which some have a date and some have not, though nobody cancelled or moved. */
async function tornApart(): Promise<string[]> {
  const appointments = world.site.connection.collection<Appointment>('appointments');
  const grouped = await appointments.find({ group: { $exists: true } }).toArray();
  const booked = grouped.filter(({ status }) => status === 'booked');
  const complete = ({ group }: Appointment): boolean =>
    booked.filter((each) => each.group?.id === group?.id).length === group?.size;
  return booked.filter((each) => !complete(each)).map(({ _id }) => _id);
}
