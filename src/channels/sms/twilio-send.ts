/** Outgoing messages through Twilio. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
import twilio from 'twilio';
import type { Send } from '../../messages/send-queued';

export interface TwilioSender {
  accountSid: string;
  authToken: string;
  from: string;
}

/** Throws Twilio's own error where the message was not accepted. */
export function twilioSend({ accountSid, authToken, from }: TwilioSender): Send {
  const client = twilio(accountSid, authToken);
  return async ({ address, channel, text }) => {
    const numbered = (number: string): string => (channel === 'whatsapp' ? `whatsapp:${number}` : number);
    await client.messages.create({ to: numbered(address.replace('tel:', '')), from: numbered(from), body: text });
  };
}
