/**
 * Books the place a person took, or moves an appointment to it. The order of the writes is what keeps the promise that a place
 * is neither sold twice nor lost, wherever a crash falls: the place is claimed for a minute, then the appointment is written
 * with what is still to be settled, then it is settled. `settle-places` finishes or undoes what was left in between.
 */
import { randomInt } from 'node:crypto';
import { dayOf } from '../clock';
import type { Booked, BookingWish } from '../conversation/effects';
import type { Journey } from '../conversation/ports';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Door, Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { endWaiting } from './end-waiting';
import { summaryOf } from './list-appointments';
import { activeDate, doseFor, isMissed, partnerOf, placeOf } from './may-book';
import { isStillTheirs } from './settle-person';
import { CLAIM_MS, doorOn, settle } from './settle-places';
import { wayToBooking } from './way-to-booking';

export interface BookingRequest extends BookingWish {
  contact: string;
  now: Date;
  /** Partner apps leave the places that are kept for telephones. */
  door?: Door;
  /** Id of the partner whose program books. */
  partner?: string;
  /** The person stands at the centre. */
  isHere?: boolean;
  /** Id of the operator who books in the person's name. */
  by?: string;
  /** Of the conversation that books. */
  journey?: Journey;
}

export async function bookAppointment(store: Store, request: BookingRequest): Promise<Booked> {
  const { now } = request;
  const [person, slot] = await Promise.all([store.persons.get(request.person), store.slots.get(request.slot)]);
  if (person?.contact !== request.contact || !slot) return { status: 'gone' };
  const known = await activeDate(store, person._id, slot.dose, now);
  // Before anything else is asked: run again a minute later the day may be past booking.
  if (known && isDone(known, request)) return finished(store, person, known, request);
  const dose = await doseFor(store, person, slot, now, request.isHere);
  if (dose === null) return { status: 'gone' };
  const missed = known && isMissed(known, dayOf(now)) ? known : null;
  const active = missed ? null : known;
  if (active && !request.move) return { status: 'alreadyBooked' };
  if (!(await claimed(store, slot, request))) return { status: 'gone' };
  if (missed) await store.appointments.finish(missed._id, 'missed', now);
  const written = active
    ? await store.appointments.move(
        active._id,
        active.holder,
        { ...placeOf(slot, request.hold, now), by: request.by ?? null, door: request.door ?? null },
        now,
      )
    : await inserted(store, person, dose, slot, request);
  return written ? finished(store, person, written, request) : overtaken(store, person, dose, request);
}

function claimed(store: Store, { _id, day }: Slot, { hold, now, door }: BookingRequest): Promise<boolean> {
  const until = new Date(now.getTime() + CLAIM_MS);
  return store.slots.claim(_id, hold, until, doorOn(day, door, now));
}

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

async function inserted(
  store: Store,
  person: Person,
  dose: number,
  slot: Slot,
  request: BookingRequest,
): Promise<Appointment | null> {
  const { contact, hold, now, by, door } = request;
  const appointment: Appointment = {
    _id: hold,
    person: person._id,
    contact,
    dose,
    ...placeOf(slot, hold, now),
    code: String(randomInt(1_000, 10_000)),
    status: 'booked',
    settling: { leave: [] },
    bookedAt: now,
    changedAt: now,
    ...(by ? { by } : {}),
    ...(door ? { door } : {}),
    ...partnerOf(person, request),
    ...wayToBooking(person, request),
  };
  return (await store.appointments.insert(appointment)) ? appointment : null;
}

async function finished(
  store: Store,
  person: Person,
  appointment: Appointment,
  request: BookingRequest,
): Promise<Booked> {
  const [stands, isTheirs] = await Promise.all([
    settle(store, appointment, request.now),
    store.persons.get(person._id).then((stored) => isStillTheirs(store, stored, appointment, request.now)),
    store.slots.unhold(request.others, request.hold),
  ]);
  if (!stands || !isTheirs) return { status: 'gone' };
  const [{ rule }] = await Promise.all([
    currentProgramme(store, dayOf(request.now)),
    endWaiting(store, person._id, appointment.dose, request.now),
  ]);
  return { status: 'booked', appointment: summaryOf(appointment, person, rule, request.now) };
}
