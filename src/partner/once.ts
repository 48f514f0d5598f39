/**
 * A request that is sent twice with the same `Idempotency-Key` is carried out once, and answered the same
 * (draft-ietf-httpapi-idempotency-key-header).
 */
import type { Request } from 'express';
import type { KeyedRequest } from '../store/api-answers';
import type { ApiDeps } from './deps';
import type { Answered, Refused } from './endpoint';
import type { Identified } from './identify';
import { REFUSALS } from './refusals';

/** Visible characters, no spaces. */
const KEY = /^[\x21-\x7e]{1,200}$/;
const MALFORMED = 'Idempotency-Key: send 1 to 200 visible ASCII characters without spaces';

/** `null`: it was sent without one, or by nobody it could belong to. */
export function onceOf(request: Request, identified: Identified): KeyedRequest | Refused | null {
  const key = request.get('Idempotency-Key');
  const whose = whoseOf(identified);
  if (key === undefined || whose === null) return null;
  if (!KEY.test(key)) return { refused: 'malformed', error: MALFORMED };
  const content = JSON.stringify([request.query, request.body ?? null]);
  return { key: `${whose} ${request.path} ${key}`, content };
}

/** A person by one program is somebody else than the same person by another: both may call their first request 1. */
function whoseOf({ partner, caller }: Identified): string | null {
  const program = partner && `partner:${partner._id}`;
  if (caller && 'session' in caller) return [`number:${caller.session.whose}`, program].join(' ');
  if (caller && 'staff' in caller) return [`staff:${caller.staff._id}`, program].join(' ');
  return program;
}

export async function answerOnce(
  { store: { apiAnswers }, now }: ApiDeps,
  once: KeyedRequest,
  run: (deed: string) => Promise<Answered>,
): Promise<Answered> {
  const { key } = once;
  const begun = await apiAnswers.begin(once, now());
  if (begun === 'running') return { refused: 'stillRunning', retryAfter: 1 };
  if (begun === 'other') return { refused: 'keyReused' };
  if ('answer' in begun) return begun.answer as Answered;
  try {
    const answered = await run(begun.deed);
    await (isKept(answered) ? apiAnswers.keep(key, begun.run, answered) : apiAnswers.drop(key, begun.run));
    return answered;
  } catch (error) {
    // Where not even that can be written, the next one takes over what was left.
    await apiAnswers.drop(key, begun.run).catch(() => undefined);
    throw error;
  }
}

/** What went wrong on our side, and who only has to wait, may try again. */
function isKept(answered: Answered): boolean {
  if (!('refused' in answered)) return 'json' in answered || 'nothing' in answered;
  const { status } = REFUSALS[answered.refused];
  return status < 500 && status !== 429;
}
