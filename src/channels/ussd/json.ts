/**
 * USSD in JSON as Hubtel (once SMSGH) has published it, and others have taken it over: a request has a type, and so has the
 * answer. Some write the names in lower case. https://developers.hubtel.com/docs/api-reference-prog-services
 */
import express, { type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { LARGEST } from '../gate';
import { createRequestIds, type IdentifiedRequest, type IdentifyRequest } from './request-ids';
import { digestOf, refuse, screenOf, sessionId, subscriber, type GatewayDeps, type Screen } from './screen';

const lowerCase = z.string().trim().toLowerCase();

/**
 * {"Type":"Response","Mobile":"919830012345","SessionId":"3c79…","ServiceCode":"713","Message":"1","Operator":"…",
 *  "Sequence":2,"ClientState":""}
 */
const request = z.object({
  mobile: subscriber,
  sessionid: sessionId,
  type: lowerCase.pipe(z.enum(['initiation', 'response', 'release', 'timeout'])),
  /** `*713#` in the first request, and nothing from an app. */
  message: z.string().nullish(),
  sequence: z.union([z.string().trim().min(1).max(32), z.number()]).nullish(),
});
type SessionMessage = z.infer<typeof request>;

export function jsonRouter(deps: GatewayDeps): Router {
  const router = express.Router();
  const identify = createRequestIds({ now: deps.now, transaction: 'session' });
  // Not every gateway says that what it sends is JSON.
  const parse = express.json({ limit: LARGEST, type: () => true });
  router.post('/', deps.gate, parse, answer(deps, identify));
  return router;
}

function answer(deps: GatewayDeps, identify: IdentifyRequest): RequestHandler {
  return async ({ body }, response) => {
    const parsed = request.safeParse(lowerKeys(body));
    if (!parsed.success) {
      refuse(
        response,
        'Send Mobile (with its country code), SessionId, Type (Initiation, Response, Release or Timeout) and Message as JSON.',
      );
      return;
    }
    const { mobile, sessionid, type, message } = parsed.data;
    // Nobody sees an answer any more: no turn.
    if (type === 'release' || type === 'timeout') {
      send(response, sessionid, { text: '', last: true });
      return;
    }
    const { id, delivered } = idOf(parsed.data, identify);
    const dial = type === 'initiation';
    const said = { address: mobile, externalId: `json:${id}`, text: dial ? '' : (message ?? ''), dial };
    const screen = await screenOf(deps, said);
    response.once('finish', delivered);
    send(response, sessionid, screen);
  };
}

const lowerKeys = (body: unknown): object =>
  Object.fromEntries(Object.entries(body ?? {}).map(([key, value]) => [key.toLowerCase(), value as unknown]));

/** The words go into it with the number, for a gateway that leaves its counter at one. */
function idOf(
  { mobile, sessionid, type, message, sequence }: SessionMessage,
  identify: IdentifyRequest,
): IdentifiedRequest {
  const said = `${type}:${message ?? ''}`;
  if (sequence === undefined || sequence === null) return identify(mobile, sessionid, said);
  return { id: `${sessionid}:${sequence}:${digestOf(said)}`, delivered: () => undefined };
}

/** The last three say on other screens than a USSD phone's what the first three say on it; newer gateways insist on them. */
function send(response: Response, session: string, { text, last }: Screen): void {
  response.json({
    ...{ SessionId: session, Type: last ? 'Release' : 'Response', Message: text, ClientState: '' },
    ...{ Label: 'TikaSetu', DataType: last ? 'display' : 'input', FieldType: 'text' },
  });
}
