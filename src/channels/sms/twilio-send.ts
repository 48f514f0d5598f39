/** Outgoing messages through Twilio. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
import twilio from 'twilio';
import { SendError } from '../../errors';
import type { Send } from '../../messages/routes';

export interface TwilioSender {
  accountSid: string;
  authToken: string;
  from: string;
  /** Our door for receipts as Twilio reaches it: `https://tika.example.org/sms/twilio/status`. */
  statusUrl?: string | undefined;
}

type Outgoing = Pick<Parameters<Send>[0], 'address' | 'channel' | 'text' | 'reference'>;

/** Throws SendError where the message was not accepted. */
export function twilioSend({ accountSid, authToken, from, statusUrl }: TwilioSender) {
  const client = twilio(accountSid, authToken);
  return async ({ address, channel, text, reference }: Outgoing): Promise<{ id: string }> => {
    const numbered = (number: string): string => (channel === 'whatsapp' ? `whatsapp:${number}` : number);
    const message = {
      ...{ to: numbered(address.replace('tel:', '')), from: numbered(from), body: text },
      ...(statusUrl && { statusCallback: `${statusUrl}?id=${reference}` }),
    };
    const { sid } = await client.messages.create(message).catch((error: unknown) => {
      throw sendError(error as { status?: number; code?: number | string });
    });
    return { id: sid };
  };
}

/** Twilio's own error names the number, and a broken connection's carries the request with our token: neither goes on. */
function sendError({ status, code }: { status?: number; code?: number | string }): SendError {
  const refused = status !== undefined && status >= 400 && status < 500;
  const why = `Twilio did not take the message (${status ?? 'no answer'}, ${code ?? 'no code'})`;
  return new SendError(why, !refused || status === 429, refused);
}
