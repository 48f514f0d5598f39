import type { Store } from '../store';
import type { Person } from '../store/persons';

/** Where a person is at home; of who has not said so, where they go, or went last. */
export async function knownPlace(
  store: Store,
  { _id, pin, district, doses }: Person,
): Promise<{ pin: string; district: string } | null> {
  if (pin !== null && district !== null) return { pin, district };
  const [last] = (await store.appointments.ofPerson(_id)).filter(({ status }) => status !== 'cancelled');
  const centre = last?.centre ?? doses.at(-1)?.centre;
  return centre === undefined ? null : store.places.centre(centre);
}
