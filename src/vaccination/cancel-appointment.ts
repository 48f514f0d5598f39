import type { Store } from '../store';
import { settle } from './settle-places';

/** Cancels an appointment made from this number and gives its place back. */
export async function cancelAppointment(
  store: Store,
  { appointment, contact, now }: { appointment: string; contact: string; now: Date },
): Promise<'cancelled' | 'gone'> {
  const cancelled = await store.appointments.cancel(appointment, contact, now);
  if (!cancelled) return 'gone';
  await settle(store, cancelled, now);
  return 'cancelled';
}
