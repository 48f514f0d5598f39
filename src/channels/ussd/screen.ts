/** What all gateways have in common: a request of a session becomes a turn, and the turn's answer a screen. */
import { createHash } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Converse } from '../../conversation/converse';
import type { Language, Script } from '../../conversation/vocabulary';
import { addressOf } from '../number';

export interface GatewayDeps {
  converse: Converse;
  now: () => Date;
  /** Lets in the gateway and nobody else. */
  gate: RequestHandler;
  /** Of most who dial the code; until a person shows another. */
  language: Language | undefined;
  /** What the phones behind this gateway show. */
  script: Script;
}

/** A gateway's request, whatever it calls its parts. */
export interface SessionRequest {
  address: string;
  externalId: string;
  text: string;
  /** The session has just been opened: nothing is answered yet. */
  dial: boolean;
  /** The session whose every word so far is in `text`. */
  cumulative?: { session: string };
}

export interface Screen {
  text: string;
  /** Nothing can be answered any more. */
  last: boolean;
}

export async function screenOf(deps: GatewayDeps, request: SessionRequest): Promise<Screen> {
  const { dial, ...said } = request;
  const { text, done, expects } = await deps.converse({
    ...said,
    channel: 'ussd',
    receivedAt: deps.now(),
    script: deps.script,
    ...(deps.language ? { language: deps.language } : {}),
    ...(dial ? { event: 'dial' as const } : {}),
  });
  // A screen that waits for an answer must show a question: an empty one, or an apology, would hold the phone for nothing.
  return { text, last: done || expects === 'unavailable' || text === '' };
}

/** A subscriber as gateways write them; `+` left bare in a form or a query arrives as a blank. */
export const subscriber = z
  .string()
  .trim()
  .max(32)
  .transform((number) => addressOf(number))
  .pipe(z.string());

/** The id of a session or of a transaction, as a gateway makes them up. */
export const sessionId = z.string().trim().min(1).max(128);

/** Tells texts apart without repeating what people wrote. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

export function refuse(response: Response, sentence: string): void {
  response.status(400).type('text/plain').send(sentence);
}
