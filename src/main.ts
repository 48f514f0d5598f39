/** Reads the settings, connects, wires, listens; stops in reverse order. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { examplesAtStart, type ExampleAccount } from './cli/seed/example-staff';
import { seed } from './cli/seed/seed';
import { environment, readConfig, type Config } from './config';
import { openConsoles } from './consoles';
import { consolePartsOf, doorsOf, telegramOf } from './doors';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from './errors';
import { createLog } from './log';
import { openStore, type OpenStore } from './open-store';
import { funnelJob } from './ops/funnel';
import { startJobs } from './ops/jobs';
import { createMetrics } from './ops/metrics';
import { routesOf } from './outbox';
import { openPartnerDoor } from './partner-door';
import { createRender } from './render/render';
import { sharedClock } from './shared-clock';
import { wireConversation, wireJobs, type Parts } from './wiring';

/** Nobody is silent for so long while something is still to come; streams of the consoles have a beat. */
const SILENCE_MS = 120_000;
/** At one moment, in a storm: the system turns away the others (and does not allow more than it is set to). */
const MOST_KNOCKING = 4_096;
/** No turn takes longer. */
const TURNS_END_MS = 5_000;

async function main(): Promise<void> {
  const config = readConfig(environment());
  const opened = await openStore(config, say, giveUp);
  const parts = await partsOf(config, opened);
  const examples = await prepare(parts);
  const { converse, begin, funnel } = wireConversation(parts);
  const telegram = telegramOf(parts, converse);
  const jobs = config.jobs ? wireJobs(parts, begin, routesOf(config, telegram)) : [];
  const failed = (err: unknown) => parts.log.error({ err }, 'a request failed');
  const consoles = openConsoles(consolePartsOf(parts, { converse, begin }), failed);
  const partner = openPartnerDoor(parts, failed);
  const doors = { ...doorsOf(parts, converse, jobs, telegram), partner: partner.router, consoles: consoles.router };
  const app = createApp(doors, failed, (address) => Boolean(config.trustedProxies?.has(address)));
  const server = createServer(app).setTimeout(SILENCE_MS).listen({ port: config.port, backlog: MOST_KNOCKING });
  await once(server, 'listening');
  const stopJobs = startJobs([...jobs, ...partner.jobs, funnelJob(funnel)], {
    failed: (job, err) => parts.log.error({ job, err }, 'a job failed'),
  });
  telegram?.start();
  announce(config, (server.address() as AddressInfo).port, examples);
  await stopSignal();
  say('Stopping …');
  const closed = new Promise((resolve) => server.close(resolve));
  consoles.stop();
  server.closeIdleConnections();
  // Turns under way are answered before the database goes.
  await Promise.race([closed, pause(TURNS_END_MS)]);
  // Both hand over what is not done yet, and wait no longer than for what is under way.
  await Promise.all([telegram?.stop(), stopJobs()]);
  await funnel.flush().catch((err: unknown) => parts.log.error({ err }, 'where people stopped was not written down'));
  await partner.stop();
  await opened.close();
}

async function partsOf(config: Config, opened: OpenStore): Promise<Parts> {
  return {
    config,
    opened,
    clock: await sharedClock(config, opened.store),
    metrics: createMetrics(),
    render: createRender(),
    log: createLog(config.logLevel),
  };
}

/** Answers the accounts that come with the example data. */
async function prepare({ config, opened: { store }, clock }: Parts): Promise<ExampleAccount[]> {
  const seeding = config.mongodbUri ? undefined : seed(store, clock.now(), say);
  const [examples] = await Promise.all([examplesAtStart(config, store), seeding]);
  return examples;
}

function announce(config: Config, port: number, examples: readonly ExampleAccount[]): void {
  const address = `http://localhost:${port}`;
  say(`TikaSetu is ready on ${address}`);
  if (config.simulator)
    say(`  a telephone in the browser  ${address}/phone\n  the same in a terminal      npm run talk`);
  say(`  health, metrics             ${address}/health/ready  ${address}/metrics`);
  if (examples.length > 0)
    say(`  staff                       ${address}/sign-in  name, password, secret of the codes:`);
  for (const { name, password, totpSecret } of examples) say(`    ${name.padEnd(11)} ${password}  ${totpSecret}`);
  say(`  the helpline, the centre    ${address}/desk  ${address}/centre`);
  say(`  programs of partners        ${address}/api/v2  ${address}/api/docs`);
  if (config.sandbox) say(`  the same to try out         ${address}/api/sandbox/v2`);
  if (!config.jobs) say('  JOBS=off: reminders and messages go out where `npm run jobs` is running');
  const connected = doorsConnected(config);
  if (config.simulator && connected.length > 0)
    say('  Whoever reaches /phone can write as any number: set SIMULATOR=off before people use this.');
  for (const door of connected) say(`  ${door}`);
  if (connected.length === 0) say('  No gateway is connected: see README');
}

/** Each gateway that is connected, where it knocks, and what is missing yet. */
function doorsConnected(config: Config): string[] {
  const { twilio, kannel, ussd, telegram, http, publicUrl: ours = '' } = config;
  const open = [
    twilio && `Twilio's webhook            ${twilio.publicUrl}/sms/twilio`,
    kannel.token && `Kannel's get-url            ${ours}/sms/kannel`,
    (http.inbound.secret ?? http.inbound.signature) && `the aggregator's callback   ${ours}/sms/http`,
    ussd.token && `USSD gateways               ${ours}/ussd/africastalking, /ussd/header, /ussd/json`,
    telegram &&
      (telegram.mode === 'polling' ? 'Telegram is asked for messages' : `Telegram's webhook          ${ours}/telegram`),
    telegram && telegram.mode !== 'polling' && !ours && 'Telegram is not told of it: that needs PUBLIC_URL.',
  ].filter((line) => typeof line === 'string');
  return open.length > 0 && !sendsSms(config) ? [...open, NO_WAY_OUT] : open;
}

const NO_WAY_OUT =
  'Nothing is connected that sends SMS: messages that start from us, and codes for Telegram, wait. See README.';

const sendsSms = ({ kannelSender, http, twilioSender, simulator }: Config): boolean =>
  Boolean(kannelSender ?? http.outgoing ?? twilioSender) || simulator;

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
