/** Whether a date is good at this centre on this day; what staff do at the door begins with it. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Given } from '../store/at-centre';
import type { Person } from '../store/persons';
import { isOneOfOpenFamily, settle } from './settle-places';

export interface Here {
  status: 'here';
  appointment: Appointment;
  person: Person;
}

/**
 * `moved`: to another centre or day. `displaced`: the slot was closed or made smaller. `elsewhere`: the dose is recorded, but not
 * on this date. `already`: it is recorded on it.
 */
export type NotHere =
  | { status: 'unknown' | 'cancelled' | 'displaced' | 'moved' | 'notToday' | 'elsewhere' }
  | { status: 'already'; appointment: Appointment; given: Given };

export interface WhatHere {
  appointment: string;
  centre: string;
  /** Of the deed, which may have been done without network. */
  at: Date;
  now: Date;
}

export async function dateHere(store: Store, { appointment: id, centre, at, now }: WhatHere): Promise<Here | NotHere> {
  const appointment = await read(store, id, now);
  const person = appointment && (await store.persons.get(appointment.person));
  if (!person) return { status: 'unknown' };
  return wrongOf(appointment, person, centre, dayOf(at)) ?? { status: 'here', appointment, person };
}

/** Of a family's it is made certain first that all of them stand. */
async function read(store: Store, id: string, now: Date): Promise<Appointment | null> {
  const appointment = await store.appointments.get(id);
  if (appointment?.status !== 'booked' || !isOneOfOpenFamily(appointment)) return appointment;
  await settle(store, appointment, now);
  return store.appointments.get(id);
}

function wrongOf(appointment: Appointment, person: Person, centre: string, day: string): NotHere | null {
  const { status, because, atCentre } = appointment;
  if (status === 'vaccinated' && appointment.centre === centre && atCentre?.given)
    return { status: 'already', appointment, given: atCentre.given };
  if (person.doses.length >= appointment.dose) return { status: 'elsewhere' };
  if (status === 'cancelled') return { status: because ? 'displaced' : 'cancelled' };
  if (appointment.centre !== centre) return { status: 'moved' };
  return appointment.day === day ? null : { status: 'notToday' };
}
