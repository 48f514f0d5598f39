/**
 * The second pair of eyes: confirms what a colleague asked for, and has it done. It is written first that it is confirmed; a sweep
 * does what a crash left undone.
 */
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Given, Who } from '../store/at-centre';
import type { SecondLook } from '../store/second-looks';
import { giveDose, type DoseDone } from './give-dose';
import { recordDose, type Refusal } from './record-dose';
import { undoDose } from './undo-dose';

export interface Confirmation {
  look: string;
  centre: string;
  by: Who;
  now: Date;
}

/** `over`: it ran out, was withdrawn, or is done. `refused`: what it was about has changed meanwhile. */
export type Confirmed =
  | { status: 'given'; look: SecondLook; dose: number; secondFrom: string | null }
  | { status: 'undone'; look: SecondLook }
  | { status: 'refused'; look: SecondLook; because: string }
  | { status: 'unknown' | 'own' | 'over' };

export async function confirmLook(store: Store, { look: id, centre, by, now }: Confirmation): Promise<Confirmed> {
  const asked = await store.secondLooks.get(id);
  if (asked?.centre !== centre) return { status: 'unknown' };
  if (asked.by.id === by.id) return { status: 'own' };
  const look = (await store.secondLooks.confirm(id, by, now)) ?? (await store.secondLooks.get(id));
  if (look?.witness?.id !== by.id || look.status === 'done') return { status: 'over' };
  return perform(store, look, now);
}

async function perform(store: Store, look: SecondLook, now: Date): Promise<Confirmed> {
  if (look.status === 'refused') return { status: 'refused', look, because: look.because ?? '' };
  const done = look.kind === 'undo' ? await undone(store, look, now) : await given(store, look, now);
  const because = done.status === 'refused' ? done.because : undefined;
  await store.secondLooks.ended(look._id, because === undefined ? 'done' : 'refused', because);
  if (because === undefined && look.conflict) await settleConflict(store, look.conflict, look);
  return done;
}

async function undone(store: Store, look: SecondLook, now: Date): Promise<Confirmed> {
  const outcome = await undoDose(store, look, now);
  return outcome === 'undone' ? { status: 'undone', look } : { status: 'refused', look, because: outcome };
}

async function given(store: Store, look: SecondLook, now: Date): Promise<Confirmed> {
  if (await isPutAside(store, look)) return { status: 'refused', look, because: 'overtaken' };
  const appointment = await store.appointments.get(look.appointment);
  const dose = appointment ? await doseOn(store, appointment, look, now) : null;
  if (!dose) return { status: 'refused', look, because: 'unknown' };
  return dose.status === 'given' ? { ...dose, look } : { status: 'refused', look, because: dose.status };
}

async function isPutAside(store: Store, { conflict }: SecondLook): Promise<boolean> {
  return conflict !== undefined && (await store.dayConflicts.get(conflict))?.settled?.how === 'discarded';
}

type Dose = Pick<DoseDone, 'status' | 'dose' | 'secondFrom'>;

async function doseOn(
  store: Store,
  appointment: Appointment,
  look: SecondLook,
  now: Date,
): Promise<Dose | Refusal | { status: 'overtaken' }> {
  const isStillHere = appointment.centre === look.centre && appointment.day === look.day;
  const isOurs = appointment.atCentre?.given?.key === look._id;
  if (isOurs || (isStillHere && ['booked', 'missed'].includes(appointment.status)))
    return giveDose(store, appointment, givenBy(look), now);
  // Given without network, on a date that was cancelled or moved meanwhile: the dose counts all the same.
  return look.conflict ? recorded(store, appointment, look, now) : { status: 'overtaken' };
}

function givenBy({ _id, by, witness, why, day, batch, confirmedAt, at }: SecondLook): Given {
  return { key: _id, by, at: confirmedAt ?? at, day, batch, witness: { by: witness ?? by, why } };
}

async function recorded(store: Store, { vaccine }: Appointment, look: SecondLook, now: Date): Promise<Dose | Refusal> {
  const { person: id, day, centre, batch, by } = look;
  const person = await store.persons.get(id);
  const trace = { batch, by: by.id, at: look.confirmedAt ?? now };
  const outcome = await recordDose(store, { reference: person?.reference ?? '', vaccine, day, centre, trace, now });
  if (outcome.status !== 'recorded') return outcome;
  return { status: 'given', dose: outcome.dose, secondFrom: outcome.person.dueDay ?? null };
}

async function settleConflict(store: Store, conflict: string, { witness, by, confirmedAt, at, why }: SecondLook) {
  await store.dayConflicts.settle(conflict, { how: 'confirmed', by: witness ?? by, at: confirmedAt ?? at, why });
}

const BATCH = 100;
const CRASHED_MS = 60_000;

/** What was confirmed and, by a crash, not done. How many. @param failed told of each that could not be finished this time */
export async function finishLooks(store: Store, now: Date, failed: (error: unknown) => void = raise): Promise<number> {
  const unfinished = await store.secondLooks.unfinished(new Date(now.getTime() - CRASHED_MS), BATCH);
  for (const look of unfinished) await perform(store, look, now).catch(failed);
  return unfinished.length;
}

function raise(error: unknown): never {
  throw error;
}
