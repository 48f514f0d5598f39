/** Pages of other sites may call the API: it knows no cookies, so a page can send no more than what it was given itself. */
import type { RequestHandler } from 'express';

/** The star does not stand for Authorization; old browsers do not know it. */
const MAY_SEND = 'Authorization, X-Api-Key, Content-Type, Accept-Language, Idempotency-Key, If-None-Match, *';
const MAY_READ = 'ETag, Retry-After, Content-Disposition';
/** Browsers keep it no longer than two hours. */
const KEPT_S = 7_200;

export const crossOrigin: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': MAY_READ });
  if (request.method !== 'OPTIONS' || request.get('Access-Control-Request-Method') === undefined) {
    next();
    return;
  }
  response.set({
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': MAY_SEND,
    'Access-Control-Max-Age': String(KEPT_S),
  });
  response.status(204).end();
};
