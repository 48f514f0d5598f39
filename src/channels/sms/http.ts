/**
 * SMS through an aggregator's HTTP callback, under the names its settings say:
 * `GET /sms/http?token=…&from=919830012345&text=…&id=…`, or the same as a form or as JSON.
 */
import { createHmac } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { AllowList } from '../../allow-list';
import type { Converse } from '../../conversation/converse';
import type { Inbound } from '../../conversation/vocabulary';
import { LARGEST, sameSecret } from '../gate';
import type { TakeReceipt } from '../../messages/receipts';
import { readMessage, treeOf, type HttpFields, type HttpMessage } from './http-fields';
import type { Replies } from './http-reply';
import { httpStatus, type HttpReceipts } from './http-status';
import { CONTENT_TYPES, fill, notationOf } from './http-template';
import { addressOf } from '../number';

export interface HttpInbound {
  /** Who calls must give it, in the query or in a header. */
  secret: { value: string; place: 'query' | 'header'; name: string } | undefined;
  /** Of the body as it came, made with a key that only the aggregator and we know. */
  signature: { key: string; header: string; algorithm: 'sha256' | 'sha1'; encoding: 'hex' | 'base64' } | undefined;
  /** Unset: any address. */
  allow: AllowList | undefined;
  fields: HttpFields;
  /** The response that carries the answer; undefined where answers are sent. */
  replyBody: string | undefined;
  /** How it tells of what became of our messages; undefined where it does not. */
  receipts: HttpReceipts | undefined;
}

export interface HttpDeps {
  converse: Converse;
  now: () => Date;
  settings: HttpInbound;
  replies: Replies;
  /** Told how a message that started from us has fared. */
  receipt: TakeReceipt;
}

/** Whatever is configured must be proved; where nothing is, the door stays shut. */
export function httpRouter(deps: HttpDeps): Router {
  const router = express.Router();
  // Compressed it would not be what was signed, and could be any size.
  const body = express.raw({ type: () => true, limit: LARGEST, inflate: false });
  // Express would answer HEAD with the handler of GET, and so take a turn for whoever only looks if we are there.
  router.head(['/', '/status'], (_request, response) => void response.sendStatus(405));
  const proved = [admit(deps.settings), body, checkSignature(deps.settings)];
  router.route('/').get(proved, answer(deps)).post(proved, answer(deps));
  const report = httpStatus(deps.settings.receipts, deps.receipt);
  router.route('/status').get(proved, report).post(proved, report);
  return router;
}

function admit({ secret, signature, allow }: HttpInbound): RequestHandler {
  return (request, response, next) => {
    const known = secret ? sameSecret(given(request, secret), secret.value) : signature !== undefined;
    if (known && (!allow || allow.has(request.socket.remoteAddress ?? ''))) next();
    else forbid(response);
  };
}

function given(request: Request, { place, name }: NonNullable<HttpInbound['secret']>): string {
  const value = place === 'header' ? request.get(name) : request.query[name];
  return typeof value === 'string' ? value : '';
}

function checkSignature({ signature }: HttpInbound): RequestHandler {
  return (request, response, next) => {
    if (!signature || isSigned(request, signature)) next();
    else forbid(response);
  };
}

/** Nothing is signed where there is no body, whatever the query says. Some write the algorithm in front: `sha256=…`. */
function isSigned(request: Request, { key, header, algorithm, encoding }: NonNullable<HttpInbound['signature']>) {
  const body = bodyOf(request);
  if (!body?.length) return false;
  const signature = (request.get(header) ?? '').replace(/^sha(1|256)=/i, '');
  const expected = createHmac(algorithm, key).update(body).digest(encoding);
  return sameSecret(encoding === 'hex' ? signature.toLowerCase() : signature, expected);
}

const forbid = (response: Response): void => void response.status(403).type('text/plain').send('forbidden');

const bodyOf = (request: Request): Buffer | undefined => (Buffer.isBuffer(request.body) ? request.body : undefined);

function answer({ converse, now, settings, replies }: HttpDeps): RequestHandler {
  return async (request, response) => {
    const tree = treeOf(bodyOf(request), request.query);
    const message = tree ? readMessage(tree, settings.fields) : 'the body is not JSON';
    if (typeof message === 'string') {
      response.status(400).type('text/plain').send(message);
      return;
    }
    const inbound = inboundOf(message, now());
    // A sender that is no number (a bank's name, a short code) is nobody to talk with. The aggregator did nothing wrong.
    if (!inbound) respond(response, settings, '');
    else if (settings.replyBody !== undefined) respond(response, settings, (await converse(inbound)).text);
    // What is answered already may be older than the answers the conversation keeps.
    else if (await replies.has(inbound)) respond(response, settings, '');
    else {
      const answer = await converse(inbound);
      respond(response, settings, '');
      replies.send(inbound, answer);
    }
  };
}

function inboundOf({ sender, text, id }: HttpMessage, receivedAt: Date): Inbound | undefined {
  const address = addressOf(sender);
  return address ? { channel: 'sms', address, externalId: id, text, receivedAt } : undefined;
}

/** Where the response is the answer, anything in it would be sent to the person. */
function respond(response: Response, { replyBody }: HttpInbound, text: string): void {
  if (replyBody === undefined) response.type('text/plain').send('ok');
  else if (text === '') response.type('text/plain').send('');
  else {
    const notation = notationOf(replyBody);
    response.type(CONTENT_TYPES[notation]).send(fill(replyBody, { text }, notation));
  }
}
