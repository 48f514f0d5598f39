import type { RequestHandler } from 'express';

/** Longer than any answer takes, and than a slow line is silent. */
const SILENCE_MS = 30_000;

/**
 * Who sends nothing more of a request, or takes nothing more of the answer, is hung up on. Node's own limits are for requests
 * that never come to their end; for answers that nobody reads it has none.
 */
export const patience =
  (silenceMs = SILENCE_MS): RequestHandler =>
  (request, _response, next) => {
    request.setTimeout(silenceMs);
    next();
  };
