/**
 * Takes somebody off their number who was registered by mistake, or does not want to be any more. First of all, by one update, nobody
 * finds them any more; then what was theirs is settled, and again a minute later, for who had begun to book for them meanwhile.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { isMissed } from './may-book';
import { settleLeft } from './settle-left';
import { CLAIM_MS } from './settle-places';
import { tellCancelled } from './tell-places';

export interface Removal {
  reference: string;
  contact: string;
  now: Date;
}

export type Removed = 'removed' | 'personUnknown' | 'hasDose' | 'hasDate';

export async function removePerson(store: Store, removal: Removal): Promise<Removed> {
  const { reference, contact, now } = removal;
  const person = await store.persons.byReference(reference);
  if (person?.contact !== contact) return 'personUnknown';
  const refused = await refusal(store, person, now);
  if (refused) return refused;
  // Given a dose, or taken to another number, this very moment.
  if (!(await store.persons.leave(person._id, contact, now))) return removePerson(store, removal);
  const ended = await settleLeft(store, person, now);
  // Booked this very moment, and told so: they hear that it is off.
  await tellCancelled(
    store,
    ended.filter((date) => !isMissed(date, dayOf(now))),
    now,
  );
  return 'removed';
}

async function refusal(store: Store, { _id, doses }: Person, now: Date): Promise<'hasDose' | 'hasDate' | null> {
  const dates = await store.appointments.ofPerson(_id);
  // A dose is first written to its date.
  if (doses.length > 0 || dates.some(({ status }) => status === 'vaccinated')) return 'hasDose';
  return dates.some((date) => date.status === 'booked' && !isMissed(date, dayOf(now))) ? 'hasDate' : null;
}

const BATCH = 200;

/** Finishes what a crash left, and forgets who has left. How many. @param failed told of each who could not be settled this time */
export async function forgetLeft(store: Store, now: Date, failed: (error: unknown) => void): Promise<number> {
  const left = await store.persons.left(new Date(now.getTime() - CLAIM_MS), BATCH);
  for (const person of left) {
    await settleLeft(store, person, now)
      .then(() => store.persons.remove(person._id))
      .catch(failed);
  }
  return left.length;
}
