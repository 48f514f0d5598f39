/** Sends what is queued, answers at once and all else in daylight, each message by one process at a time; what failed for now is tried again. */
import { timeOf } from '../clock';
import { SendError } from '../errors';
import type { Store } from '../store';
import type { Message } from '../store/messages';

/** Hands a message to its provider; throws SendError where it was not taken. */
export type Send = (message: Message) => Promise<void>;

/** Longer than any provider's answer takes. */
const LEASE_MS = 60_000;
/** Between the tries of a message that was not taken: twice as long each time, and never quite the same. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_TRIES = 20;
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
  const atNight = time < DAYLIGHT.from || time >= DAYLIGHT.to;
  for (let count = 0; count < MOST_AT_ONCE; count++) {
    const message = await store.messages.take(now, new Date(now.getTime() + LEASE_MS), atNight);
    if (!message) return count;
    await sendOne(store, send, message, now, failed);
  }
  return MOST_AT_ONCE;
}

async function sendOne(
  store: Store,
  send: Send,
  message: Message & { tries: number },
  now: Date,
  failed: (error: unknown) => void,
): Promise<void> {
  // Silence may have been asked for since the message was queued; who asks us something is answered all the same.
  if (!message.answers && (await store.contacts.isOptedOut(message.contact)))
    return store.messages.settle(message.occasion, 'dropped');
  try {
    await send(message);
    await store.messages.settle(message.occasion, 'sent');
  } catch (error) {
    failed(error);
    const hopeless = (error instanceof SendError && !error.retryable) || message.tries >= MOST_TRIES;
    if (hopeless) await store.messages.settle(message.occasion, 'failed');
    else await store.messages.postpone(message.occasion, new Date(now.getTime() + pauseAfter(message.tries)));
  }
}

const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);
