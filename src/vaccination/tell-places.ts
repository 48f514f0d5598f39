/** What was done through a program is told by SMS as well: it may not be in the hands of who has the number. */
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { placeSlip } from './place-slip';

/** Each of them once for each place. */
export async function tellPlaces(
  store: Store,
  appointments: readonly Appointment[],
  key: 'booking:booked' | 'booking:moved',
  now: Date,
): Promise<void> {
  for (const appointment of appointments) {
    const person = await store.persons.get(appointment.person);
    if (person) await store.messages.queue(await placeSlip(store, appointment, person, now, key));
  }
}

/** Only once, and only of dates that were cancelled: by whom else, the dialogue has told. */
export async function tellCancelled(store: Store, appointments: readonly Appointment[], at: Date): Promise<void> {
  for (const { _id, person: id, contact, day, centreNames } of appointments) {
    const person = await store.persons.get(id);
    if (!person) continue;
    const params = { name: { person: person.name }, day: { day }, centre: { names: centreNames } };
    const prompts = [{ key: 'templates:cancelled', params }];
    await store.messages.queue({ occasion: `cancelled:${_id}`, contact, kind: 'answer', at, prompts });
  }
}
