/** Sends what is queued, in daylight, each message by one process at a time; what fails stays queued for the next round. */
import { timeOf } from '../clock';
import type { Store } from '../store';
import type { Message } from '../store/messages';

/** Hands a message to its provider; throws where it was not taken. */
export type Send = (message: Message) => Promise<void>;

const LEASE_MS = 60_000;
const MOST_AT_ONCE = 200;
/** Nobody is woken by us. India's time. */
const DAYLIGHT = { from: '08:00', to: '20:00' };

export async function sendQueued(store: Store, send: Send, now: Date): Promise<number> {
  const time = timeOf(now);
  if (time < DAYLIGHT.from || time >= DAYLIGHT.to) return 0;
  for (let count = 0; count < MOST_AT_ONCE; count++) {
    const message = await store.messages.take(now, new Date(now.getTime() + LEASE_MS));
    if (!message) return count;
    await send(message);
    await store.messages.sent(message.occasion);
  }
  return MOST_AT_ONCE;
}
