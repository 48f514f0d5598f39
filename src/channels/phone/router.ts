import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { join } from 'node:path';
import type { Answer } from '../../conversation/ports';
import type { MenuItem } from '../../conversation/vocabulary';
import { segmentsOf } from '../../render/segments';
import { ROOT } from '../../root';
import { LARGEST } from '../gate';
import { inboundOf } from './inbound';
import { BadRequest, readInboxQuery, readJump, readMessage } from './requests';
import type { InboxMessage, PhoneDeps } from './types';

const PAGE = join(ROOT, 'src/channels/phone/page');

/**
 * The simulator: a telephone in the browser, and the same over JSON. Mount it at `/phone`. Whoever reaches it can write in
 * the name of any number and move the clock, so it has no place in a service that serves people.
 */
export function phoneRouter(deps: PhoneDeps): Router {
  const router = express.Router();
  router.use(protect);
  router.get('/', (_req, res) => res.sendFile('phone.html', { root: PAGE }));
  router.post('/messages', express.json({ limit: LARGEST }), postMessage(deps));
  router.get('/inbox', getInbox(deps));
  router.get('/clock', (_req, res) => res.json(timeOf(deps)));
  router.post('/clock', express.json({ limit: LARGEST }), postClock(deps));
  router.use(express.static(PAGE, { index: false, redirect: false }));
  router.use(refuse);
  return router;
}

const protect: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  });
  next();
};

function postMessage({ converse, clock, newId }: PhoneDeps): RequestHandler {
  return async (req, res) => {
    const message = readMessage(req.body);
    const inbound = inboundOf(message, { externalId: message.id ?? newId(), receivedAt: clock.now() });
    res.json(answerOf(await converse(inbound)));
  };
}

function getInbox({ inboxOf }: PhoneDeps): RequestHandler {
  return async (req, res) => {
    const { number } = readInboxQuery(req.query);
    res.json({ messages: (await inboxOf(`tel:${number}`)).map(inboxItem) });
  };
}

function postClock(deps: PhoneDeps): RequestHandler {
  return async (req, res) => {
    await deps.clock.advance(readJump(req.body).advance);
    res.json(timeOf(deps));
  };
}

function answerOf({ text, menu, expects, language, done, turn }: Answer) {
  const replies = text === '' ? [] : [{ text, ...billed(text), choices: menu.map(choice) }];
  return { replies, expects, language, done, turn };
}

const choice = ({ number, value, label }: MenuItem) => ({ number, value, label });

const inboxItem = ({ text, at, channel, menu, turn }: InboxMessage) => ({
  text,
  ...billed(text),
  at: at.toISOString(),
  channel,
  ...(menu && menu.length > 0 ? { choices: menu.map(choice), turn } : {}),
});

const timeOf = ({ clock }: PhoneDeps) => ({ now: clock.now().toISOString() });

function billed(text: string) {
  const { encoding, segments } = segmentsOf(text);
  return { encoding, segments };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  'entity.too.large': 'This message is too long.',
  'entity.parse.failed': 'This is not valid JSON.',
  'charset.unsupported': 'Send the JSON in UTF-8.',
};

/** What the sender did wrong is answered here; everything else is the app's to answer and to log. */
const refuse: ErrorRequestHandler = (error: Error & { type?: string; status?: number }, _req, res, next) => {
  const sentence = error instanceof BadRequest ? error.message : UNREADABLE[error.type ?? ''];
  if (sentence === undefined) next(error);
  else res.status(error.status ?? 400).json({ error: sentence });
};
