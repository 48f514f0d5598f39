/** The lock of a door that a gateway knocks at: a shared token, and the addresses it calls from. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { AllowList } from '../allow-list';

export interface Gate {
  /** Without one the door stays shut. */
  token: string | undefined;
  /** Unset: any address. */
  allow?: AllowList | undefined;
}

/** Nothing a gateway sends for one message is larger. */
export const LARGEST = '64kb';

/** Lets in who gives the token as `?token=` and calls from where it may; anyone else gets 403. */
export function gate({ token, allow }: Gate): RequestHandler {
  return (request, response, next) => {
    const given = request.query.token;
    const known = token !== undefined && typeof given === 'string' && sameSecret(given, token);
    if (known && (!allow || allow.has(request.socket.remoteAddress ?? ''))) next();
    else response.status(403).type('text/plain').send('forbidden');
  };
}

/** Compared in a time that tells nothing of how much of it was right. */
export const sameSecret = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
