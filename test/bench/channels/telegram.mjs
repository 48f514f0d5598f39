/**
 * An update as Telegram posts it; a dialogue begins with the person's own contact. https://core.telegram.org/bots/api#update
 *
 * The response is empty, and answers leave by the Bot API at 25 a second, much slower than people write here. So they do not
 * wait for what they are told, and write what the dialogue is known to ask for; told.mjs looks whether it did.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';

const SECRET = 'the-secret-of-the-bench';
/** `+919000000000` → 9000000000: every number has an account of its own. */
const accountOf = (number) => Number(number.slice(3));

/** @type {import('./index.mjs').Channel} */
export const telegram = {
  settings: { TELEGRAM_BOT_TOKEN: '815:the-token-of-the-bench', TELEGRAM_WEBHOOK_SECRET: SECRET },
  shows: { locale: 'bn', form: 'buttons' },
  silent: true,

  request: ({ from, id, text, said }) => ({
    path: '/telegram',
    headers: `Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\n`,
    body: JSON.stringify(updateOf(accountOf(from), id, said.length === 0 ? shared(from) : { text })),
  }),

  reply: () => undefined,

  async open(later) {
    const server = createServer(takeAnything).listen(0, '127.0.0.1');
    later(() => server.closeAllConnections());
    later(() => server.close());
    await once(server, 'listening');
    const root = `http://127.0.0.1:${server.address().port}`;
    // A number is told by SMS who has begun to use it.
    return { TELEGRAM_API_ROOT: root, KANNEL_URL: root, KANNEL_USERNAME: 'bench', KANNEL_PASSWORD: 'bench' };
  },
};

function updateOf(account, id, content) {
  const from = { id: account, is_bot: false, first_name: 'রহিমা', language_code: 'bn' };
  const chat = { id: account, type: 'private', first_name: 'রহিমা' };
  return { update_id: id, message: { message_id: id, from, chat, date: 1_795_392_000, ...content } };
}

const shared = (from) => ({
  contact: { phone_number: from.slice(1), first_name: 'রহিমা', user_id: accountOf(from) },
});

const TAKEN = JSON.stringify({ ok: true, result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' } } });

/** The Bot API and Kannel's sendsms, as far as the bench needs them: whatever is asked is done. */
function takeAnything(request, response) {
  request.resume();
  response.setHeader('Content-Type', 'application/json').end(TAKEN);
}
