/** Answers that do not go back in the webhook's response: each is sent once, and tried again while the provider is away. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../conversation/ports';
import type { Inbound } from '../../conversation/vocabulary';
import { SendError } from '../../errors';
import type { Outgoing } from './http-send';

export interface ReplyDeps {
  send: (message: Outgoing) => Promise<void>;
  /** Told of each answer that was given up. */
  failed: (error: unknown) => void;
  /** Given what could not be sent though it was tried again and again. */
  undelivered: (inbound: Inbound, answer: Answer) => Promise<unknown>;
  /** Milliseconds before each further try. */
  waits?: readonly number[];
}

export interface Replies {
  /** Whether the answer to this message is sent, or under way. */
  has: (inbound: Inbound) => boolean;
  send: (inbound: Inbound, answer: Answer) => void;
}

const WAITS_MS = [1_000, 4_000];
/** Messages remembered as answered: a repeat comes within minutes. */
const REMEMBERED = 20_000;

export function createReplies({ send, failed, undelivered, waits = WAITS_MS }: ReplyDeps): Replies {
  const answered = new Set<string>();
  const remember = (key: string): void => {
    answered.add(key);
    const [oldest] = answered;
    if (answered.size > REMEMBERED && oldest !== undefined) answered.delete(oldest);
  };
  return {
    has: (inbound) => answered.has(keyOf(inbound)),
    send: (inbound, answer) => {
      const { text, expects } = answer;
      const key = keyOf(inbound);
      if (text === '' || answered.has(key)) return;
      remember(key);
      const message = { occasion: `reply:${key}`, address: inbound.address, text };
      patiently(send, message, waits).then(
        // An apology is no answer: the same message again must still get one.
        () => expects === 'unavailable' && answered.delete(key),
        async (error: unknown) => {
          failed(error);
          if (error instanceof SendError && error.retryable) await undelivered(inbound, answer).catch(failed);
          else answered.delete(key);
        },
      );
    },
  };
}

const keyOf = ({ address, externalId }: Inbound): string => `${address}:${externalId}`;

async function patiently(send: ReplyDeps['send'], message: Outgoing, waits: readonly number[]): Promise<void> {
  for (const wait of waits) {
    const again = await send(message).then(
      () => false,
      (error: unknown) => {
        if (error instanceof SendError && error.retryable) return true;
        throw error;
      },
    );
    if (!again) return;
    await pause(wait);
  }
  await send(message);
}
