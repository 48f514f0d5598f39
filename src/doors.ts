/** The ways in and out: each channel with its settings, and what goes where. */
import { createHash, randomUUID } from 'node:crypto';
import type { Doors } from './app';
import { certificateRouter } from './certificates/router';
import { gate } from './channels/gate';
import { phoneRouter } from './channels/phone/router';
import { httpRouter } from './channels/sms/http';
import { createReplies } from './channels/sms/http-reply';
import { kannelRouter } from './channels/sms/kannel';
import { twilioRouter } from './channels/sms/twilio';
import { createTelegram, type Telegram } from './channels/telegram/telegram';
import { ussdRouter } from './channels/ussd/router';
import type { ConsoleParts } from './consoles';
import type { Converse } from './conversation/converse';
import type { Answer } from './conversation/ports';
import type { Inbound } from './conversation/vocabulary';
import { AppError, SendError } from './errors';
import { createReceipts, type TakeReceipt } from './messages/receipts';
import type { Route } from './messages/routes';
import { sendAtOnce } from './messages/send-queued';
import { healthRouter } from './ops/health';
import { runAll, type Job } from './ops/jobs';
import { certificatesOf, httpRoute, outboxOf } from './outbox';
import { advance as advanceClock } from './shared-clock';
import { answers } from './store/database';
import type { Message } from './store/messages';
import { readWords } from './web/words';
import type { Parts, Talk } from './wiring';

export function telegramOf({ config, opened, clock, render, log }: Parts, converse: Converse): Telegram | undefined {
  const { store } = opened;
  if (!config.telegram) return undefined;
  return createTelegram({
    account: config.telegram,
    converse,
    render,
    now: () => clock.now(),
    undelivered: (reply) => store.messages.queue({ ...reply, kind: 'answer' }),
    failed: (err) => log.error({ err }, 'Telegram failed'),
  });
}

export function doorsOf(
  parts: Parts,
  converse: Converse,
  jobs: readonly Job[],
  telegram: Telegram | undefined,
): Omit<Doors, 'consoles' | 'partner'> {
  const { config, opened, clock, metrics } = parts;
  const { store, connection } = opened;
  const now = (): Date => clock.now();
  const { kannel, ussd } = config;
  const receipts = createReceipts({ store, now, delivered: metrics.delivered });
  return {
    twilio: twilioRouter({ converse, now, account: config.twilio, receipt: receipts, observe: metrics.stage }),
    kannel: kannelRouter({ converse, now, gate: kannel, receipt: receipts('kannel') }),
    http: httpDoor(parts, converse, receipts('http')),
    ussd: ussdRouter({
      ...{ converse, now, gate: gate(ussd), language: ussd.language },
      scriptOf: (gateway) => (ussd.unicode.includes(gateway) ? 'native' : 'latin'),
    }),
    certificates: certificateRouter(certificatesOf({ config, store, now })),
    telegram: telegram?.router,
    health: healthRouter(() => answers(connection)),
    metrics: metrics.router,
    phone: config.simulator ? phoneDoor(parts, converse, jobs) : undefined,
  };
}

export const consolePartsOf = (
  { config, opened: { store }, clock, render }: Parts,
  { converse, begin }: Pick<Talk, 'converse' | 'begin'>,
): ConsoleParts => ({ config, store, render, converse, begin, words: readWords(), now: () => clock.now() });

/** Answers go out as messages do, at once and once, and again later, by any way, where the aggregator is away. */
function httpDoor(parts: Parts, converse: Converse, receipt: TakeReceipt) {
  const { config, opened, clock } = parts;
  const { messages, vault } = opened.store;
  const now = (): Date => clock.now();
  const route = httpRoute(config) ?? UNCONNECTED;
  const outbox = outboxOf(parts, NO_DIALOGUE, { sms: [route] });
  const messageOf = ({ address, externalId, channel }: Inbound, { text }: Pick<Answer, 'text'>): Message => {
    const contact = vault.contactOf(address);
    return { occasion: `reply:${contact}:${externalId}`, contact, channel, address, text, at: now(), kind: 'answer' };
  };
  const replies = createReplies({
    has: (inbound) => messages.has(messageOf(inbound, { text: '' }).occasion),
    sendAtOnce: (inbound, answer) => sendAtOnce(outbox, messageOf(inbound, answer)),
    send: (inbound, answer) => sendPastTheOutbox(route, inbound, answer),
    failed: outbox.failed,
  });
  return httpRouter({ converse, now, settings: config.http.inbound, replies, receipt });
}

const UNCONNECTED: Route = {
  name: 'http',
  send: () => Promise.reject(new SendError('nothing is connected that sends answers', false)),
  receipts: false,
};

/** What is answered is in words already. */
const NO_DIALOGUE = () => Promise.reject(new AppError('FLOW_BROKEN', 'an answer begins no dialogue'));

const sendPastTheOutbox = ({ send }: Route, { address, externalId }: Inbound, { text, language }: Answer) =>
  send({
    ...{ occasion: 'apology', contact: '', channel: 'sms', address, text, locale: language },
    reference: createHash('sha256').update(externalId).digest('hex').slice(0, 32),
  });

function phoneDoor({ opened: { store }, clock, log }: Parts, converse: Converse, jobs: readonly Job[]) {
  const inboxOf = (address: string) => store.messages.sentTo(store.vault.contactOf(address));
  const advance = async (ms: number): Promise<void> => {
    await advanceClock(clock, ms, store);
    await runAll(jobs, { failed: (job, err) => log.error({ job, err }, 'a job failed') });
  };
  return phoneRouter({ converse, inboxOf, clock: { now: () => clock.now(), advance }, newId: randomUUID });
}
