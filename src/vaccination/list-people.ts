/** Who is registered on a number, and whether there is room for one more. */
import { dayOf } from '../clock';
import type { PersonSummary } from '../conversation/effects';
import type { Store } from '../store';
import { currentProgramme } from './current-programme';

export async function listPeople(store: Store, contact: string): Promise<PersonSummary[]> {
  const people = await store.persons.ofContact(contact);
  return people.map(({ _id, name }) => ({ id: _id, name }));
}

export async function checkRoom(store: Store, contact: string, now: Date): Promise<{ room: boolean; most: number }> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const people = await store.persons.ofContact(contact);
  return { room: people.length < programme.mostPeoplePerNumber, most: programme.mostPeoplePerNumber };
}
