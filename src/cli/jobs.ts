/** `npm run jobs`: what comes round (reminders, sending, sweeps), beside services that run with JOBS=off, on as many machines as you like. */
import { once } from 'node:events';
import { environment, readConfig } from '../config';
import { telegramOf } from '../doors';
import { AppError } from '../errors';
import { createLog } from '../log';
import { openStore } from '../open-store';
import { funnelJob } from '../ops/funnel';
import { runAll, startJobs, type Job } from '../ops/jobs';
import { createMetrics } from '../ops/metrics';
import { routesOf } from '../outbox';
import { createRender } from '../render/render';
import { follow, sharedClock } from '../shared-clock';
import { wireConversation, wireJobs, type Parts } from '../wiring';

const USAGE = `npm run jobs

Runs until it is stopped, with the settings of the service. Start it beside services that have JOBS=off, as often as you like.`;
const CLOCK_MS = 1_000;

async function main(): Promise<void> {
  if (process.argv.length > 2) {
    say(USAGE);
    return;
  }
  const config = readConfig(environment());
  const opened = await openStore(config, say, giveUp);
  const { store } = opened;
  const clock = await sharedClock(config, store);
  const parts: Parts = {
    ...{ config, opened, clock },
    metrics: createMetrics(),
    render: createRender(),
    log: createLog(config.logLevel),
  };
  const conversation = wireConversation(parts);
  // Never started: it only sends.
  const telegram = telegramOf(parts, conversation.converse);
  const jobs = wireJobs(parts, conversation.begin, routesOf(config, telegram));
  const watch = { failed: (job: string, err: unknown): void => parts.log.error({ job, err }, 'a job failed') };
  /** The browser phone of the service may move its time. */
  const inStep: Job = {
    ...{ name: 'follow the clock', everyMs: CLOCK_MS },
    run: async (stopped) => {
      if (await follow(clock, store)) await runAll(jobs, watch, stopped);
    },
  };
  const stopJobs = startJobs([...(config.simulator ? [inStep] : []), ...jobs, funnelJob(conversation.funnel)], watch);
  say('The jobs are running. Ctrl-C stops them.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  say('Stopping …');
  await Promise.all([telegram?.stop(), stopJobs()]);
  await conversation.funnel.flush();
  await opened.close();
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

function giveUp(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
