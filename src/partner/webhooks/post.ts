/** Hands one event to its partner. */
import type { Webhook } from '../../store/partners';
import { sign } from './sign';

export type Outcome =
  | 'delivered'
  /** Not now: it is offered again later. */
  | 'notTaken'
  /** 410: never again. */
  | 'refused';

const GONE = 410;

/** Of what is answered the status counts and nothing else is read; a redirect is not followed, it may lead anywhere. */
export async function post(
  { url, secret }: Webhook,
  event: { id: string; body: string },
  { at, patienceMs }: { at: Date; patienceMs: number },
): Promise<Outcome> {
  const headers = { 'Content-Type': 'application/json', 'User-Agent': 'TikaSetu', ...sign(secret, event, at) };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: event.body, redirect: 'manual', signal });
    await answer.body?.cancel();
    if (answer.ok) return 'delivered';
    return answer.status === GONE ? 'refused' : 'notTaken';
  } catch {
    // It is away, or slow: theirs to mend. How many wait is seen in the district's console.
    return 'notTaken';
  }
}
