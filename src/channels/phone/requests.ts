import { z } from 'zod';
import { durationMs } from './duration';

const LONGEST_JUMP_MS = 400 * 86_400_000;
const ID = 'Give the id as text of at most 200 characters, or leave it out.';

/** `98300 12345`, `098300-12345`, `919830012345` and the like → `+919830012345`. A `+` in a query string arrives as a blank. */
const indianMobile = z
  .string({ error: 'Give the number as text, such as +919830012345.' })
  .transform((text) => /^(?:\+?91|0)?([6-9]\d{9})$/.exec(text.replace(/[\s().-]/g, ''))?.[1])
  .refine((digits) => digits !== undefined, 'Give an Indian mobile number, such as +919830012345.')
  .transform((digits) => `+91${digits}`);

const message = z.object(
  {
    channel: z.enum(['sms', 'whatsapp'], { error: 'Give the channel: sms or whatsapp.' }),
    from: indianMobile,
    text: z.string({ error: 'Give the text of the message.' }),
    id: z.string({ error: ID }).min(1, ID).max(200, ID).optional(),
  },
  { error: 'Send a JSON object with channel, from and text.' },
);

const jump = z.object(
  {
    advance: z
      .string({ error: 'Give advance as an ISO 8601 duration, such as PT24H.' })
      .transform((text) => durationMs(text) ?? Number.NaN)
      .refine((ms) => ms <= LONGEST_JUMP_MS, 'Give advance as PT1H, PT24H or P28D: forward, and at most 400 days.'),
  },
  { error: 'Send a JSON object with advance, such as {"advance":"PT24H"}.' },
);

const inboxQuery = z.object({ number: indianMobile });

/** What was wrong with a request, as a sentence its sender can act on. */
export class BadRequest extends Error {}

export const readMessage = (body: unknown) => read(message, body);
export const readJump = (body: unknown) => read(jump, body);
export const readInboxQuery = (query: unknown) => read(inboxQuery, query);

function read<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new BadRequest(result.error.issues[0]?.message ?? 'This request is not understood.');
}
