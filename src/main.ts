/** Reads the settings, connects, wires, listens; stops in reverse order. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { seed } from './cli/seed/seed';
import { MovableClock } from './clock';
import { environment, readConfig, type Config } from './config';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from './errors';
import { createLog } from './log';
import { openStore, type OpenStore } from './open-store';
import { startJobs } from './ops/jobs';
import { createMetrics } from './ops/metrics';
import { createRender } from './render/render';
import { doorsOf, jobsOf, wireConversation, type Parts } from './wiring';

/** No turn takes longer. */
const TURNS_END_MS = 5_000;

async function main(): Promise<void> {
  const config = readConfig(environment());
  const opened = await openStore(config, say, giveUp);
  const parts = await partsOf(config, opened);
  if (!config.mongodbUri) await seed(opened.store, parts.clock.now(), say);
  const jobs = jobsOf(parts);
  const app = createApp(doorsOf(parts, wireConversation(parts), jobs), (err) =>
    parts.log.error({ err }, 'a request failed'),
  );
  const server = app.listen(config.port);
  await once(server, 'listening');
  const stopJobs = startJobs(jobs, (job, err) => parts.log.error({ job, err }, 'a job failed'));
  announce(config, (server.address() as AddressInfo).port);
  await stopSignal();
  say('Stopping …');
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // Turns under way are answered before the database goes.
  await Promise.race([closed, pause(TURNS_END_MS)]);
  await stopJobs();
  await opened.close();
}

async function partsOf(config: Config, opened: OpenStore): Promise<Parts> {
  return {
    config,
    opened,
    clock: new MovableClock(await storedOffset(config, opened)),
    metrics: createMetrics(),
    render: createRender(),
    log: createLog(config.logLevel),
  };
}

/** The clock of a simulated service stays where it was moved to. */
async function storedOffset({ simulator }: Config, { store }: OpenStore): Promise<number> {
  return simulator ? Number((await store.settings.read('clockOffset')) ?? 0) : 0;
}

function announce({ simulator, twilio, twilioSender }: Config, port: number): void {
  const address = `http://localhost:${port}`;
  say(`TikaSetu is ready on ${address}`);
  if (simulator) say(`  a telephone in the browser  ${address}/phone\n  the same in a terminal      npm run talk`);
  say(`  health, metrics             ${address}/health/ready  ${address}/metrics`);
  if (simulator && twilio)
    say('  Whoever reaches /phone can write as any number: set SIMULATOR=off before people use this.');
  if (twilio && !twilioSender) say('  Messages that start from us wait for TWILIO_ACCOUNT_SID and TWILIO_FROM.');
  say(
    twilio ? `  Twilio's webhook            ${twilio.publicUrl}/sms/twilio` : '  Twilio is not connected: see README',
  );
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Nothing will answer any more: whoever watches over this process starts it anew. */
function giveUp(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
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
