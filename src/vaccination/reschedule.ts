/**
 * Moves all who were booked together to another slot. Their places there are claimed in one update; the move of the first of them
 * says who is to follow, so that a crash before it leaves everybody where they were, and after it `settle` finishes what is left.
 */
import type { Store } from '../store';
import type { Appointment, Follower, PlaceOfAppointment } from '../store/appointments';
import type { Slot } from '../store/slots';
import { placeOf, whyNotDue, type NotDue } from './may-book';
import { isPromised } from './schedule';
import { isStillTheirs } from './settle-person';
import { CLAIM_MS, doorOn, holdersOf, settle } from './settle-places';
import { tellPlaces } from './tell-places';

export interface RescheduleWish {
  /** Active ones of one number, for the dose of the slot; what another move left open is settled. */
  appointments: readonly Appointment[];
  slot: Slot;
  /** The same for one that is sent again. */
  hold: string;
  now: Date;
}

/** `gone`: another request moved or cancelled it this very moment. */
export type Rescheduled = 'moved' | 'gone' | NotDue;

export async function reschedule(store: Store, wish: RescheduleWish): Promise<Rescheduled> {
  const { appointments, slot, hold, now } = wish;
  // In the same order whoever asks: of two at once one finds the first of them gone.
  const moving = appointments.filter((each) => each.slot !== slot._id).sort((a, b) => (a._id < b._id ? -1 : 1));
  const refused = moving.length > 0 ? await refusalOf(store, moving, wish) : null;
  if (refused) return refused;
  const outcome = await moved(store, moving, wish);
  if (outcome !== 'moved') return outcome;
  const all = await Promise.all(appointments.map(({ _id }) => store.appointments.get(_id)));
  const there = all.filter((each) => each?.status === 'booked' && isHeldBy(each, hold)) as Appointment[];
  // Sent again after a crash: who had moved may not have given back the old place.
  for (const each of there) if (each.settling) await settle(store, each, now);
  await tellPlaces(store, there, 'booking:moved', now);
  return 'moved';
}

const isHeldBy = ({ holder }: Appointment, hold: string): boolean => holder === hold || holder.startsWith(`${hold}:`);

async function refusalOf(
  store: Store,
  moving: readonly Appointment[],
  { slot, now }: RescheduleWish,
): Promise<NotDue | null> {
  for (const { person: id } of moving) {
    const person = await store.persons.get(id);
    const refused = person ? await whyNotDue(store, person, slot, now) : 'doseNotDue';
    if (refused) return refused;
  }
  return (await isPromised(store, slot)) ? 'full' : null;
}

async function moved(
  store: Store,
  [first, ...others]: readonly Appointment[],
  { slot, hold, now }: RescheduleWish,
): Promise<'moved' | 'gone' | 'full'> {
  if (!first) return 'moved';
  const [holder = '', ...following] = holdersOf({ id: hold, size: 1 + others.length });
  const until = new Date(now.getTime() + CLAIM_MS);
  const door = doorOn(slot.day, 'partner', now);
  if (!(await store.slots.claimAll(slot._id, [holder, ...following], until, hold, door))) return 'full';
  const to = (holds: string): PlaceOfAppointment => ({ ...placeOf(slot, holds, now), by: null, door: 'partner' });
  const follow = others.map((each, index): Follower => ({
    appointment: each._id,
    from: each.holder,
    to: to(following[index] ?? ''),
  }));
  const written =
    (await store.appointments.move(first._id, first.holder, to(holder), now, follow.length > 0 ? follow : undefined)) ??
    // This very request, carried out twice at once: these places are the family's, and must not be given back.
    (await store.appointments.activeByHolder(holder));
  if (written) return (await settledAll(store, written, others, now)) ? 'moved' : 'gone';
  await Promise.all([holder, ...following].map((each) => store.slots.unhold([slot._id], each)));
  return 'gone';
}

/** Also where one of them was given the dose, or another number, this very moment. */
async function settledAll(
  store: Store,
  first: Appointment,
  others: readonly Appointment[],
  now: Date,
): Promise<boolean> {
  if (!(await settle(store, first, now))) return false;
  for (const { person, ...appointment } of [first, ...others])
    await isStillTheirs(store, await store.persons.get(person), { ...appointment, person }, now);
  return true;
}
