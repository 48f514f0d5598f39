import type { Store } from '../store';

/** Whether a person has a date for a dose that is still to come. A day that was missed is none. */
export async function hasDate(store: Store, person: string, dose: number, today: string): Promise<boolean> {
  const active = await store.appointments.activeOf(person, dose);
  return active !== null && active.day >= today;
}
