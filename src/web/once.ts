/**
 * A form that is sent twice, by a double click or by going back, is answered once: with the answer it had. What was changed in
 * between is another form.
 */
import { createHash } from 'node:crypto';

const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 5_000;

/** The same for the same form with the same content. */
export const onceOf = (fields: unknown): string =>
  createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22);

export type Once = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createOnce(now: () => number = Date.now): Once {
  const answered = new Map<string, { at: number; answer: Promise<unknown> }>();
  const forget = (): void => {
    for (const [key, { at }] of answered) {
      if (at > now() - KEPT_MS && answered.size <= MOST_KEPT) return;
      answered.delete(key);
    }
  };
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    forget();
    const known = answered.get(key);
    if (known) return known.answer as Promise<T>;
    const answer = work();
    answered.set(key, { at: now(), answer });
    // What failed may be tried again.
    answer.catch(() => answered.delete(key));
    return answer;
  };
}
