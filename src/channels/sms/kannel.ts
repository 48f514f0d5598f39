/**
 * SMS through Kannel's smsbox, which fetches the answer to each message from us (`get-url` in deploy/kannel.conf) and tells us
 * how what we sent has fared. https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
import express, { type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Converse } from '../../conversation/converse';
import type { TakeReceipt } from '../../messages/receipts';
import { unitsOf } from '../../render/segments';
import { gate, LARGEST, type Gate } from '../gate';
import { addressOf } from '../number';
import { binaryQuery, textOf } from './kannel-query';

export interface KannelDeps {
  converse: Converse;
  now: () => Date;
  gate: Gate;
  /** Told how a message that started from us has fared; a rejection has Kannel tell it again. */
  receipt: TakeReceipt;
}

/** from=%2B919830012345&to=56767&text=%09%86%09%AA&id=2cdc224b-…&coding=2&charset=UTF-16BE&ts=2026-11-23+04:30:00&smsc=x */
const message = z.object({
  /** Stays the same when smsbox asks again, and is one for a text that came in parts. */
  id: z.string().min(1).max(64),
  from: z.string().min(1),
  text: z.string().default(''),
  coding: z.string().default('0'),
  charset: z.string().default(''),
});

/** id=6f3e…&type=8. One request for each thing that happens. */
const receipt = z.object({
  id: z.string().min(1).max(256),
  type: z.enum(['1', '2', '4', '8', '16']),
});

/** 4 is kept by the operator until the phone is on, 8 taken by the operator, 16 refused by it. */
const STATUSES: Readonly<Record<z.infer<typeof receipt>['type'], Parameters<TakeReceipt>[1]>> = {
  1: 'delivered',
  2: 'undelivered',
  4: 'sent',
  8: 'sent',
  16: 'failed',
};

export function kannelRouter(deps: KannelDeps): Router {
  const router = express.Router();
  // Express would answer HEAD with the handler of GET, and so take a turn or a receipt from whoever only looks if we are there.
  router.head(['/', '/status'], (_request, response) => void response.sendStatus(405));
  // Kannel sends no body. Whoever does gets no further with a large one.
  router.use(gate(deps.gate), express.raw({ type: () => true, limit: LARGEST }));
  router.get('/', answer(deps));
  router.get('/status', report(deps));
  return router;
}

function answer({ converse, now }: KannelDeps): RequestHandler {
  return async (request, response) => {
    const parsed = message.safeParse(binaryQuery(request.url));
    if (!parsed.success) {
      refuse(response);
      return;
    }
    const { id, from, text, coding, charset } = parsed.data;
    const address = addressOf(from);
    // A sender that is no number (a bank's name, a short code) is nobody to talk with.
    if (!address) {
      reply(response, '');
      return;
    }
    const told = { channel: 'sms', address, text: textOf(text, coding, charset) } as const;
    reply(response, (await converse({ ...told, externalId: `kannel:${id}`, receivedAt: now() })).text);
  };
}

/** Without being told, smsbox takes any text for GSM-7. To an empty one it sends nothing (`omit-empty`). */
function reply(response: Response, text: string): void {
  response.set('X-Kannel-Coding', codingOf(text)).type('text/plain').send(text);
}

/** `2`, UCS-2, for whatever GSM-7 has no letters for. */
export const codingOf = (text: string): '0' | '2' => (unitsOf(text).encoding === 'ucs2' ? '2' : '0');

function report({ receipt: tell }: KannelDeps): RequestHandler {
  return async (request, response) => {
    const parsed = receipt.safeParse(request.query);
    if (!parsed.success) {
      refuse(response);
      return;
    }
    await tell(parsed.data.id, STATUSES[parsed.data.type]);
    response.type('text/plain').send('');
  };
}

const refuse = (response: Response): void => void response.status(400).type('text/plain').send('bad request');
