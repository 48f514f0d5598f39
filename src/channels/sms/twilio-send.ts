/** Outgoing messages through Twilio. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
import twilio from 'twilio';
import { SendError } from '../../errors';
import type { Send } from '../../messages/send-queued';

export interface TwilioSender {
  accountSid: string;
  authToken: string;
  from: string;
}

/** Throws SendError where the message was not accepted. */
export function twilioSend({ accountSid, authToken, from }: TwilioSender): Send {
  const client = twilio(accountSid, authToken);
  return async ({ address, channel, text }) => {
    const numbered = (number: string): string => (channel === 'whatsapp' ? `whatsapp:${number}` : number);
    const message = { to: numbered(address.replace('tel:', '')), from: numbered(from), body: text };
    await client.messages.create(message).catch((error: unknown) => {
      throw sendError(error as { status?: number; code?: number | string });
    });
  };
}

/** Twilio's own error names the number, and a broken connection's carries the request with our token: neither goes on. */
function sendError({ status, code }: { status?: number; code?: number | string }): SendError {
  const refused = status !== undefined && status >= 400 && status < 500 && status !== 429;
  return new SendError(`Twilio did not take the message (${status ?? 'no answer'}, ${code ?? 'no code'})`, !refused);
}
