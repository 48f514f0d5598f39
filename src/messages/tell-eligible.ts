/** Queues "it is your turn" for those who asked to be told, once, in the language they last wrote in. */
import type { Render } from '../render/render';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { templateName } from './notify';
import { localeFor, reachOf } from './reach';
import { newlyEligible } from '../vaccination/newly-eligible';

/** How many were looked at. @param failed told of each person who could not be told this time */
export async function tellEligible(
  store: Store,
  render: Render,
  now: Date,
  failed: (error: unknown) => void,
): Promise<number> {
  const people = await newlyEligible(store, now);
  for (const person of people) await tell(store, render, person, now).catch(failed);
  return people.length;
}

/** Who has asked for silence keeps the wish, and is told once they want to hear from us again. */
async function tell(store: Store, render: Render, { _id, contact, name }: Person, at: Date): Promise<void> {
  const [conversation, silent] = await Promise.all([
    store.conversations.load(contact),
    store.contacts.isOptedOut(contact),
  ]);
  if (silent) return;
  if (conversation) {
    const prompt = { key: 'templates:eligible', params: { name: { person: name } } };
    const locale = localeFor(conversation);
    const { text } = render([prompt], locale);
    const template = templateName(prompt.key, locale);
    await store.messages.queue({ occasion: `eligible:${_id}`, contact, ...reachOf(conversation), text, template, at });
  }
  await store.persons.told(_id);
}
