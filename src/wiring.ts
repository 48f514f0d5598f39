/** The parts of the service put together: the conversation, the jobs, the doors. */
import { randomUUID } from 'node:crypto';
import type { Doors } from './app';
import { phoneRouter } from './channels/phone/router';
import { twilioRouter } from './channels/sms/twilio';
import { twilioSend } from './channels/sms/twilio-send';
import { seedSessions } from './cli/seed/seed';
import type { MovableClock } from './clock';
import type { Config } from './config';
import { apologising } from './conversation/apologise';
import { createConverse, type Converse } from './conversation/converse';
import { createEffects } from './effects';
import type { Logger } from './log';
import { sendQueued, type Send } from './messages/send-queued';
import { tellEligible } from './messages/tell-eligible';
import type { OpenStore } from './open-store';
import { healthRouter } from './ops/health';
import type { Job } from './ops/jobs';
import type { Metrics } from './ops/metrics';
import type { Render } from './render/render';
import { answers, connectionLost } from './store/database';
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
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function wireConversation({ opened: { store }, metrics, render, log }: Parts): Converse {
  const failed = (where: string) => (err: unknown) => {
    metrics.failed(where);
    log.error({ where, err }, 'a turn failed');
  };
  const converse = createConverse({
    store: store.conversations,
    effects: createEffects(store),
    render,
    contactOf: store.vault.contactOf,
    connectionLost,
    patience: PATIENCE_MS,
    observe: metrics.stage,
    effectFailed: (effect, error) => failed(effect)(error),
  });
  const answering = apologising(converse, { render, patience: PATIENCE_MS, failed: failed('turn') });
  return async (inbound) => {
    const answer = await answering(inbound);
    metrics.turn(inbound, answer);
    return answer;
  };
}

export function jobsOf({ config, opened: { store }, clock, render, log }: Parts): Job[] {
  const now = (): Date => clock.now();
  const send = sendOf(config);
  const failed = (err: unknown): void => log.error({ err }, 'a message failed');
  return [
    { name: 'settle places', everyMs: SWEEP_MS, run: () => sweep(store, now()) },
    { name: 'tell the eligible', everyMs: HOUR_MS, run: () => tellEligible(store, render, now(), failed) },
    ...(send ? [{ name: 'send messages', everyMs: MINUTE_MS, run: () => sendQueued(store, send, now(), failed) }] : []),
    ...(config.mongodbUri
      ? []
      : [{ name: 'example sessions', everyMs: HOUR_MS, run: () => seedSessions(store, now(), () => undefined) }]),
  ];
}

/** Without a provider a simulated phone's inbox is where messages arrive; without either, they wait. */
function sendOf({ twilioSender, simulator }: Config): Send | undefined {
  if (twilioSender) return twilioSend(twilioSender);
  return simulator ? () => Promise.resolve() : undefined;
}

export function doorsOf(
  { config, opened, clock, metrics, log }: Parts,
  converse: Converse,
  jobs: readonly Job[],
): Doors {
  const { store, connection } = opened;
  const now = (): Date => clock.now();
  const inboxOf = (address: string) => store.messages.sentTo(store.vault.contactOf(address));
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await store.settings.write('clockOffset', clock.offset);
    for (const { name, run } of jobs)
      await run().catch((err: unknown) => log.error({ job: name, err }, 'a job failed'));
  };
  return {
    twilio: twilioRouter({ converse, now, account: config.twilio, observe: metrics.stage }),
    health: healthRouter(() => answers(connection)),
    metrics: metrics.router,
    phone: config.simulator
      ? phoneRouter({ converse, inboxOf, clock: { now, advance }, newId: randomUUID })
      : undefined,
  };
}
