/**
 * A dose given on a date: the date is claimed for it first, which only one can do and which no cancellation or move can undo; then
 * it is written to the person. What the person's other doses do not allow is refused, and the date is as it was. A sweep finishes
 * what a crash left between the two.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Given } from '../store/at-centre';
import { recordDose, type Recorded, type Refusal } from './record-dose';
import { nextReminder } from './rules/reminders';
import { settle } from './settle-places';

export interface DoseDone {
  status: 'given';
  /** This very request was answered before. */
  again: boolean;
  dose: number;
  /** The first day of the second dose; `null` after the second. */
  secondFrom: string | null;
  given: Given;
}

/** Changed while it was looked at: whoever asks looks again. */
type Overtaken = { status: 'overtaken' };
export type NotGiven = Exclude<Refusal, { status: 'unknownVaccine' | 'noDay' | 'future' | 'beforeProgramme' }>;

/** @param read the date as it was looked at */
export async function giveDose(
  store: Store,
  read: Appointment,
  given: Given,
  now: Date,
): Promise<DoseDone | Refusal | Overtaken> {
  const claimed = await store.atCentre.beginDose(read._id, read.holder, given, now);
  if (claimed) return written(store, claimed, given, false, now);
  const stored = await store.appointments.get(read._id);
  const before = stored?.atCentre?.given;
  // Asked for again, or by two processes at once.
  return stored && before?.key === given.key ? written(store, stored, before, true, now) : { status: 'overtaken' };
}

async function written(
  store: Store,
  appointment: Appointment,
  given: Given,
  again: boolean,
  now: Date,
): Promise<DoseDone | Refusal> {
  const { _id, person: id, vaccine, centre } = appointment;
  const person = await store.persons.get(id);
  const trace = { batch: given.batch, by: given.by.id, at: given.at };
  const wish = { reference: person?.reference ?? '', vaccine, day: given.day, centre, trace, now };
  const recorded = await recordDose(store, wish);
  if (recorded.status !== 'recorded') {
    await reopen(store, appointment, given.key, now);
    return recorded;
  }
  await store.atCentre.doseWritten(_id, given.key);
  return { status: 'given', again, dose: recorded.dose, secondFrom: secondFrom(recorded, now), given };
}

function secondFrom({ dose, person: { dueDay } }: Recorded, now: Date): string | null {
  if (dose > 1 || !dueDay) return null;
  return dueDay > dayOf(now) ? dueDay : dayOf(now);
}

/** The dose was not given after all: the date is good for the rest of its day, where its place is still there. */
export async function reopen(store: Store, appointment: Appointment, key: string, now: Date): Promise<void> {
  const isStillDay = appointment.day >= dayOf(now);
  const reopened = await store.atCentre.reopen(appointment._id, key, {
    ...{ status: isStillDay ? 'booked' : 'missed', changedAt: now },
    remindAt: isStillDay ? (nextReminder(appointment, now)?.at ?? null) : null,
  });
  if (reopened?.status === 'booked') await settle(store, reopened, now);
}

const BATCH = 100;
const CRASHED_MS = 60_000;

/** Doses that a crash left claimed and not written. How many. @param failed told of each that could not be finished this time */
export async function finishDoses(store: Store, now: Date, failed: (error: unknown) => void = raise): Promise<number> {
  const half = await store.atCentre.halfGiven(new Date(now.getTime() - CRASHED_MS), BATCH);
  for (const appointment of half) {
    const given = appointment.atCentre?.given;
    if (given) await written(store, appointment, given, true, now).catch(failed);
  }
  return half.length;
}

function raise(error: unknown): never {
  throw error;
}
