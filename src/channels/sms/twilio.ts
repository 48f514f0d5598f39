/**
 * SMS and WhatsApp through Twilio's webhook, answered with TwiML in the same response.
 * https://www.twilio.com/docs/messaging/guides/webhook-request
 */
import express, { type RequestHandler, type Response, type Router } from 'express';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { z } from 'zod';
import type { Converse } from '../../conversation/converse';
import type { Inbound } from '../../conversation/vocabulary';
import type { TakeReceipt } from '../../messages/receipts';
import { twilioStatus } from './twilio-status';
import { messageTwiml } from './twiml';

export interface TwilioDeps {
  converse: Converse;
  now: () => Date;
  /** Without a token nobody can prove to be Twilio, and the door stays shut. */
  account: { authToken: string; publicUrl: string } | undefined;
  /** Told how a message that started from us has fared. */
  receipt: (route: 'twilio' | 'whatsapp') => TakeReceipt;
  observe: (stage: 'parse' | 'signature', milliseconds: number) => void;
}

/** From=whatsapp:+919830012345&Body=%E0%A6%9F…&MessageSid=SM… */
const webhook = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().regex(/^(whatsapp:)?\+[1-9]\d{6,14}$/),
  Body: z.string().default(''),
  // Of a place on the map, by WhatsApp only.
  Latitude: z.coerce.number().min(-90).max(90).optional().catch(undefined),
  Longitude: z.coerce.number().min(-180).max(180).optional().catch(undefined),
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional().catch(undefined),
});

/** 10,000 characters of Bengali are 90 kB once they are form-encoded. */
const LARGEST = '256kb';

export function twilioRouter(deps: TwilioDeps): Router {
  const router = express.Router();
  const proved = [stamp, express.urlencoded({ extended: false, limit: LARGEST }), prove(deps)];
  router.post('/', ...proved, answer(deps));
  router.post('/status', ...proved, twilioStatus(deps.receipt));
  return router;
}

const stamp: RequestHandler = (_request, response, next) => {
  response.locals.startedAt = performance.now();
  next();
};

/** The signature covers the address Twilio was given, which behind a proxy only PUBLIC_URL knows. */
function prove({ account, observe }: TwilioDeps): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    observe('parse', startedAt - (response.locals.startedAt as number));
    const signature = request.get('X-Twilio-Signature') ?? '';
    const parameters = (request.body ?? {}) as Record<string, string>;
    const proved =
      account && validateRequest(account.authToken, signature, account.publicUrl + request.originalUrl, parameters);
    observe('signature', performance.now() - startedAt);
    if (proved) next();
    else response.status(403).type('text/plain').send('not signed by Twilio');
  };
}

function answer({ converse, now }: TwilioDeps): RequestHandler {
  return async (request, response) => {
    const parsed = webhook.safeParse(request.body);
    // A sender that is no number (a bank's name, a short code) is nobody to talk with.
    if (!parsed.success) {
      send(response, '');
      return;
    }
    const { text } = await converse(inboundOf(parsed.data, now()));
    send(response, text);
  };
}

type Webhook = z.infer<typeof webhook>;

function inboundOf({ MessageSid, From, Body, OptOutType, ...rest }: Webhook, receivedAt: Date): Inbound {
  return {
    channel: From.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
    address: `tel:${From.replace('whatsapp:', '')}`,
    externalId: MessageSid,
    text: Body,
    receivedAt,
    ...(OptOutType ? { optOut: OptOutType } : {}),
    ...placeOf(rest),
  };
}

const placeOf = ({ Latitude: latitude, Longitude: longitude }: Partial<Webhook>): Pick<Inbound, 'location'> =>
  latitude !== undefined && longitude !== undefined ? { location: { latitude, longitude } } : {};

function send(response: Response, text: string): void {
  response.type('text/xml').send(messageTwiml(text));
}
