/** The appointments made from a number, with what their people must know and bring. */
import { dayOf, yearOf } from '../clock';
import type { AppointmentSummary } from '../conversation/effects';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { EligibilityRule } from '../store/programme';
import { currentProgramme } from './current-programme';
import { standingOf } from './rules/eligibility';
import { isOneOfOpenFamily, settle } from './settle-places';

export async function listAppointments(store: Store, contact: string, now: Date): Promise<AppointmentSummary[]> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const [appointments, people] = await Promise.all([
    activeOfContact(store, contact, now),
    store.persons.ofContact(contact),
  ]);
  return appointments.flatMap((appointment) => {
    const person = people.find(({ _id }) => _id === appointment.person);
    return person ? summaryOf(appointment, person, rule, now) : [];
  });
}

/** Nobody is shown a date of which it is not certain that the whole family has it. */
async function activeOfContact(store: Store, contact: string, now: Date): Promise<Appointment[]> {
  const active = await store.appointments.activeOfContact(contact, dayOf(now));
  const open = active.find(isOneOfOpenFamily);
  if (!open) return active;
  await settle(store, open, now);
  return store.appointments.activeOfContact(contact, dayOf(now));
}

/** @param now whoever comes by age alone needs no doctor's paper */
export function summaryOf(
  appointment: Appointment,
  person: Person,
  rule: EligibilityRule,
  now: Date,
): AppointmentSummary {
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  const { _id, code, centreNames, day, from, to, price } = appointment;
  return {
    id: _id,
    person: person._id,
    name: person.name,
    reference: person.reference,
    code,
    cardType: person.card.type,
    needsCertificate: person.hasIllness && standing === 'illness',
    centre: centreNames,
    day,
    from,
    to,
    price,
  };
}
