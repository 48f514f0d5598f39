/**
 * A vaccination session is planned. The plan is written down first, under the id that the session will have: of two who plan at
 * once the second one finds the first one's. Then its slots are added, which may be repeated.
 */
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { Centre } from '../store/places';
import type { SessionPlan } from '../store/session-plans';
import type { Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { keptForPhones } from './rules/kept-places';
import { faultsOf, minutesOf, type Fault, type SessionWish, type WishField } from './rules/session-wish';
import { spread } from './rules/spread';

export interface Planning {
  wish: SessionWish;
  now: Date;
  /** The same for the same form, however often it is sent. */
  once: string;
}

export type Planned = { status: 'created'; session: string } | { status: 'refused'; faults: Fault<WishField>[] };

export async function createSession(store: Store, { wish, now, once }: Planning): Promise<Planned> {
  const before = await store.sessionPlans.ofOnce(once);
  if (before) return carriedOut(store, before);
  const centre = await store.places.centre(wish.centre);
  const faults = await faultsOfWish(store, wish, centre, now);
  if (!centre || faults.length > 0) return { status: 'refused', faults };
  const { next, taken } = await idsOn(store, wish);
  if (taken) return { status: 'refused', faults: [{ field: 'vaccine', why: 'exists' }] };
  const plan = planFor(next, { wish, now, once }, centre);
  // Somebody else took the id in between: what they have planned is looked at as well.
  if (!(await store.sessionPlans.begin(plan))) return createSession(store, { wish, now, once });
  return carriedOut(store, plan);
}

export async function faultsOfWish(
  store: Store,
  wish: SessionWish,
  centre: Centre | null,
  now: Date,
): Promise<Fault<WishField>[]> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const vaccines = programme.vaccines.map(({ id }) => id);
  return faultsOf(wish, { isCentre: centre !== null, vaccines, today: dayOf(now), time: timeOf(now) });
}

/** The id of a further vaccination session of a centre on a day, and of one with this vaccine that takes place there then. */
export async function idsOn(
  store: Store,
  { centre, day, vaccine }: Pick<SessionWish, 'centre' | 'day' | 'vaccine'>,
): Promise<{ next: string; taken: string | null }> {
  const plans = await store.sessionPlans.onDay(centre, day);
  const sessions = await store.slots.sessionsOf([centre], day, day);
  const known = new Set([...plans, ...sessions].map(({ _id }) => _id));
  const taking = sessions.find((each) => each.vaccine === vaccine && each.closed === null);
  // One whose slots are only being added.
  const begun = plans.find((each) => each.vaccine === vaccine && !sessions.some(({ _id }) => _id === each._id));
  const ids = Array.from({ length: known.size + 1 }, (_, index) => idFor(centre, day, index + 1));
  return { next: ids.find((id) => !known.has(id)) ?? '', taken: (taking ?? begun)?._id ?? null };
}

const idFor = (centre: string, day: string, nth: number): string => `${centre}:${day}${nth === 1 ? '' : `:${nth}`}`;

async function carriedOut(store: Store, { _id, slots, open }: SessionPlan): Promise<Planned> {
  if (open) await store.slots.add(slots);
  if (open) await store.sessionPlans.finished(_id);
  return { status: 'created', session: _id };
}

const BATCH = 100;

/** Plans that a crash left in the middle. */
export async function finishSessionPlans(store: Store): Promise<number> {
  const unfinished = await store.sessionPlans.unfinished(BATCH);
  for (const plan of unfinished) await carriedOut(store, plan);
  return unfinished.length;
}

function planFor(session: string, { wish, now, once }: Planning, centre: Centre): SessionPlan {
  const { day, vaccine } = wish;
  const slots = slotsFor(session, wish, centre);
  return { _id: session, once, centre: centre._id, day, vaccine, slots, open: true, at: now };
}

/** Of each window one for first and one for second doses, with places in proportion to its length. */
function slotsFor(session: string, wish: SessionWish, centre: Centre): Slot[] {
  const { day, vaccine, price, keptShare, capacities } = wish;
  const hours = [...wish.hours].sort((a, b) => (a.from < b.from ? -1 : 1));
  const lengths = hours.map(({ from, to }) => minutesOf(to) - minutesOf(from));
  return capacities.flatMap((places, index) => {
    const dose = index + 1;
    const shares = spread(places, lengths);
    return hours.map(({ from, to }, nth): Slot => {
      const capacity = shares[nth] ?? 0;
      return {
        ...{ _id: `${session}:${from}:${dose}`, session, day, from, to, vaccine, dose, price, keptShare },
        ...{ centre: centre._id, centreNames: centre.names, district: centre.district },
        // New places are first those of people who wait.
        ...{ capacity, free: capacity, freed: capacity, kept: keptForPhones(capacity, keptShare) },
      };
    });
  });
}
