/**
 * Everything we send goes through here: in order for each chat, no more than Telegram takes in a second from one bot, and again
 * where it was not taken. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
import { setMaxListeners } from 'node:events';
import { createQueue } from '../../conversation/queue';
import { SendError } from '../../errors';
import { pause } from './pause';
import { refusalOf, sendErrorOf } from './refusal';

export interface SendQueue {
  /** Throws SendError where the message was not taken in the end. */
  add: (chat: number, send: () => Promise<unknown>) => Promise<void>;
  /** Nothing is tried again any more; resolves when what is under way has ended, or after `mostMs`. */
  close: (mostMs: number) => Promise<void>;
}

export const MOST_PER_SECOND = 25;
/** Waits between the attempts, in milliseconds. */
export const BACKOFF: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000];
/** Who is told to wait longer than this is better remembered by the outbox. */
const LONGEST_WAIT_MS = 60_000;

export function createSendQueue(backoff = BACKOFF): SendQueue {
  const inOrder = createQueue();
  const closing = new AbortController();
  // Every message that waits listens to it.
  setMaxListeners(0, closing.signal);
  const underWay = new Set<Promise<void>>();
  const inStep = stepping(closing.signal);
  const attempts = async (send: () => Promise<unknown>): Promise<void> => {
    for (const wait of [...backoff, undefined]) {
      await inStep();
      const error = await attempt(send, wait, closing.signal);
      if (!error) return;
      if (wait === undefined || !error.retryable || closing.signal.aborted) throw error;
    }
  };
  return {
    add: (chat, send) => {
      const task = inOrder(String(chat), () => attempts(send));
      underWay.add(task);
      const forget = (): void => void underWay.delete(task);
      task.then(forget, forget);
      return task;
    },
    close: async (mostMs) => {
      closing.abort();
      const settled = new AbortController();
      void Promise.allSettled(underWay).then(() => settled.abort());
      await pause(mostMs, settled.signal);
    },
  };
}

/** Sends once; the error it answers with has been waited for as long as it asks, or cannot be helped by waiting. */
async function attempt(
  send: () => Promise<unknown>,
  wait: number | undefined,
  signal: AbortSignal,
): Promise<SendError | undefined> {
  try {
    if (signal.aborted) return new SendError('the service is stopping', true);
    await send();
    return undefined;
  } catch (cause) {
    const refusal = refusalOf(cause);
    const error = sendErrorOf(refusal);
    const waitMs = refusal.waitMs ?? wait ?? 0;
    if (refusal.retryable && waitMs > LONGEST_WAIT_MS) throw error;
    if (refusal.retryable && wait !== undefined) await pause(waitMs, signal);
    return error;
  }
}

/** Each caller goes on at its own moment, evenly after the one before it. */
function stepping(signal: AbortSignal): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const mine = Math.max(now, next);
    next = mine + 1000 / MOST_PER_SECOND;
    if (mine > now) await pause(mine - now, signal);
  };
}
