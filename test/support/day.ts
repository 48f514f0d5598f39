/** A day at a centre: people with dates, and the staff who stand there. */
import type { Appointment } from '../../src/store/appointments';
import type { Who } from '../../src/store/at-centre';
import type { Person } from '../../src/store/persons';
import type { Slot } from '../../src/store/slots';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import type { DoseWish } from '../../src/vaccination/vaccinate';
import { newAddress, registered, voterCard, type World } from './world';

export const MITA: Who = { id: 'staff-mita', name: 'Mita' };
export const RANA: Who = { id: 'staff-rana', name: 'Rana' };
export const CENTRE = 'bidhannagar';

let people = 0;
let keys = 0;
export const newKey = (): string => `key-${++keys}`;

export interface Guest {
  person: Person;
  appointment: Appointment;
  address: string;
  /** The whole number of their card. */
  card: string;
}

/** Somebody new with a date in this slot. */
export async function guest(world: World, slot: Slot): Promise<Guest> {
  const address = newAddress();
  const n = 700_000 + ++people;
  const id = await registered(world, address, n);
  const appointment = await booked(world, id, slot);
  const person = await personOf(world, id);
  return { person, appointment, address, card: voterCard(n) };
}

export async function booked(world: World, person: string, slot: Slot, move = false): Promise<Appointment> {
  const { contact } = await personOf(world, person);
  const wish = { person, contact, slot: slot._id, hold: `hold-${++people}-${person}`, others: [], move };
  const outcome = await bookAppointment(world.site.store, { ...wish, now: world.clock.now() });
  if (outcome.status !== 'booked') throw new Error(outcome.status);
  return appointmentOf(world, outcome.appointment.id);
}

export async function personOf({ site }: World, id: string): Promise<Person> {
  const person = await site.store.persons.get(id);
  if (!person) throw new Error('nobody');
  return person;
}

export async function appointmentOf({ site }: World, id: string): Promise<Appointment> {
  const appointment = await site.store.appointments.get(id);
  if (!appointment) throw new Error('no such date');
  return appointment;
}

/** As the nurse sends it when the person says the right code and shows the right card. */
export const doseWish = (world: World, { appointment, person }: Guest, change: Partial<DoseWish> = {}): DoseWish => ({
  ...{ appointment: appointment._id, centre: appointment.centre, code: appointment.code, batch: '4120Z001' },
  ...{ card: { last4: person.card.last4 }, by: MITA, key: newKey(), now: world.clock.now() },
  ...change,
});

/** Four digits that are not theirs. */
export const otherCode = ({ appointment }: Guest, n = 1): string =>
  String(((Number(appointment.code) - 1_000 + n) % 9_000) + 1_000);
