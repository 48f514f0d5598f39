/** The appointments made from a number, with what their people must know and bring. */
import { dayOf } from '../clock';
import type { AppointmentSummary } from '../conversation/effects';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';

export async function listAppointments(store: Store, contact: string, now: Date): Promise<AppointmentSummary[]> {
  const [appointments, people] = await Promise.all([
    store.appointments.activeOfContact(contact, dayOf(now)),
    store.persons.ofContact(contact),
  ]);
  return appointments.flatMap((appointment) => {
    const person = people.find(({ _id }) => _id === appointment.person);
    return person ? summaryOf(appointment, person) : [];
  });
}

export function summaryOf(appointment: Appointment, person: Person): AppointmentSummary {
  const { _id, code, centreNames, day, from, to, price } = appointment;
  return {
    id: _id,
    person: person._id,
    name: person.name,
    reference: person.reference,
    code,
    cardType: person.card.type,
    cardLast4: person.card.last4,
    needsCertificate: person.hasIllness,
    centre: centreNames,
    day,
    from,
    to,
    price,
  };
}
