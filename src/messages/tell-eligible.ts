/** Queues "it is your turn" for those who asked to be told, once. */
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { newlyEligible } from '../vaccination/newly-eligible';

/** How many were looked at. @param failed told of each person who could not be told this time */
export async function tellEligible(store: Store, now: Date, failed: (error: unknown) => void): Promise<number> {
  const people = await newlyEligible(store, now);
  for (const person of people) await tell(store, person, now).catch(failed);
  return people.length;
}

/** Who has asked for silence keeps the wish, and is told once they want to hear from us again. */
async function tell(store: Store, { _id, contact, name }: Person, at: Date): Promise<void> {
  if (await store.contacts.isOptedOut(contact)) return;
  const prompts = [{ key: 'templates:eligible', params: { name: { person: name } } }];
  await store.messages.queue({
    ...{ occasion: `eligible:${_id}`, contact, kind: 'service', at, prompts },
    about: { person: _id, dose: 1 },
  });
  await store.persons.told(_id);
}
