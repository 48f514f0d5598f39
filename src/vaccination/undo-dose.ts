/**
 * Takes a dose back that two of the staff know to be recorded by mistake: from the person first, then the date is good again for
 * the rest of its day. What the dose ended, another date or the waiting in line, does not come back; the person is told. Run
 * again it finishes what was begun.
 */
import type { Store } from '../store';
import type { SecondLook } from '../store/second-looks';
import { isRecorded, type UndoRefused } from './ask-undo';
import { reopen } from './give-dose';
import { settlePerson } from './settle-person';

export async function undoDose(store: Store, look: SecondLook, now: Date): Promise<'undone' | UndoRefused> {
  const appointment = await store.appointments.get(look.appointment);
  const person = appointment && (await store.persons.get(appointment.person));
  if (!person) return 'unknown';
  const { status, dose, atCentre } = appointment;
  const given = atCentre?.given;
  // The last step was done before.
  if (status !== 'vaccinated' || !given || given.key !== look.of) return 'undone';
  if (person.doses.length > dose) return 'followed';
  const recorded = person.doses[dose - 1];
  if (recorded) {
    if (!isRecorded(person, dose, given)) return 'notOurs';
    await store.atCentre.takenBack(appointment._id, given.key);
    const isBack = await store.persons.takeBack(person._id, dose, { ...recorded, at: given.at });
    // Another dose was recorded this very moment, or another process was faster.
    if (!isBack) return undoDose(store, look, now);
  }
  await reopen(store, appointment, given.key, now);
  const stored = await store.persons.get(person._id);
  if (stored) await settlePerson(store, stored, now);
  return 'undone';
}
