/** A dose that was recorded by mistake: within a day one of the staff asks for it to be taken back, and another one confirms. */
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Given, Who } from '../store/at-centre';
import type { Person } from '../store/persons';
import type { SecondLook } from '../store/second-looks';
import { LOOK_MS, reasonOf } from './ask-override';

export interface UndoWish {
  appointment: string;
  centre: string;
  why: string;
  by: Who;
  key: string;
  now: Date;
}

/** `tooLate`: a day has passed. `followed`: another dose was recorded since. `notOurs`: it was not recorded here. */
export type UndoRefused = 'unknown' | 'tooLate' | 'followed' | 'notOurs';
export type UndoAsked = { status: 'open'; look: SecondLook } | { status: 'noReason' | UndoRefused };

export const UNDO_MS = 24 * 3_600_000;

export async function askUndo(store: Store, wish: UndoWish): Promise<UndoAsked> {
  const { centre, by, key, now } = wish;
  const why = reasonOf(wish.why);
  if (why === null) return { status: 'noReason' };
  const appointment = await store.appointments.get(wish.appointment);
  const person = appointment && (await store.persons.get(appointment.person));
  if (!person || appointment.centre !== centre) return { status: 'unknown' };
  const given = appointment.atCentre?.given;
  const refused = undoRefusal(appointment, person, now);
  if (refused || !given) return { status: refused ?? 'notOurs' };
  const look = await store.secondLooks.ask({
    ...{ _id: store.vault.idOf(`look:${key}`), kind: 'undo', appointment: appointment._id, person: person._id, centre },
    ...{ day: given.day, batch: given.batch, of: given.key, why, by, at: now, status: 'open' },
    until: new Date(now.getTime() + LOOK_MS),
  });
  return { status: 'open', look };
}

/** Asked for in time, it may be confirmed a little later. */
export function undoRefusal({ status, dose, atCentre }: Appointment, person: Person, now: Date): UndoRefused | null {
  const given = atCentre?.given;
  if (status !== 'vaccinated' || !given || given.pending) return 'notOurs';
  if (now.getTime() - given.at.getTime() > UNDO_MS) return 'tooLate';
  if (person.doses.length > dose) return 'followed';
  return isRecorded(person, dose, given) ? null : 'notOurs';
}

/** Whether it is this very dose that the person has. */
export const isRecorded = ({ doses }: Person, dose: number, { at }: Given): boolean =>
  doses.length === dose && doses.at(-1)?.at?.getTime() === at.getTime();
