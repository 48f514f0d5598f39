/**
 * Books the place a person took, or moves an appointment to it. The order of the writes is what keeps the promise that a place
 * is neither sold twice nor lost, wherever a crash falls: the place is claimed for a minute, then the appointment is written
 * with what is still to be settled, then it is settled. `settle-places` finishes or undoes what was left in between.
 */
import { randomInt } from 'node:crypto';
import { dayOf, timeOf, yearOf } from '../clock';
import type { Booked, BookingWish } from '../conversation/effects';
import type { Store } from '../store';
import type { Appointment, PlaceOfAppointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { summaryOf } from './list-appointments';
import { bookingWindow } from './rules/booking-window';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';
import { CLAIM_MS, settle } from './settle-places';

export interface BookingRequest extends BookingWish {
  contact: string;
  now: Date;
}

export async function bookAppointment(store: Store, request: BookingRequest): Promise<Booked> {
  const [person, slot] = await Promise.all([store.persons.get(request.person), store.slots.get(request.slot)]);
  if (person?.contact !== request.contact || !slot) return { status: 'gone' };
  const dose = await doseFor(store, person, slot, request);
  if (dose === null) return { status: 'gone' };
  const active = await store.appointments.activeOf(person._id, dose);
  if (active && isDone(active, request)) return finished(store, person, active, request);
  if (active && !request.move && !isMissed(active, dayOf(request.now))) return { status: 'alreadyBooked' };
  const until = new Date(request.now.getTime() + CLAIM_MS);
  if (!(await store.slots.claim(slot._id, request.hold, until))) return { status: 'gone' };
  const written = active
    ? await moved(store, active, slot, request)
    : await inserted(store, person, dose, slot, request);
  return written ? finished(store, person, written, request) : overtaken(store, person, dose, request);
}

/** Whoever did not come may have another date in place of it. */
export const isMissed = ({ day }: Appointment, today: string): boolean => day < today;

/** Another process wrote first: this very booking, run twice, or another one, which leaves this place free. */
async function overtaken(store: Store, person: Person, dose: number, request: BookingRequest): Promise<Booked> {
  const active = await store.appointments.activeOf(person._id, dose);
  if (active && isDone(active, request)) return finished(store, person, active, request);
  await store.slots.release(request.slot, request.hold);
  // This booking was made and undone before; only a new one can follow.
  return { status: active ? 'alreadyBooked' : 'gone' };
}

/** This very request was answered before, and its answer lost. */
const isDone = (active: Appointment, { slot, hold }: BookingRequest): boolean =>
  active.slot === slot && active.holder === hold;

/** The dose this slot may be booked for today; `null` where the rules no longer allow it. */
async function doseFor(store: Store, person: Person, slot: Slot, request: BookingRequest): Promise<number | null> {
  const today = dayOf(request.now);
  const { programme, rule } = await currentProgramme(store, today);
  const next = nextDose(person.doses, programme, today);
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(request.now));
  if (!next || !mayCome(standing, person.hasIllness)) return null;
  const { fromDay, toDay, fromTime } = bookingWindow(programme, today, timeOf(request.now), next.fromDay);
  const inTime = slot.day > fromDay ? slot.day <= toDay : slot.day === fromDay && slot.from > fromTime;
  const fits = slot.dose === next.dose && (next.vaccine === null || next.vaccine === slot.vaccine);
  return inTime && fits ? next.dose : null;
}

async function inserted(
  store: Store,
  person: Person,
  dose: number,
  slot: Slot,
  { contact, hold, now }: BookingRequest,
): Promise<Appointment | null> {
  const appointment: Appointment = {
    _id: hold,
    person: person._id,
    contact,
    dose,
    ...placeOf(slot, hold),
    code: String(randomInt(1_000, 10_000)),
    status: 'booked',
    settling: { leave: [] },
    bookedAt: now,
    changedAt: now,
  };
  return (await store.appointments.insert(appointment)) ? appointment : null;
}

const moved = (
  store: Store,
  active: Appointment,
  slot: Slot,
  { hold, now }: BookingRequest,
): Promise<Appointment | null> => store.appointments.move(active._id, active.holder, placeOf(slot, hold), now);

const placeOf = (slot: Slot, holder: string): PlaceOfAppointment => ({
  slot: slot._id,
  holder,
  vaccine: slot.vaccine,
  centre: slot.centre,
  centreNames: slot.centreNames,
  day: slot.day,
  from: slot.from,
  to: slot.to,
  price: slot.price,
});

async function finished(
  store: Store,
  person: Person,
  appointment: Appointment,
  request: BookingRequest,
): Promise<Booked> {
  const [stands] = await Promise.all([
    settle(store, appointment, request.now),
    store.slots.unhold(request.others, request.hold),
  ]);
  if (!stands) return { status: 'gone' };
  const { rule } = await currentProgramme(store, dayOf(request.now));
  return { status: 'booked', appointment: summaryOf(appointment, person, rule, request.now) };
}
