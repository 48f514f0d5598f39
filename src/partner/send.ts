/** Puts an answer on the wire. */
import type { Response } from 'express';
import type { Answered, Refused } from './endpoint';
import type { Ready } from './ready';
import { REFUSALS } from './refusals';

export function send(response: Response, answered: Answered, known: string | undefined): void {
  // Names and dates of people, and tokens, stay in no cache.
  response.set('Cache-Control', 'no-store');
  if ('refused' in answered) refuse(response, answered);
  else if ('ready' in answered) ready(response, answered, known);
  else if ('nothing' in answered) response.status(204).end();
  else if ('pdf' in answered)
    response
      .type('application/pdf')
      .set('Content-Disposition', `attachment; filename="${answered.name}"`)
      .send(answered.pdf);
  else response.status(answered.status ?? 200).json(answered.json);
}

function refuse(response: Response, { refused, retryAfter, error }: Refused): void {
  const { status, ...known } = REFUSALS[refused];
  if (retryAfter !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  response.status(status).json({ errorCode: known.errorCode, error: error ?? known.error });
}

/** Nobody's own: may be kept by whoever stands in between. */
function ready(
  response: Response,
  { ready: bytes, etag, seconds }: Ready & { seconds: number },
  known: string | undefined,
): void {
  response.set('ETag', etag).set('Cache-Control', `public, max-age=${seconds}`).set('Vary', 'Accept-Language');
  if (known?.split(',').some((each) => each.trim() === etag)) response.status(304).end();
  else response.set('Content-Type', 'application/json; charset=utf-8').end(bytes);
}
