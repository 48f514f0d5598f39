/** A person has a date, or the dose: nothing more is looked for, and what was kept meanwhile is free again. */
import type { Store } from '../store';
import { wishIdOf } from './rules/waiting';
import { closeProposal } from './settle-proposal';

/** Where nobody waits it costs two reads that are gathered with those of others. */
export async function endWaiting(store: Store, person: string, dose: number, now: Date): Promise<void> {
  const [wish, open] = await Promise.all([
    store.wishes.get(wishIdOf(person, dose)),
    store.proposals.openOf(person, dose),
  ]);
  // First what a sweep finishes after a crash; whoever is left in line alone is found to have a date when it is their turn.
  if (open) await closeProposal(store, open, 'gone', now);
  if (wish?.status === 'waiting' || wish?.status === 'proposed') await store.wishes.end(wish._id, 'met');
}
