/** One number's appointments, by the id that programs know them by. Every call that names an appointment reads it here. */
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { listAppointments } from '../vaccination/list-appointments';
import type { Ids } from './ids';
import { idsOf } from './known-places';

/** Of a family all that are still theirs. `null`: there is none, or it is another number's, which is not told apart. */
export async function appointmentsOf(
  store: Store,
  contact: string,
  uuid: string,
  now: Date,
): Promise<Appointment[] | null> {
  const [ids, listed] = await Promise.all([idsOf(store), listAppointments(store, contact, now)]);
  const all = await Promise.all(listed.map(({ id }) => store.appointments.get(id)));
  const wanted = all.filter((each) => each?.status === 'booked' && uuidOf(ids, each) === uuid) as Appointment[];
  return wanted.length > 0 ? wanted : null;
}

/** What is answered to who has booked. */
export async function confirmationOf(store: Store, appointment: Appointment) {
  const id = uuidOf(await idsOf(store), appointment);
  return { appointment_confirmation_no: id, appointment_id: id };
}

/** One for all who were booked together, also after one of them has moved. */
export const uuidOf = (
  { appointmentUuid }: Pick<Ids, 'appointmentUuid'>,
  { _id, group }: Pick<Appointment, '_id' | 'group'>,
): string => appointmentUuid(group?.id ?? _id);
