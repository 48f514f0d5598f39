/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac } from 'node:crypto';

export interface Signed {
  'webhook-id': string;
  /** Seconds. */
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/**
 * @param secret `whsec_` and base64
 * @param at by the clock on the wall: who receives it refuses what is minutes old, lest it be sent a second time by somebody else
 */
export function sign(secret: string, { id, body }: { id: string; body: string }, at: Date): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
