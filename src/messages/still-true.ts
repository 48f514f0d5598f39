/** Whether what a message says still holds: hours may lie between the asking and the sending. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { About } from '../store/messages';
import { findCertificate } from '../vaccination/certificates';
import { hasDate } from '../vaccination/has-date';

export async function stillTrue(store: Store, about: About, now: Date): Promise<boolean> {
  if ('proposal' in about) return (await store.proposals.get(about.proposal))?.status === 'open';
  if ('appointment' in about) {
    const appointment = await store.appointments.get(about.appointment);
    return appointment?.status === 'booked' && appointment.holder === about.holder;
  }
  if ('certificate' in about) return (await findCertificate(store, about.certificate)).status === 'valid';
  const [person, dated] = await Promise.all([
    store.persons.get(about.person),
    hasDate(store, about.person, about.dose, dayOf(now)),
  ]);
  return person !== null && person.doses.length < about.dose && !dated;
}
