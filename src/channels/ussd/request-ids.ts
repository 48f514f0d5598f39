/**
 * Ids for the requests of gateways that send none. A gateway that got no answer asks again with the same words; a person who
 * answers two questions with 1 uses the same words, too. They differ in this: a person has seen the screen in between and
 * needs longer than two seconds to read it and to type, while a gateway asks again because no answer has reached it.
 *
 * That is known to one process only, so the ids of a session are chance: those of an earlier process never come again, and no
 * answer is taken for one given before. The price is that a retry which reaches another process, or comes after a restart, is
 * taken for the person's next answer, too: one 1 may then answer two questions.
 */
import { randomUUID } from 'node:crypto';
import { digestOf } from './screen';

export interface IdentifiedRequest {
  id: string;
  /** To be called when the answer has left for the gateway. */
  delivered: () => void;
}

export type IdentifyRequest = (address: string, transaction: string, text: string) => IdentifiedRequest;

interface LastRequest {
  id: string;
  transaction: string;
  digest: string;
  /** Milliseconds; unset while it is being answered, and where the answer could not be delivered. */
  deliveredAt?: number;
}

export const RETRY_WITHIN_MS = 2000;
/** More people than are in a session at the same time; the longest silent are forgotten first. */
const NUMBERS_KEPT = 10_000;

export interface RequestIdOptions {
  now: () => Date;
  /**
   * What the transaction id names. `unknown`: each request, and the same words under it are a retry however late, until one id
   * has brought two different texts; from then on it is known to name the session.
   */
  transaction: 'session' | 'unknown';
}

export function createRequestIds({ now, transaction: names }: RequestIdOptions): IdentifyRequest {
  const lasts = new Map<string, LastRequest>();
  let namesSession = names === 'session';

  const isRetry = (last: LastRequest, digest: string): boolean => {
    if (last.digest !== digest) return false;
    if (!namesSession || last.deliveredAt === undefined) return true;
    return now().getTime() - last.deliveredAt < RETRY_WITHIN_MS;
  };

  const next = (last: LastRequest | undefined, transaction: string, digest: string): LastRequest => {
    if (last?.transaction === transaction) {
      if (last.digest !== digest) namesSession = true;
      if (isRetry(last, digest)) return last;
    }
    // A transaction that names the request tells a retry in any process.
    return { id: `${transaction}:${namesSession ? randomUUID() : digest}`, transaction, digest };
  };

  return (address, transaction, text) => {
    const request = next(lasts.get(address), transaction, digestOf(text));
    // Set anew, so that the map stays in the order of the last request.
    lasts.delete(address);
    lasts.set(address, request);
    forgetOldest(lasts);
    return { id: request.id, delivered: () => void (request.deliveredAt = now().getTime()) };
  };
}

function forgetOldest(lasts: Map<string, LastRequest>): void {
  const [oldest] = lasts.keys();
  if (lasts.size > NUMBERS_KEPT && oldest !== undefined) lasts.delete(oldest);
}
