/** What is not said by the person changes a conversation between two turns, saved under the number of the next one. */
import { AppError } from '../errors';
import type { Conversation, ConversationStore } from './ports';

/** What comes of it; without `next` the conversation stays as it is. */
export interface Change<T> {
  outcome: T;
  next?: Conversation;
}

const MOST_RACES = 10;

/** Where a turn was saved meanwhile the change is made anew, on what that left. `null`: this contact has no conversation. */
export async function betweenTurns<T>(
  store: ConversationStore,
  contact: string,
  change: (conversation: Conversation) => Change<T> | Promise<Change<T>>,
): Promise<T | null> {
  for (let attempt = 0; attempt < MOST_RACES; attempt++) {
    const conversation = await store.load(contact);
    if (!conversation) return null;
    const { outcome, next } = await change(conversation);
    if (!next || (await store.save({ ...next, turn: conversation.turn + 1 }))) return outcome;
  }
  throw new AppError('TURN_CONTENDED', 'the conversation was saved by others again and again');
}
