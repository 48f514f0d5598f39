/**
 * Brings slots in line with appointments: the second half of every booking, move and cancellation, and the sweep that does the
 * same for those a crash left in the middle. Each step is safe to repeat, and to run beside another process doing it.
 */
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';

/** How long a booking under way may take before the sweep looks after it. */
export const CLAIM_MS = 60_000;
const BATCH = 200;

/** `false`: the place was given up before the booking was through, and there is none left; the appointment is cancelled. */
export async function settle(store: Store, appointment: Appointment, now: Date): Promise<boolean> {
  const stands = appointment.status === 'booked' ? await secured(store, appointment, now) : true;
  if (!stands) return false;
  for (const { slot, holder } of appointment.settling?.leave ?? []) await store.slots.release(slot, holder);
  if (appointment.settling) await store.appointments.settled(appointment);
  return true;
}

async function secured(store: Store, { _id, slot, holder }: Appointment, now: Date): Promise<boolean> {
  if (await store.slots.confirm(slot, holder)) return true;
  // The claim ran out before the appointment was written, and a sweep gave the place back.
  if ((await store.slots.claim(slot, holder, now)) && (await store.slots.confirm(slot, holder))) return true;
  await store.appointments.cancel(_id, null, now);
  return false;
}

export interface Swept {
  appointments: number;
  places: number;
}

/** Finishes what was left half-made and gives back places whose time ran out. */
export async function sweep(store: Store, now: Date): Promise<Swept> {
  const unsettled = await store.appointments.unsettled(new Date(now.getTime() - CLAIM_MS), BATCH);
  for (const appointment of unsettled) await settle(store, appointment, now);
  const lapsed = await store.slots.lapsed(now, BATCH);
  for (const { slot, holder } of lapsed) {
    const active = await store.appointments.activeByHolder(holder.id);
    if (active?.slot === slot) await store.slots.confirm(slot, holder.id);
    else await store.slots.releaseLapsed(slot, holder);
  }
  return { appointments: unsettled.length, places: lapsed.length };
}
