import { z } from 'zod';
import { CHANNELS, type ChannelName } from '../../conversation/vocabulary';
import { durationMs } from './duration';

const LONGEST_JUMP_MS = 400 * 86_400_000;
const ID = 'Give the id as text of at most 200 characters, or leave it out.';
const EVENT = 'Give the event: dial, hangUp or shareContact.';
const LOCATION = 'Give the location in degrees, such as {"latitude":22.58,"longitude":88.42}.';
const CHOICE = 'Give the choice as the answer had it, such as {"turn":3,"value":"register"}.';

/** What happens on one network only. */
const NETWORK_OF: Readonly<Record<'dial' | 'hangUp' | 'shareContact', ChannelName>> = {
  dial: 'ussd',
  hangUp: 'ussd',
  shareContact: 'telegram',
};

/** `98300 12345`, `098300-12345`, `919830012345` and the like → `+919830012345`. A `+` in a query string arrives as a blank. */
const indianMobile = z
  .string({ error: 'Give the number as text, such as +919830012345.' })
  .transform((text) => /^(?:\+?91|0)?([6-9]\d{9})$/.exec(text.replace(/[\s().-]/g, ''))?.[1])
  .refine((digits) => digits !== undefined, 'Give an Indian mobile number, such as +919830012345.')
  .transform((digits) => `+91${digits}`);

const degrees = (most: number) => z.number({ error: LOCATION }).min(-most, LOCATION).max(most, LOCATION);

const message = z
  .object(
    {
      channel: z.enum(CHANNELS, { error: `Give the channel: ${CHANNELS.join(', ')}.` }),
      from: indianMobile,
      text: z.string({ error: 'Give the text of the message.' }).optional(),
      id: z.string({ error: ID }).min(1, ID).max(200, ID).optional(),
      event: z.enum(['dial', 'hangUp', 'shareContact'], { error: EVENT }).optional(),
      location: z.object({ latitude: degrees(90), longitude: degrees(180) }, { error: LOCATION }).optional(),
      choice: z
        .object(
          { turn: z.int({ error: CHOICE }).min(0, CHOICE), value: z.string({ error: CHOICE }).min(1, CHOICE) },
          { error: CHOICE },
        )
        .optional(),
    },
    { error: 'Send a JSON object with channel, from and text.' },
  )
  .superRefine((given, context) => {
    const sentence = contradiction(given);
    if (sentence !== undefined) context.addIssue({ code: 'custom', message: sentence });
  });

/** What the channel cannot carry, or what is missing, as a sentence. */
function contradiction({ channel, text, event, location, choice }: Parts): string | undefined {
  if (event && NETWORK_OF[event] !== channel)
    return `The event ${event} comes only by the channel ${NETWORK_OF[event]}.`;
  if (location && channel !== 'whatsapp' && channel !== 'telegram')
    return 'A location comes only by the channels whatsapp and telegram.';
  if (choice && channel !== 'telegram')
    return 'A choice comes only by the channel telegram; elsewhere write its number.';
  const empty = [text, event, location, choice].every((part) => part === undefined);
  return empty ? 'Give the text of the message, or an event.' : undefined;
}

interface Parts {
  channel: ChannelName;
  text?: string | undefined;
  event?: keyof typeof NETWORK_OF | undefined;
  location?: object | undefined;
  choice?: object | undefined;
}

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

export type PhoneMessage = z.output<typeof message>;

/** What was wrong with a request, as a sentence its sender can act on. */
export class BadRequest extends Error {}

export const readMessage = (body: unknown): PhoneMessage => read(message, body);
export const readJump = (body: unknown) => read(jump, body);
export const readInboxQuery = (query: unknown) => read(inboxQuery, query);

function read<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new BadRequest(result.error.issues[0]?.message ?? 'This request is not understood.');
}
