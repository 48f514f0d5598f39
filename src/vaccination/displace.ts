/**
 * Where a slot holds more people than it has places those who came last lose theirs: first what is only kept for a while, then
 * who booked last, with all who were booked together. Nobody is forgotten: each appointment says that another date is owed.
 */
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Holder, SlotWithHolders } from '../store/slots';
import { finishSessionChanges } from './close-session';
import { isOneOfOpenFamily, settle } from './settle-places';
import { losePlace } from './settle-proposal';

export interface Displaced {
  /** Places kept for a while that were given up. */
  holds: number;
  appointments: Appointment[];
}

const BATCH = 100;
/** Each round takes all that a slot has too many; another one is for what changed meanwhile. */
const MOST_ROUNDS = 20;

/** Finishes changes of vaccination sessions first. Run again, or beside another one, it takes nobody's place needlessly. */
export async function displaceOverfull(store: Store, now: Date, stopped = (): boolean => false): Promise<Displaced> {
  await finishSessionChanges(store);
  const displaced: Displaced = { holds: 0, appointments: [] };
  for (let round = 0; round < MOST_ROUNDS && !stopped(); round++) {
    const overfull = await store.slots.overfull({ day: dayOf(now), time: timeOf(now) }, BATCH);
    if (overfull.length === 0) break;
    for (const slot of overfull) {
      const { holds, appointments } = await displaceFrom(store, slot, now);
      displaced.holds += holds;
      displaced.appointments.push(...appointments);
    }
  }
  return displaced;
}

async function displaceFrom(store: Store, slot: SlotWithHolders, now: Date): Promise<Displaced> {
  const known = await appointmentsIn(store, slot, now);
  const { leaving, kept, booked, over } = sorted(slot, known);
  let tooMany = -slot.free - leaving.length;
  await Promise.all(leaving.map(({ id }) => store.slots.release(slot._id, id)));
  const holds = kept.slice(0, Math.max(0, tooMany));
  tooMany -= holds.length;
  await Promise.all(holds.map(({ id }) => giveUp(store, slot, id, now)));
  const last = lastBooked(booked, tooMany);
  tooMany -= last.length;
  const appointments = await Promise.all(last.map((each) => takeFrom(store, slot, each, now)));
  // Whoever was vaccinated there needs no place any more.
  await Promise.all(over.slice(0, Math.max(0, tooMany)).map(({ holder }) => store.slots.release(slot._id, holder)));
  return { holds: holds.length, appointments: appointments.filter((each) => each !== null) };
}

/** What was proposed to somebody ends with its place; another one is looked for. */
async function giveUp(store: Store, { _id }: SlotWithHolders, holder: string, now: Date): Promise<void> {
  await losePlace(store, holder, now);
  await store.slots.unhold([_id], holder);
}

/** Of families that are not through yet it is made certain first whether they stand. */
async function appointmentsIn(store: Store, { _id, holders }: SlotWithHolders, now: Date): Promise<Appointment[]> {
  const ids = holders.map(({ id }) => id);
  const known = await store.appointments.byHolders(_id, ids);
  const open = known.filter((each) => each.status === 'booked' && isOneOfOpenFamily(each));
  if (open.length === 0) return known;
  for (const each of open) await settle(store, each, now);
  return store.appointments.byHolders(_id, ids);
}

interface Sorted {
  /** Cancelled or moved away, the place not yet given back. */
  leaving: Holder[];
  /** For a while; who came last first. */
  kept: Holder[];
  booked: Appointment[];
  over: Appointment[];
}

function sorted({ holders }: SlotWithHolders, known: readonly Appointment[]): Sorted {
  const byHolder = new Map(known.map((each) => [each.holder, each]));
  const free = holders.filter(({ id }) => (byHolder.get(id)?.status ?? 'cancelled') === 'cancelled');
  return {
    leaving: free.filter(({ until }) => until === null),
    kept: free.filter(({ until }) => until !== null).reverse(),
    booked: known.filter(({ status }) => status === 'booked'),
    over: known.filter(({ status }) => status === 'vaccinated' || status === 'missed'),
  };
}

/** At least so many, and of each family everybody. */
function lastBooked(booked: readonly Appointment[], most: number): Appointment[] {
  const latestFirst = [...booked].sort(
    (a, b) => b.bookedAt.getTime() - a.bookedAt.getTime() || (a._id < b._id ? 1 : -1),
  );
  const last = new Set<Appointment>();
  for (const each of latestFirst) {
    if (last.size >= most) break;
    const family = booked.filter(({ group }) => group && group.id === each.group?.id);
    for (const one of [each, ...family]) last.add(one);
  }
  return [...last];
}

async function takeFrom(
  store: Store,
  { _id, closed }: SlotWithHolders,
  { holder }: Appointment,
  now: Date,
): Promise<Appointment | null> {
  const displaced = await store.appointments.displace(holder, _id, closed === undefined ? 'shrunk' : 'closed', now);
  if (displaced) await settle(store, displaced, now);
  return displaced;
}
