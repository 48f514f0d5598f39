/** What an aggregator tells of messages that started from us: `GET /sms/http/status?token=…&id=6f3e…&status=DELIVRD`. */
import type { RequestHandler } from 'express';
import type { TakeReceipt } from '../../messages/receipts';
import { treeOf, valueAt } from './http-fields';

export interface HttpReceipts {
  /** Where the id stands that we gave as `{id}`, and the status. */
  fields: { id: string; status: string };
  /** Its words for what has arrived, and for what never will, in small letters. */
  delivered: readonly string[];
  undelivered: readonly string[];
}

const OURS = /^[0-9a-f]{32}$/;

/** @param settings undefined: receipts were not asked for, and nobody listens */
export function httpStatus(settings: HttpReceipts | undefined, take: TakeReceipt): RequestHandler {
  return async (request, response) => {
    const tree = treeOf(Buffer.isBuffer(request.body) ? request.body : undefined, request.query);
    if (!settings || !tree) {
      response
        .status(settings ? 400 : 404)
        .type('text/plain')
        .send(settings ? 'the body is not JSON' : 'not found');
      return;
    }
    const id = valueAt(tree, settings.fields.id);
    const status = valueAt(tree, settings.fields.status);
    // Receipts of messages that others send through the same account are none of ours.
    if (id && status && OURS.test(id)) await take(id, statusOf(settings, status));
    response.type('text/plain').send('ok');
  };
}

/** Whatever it says beside these two, it has the message. */
function statusOf({ delivered, undelivered }: HttpReceipts, said: string): Parameters<TakeReceipt>[1] {
  const word = said.trim().toLowerCase();
  if (delivered.includes(word)) return 'delivered';
  return undelivered.includes(word) ? 'undelivered' : 'sent';
}
