import { dayOf } from '../clock';
import type { Store } from '../store';
import { isMissed } from './may-book';
import { isOneOfOpenFamily, settle } from './settle-places';

export interface Cancellation {
  appointment: string;
  contact: string;
  now: Date;
}

/** Cancels an appointment made from this number and gives its place back. Run again, it finishes what it had begun. */
export async function cancelAppointment(store: Store, cancellation: Cancellation): Promise<'cancelled' | 'gone'> {
  const { appointment: id, contact, now } = cancellation;
  const known = await store.appointments.get(id);
  if (known?.contact !== contact || isMissed(known, dayOf(now))) return 'gone';
  // Of a family's it is made certain first that all of them stand: the others keep their dates.
  if (isOneOfOpenFamily(known)) await settle(store, known, now);
  const cancelled = (await store.appointments.cancel(id, contact, now)) ?? (await store.appointments.get(id));
  if (cancelled?.status !== 'cancelled') return 'gone';
  await settle(store, cancelled, now);
  return 'cancelled';
}
