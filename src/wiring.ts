/** The parts of the service put together: the conversation and the jobs. */
import { seedSessions } from './cli/seed/seed';
import type { MovableClock } from './clock';
import type { Config } from './config';
import { createBegin, type Begin } from './conversation/begin';
import { throughAccounts } from './conversation/accounts';
import { apologising } from './conversation/apologise';
import { createConverse, type Converse } from './conversation/converse';
import { createHold, type Hold } from './conversation/hold';
import { createQueue } from './conversation/queue';
import { createEffects } from './effects';
import { jobsOf } from './jobs';
import type { Logger } from './log';
import { createNotify } from './messages/notify';
import type { Routes } from './messages/routes';
import type { OpenStore } from './open-store';
import { createFunnelCounter, type FunnelCounter } from './ops/funnel';
import type { Job } from './ops/jobs';
import type { Metrics } from './ops/metrics';
import type { Render } from './render/render';
import { outboxOf } from './outbox';
import type { Store } from './store';
import { connectionLost } from './store/database';
import { pinCodeNear } from './vaccination/pin-code-near';
import { bindAccount } from './vaccination/prove-number';
import { staffAt } from './vaccination/report-glitch';

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

export interface Talk {
  /** What a person writes is answered. */
  converse: Converse;
  /** What we have to say to a person begins a dialogue. */
  begin: Begin;
  /** Where people stop. */
  funnel: FunnelCounter;
}

export function wireConversation({ opened: { store }, metrics, render, log }: Parts): Talk {
  const failed = (where: string) => (err: unknown) => {
    metrics.failed(where);
    log.error({ where, err }, 'a turn failed');
  };
  const notify = createNotify(store);
  const funnel = createFunnelCounter(store.funnel);
  const shared = {
    store: store.conversations,
    effects: createEffects(store),
    render,
    keepLine: store.talks.keep,
    numberOf: store.accounts.numberOf,
    inTurn: createQueue(),
    passed: funnel.passed,
    connectionLost,
    effectFailed: (effect: string, error: unknown) => failed(effect)(error),
  };
  const converse = createConverse({
    ...shared,
    notify,
    pinCodeNear: (location) => pinCodeNear(store, location),
    isStaff: async (contact) => (await staffAt(store, contact)) !== null,
    contactOf: store.vault.contactOf,
    patience: PATIENCE_MS,
    observe: metrics.stage,
  });
  const throughOwn = throughAccounts(converse, {
    numberOf: store.accounts.numberOf,
    bind: (account, number, at, locale) => bindAccount(store, { account, number, at, locale }),
  });
  const answering = apologising(throughOwn, { render, patience: PATIENCE_MS, failed: failed('turn') });
  return {
    converse: async (inbound) => {
      const answer = await answering(inbound);
      metrics.turn(inbound, answer);
      return answer;
    },
    begin: createBegin(shared),
    funnel,
  };
}

/** How the helpline takes conversations over and hands them back. */
export function holdOf(store: Store, render: Render): Hold {
  return createHold({ store: store.conversations, render, notify: createNotify(store), keepLine: store.talks.keep });
}

/** @param routes undefined where nothing can be sent: messages wait */
export function wireJobs(parts: Parts, begin: Begin, routes: Routes | undefined): Job[] {
  const { config, opened, clock, log } = parts;
  const { store } = opened;
  const now = (): Date => clock.now();
  return jobsOf({
    ...{ store, now, hold: holdOf(store, parts.render) },
    outbox: routes && outboxOf(parts, begin, routes),
    failed: (err) => log.error({ err }, 'a message failed'),
    progress: (job, done) => log.info({ job, done }, 'a long job goes on'),
    ...(config.mongodbUri ? {} : { addExamples: () => seedSessions(store, now(), () => undefined) }),
  });
}
