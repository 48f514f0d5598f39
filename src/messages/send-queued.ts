/** Sends what is queued, answers at once and all else in daylight, each by one process at a time; what failed for now is tried again. */
import { timeOf } from '../clock';
import { CHANNELS, type ChannelName } from '../conversation/vocabulary';
import { SendError } from '../errors';
import type { Store } from '../store';
import type { Message } from '../store/messages';
import { bySms, wayTo } from './reach';

/** Hands a message to its provider; throws SendError where it was not taken. */
export type Send = (message: Message) => Promise<void>;

export interface Outbox {
  store: Store;
  send: Send;
  now: () => Date;
  /** Told of each message that was not taken. */
  failed: (error: unknown) => void;
}

/** Longer than any provider's answer takes, with the patience its channel has by itself. */
const LEASE_MS = 10 * 60_000;
/** Between the tries of a message that was not taken: twice as long each time, and never quite the same. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_TRIES = 20;
const MOST_AT_ONCE = 200;
/** Nobody is woken by us. India's time. */
const DAYLIGHT = { from: '08:00', to: '20:00' };

/** How many were looked at. A channel whose provider is slow does not hold up the others. */
export async function sendQueued(outbox: Outbox, stopped: () => boolean = () => false): Promise<number> {
  const counts = await Promise.all(CHANNELS.map((channel) => sendBy(channel, outbox, stopped)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function sendBy(channel: ChannelName, outbox: Outbox, stopped: () => boolean): Promise<number> {
  let count = 0;
  for (; count < MOST_AT_ONCE && !stopped(); count++) {
    const now = outbox.now();
    const message = await outbox.store.messages.take(now, leased(now), { channel, answersOnly: isNight(now) });
    if (!message) break;
    await sendOne(outbox, message);
  }
  return count;
}

/**
 * Sends without waiting for the round. The message is queued as ours first, so that it goes once and, should it fail, is tried again
 * like any other. `false`: it was queued before, here or by another process.
 */
export async function sendAtOnce(outbox: Outbox, message: Message): Promise<boolean> {
  const mine = await outbox.store.messages.queue(message, leased(outbox.now()));
  if (mine) await sendOne(outbox, { ...message, tries: 1 });
  return mine;
}

const leased = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

function isNight(now: Date): boolean {
  const time = timeOf(now);
  return time < DAYLIGHT.from || time >= DAYLIGHT.to;
}

type Taken = Message & { tries: number };

async function sendOne(outbox: Outbox, taken: Taken): Promise<void> {
  const { store, send, failed } = outbox;
  // Silence may have been asked for since the message was queued; who asks us something is answered all the same.
  const silent = !taken.answers && (await store.contacts.isOptedOut(taken.contact));
  const message = silent ? null : await wayTo(store, taken);
  if (!message) return store.messages.settle(taken.occasion, 'dropped');
  try {
    await send(message);
    await store.messages.settle(message.occasion, 'sent');
  } catch (error) {
    failed(error);
    await afterFailure(outbox, { ...message, tries: taken.tries }, error);
  }
}

/** Who has blocked the bot still has a telephone. */
async function afterFailure(outbox: Outbox, message: Taken, error: unknown): Promise<void> {
  const { store, now } = outbox;
  const refused = error instanceof SendError && !error.retryable;
  const other = refused && message.channel === 'telegram' ? await bySms(store, message) : null;
  if (other) await sendOne(outbox, { ...other, tries: message.tries });
  else if (refused || message.tries >= MOST_TRIES) await store.messages.settle(message.occasion, 'failed');
  else await store.messages.postpone(message.occasion, new Date(now().getTime() + pauseAfter(message.tries)));
}

const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);
