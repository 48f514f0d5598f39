/** Reads the settings, connects, wires, listens; stops in reverse order. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { phoneRouter } from './channels/phone/router';
import { twilioRouter } from './channels/sms/twilio';
import { seed, seedSessions } from './cli/seed/seed';
import { MovableClock } from './clock';
import { readConfig, type Config } from './config';
import { apologising } from './conversation/apologise';
import { createConverse, type Converse } from './conversation/converse';
import { createEffects } from './effects';
import { AppError } from './errors';
import { createLog, type Logger } from './log';
import { openStore, type OpenStore } from './open-store';
import { healthRouter } from './ops/health';
import { startJobs } from './ops/jobs';
import { createMetrics, type Metrics } from './ops/metrics';
import { createRender } from './render/render';
import { answers, connectionLost } from './store/database';
import { sweep } from './vaccination/settle-places';

/** A provider waits five seconds for an answer, then tells the person nothing at all. */
const PATIENCE_MS = 4_000;
const SWEEP_MS = 15_000;
const HOUR_MS = 3_600_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const opened = await openStore(config, say);
  const clock = new MovableClock(await storedOffset(config, opened));
  if (!config.mongodbUri) await seed(opened.store, clock.now(), say);
  const metrics = createMetrics();
  const converse = wireConversation(opened, metrics, log);
  const app = createApp(doorsOf(config, opened, clock, metrics, converse), (error) =>
    log.error({ err: error }, 'request failed'),
  );
  const server = app.listen(config.port);
  await once(server, 'listening');
  const stopJobs = startJobs(jobsOf(config, opened, clock), (job, err) => log.error({ job, err }, 'job failed'));
  announce(config, (server.address() as AddressInfo).port);
  await stopSignal();
  say('Stopping …');
  server.close();
  server.closeIdleConnections();
  await stopJobs();
  await opened.close();
}

function wireConversation({ store }: OpenStore, metrics: Metrics, log: Logger): Converse {
  const render = createRender();
  const converse = createConverse({
    store: store.conversations,
    effects: createEffects(store),
    render,
    contactOf: store.vault.contactOf,
    connectionLost,
    patience: PATIENCE_MS,
    observe: metrics.stage,
    effectFailed: (effect, err) => {
      metrics.failed(effect);
      log.error({ effect, err }, 'effect failed');
    },
  });
  const failed = (err: unknown): void => {
    metrics.failed('turn');
    log.error({ err }, 'turn failed');
  };
  const answering = apologising(converse, { render, patience: PATIENCE_MS, failed });
  return async (inbound) => {
    const answer = await answering(inbound);
    metrics.turn(inbound, answer);
    return answer;
  };
}

function doorsOf(
  config: Config,
  { store, connection }: OpenStore,
  clock: MovableClock,
  metrics: Metrics,
  converse: Converse,
) {
  const now = (): Date => clock.now();
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await store.settings.write('clockOffset', clock.offset);
    await rollSessions(store, clock);
  };
  return {
    twilio: twilioRouter({ converse, now, account: config.twilio, observe: metrics.stage }),
    health: healthRouter(() => answers(connection)),
    metrics: metrics.router,
    phone: config.simulator
      ? phoneRouter({ converse, inboxOf: () => Promise.resolve([]), clock: { now, advance }, newId: randomUUID })
      : undefined,
  };
}

function jobsOf(config: Config, { store }: OpenStore, clock: MovableClock) {
  const settle = { name: 'settle places', everyMs: SWEEP_MS, run: () => sweep(store, clock.now()) };
  const roll = { name: 'example sessions', everyMs: HOUR_MS, run: () => rollSessions(store, clock) };
  return config.mongodbUri ? [settle] : [settle, roll];
}

const rollSessions = (store: OpenStore['store'], clock: MovableClock) =>
  seedSessions(store, clock.now(), () => undefined);

/** The clock of a simulated service stays where it was moved to. */
async function storedOffset({ simulator }: Config, { store }: OpenStore): Promise<number> {
  return simulator ? Number((await store.settings.read('clockOffset')) ?? 0) : 0;
}

function announce({ simulator, twilio }: Config, port: number): void {
  const address = `http://localhost:${port}`;
  say(`TikaSetu is ready on ${address}`);
  if (simulator) say(`  a telephone in the browser  ${address}/phone\n  the same in a terminal      npm run talk`);
  say(`  health, metrics             ${address}/health/ready  ${address}/metrics`);
  say(
    twilio ? `  Twilio's webhook            ${twilio.publicUrl}/sms/twilio` : '  Twilio is not connected: see README',
  );
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

async function stopSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
