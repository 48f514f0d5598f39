/** What Twilio tells of messages that started from us. https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { TakeReceipt } from '../../messages/receipts';

/** `POST /sms/twilio/status?id=6f3e…` with MessageSid=SM…&MessageStatus=delivered, signed as every call of Twilio's. */
const receipt = z.object({
  id: z.string().min(1).max(64),
  status: z.enum(['sent', 'delivered', 'undelivered', 'failed']),
});

/** Of its other words (`queued`, `accepted`, `sending`) none says anything that we do not know. */
export function twilioStatus(take: (route: 'twilio' | 'whatsapp') => TakeReceipt): RequestHandler {
  return async (request, response) => {
    const { MessageStatus: status, To: to } = (request.body ?? {}) as Record<string, unknown>;
    const told = receipt.safeParse({ id: request.query.id, status: status === 'read' ? 'delivered' : status });
    const route = String(to).startsWith('whatsapp:') ? 'whatsapp' : 'twilio';
    if (told.success) await take(route)(told.data.id, told.data.status);
    response.status(204).end();
  };
}
