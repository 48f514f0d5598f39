/** The parts of an update we use, proved to be there. https://core.telegram.org/bots/api#update */
import { z } from 'zod';

const user = z.object({ id: z.int().positive(), is_bot: z.boolean(), language_code: z.string().optional() });
const chat = z.object({ id: z.int(), type: z.string() });

/** Loose: which of the many kinds of content it has is read from its other keys. */
const message = z.looseObject({
  chat,
  /** Unset where a channel or an anonymous administrator speaks. */
  from: user.optional(),
  /** Seconds since 1970. */
  date: z.int().optional(),
  text: z.string().optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.int().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  media_group_id: z.string().optional(),
});

const callbackQuery = z.object({
  id: z.string().min(1),
  from: user,
  /** Of a message too old to be shown Telegram still gives the ids. */
  message: z.object({ message_id: z.int().optional(), chat }).optional(),
  data: z.string().optional(),
});

/** `{"update_id":7,"message":{"message_id":3,"from":{"id":5,…},"chat":{"id":5,"type":"private"},"date":…,"text":"টিকা"}}` */
const update = z.object({
  update_id: z.int().nonnegative(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
});

export type Update = z.infer<typeof update>;
export type Message = z.infer<typeof message>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type User = z.infer<typeof user>;

/** What we ask Telegram for; whether somebody has blocked us we learn again when we write to them. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Undefined for what is no update; one of a kind we do not know is an update without content. */
export const asUpdate = (body: unknown): Update | undefined => update.safeParse(body).data;
