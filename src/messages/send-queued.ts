/** Sends what is queued, in daylight, each message by one process at a time; what failed for now is tried again. */
import { timeOf } from '../clock';
import { SendError } from '../errors';
import type { Store } from '../store';
import type { Message } from '../store/messages';

/** Hands a message to its provider; throws SendError where it was not taken. */
export type Send = (message: Message) => Promise<void>;

const LEASE_MS = 5 * 60_000;
const MOST_AT_ONCE = 200;
/** Nobody is woken by us. India's time. */
const DAYLIGHT = { from: '08:00', to: '20:00' };

/** How many were looked at. @param failed told of each message that was not taken */
export async function sendQueued(
  store: Store,
  send: Send,
  now: Date,
  failed: (error: unknown) => void,
): Promise<number> {
  const time = timeOf(now);
  if (time < DAYLIGHT.from || time >= DAYLIGHT.to) return 0;
  for (let count = 0; count < MOST_AT_ONCE; count++) {
    const message = await store.messages.take(now, new Date(now.getTime() + LEASE_MS));
    if (!message) return count;
    await sendOne(store, send, message, failed);
  }
  return MOST_AT_ONCE;
}

async function sendOne(store: Store, send: Send, message: Message, failed: (error: unknown) => void): Promise<void> {
  // Silence may have been asked for since the message was queued.
  if (await store.contacts.isOptedOut(message.contact)) return store.messages.settle(message.occasion, 'dropped');
  try {
    await send(message);
    await store.messages.settle(message.occasion, 'sent');
  } catch (error) {
    failed(error);
    if (error instanceof SendError && !error.retryable) await store.messages.settle(message.occasion, 'failed');
  }
}
