/** What an update is to us: a turn of the person who wrote, a button, words in a group, or nothing. Pure. */
import type { Inbound } from '../../conversation/vocabulary';
import { addressOf } from '../number';
import { choiceOf } from './keyboard';
import { inWords } from './commands';
import type { CallbackQuery, Message, Update, User } from './as-update';

/** A button that was pressed: it spins until it is answered, and its keyboard has served. */
export interface Press {
  id: string;
  /** The message it hangs on, where Telegram still knows it. */
  on: { chat: number; message: number } | undefined;
}

export type Reading =
  | { kind: 'turn'; chat: number; inbound: Inbound; press?: Press; album?: string }
  | { kind: 'press'; press: Press }
  | { kind: 'group'; chat: number; text: string; language: 'bn' | 'hi' | 'en'; day: number }
  | { kind: 'nothing' };

/** What of an inbound the content of the message decides. */
type Said = Pick<Inbound, 'text' | 'aside' | 'event' | 'contact' | 'location' | 'choice'>;

/** What people send that we cannot read. Anything else without a text is a notice of Telegram's own, such as a pinned message. */
const UNREADABLE = [
  'photo',
  'voice',
  'video',
  'video_note',
  'audio',
  'document',
  'sticker',
  'animation',
  'dice',
].concat(['poll', 'story', 'game', 'paid_media', 'checklist']);
const SECONDS_OF_A_DAY = 86_400;

export function read(update: Update, receivedAt: Date): Reading {
  const { message, edited_message: edited, callback_query: query } = update;
  const turnOf = (from: User, said: Said): Extract<Reading, { kind: 'turn' }> => ({
    kind: 'turn',
    chat: from.id,
    inbound: { ...inboundOf(from, update.update_id, receivedAt), ...said },
  });
  if (query) return pressed(query, turnOf);
  const written = message ?? edited;
  if (!written?.from || written.from.is_bot) return { kind: 'nothing' };
  if (written.chat.type !== 'private') return message ? inGroup(message, written.from) : { kind: 'nothing' };
  const said = message ? saidIn(message, written.from) : correctedIn(written);
  if (!said) return { kind: 'nothing' };
  const album = message?.media_group_id;
  return { ...turnOf(written.from, said), ...(album === undefined ? {} : { album: `album:${album}` }) };
}

function inboundOf({ id, language_code }: User, updateId: number, receivedAt: Date): Inbound {
  const language = toldBy(language_code);
  return {
    channel: 'telegram',
    address: `telegram:${id}`,
    externalId: `telegram:${updateId}`,
    text: '',
    receivedAt,
    ...(language ? { language } : {}),
  };
}

/** English says nothing: many who read Bengali have their telephone set to it. */
function toldBy(languageCode = ''): 'bn' | 'hi' | undefined {
  const [language] = languageCode.toLowerCase().split('-');
  return language === 'bn' || language === 'hi' ? language : undefined;
}

/** A caption is not read: whoever writes "this is my card" under a photo believes that we have seen the card. */
function saidIn(message: Message, from: User): Said | undefined {
  if (message.contact) return shared(message, from);
  if (message.location) return { text: '', location: message.location };
  if (UNREADABLE.some((kind) => kind in message)) return { text: '', aside: 'telegram:onlyText' };
  return message.text === undefined ? undefined : { text: inWords(message.text) };
}

/**
 * Telegram vouches for the number only where the contact's `user_id` is the sender's. One that was forwarded may be years old,
 * and its number somebody else's by now; one sent through an inline bot has whatever number that bot wrote.
 */
function shared(message: Message, from: User): Said {
  const { phone_number: phone = '', user_id: owner } = message.contact ?? {};
  const secondHand = 'forward_origin' in message || 'via_bot' in message;
  const contact = addressOf(phone.startsWith('+') ? phone : `+${phone}`);
  if (owner !== from.id || secondHand || !contact) return { text: '', aside: 'telegram:notYourContact' };
  return { text: '', event: 'shareContact', contact };
}

/** A live location edits its message every few seconds, and is no correction. */
const correctedIn = (message: Message): Said | undefined =>
  message.location ? undefined : { text: '', aside: 'telegram:edited' };

function pressed(
  query: CallbackQuery,
  turnOf: (from: User, said: Said) => Extract<Reading, { kind: 'turn' }>,
): Reading {
  const { id, from, message, data = '' } = query;
  const on = message?.message_id === undefined ? undefined : { chat: message.chat.id, message: message.message_id };
  const press = { id, on };
  const choice = choiceOf(data);
  const isOurs = choice && !from.is_bot && (!message || message.chat.type === 'private');
  return isOurs ? { ...turnOf(from, { text: '', choice }), press } : { kind: 'press', press };
}

const inGroup = ({ chat, text = '', date = 0 }: Message, { language_code }: User): Reading => ({
  kind: 'group',
  chat: chat.id,
  text,
  language: toldBy(language_code) ?? 'en',
  day: Math.floor(date / SECONDS_OF_A_DAY),
});
