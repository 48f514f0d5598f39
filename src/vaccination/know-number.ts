/**
 * Somebody whose number staff have written down can be written to: as if they had said hello, in the language they speak. Who has
 * written to us before is left as they are.
 */
import { randomUUID } from 'node:crypto';
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';

/** @param address `tel:+91…` */
export async function knowNumber(store: Store, address: string, language: Language): Promise<string> {
  const contact = store.vault.contactOf(address);
  await store.conversations.save({
    ...{ contact, address, reachedAt: address, channel: 'sms', thread: randomUUID(), turn: 1, language, script: null },
    ...{ dialogue: null, menu: [], paging: null, session: null, heardAt: null, followUpAt: null },
    ...{ entered: null, journey: null, answered: [], heldBy: null },
  });
  return contact;
}
