/** What is sent to Telegram after a turn: nobody waits for it, and nothing of it may fail a turn. */
import { InputFile, type Api } from 'grammy';
import { SendError } from '../../errors';
import type { Answer } from '../../conversation/ports';
import type { Document, Send } from '../../messages/routes';
import { buttonsOf, linkKeyboard } from './keyboard';
import { asksForNumber, outgoingOf, piecesOf, written, type Outgoing, type Say } from './outgoing';
import { createRecent } from './recent';
import type { SendQueue } from './send-queue';
import type { Press, Reading } from './updates';

/** A reply that did not get through, for the outbox to carry. Its choices are written out. */
export interface Undelivered {
  occasion: string;
  /** Whose conversation answered: the number's where the account had proved one. */
  contact: string;
  address: string;
  channel: 'telegram';
  text: string;
  at: Date;
}

export interface RepliesDeps {
  api: Api;
  queue: SendQueue;
  say: Say;
  undelivered: (reply: Undelivered) => Promise<unknown>;
  failed: (error: unknown) => void;
}

type Turn = Extract<Reading, { kind: 'turn' }>;
type InGroup = Extract<Reading, { kind: 'group' }>;

export interface Replies {
  reply: (turn: Turn, answer: Answer) => Promise<void>;
  acknowledge: (press: Press) => Promise<void>;
  /** The one thing ever said in a group: that we talk with each person alone. */
  invite: (group: InGroup, username: string) => Promise<void>;
  send: Send;
}

export function createReplies({ api, queue, say, undelivered, failed }: RepliesDeps): Replies {
  const keyboards = createRecent<number>();
  /** The number of the message in its chat. */
  const put = async (chat: number, { text, markup }: Outgoing): Promise<number> => {
    let id = 0;
    await queue.add(chat, async () => {
      const sent = await api.sendMessage(chat, text, { ...PLAIN, ...(markup ? { reply_markup: markup } : {}) });
      id = sent.message_id;
    });
    return id;
  };
  const putDocument = async (chat: number, { name, bytes }: Document, caption: string): Promise<number> => {
    let id = 0;
    await queue.add(chat, async () => {
      const sent = await api.sendDocument(chat, new InputFile(bytes, name), { caption });
      id = sent.message_id;
    });
    return id;
  };
  /** All are queued before anything else can come between them. */
  const putAll = (chat: number, messages: readonly Outgoing[]): Promise<unknown> =>
    Promise.all(messages.map((message) => put(chat, message)));

  return {
    reply: async ({ chat, inbound, press }, answer) => {
      // Told to try again, a person must still find the button.
      if (press) void acknowledge(api, press, answer.expects !== 'unavailable');
      const shown = keyboards.delete(chat) || inbound.event === 'shareContact';
      if (asksForNumber(answer)) keyboards.add(chat);
      await putAll(chat, outgoingOf(answer, say, shown)).catch(async (error: unknown) => {
        failed(error);
        const { contact } = answer;
        if (contact && error instanceof SendError && error.retryable)
          await undelivered(owed(inbound, contact, written(answer)));
      });
    },
    acknowledge: (press) => acknowledge(api, press, false),
    invite: async ({ chat, language }, username) => {
      const markup = linkKeyboard(say('telegram:openChat', language), username);
      await put(chat, { text: say('telegram:privateOnly', language), markup });
    },
    send: async ({ address, text, document, menu = [], turn = 0 }) => {
      const chat = Number(/^telegram:(\d{1,15})$/.exec(address)?.[1]);
      if (!chat) throw new SendError('this is no address of Telegram', false);
      if (document) return { id: String(await putDocument(chat, document, text)), delivered: true };
      const markup = buttonsOf({ menu, turn });
      const pieces = piecesOf(markup ? text : written({ text, menu }));
      const last = pieces.pop() ?? '';
      const before = pieces.map((piece) => put(chat, { text: piece }));
      const [id] = await Promise.all([put(chat, { text: last, ...(markup ? { markup } : {}) }), ...before]);
      // What Telegram has, the account has: more is never told.
      return { id: String(id), delivered: true };
    },
  };
}

/** No parse_mode: nothing that a person wrote, and we repeat, is markup. */
const PLAIN = { link_preview_options: { is_disabled: true } } as const;

/** Both are only for the eye, and an old query or message is refused: nothing depends on either. */
async function acknowledge(api: Api, { id, on }: Press, used: boolean): Promise<void> {
  await Promise.allSettled([
    api.answerCallbackQuery(id),
    ...(on && used ? [api.editMessageReplyMarkup(on.chat, on.message, { reply_markup: { inline_keyboard: [] } })] : []),
  ]);
}

const owed = ({ externalId, address, receivedAt }: Turn['inbound'], contact: string, text: string): Undelivered => ({
  occasion: `reply:${externalId}`,
  contact,
  address,
  channel: 'telegram',
  text,
  at: receivedAt,
});
