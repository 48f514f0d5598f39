/** The parts of the service put together: the conversation and the jobs. */
import { seedSessions } from './cli/seed/seed';
import type { MovableClock } from './clock';
import type { Config } from './config';
import { throughAccounts } from './conversation/accounts';
import { apologising } from './conversation/apologise';
import { createConverse, type Converse } from './conversation/converse';
import { followUp } from './conversation/follow-up';
import { createEffects } from './effects';
import type { Logger } from './log';
import { createNotify } from './messages/notify';
import { sendQueued, type Send } from './messages/send-queued';
import { tellEligible } from './messages/tell-eligible';
import type { OpenStore } from './open-store';
import type { Job } from './ops/jobs';
import type { Metrics } from './ops/metrics';
import type { Render } from './render/render';
import { connectionLost } from './store/database';
import { pinCodeNear } from './vaccination/pin-code-near';
import { bindAccount } from './vaccination/prove-number';
import { sweep } from './vaccination/settle-places';

export interface Parts {
  config: Config;
  opened: OpenStore;
  clock: MovableClock;
  metrics: Metrics;
  render: Render;
  log: Logger;
}

/** A provider waits five seconds for an answer, then tells the person nothing at all. */
const PATIENCE_MS = 4_000;
const SWEEP_MS = 15_000;
const CALLS_MS = 10_000;
/** A code is waited for with the phone in the hand. */
const SEND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** Long enough for a receipt, and for someone to ask what became of a message. */
const MESSAGES_KEPT_MS = 30 * 24 * HOUR_MS;

export function wireConversation({ opened: { store }, metrics, render, log }: Parts): Converse {
  const failed = (where: string) => (err: unknown) => {
    metrics.failed(where);
    log.error({ where, err }, 'a turn failed');
  };
  const notify = createNotify(store, render);
  const converse = createConverse({
    store: store.conversations,
    effects: createEffects(store, notify),
    render,
    notify,
    pinCodeNear: (location) => pinCodeNear(store, location),
    contactOf: store.vault.contactOf,
    numberOf: store.accounts.numberOf,
    connectionLost,
    patience: PATIENCE_MS,
    observe: metrics.stage,
    effectFailed: (effect, error) => failed(effect)(error),
  });
  const throughOwn = throughAccounts(converse, {
    numberOf: store.accounts.numberOf,
    bind: (account, number, at, locale) => bindAccount(store, notify, { account, number, at, locale }),
  });
  const answering = apologising(throughOwn, { render, patience: PATIENCE_MS, failed: failed('turn') });
  return async (inbound) => {
    const answer = await answering(inbound);
    metrics.turn(inbound, answer);
    return answer;
  };
}

/** @param send undefined where nothing can be sent: messages wait */
export function jobsOf({ config, opened: { store }, clock, render, log }: Parts, send: Send | undefined): Job[] {
  const now = (): Date => clock.now();
  const notify = createNotify(store, render);
  const failed = (err: unknown): void => log.error({ err }, 'a message failed');
  return [
    { name: 'settle places', everyMs: SWEEP_MS, run: () => sweep(store, now()) },
    { name: 'tell the eligible', everyMs: HOUR_MS, run: () => tellEligible(store, render, now(), failed) },
    {
      name: 'follow up calls',
      everyMs: CALLS_MS,
      run: () => followUp({ conversations: store.conversations, notify, failed }, now()),
    },
    { name: 'forget codes', everyMs: HOUR_MS, run: () => store.accounts.forgetCodes(now()) },
    {
      name: 'forget messages',
      everyMs: HOUR_MS,
      run: () => store.messages.forget(new Date(now().getTime() - MESSAGES_KEPT_MS)),
    },
    ...(send
      ? [
          {
            name: 'send messages',
            everyMs: SEND_MS,
            run: (stopped: () => boolean) => sendQueued({ store, send, now, failed }, stopped),
          },
        ]
      : []),
    ...(config.mongodbUri
      ? []
      : [{ name: 'example sessions', everyMs: HOUR_MS, run: () => seedSessions(store, now(), () => undefined) }]),
  ];
}
