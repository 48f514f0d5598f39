/**
 * USSD through gateways that ask with a query and go by a header, as IMImobile does in India: the answer's
 * `X-USSD-SESSION: 1` holds the session open, `0` ends it. There is no public page of it, and gateways differ in the
 * small print. What is taken for granted here:
 *
 * - The first request of a session brings the dialled code as `msg`, or nothing. Anything else is an answer.
 * - `tid` names the session with some and each request with others; request-ids.ts finds out which.
 * - The person hung up, or the network did, where the request itself has `X-USSD-SESSION: 0` or `msg` is the words with
 *   which the network aborts a dialogue. Nobody sees an answer any more: no turn, and the header says 0.
 */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { createRequestIds, type IdentifyRequest } from './request-ids';
import { refuse, screenOf, sessionId, subscriber, type GatewayDeps } from './screen';

/** ?token=…&msisdn=919830012345&msg=*567*8%23&code=*567*8%23&tid=74005512&dcs=15 */
const query = z.object({
  msisdn: subscriber,
  msg: z.string().trim().default(''),
  code: z.string().trim().optional(),
  tid: sessionId,
});
type Query = z.infer<typeof query>;

const HEADER = 'X-USSD-SESSION';
/** `Map Dialog User Abort User Reason: User specific reason` */
const ABORTED = /^map dialog .*abort/i;

export function headerRouter(deps: GatewayDeps): Router {
  const router = express.Router();
  const identify = createRequestIds({ now: deps.now, transaction: 'unknown' });
  // Express would answer HEAD with the handler of GET, and so take a turn for whoever only looks if we are there.
  router.head('/', (_request, response) => void response.sendStatus(405));
  router.get('/', deps.gate, answer(deps, identify));
  return router;
}

function answer(deps: GatewayDeps, identify: IdentifyRequest): RequestHandler {
  return async (request, response) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      refuse(response, 'Send msisdn (a phone number), msg, code and tid as a query.');
      return;
    }
    if (isOver(request, parsed.data)) {
      send(response, '', true);
      return;
    }
    const { msisdn, msg, tid } = parsed.data;
    const { id, delivered } = identify(msisdn, tid, msg);
    const dial = isDialled(parsed.data);
    const { text, last } = await screenOf(deps, {
      ...{ address: msisdn, externalId: `header:${id}`, text: dial ? '' : msg, dial },
    });
    response.once('finish', delivered);
    send(response, text, last);
  };
}

/** A gateway that says 0 because no session goes on *yet* brings the dialled code. */
const isOver = (request: Request, { msg, ...rest }: Query): boolean =>
  ABORTED.test(msg) || (request.get(HEADER)?.trim() === '0' && !(msg && isDialled({ msg, ...rest })));

/** `*567*8#`, and with what was dialled behind it in one go `*567*8*1#`: nobody writes that as an answer. */
const isDialled = ({ msg, code }: Query): boolean => msg === '' || msg === code || /^\*\d[\d*]*#$/.test(msg);

function send(response: Response, text: string, last: boolean): void {
  // What a GET brings may be kept by proxies on the way.
  response
    .set(HEADER, last ? '0' : '1')
    .set('Cache-Control', 'no-store')
    .type('text/plain')
    .send(text);
}
