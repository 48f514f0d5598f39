import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { settle } from './settle-places';

export interface Cancellation {
  appointment: string;
  contact: string;
  now: Date;
}

/** Cancels an appointment made from this number and gives its place back. Run again, it finishes what it had begun. */
export async function cancelAppointment(store: Store, cancellation: Cancellation): Promise<'cancelled' | 'gone'> {
  const { appointment, contact, now } = cancellation;
  const cancelled = (await store.appointments.cancel(appointment, contact, now)) ?? (await before(store, cancellation));
  if (!cancelled) return 'gone';
  await settle(store, cancelled, now);
  return 'cancelled';
}

async function before(store: Store, { appointment, contact }: Cancellation): Promise<Appointment | null> {
  const known = await store.appointments.get(appointment);
  return known?.contact === contact && known.status === 'cancelled' ? known : null;
}
