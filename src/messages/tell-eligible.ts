/** Queues "it is your turn" for those who asked to be told, once, in the language they last wrote in. */
import type { Render } from '../render/render';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { newlyEligible } from '../vaccination/newly-eligible';

/** How many were told. Who has asked for silence stays registered and is not written to. */
export async function tellEligible(store: Store, render: Render, now: Date): Promise<number> {
  const people = await newlyEligible(store, now);
  for (const person of people) {
    await tell(store, render, person, now);
    // Told or told before, or not to be written to: none of them is looked at again.
    await store.persons.told(person._id);
  }
  return people.length;
}

async function tell(store: Store, render: Render, { _id, contact, name }: Person, at: Date): Promise<void> {
  const [conversation, silent] = await Promise.all([
    store.conversations.load(contact),
    store.contacts.isOptedOut(contact),
  ]);
  if (!conversation || silent) return;
  const { address, channel, language } = conversation;
  const { text } = render([{ key: 'templates:eligible', params: { name: { person: name } } }], language ?? 'en');
  await store.messages.queue({ occasion: `eligible:${_id}`, contact, address, channel, text, at });
}
