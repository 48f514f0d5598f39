/** The Telegram channel put together: its webhook or its polling, its way to send. */
import type { Router } from 'express';
import { Bot, type Api } from 'grammy';
import type { Converse } from '../../conversation/converse';
import type { Send } from '../../messages/routes';
import type { Render } from '../../render/render';
import type { Say } from './outgoing';
import { showProfile } from './profile';
import { createReceive, type Receive } from './receive';
import { withoutSecrets } from './refusal';
import { createReplies, type Undelivered } from './replies';
import { telegramRouter } from './router';
import { createSendQueue } from './send-queue';
import { untilTaken } from './until-taken';
import { ALLOWED_UPDATES, asUpdate } from './as-update';

export interface TelegramAccount {
  token: string;
  /**
   * `polling` is for development: Telegram is asked for updates, and needs no way to reach us. A webhook without a public address
   * is one that somebody else has to tell Telegram of.
   */
  mode: { webhook: { publicUrl: string | undefined; secret: string } } | 'polling';
  /** A Bot API server of one's own. */
  apiRoot?: string | undefined;
}

export interface TelegramDeps {
  account: TelegramAccount;
  converse: Converse;
  render: Render;
  now: () => Date;
  /** Given what could not be sent though it was tried again and again. */
  undelivered: (reply: Undelivered) => Promise<unknown>;
  failed: (error: unknown) => void;
  /** Waits between attempts to send, in milliseconds. */
  backoff?: readonly number[];
}

export interface Telegram {
  /** For `/telegram`; shut while polling. */
  router: Router;
  /** Returns at once; what Telegram has to be told is told in the background, as often as it takes. */
  start: () => void;
  /** Hands over what is not sent yet. Before the database goes. */
  stop: () => Promise<void>;
  send: Send;
}

/** One call of the Bot API; a long poll waits for POLL_SECONDS by itself. */
const PATIENCE_SECONDS = { webhook: 10, polling: 40 };
const POLL_SECONDS = 25;
const STOP_MS = 4_000;

export function createTelegram(deps: TelegramDeps): Telegram {
  const { account, render } = deps;
  const failed = (error: unknown): void => deps.failed(withoutSecrets(error));
  const bot = botOf(account);
  const say: Say = (key, locale) => render([{ key }], locale).text;
  const queue = createSendQueue(deps.backoff);
  const replies = createReplies({ ...deps, api: bot.api, queue, say, failed });
  const receive = createReceive({ ...deps, replies, username: usernameOf(bot.api), failed });
  const stopping = new AbortController();
  const webhook = account.mode === 'polling' ? undefined : account.mode.webhook;
  hearPolled(bot, receive, failed);
  return {
    router: telegramRouter({ receive, secret: webhook?.secret }),
    send: replies.send,
    start: () => {
      void untilTaken(() => showProfile(bot.api, say), stopping.signal, failed);
      if (webhook?.publicUrl) void untilTaken(() => setWebhook(bot.api, webhook), stopping.signal, failed);
      if (!webhook) void untilTaken(() => poll(bot), stopping.signal, failed);
    },
    stop: async () => {
      stopping.abort();
      if (bot.isRunning()) await bot.stop().catch(() => undefined);
      await queue.close(STOP_MS);
    },
  };
}

function botOf({ token, mode, apiRoot }: TelegramAccount): Bot {
  const timeoutSeconds = mode === 'polling' ? PATIENCE_SECONDS.polling : PATIENCE_SECONDS.webhook;
  return new Bot(token, { client: { timeoutSeconds, ...(apiRoot ? { apiRoot: apiRoot.replace(/\/+$/, '') } : {}) } });
}

type Webhook = Exclude<TelegramAccount['mode'], 'polling'>['webhook'];

/** What was written while we were away is kept by Telegram, and comes first. */
const setWebhook = (api: Api, { publicUrl, secret }: Webhook): Promise<true> =>
  api.setWebhook(`${publicUrl ?? ''}/telegram`, { secret_token: secret, allowed_updates: ALLOWED_UPDATES });

/** Runs until the bot is stopped. */
const poll = (bot: Bot): Promise<void> => bot.start({ allowed_updates: ALLOWED_UPDATES, timeout: POLL_SECONDS });

/** One update after the other; what is to be sent does not hold up the next. */
function hearPolled(bot: Bot, receive: Receive, failed: (error: unknown) => void): void {
  bot.use(async ({ update }) => {
    const known = asUpdate(update);
    if (known) void (await receive(known))();
  });
  bot.catch(({ error }) => failed(error));
}

/** Asked once it is needed, and again where Telegram did not answer. */
function usernameOf(api: Api): () => Promise<string> {
  let known: string | undefined;
  return async () => (known ??= (await api.getMe()).username);
}
