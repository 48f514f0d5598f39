import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Person } from '../store/persons';

/** In which the person talks with us, where they do. */
export async function languageOf(store: Store, { contact }: Pick<Person, 'contact'>): Promise<Language | undefined> {
  const conversation = await store.conversations.load(contact);
  return conversation?.language ?? undefined;
}
