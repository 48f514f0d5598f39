/**
 * A vaccination session is closed, or given more or fewer places. What it is to become is written down first; then each of its
 * slots is changed by one update. Whoever has lost a place by it is moved afterwards: see `displace`.
 */
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { SessionChange, Wanted } from '../store/session-changes';
import type { Slot } from '../store/slots';
import { keptForPhones } from './rules/kept-places';
import { spread } from './rules/spread';

export interface SessionChanged {
  slots: Pick<Slot, '_id' | 'from' | 'to' | 'dose' | 'capacity'>[];
  before: number;
  after: number;
  /** How many have a place that is no longer there. */
  tooMany: number;
}

interface Closing {
  session: string;
  reason: string;
  now: Date;
}

/** Nobody is vaccinated there any more; what is over by now stays as it was. `null`: there is no such vaccination session. */
export const closeSession = (store: Store, { session, reason, now }: Closing): Promise<SessionChanged | null> =>
  changed(store, session, { capacity: 0, closed: reason, at: now });

interface NewCapacity {
  session: string;
  /** Of all its slots together. */
  capacity: number;
  now: Date;
}

/** More or fewer places; a closed vaccination session takes place again. `null`: there is no such vaccination session. */
export const setSessionCapacity = (
  store: Store,
  { session, capacity, now }: NewCapacity,
): Promise<SessionChanged | null> => changed(store, session, { capacity, closed: null, at: now });

interface NewCapacities {
  session: string;
  /** Places for first doses, for second doses. */
  capacities: readonly number[];
  /** Per cent kept for telephones from now on, where that changes. */
  keptShare?: number;
  now: Date;
}

/** The same with a number for each dose. */
export const setDoseCapacities = (store: Store, { session, ...wish }: NewCapacities): Promise<SessionChanged | null> =>
  changed(store, session, wantedOf(wish));

const wantedOf = ({ capacities, keptShare, now }: Omit<NewCapacities, 'session'>): Wanted => ({
  ...{ capacity: sum(capacities), byDose: [...capacities], closed: null, at: now },
  ...(keptShare === undefined ? {} : { keptShare }),
});

/** How many would lose their place by it. */
export function wouldLosePlace(slots: readonly Slot[], wish: Omit<NewCapacities, 'session'>): number {
  const lacking = sharesOf(slots, wantedOf(wish)).map(({ slot, capacity }) => slot.capacity - slot.free - capacity);
  return sum(lacking.map((people) => Math.max(0, people)));
}

async function changed(store: Store, session: string, wanted: Wanted): Promise<SessionChanged | null> {
  const before = await store.slots.ofSession(session);
  if (before.length === 0) return null;
  await apply(store, await store.sessionChanges.begin(session, wanted));
  const slots = await store.slots.ofSession(session);
  const tooMany = slots.filter((slot) => !isOver(slot, wanted.at)).map(({ free }) => Math.max(0, -free));
  return { slots, before: placesIn(before), after: placesIn(slots), tooMany: sum(tooMany) };
}

const BATCH = 100;

/** Changes that a crash left in the middle. */
export async function finishSessionChanges(store: Store): Promise<number> {
  const unfinished = await store.sessionChanges.unfinished(BATCH);
  for (const change of unfinished) await apply(store, change);
  return unfinished.length;
}

async function apply(store: Store, change: SessionChange): Promise<void> {
  const { closed, revision } = change;
  const shares = sharesOf(await store.slots.ofSession(change._id), change);
  await Promise.all(
    shares.map(({ slot, capacity }) => {
      const keptShare = change.keptShare ?? slot.keptShare;
      const kept = keptForPhones(capacity, keptShare);
      return store.slots.setCapacity(slot._id, { capacity, kept, keptShare, closed, revision });
    }),
  );
  await store.sessionChanges.finished(change);
}

interface Share {
  slot: Slot;
  capacity: number;
}

/** What each slot that is not over is to have. */
function sharesOf(slots: readonly Slot[], { capacity, byDose, closed, at }: Wanted): Share[] {
  if (closed !== null || !byDose) return spreadOver(slots, closed === null ? capacity : 0, at);
  return byDose.flatMap((places, index) =>
    spreadOver(
      slots.filter(({ dose }) => dose === index + 1),
      places,
      at,
    ),
  );
}

function spreadOver(slots: readonly Slot[], places: number, at: Date): Share[] {
  const coming = slots.filter((slot) => !isOver(slot, at));
  const rest = Math.max(0, places - placesIn(slots.filter((slot) => isOver(slot, at))));
  // In proportion to what was planned, which stays the same however often the capacity is changed or this is run again.
  const shares = spread(
    rest,
    coming.map(({ planned, capacity }) => planned ?? capacity),
  );
  return coming.map((slot, index) => ({ slot, capacity: shares[index] ?? 0 }));
}

const isOver = ({ day, to }: Slot, at: Date): boolean => day < dayOf(at) || (day === dayOf(at) && to <= timeOf(at));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const placesIn = (slots: readonly Slot[]): number => sum(slots.map(({ capacity }) => capacity));
