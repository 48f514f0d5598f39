/**
 * USSD through Africa's Talking, and the many gateways that speak as it does: a form comes, `CON …` or `END …` goes back.
 * https://developers.africastalking.com/docs/ussd/handle_sessions
 */
import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { LARGEST } from '../gate';
import { digestOf, refuse, screenOf, sessionId, subscriber, type GatewayDeps } from './screen';

/** sessionId=ATUid_1f…&serviceCode=*384*7#&phoneNumber=%2B919830012345&networkCode=40430&text=1*Rahima+Bibi*69 */
const request = z.object({ sessionId, phoneNumber: subscriber, text: z.string().default('') });

/**
 * sessionId=ATUid_1f…&status=Incomplete&durationInMillis=41000&hopsCount=3&input=1*Rahima+Bibi&lastAppResponse=CON+…:
 * what a session came to, told when it is over. Whoever gives both callbacks the same address gets it here.
 * https://developers.africastalking.com/docs/ussd/notifications
 */
const notice = z.object({ sessionId: z.string(), status: z.string(), text: z.undefined().optional() });

export function africastalkingRouter(deps: GatewayDeps): Router {
  const router = express.Router();
  router.post('/', deps.gate, express.urlencoded({ extended: false, limit: LARGEST }), answer(deps));
  return router;
}

function answer(deps: GatewayDeps): RequestHandler {
  return async ({ body }, response) => {
    // Nobody sees an answer any more, and a dropped session is found by its silence: no turn.
    if (notice.safeParse(body).success) {
      response.status(200).end();
      return;
    }
    const parsed = request.safeParse(body);
    if (!parsed.success) {
      refuse(response, 'Send sessionId, phoneNumber (with its country code) and text as a form.');
      return;
    }
    const { text, last } = await screenOf(deps, sessionRequestOf(parsed.data));
    response.type('text/plain').send(`${last ? 'END' : 'CON'} ${text}`);
  };
}

/** The text only grows within a session, so that with the session it names the request: a retry has the same. */
const sessionRequestOf = ({ sessionId: session, phoneNumber, text }: z.infer<typeof request>) => ({
  address: phoneNumber,
  externalId: `africastalking:${session}:${digestOf(text)}`,
  text,
  dial: text === '',
  cumulative: { session },
});
