/**
 * Brings slots in line with appointments: the second half of every booking, move and cancellation, and the sweep that does the
 * same for those a crash left in the middle. Each step is safe to repeat, and to run beside another process doing it.
 */
import type { Store } from '../store';
import type { Appointment, Follower } from '../store/appointments';
import type { Door, Holder } from '../store/slots';
import { keptUntil } from './rules/answer-time';
import { areStillKept } from './rules/kept-places';

/** How long a booking under way may take before the sweep looks after it. */
export const CLAIM_MS = 60_000;
const BATCH = 200;
/** The rest is for the next time: others are to have their turn. */
const MOST_ROUNDS = 50;

/** `false`: the place was given up before the booking was through, and there is none left; the appointment is cancelled. */
export async function settle(store: Store, appointment: Appointment, now: Date): Promise<boolean> {
  const isBooked = appointment.status === 'booked';
  if (isBooked && appointment.settling?.together) return settleTogether(store, appointment, now);
  const stands = isBooked ? await secured(store, appointment, now) : true;
  if (!stands) return false;
  if (isBooked) for (const each of appointment.settling?.follow ?? []) await bring(store, each, now);
  for (const { slot, holder } of appointment.settling?.leave ?? []) await store.slots.release(slot, holder);
  if (appointment.settling) await store.appointments.settled(appointment);
  return true;
}

/** Booked or moved with others, and it is not known yet whether all of them are. */
export const isOneOfOpenFamily = ({ settling }: Appointment): boolean =>
  settling?.together === true || settling?.follow !== undefined;

/** Where partner apps still leave the places that are kept for telephones. */
export const doorOn = (day: string, door: Door | null | undefined, now: Date): Door | undefined =>
  door && areStillKept(day, now) ? door : undefined;

async function secured(store: Store, appointment: Appointment, now: Date): Promise<boolean> {
  const { _id, slot, holder, settling } = appointment;
  if (await store.slots.confirm(slot, holder)) return true;
  // The claim ran out before the appointment was written, and a sweep gave the place back.
  if (await claimedAgain(store, appointment, now)) return true;
  // Whoever had a date before this one has lost both, and is owed another.
  if (settling && settling.leave.length > 0) await store.appointments.displace(holder, slot, 'shrunk', now);
  else await store.appointments.cancel(_id, null, now);
  return false;
}

async function claimedAgain(store: Store, { slot, holder, day, door }: Appointment, now: Date): Promise<boolean> {
  if (!(await store.slots.claim(slot, holder, now, doorOn(day, door, now)))) return false;
  // Cancelled or moved meanwhile, it has given its place back already, and must not be left with one for good.
  const active = await store.appointments.activeByHolder(holder);
  if (active?.slot === slot) return store.slots.confirm(slot, holder);
  await store.slots.unhold([slot], holder);
  return false;
}

/** One of a family goes where the first of them has gone; changed by somebody else meanwhile, or without a place, it stays. */
async function bring(store: Store, { appointment: id, from, to }: Follower, now: Date): Promise<void> {
  const known = await store.appointments.get(id);
  const until = new Date(now.getTime() + CLAIM_MS);
  const isToGo = known?.status === 'booked' && known.holder === from;
  if (isToGo && (await store.slots.claim(to.slot, to.holder, until, doorOn(to.day, to.door, now))))
    await store.appointments.move(id, from, to, now);
  const there = await store.appointments.activeByHolder(to.holder);
  if (there?.slot === to.slot) await settle(store, there, now);
  else await store.slots.unhold([to.slot], to.holder);
}

/** The family's holders, in the order of their appointments. */
export const holdersOf = ({ id, size }: NonNullable<Appointment['group']>): string[] =>
  Array.from({ length: size }, (_, index) => `${id}:${index}`);

/** All of a family's appointments stand and their places are booked in one update, or none stands. */
async function settleTogether(store: Store, appointment: Appointment, now: Date): Promise<boolean> {
  const { group, slot } = appointment;
  if (!group) return false;
  const written = await store.appointments.ofGroup(group.id);
  const known = written.find(({ _id }) => _id === appointment._id);
  // Another process was through with it before we looked.
  if (!known?.settling?.together) return known?.status === 'booked';
  const standing = written.filter((each) => each.status === 'booked' && each.slot === slot);
  const holders = holdersOf(group);
  if (standing.length === group.size && (await store.slots.confirmAll(slot, holders))) {
    await Promise.all(standing.map((each) => store.appointments.settled(each)));
    return true;
  }
  return undone(store, appointment, standing, holders, now);
}

/** `true`: another process booked them meanwhile. */
async function undone(
  store: Store,
  appointment: Appointment,
  standing: readonly Appointment[],
  holders: readonly string[],
  now: Date,
): Promise<boolean> {
  const { slot } = appointment;
  // With one place given back they cannot all be booked any more; and while the others are held they cannot be claimed anew.
  await store.slots.unhold([slot], holders[0] ?? '');
  if (await store.slots.isConfirmed(slot, holders)) {
    await store.appointments.settled(appointment);
    return true;
  }
  for (const { _id } of standing) {
    const cancelled = await store.appointments.cancel(_id, null, now);
    if (cancelled) await settle(store, cancelled, now);
  }
  await Promise.all(holders.map((each) => store.slots.unhold([slot], each)));
  return false;
}

export interface Swept {
  appointments: number;
  places: number;
}

/** Finishes what was left half-made and gives back places whose time ran out, until nothing of either is left. */
export async function sweep(store: Store, now: Date, stopped = (): boolean => false): Promise<Swept> {
  const swept = { appointments: 0, places: 0 };
  for (let round = 0; round < MOST_ROUNDS && !stopped(); round++) {
    const { appointments, places } = await sweepSome(store, now);
    swept.appointments += appointments;
    swept.places += places;
    if (appointments < BATCH && places < BATCH) break;
  }
  return swept;
}

async function sweepSome(store: Store, now: Date): Promise<Swept> {
  const unsettled = await store.appointments.unsettled(new Date(now.getTime() - CLAIM_MS), BATCH);
  for (const appointment of unsettled) await settle(store, appointment, now);
  const lapsed = await store.slots.lapsed(now, BATCH);
  for (const { slot, holder } of lapsed) await sweepLapsed(store, slot, holder, now);
  return { appointments: unsettled.length, places: lapsed.length };
}

async function sweepLapsed(store: Store, slot: string, holder: Holder, now: Date): Promise<void> {
  const active = await store.appointments.activeByHolder(holder.id);
  if (active?.slot !== slot) return releaseUnlessProposed(store, slot, holder, now);
  if (isOneOfOpenFamily(active)) await settle(store, active, now);
  else await store.slots.confirm(slot, holder.id);
}

/** Whoever began to take a proposed place and got no farther still has until then to take it. */
async function releaseUnlessProposed(store: Store, slot: string, holder: Holder, now: Date): Promise<void> {
  const proposal = await store.proposals.get(holder.id);
  const until = proposal?.status === 'open' && proposal.slot === slot ? keptUntil(proposal.until) : now;
  if (until > now) await store.slots.claim(slot, holder.id, until);
  else await store.slots.releaseLapsed(slot, holder);
}
