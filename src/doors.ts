/** The ways in and out: each channel with its settings, and what goes where. */
import { randomUUID } from 'node:crypto';
import type { Doors } from './app';
import { gate } from './channels/gate';
import { phoneRouter } from './channels/phone/router';
import { httpRouter } from './channels/sms/http';
import { createReplies } from './channels/sms/http-reply';
import { httpSend } from './channels/sms/http-send';
import { kannelRouter } from './channels/sms/kannel';
import { kannelSend } from './channels/sms/kannel-send';
import { twilioRouter } from './channels/sms/twilio';
import { twilioSend } from './channels/sms/twilio-send';
import { createTelegram, type Telegram } from './channels/telegram/telegram';
import { ussdRouter } from './channels/ussd/router';
import type { Config } from './config';
import type { Converse } from './conversation/converse';
import type { Answer } from './conversation/ports';
import type { ChannelName, Inbound } from './conversation/vocabulary';
import { SendError } from './errors';
import { sendAtOnce, type Send } from './messages/send-queued';
import { healthRouter } from './ops/health';
import type { Job } from './ops/jobs';
import { answers } from './store/database';
import type { Message } from './store/messages';
import type { Parts } from './wiring';

export function telegramOf({ config, opened, clock, render, log }: Parts, converse: Converse): Telegram | undefined {
  const { store } = opened;
  if (!config.telegram) return undefined;
  return createTelegram({
    account: config.telegram,
    converse,
    render,
    now: () => clock.now(),
    undelivered: (reply) => store.messages.queue({ ...reply, answers: true }),
    failed: (err) => log.error({ err }, 'Telegram failed'),
  });
}

/** The way out of each channel. Where the simulator is on, its inbox takes what has no other way; else it waits. */
export function sendOf(config: Config, telegram: Telegram | undefined): Send | undefined {
  const inbox: Send | undefined = config.simulator ? () => Promise.resolve() : undefined;
  const twilio = config.twilioSender && twilioSend(config.twilioSender);
  const ways: Record<ChannelName, Send | undefined> = {
    sms: smsSend(config) ?? twilio ?? inbox,
    whatsapp: twilio ?? inbox,
    telegram: telegram?.send ?? inbox,
    // Nobody can be called by us.
    ussd: undefined,
  };
  if (!Object.values(ways).some(Boolean)) return undefined;
  return (message) => {
    const way = ways[message.channel];
    if (!way) throw new SendError(`nothing is connected that sends by ${message.channel}`, true);
    return way(message);
  };
}

/** A gateway of India before one that cannot send there. */
function smsSend({ kannelSender, kannel, http }: Config): Send | undefined {
  if (!kannelSender) return http.outgoing && httpSend(http.outgoing);
  const { statusUrl, ...sender } = kannelSender;
  const receipts = statusUrl && kannel.token ? `${statusUrl}/sms/kannel/status?token=${kannel.token}` : undefined;
  const { entityId, templates } = http.dlt;
  return kannelSend({ ...sender, statusUrl: receipts, dltEntityId: entityId, templateIds: templates });
}

export function doorsOf(parts: Parts, converse: Converse, jobs: readonly Job[], telegram: Telegram | undefined): Doors {
  const { config, opened, clock, metrics } = parts;
  const { store, connection } = opened;
  const now = (): Date => clock.now();
  const { kannel, ussd } = config;
  return {
    twilio: twilioRouter({ converse, now, account: config.twilio, observe: metrics.stage }),
    kannel: kannelRouter({ converse, now, gate: kannel, receipt: store.messages.receipt }),
    http: httpDoor(parts, converse, now),
    ussd: ussdRouter({
      ...{ converse, now, gate: gate(ussd), language: ussd.language },
      scriptOf: (gateway) => (ussd.unicode.includes(gateway) ? 'native' : 'latin'),
    }),
    telegram: telegram?.router,
    health: healthRouter(() => answers(connection)),
    metrics: metrics.router,
    phone: config.simulator ? phoneDoor(parts, converse, jobs) : undefined,
  };
}

/** Answers go out as messages do, at once and once, and again later where the aggregator is away. */
function httpDoor({ config: { http }, opened: { store }, log }: Parts, converse: Converse, now: () => Date) {
  const failed = (err: unknown): void => log.error({ err }, 'an answer was not taken');
  const send: Send = http.outgoing
    ? httpSend(http.outgoing)
    : () => Promise.reject(new SendError('nothing is connected that sends answers', false));
  const messageOf = ({ address, externalId, channel }: Inbound, { text }: Pick<Answer, 'text'>): Message => {
    const contact = store.vault.contactOf(address);
    return { occasion: `reply:${contact}:${externalId}`, contact, channel, address, text, at: now(), answers: true };
  };
  const replies = createReplies({
    has: (inbound) => store.messages.has(messageOf(inbound, { text: '' }).occasion),
    sendAtOnce: (inbound, answer) => sendAtOnce({ store, send, now, failed }, messageOf(inbound, answer)),
    send: (inbound, answer) => send(messageOf(inbound, answer)),
    failed,
  });
  return httpRouter({ converse, now, settings: http.inbound, replies });
}

function phoneDoor({ opened: { store }, clock, log }: Parts, converse: Converse, jobs: readonly Job[]) {
  const inboxOf = (address: string) => store.messages.sentTo(store.vault.contactOf(address));
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await store.settings.write('clockOffset', clock.offset);
    for (const { name, run } of jobs)
      await run(() => false).catch((err: unknown) => log.error({ job: name, err }, 'a job failed'));
  };
  return phoneRouter({ converse, inboxOf, clock: { now: () => clock.now(), advance }, newId: randomUUID });
}
