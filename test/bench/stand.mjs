/** A service to be measured by one channel: on a fresh directory, with its own load generator, people registered beforehand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../dist/src/store/database.js';
import { engineUri } from '../../dist/src/store/embedded/layout.js';
import { CHANNELS } from './channels/index.mjs';
import { forked, startService, usageOf } from './child.mjs';
import { engineStatus } from './observe.mjs';
import { newNumber } from './people.mjs';
import { summaryOf } from './plays.mjs';
import { preload } from './preload.mjs';

/** So many that somebody has a whole dialogue behind them. */
const FIRST_TURNS = 2_000;
/** Until the compilers of both processes have seen everything. */
const WARM_UP_TURNS = 4_000;

/** @typedef {Awaited<ReturnType<typeof openStand>>} Stand */

/**
 * @param {import('./options.mjs').Options} options
 * @param {string} channel
 * @param {number} people registered beforehand
 * @param {{later: (stop: () => unknown) => void, say: (sentence: string) => void}} tools
 */
export async function openStand({ profile }, channel, people, { later, say }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tika-bench-'));
  later(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  say(`starting the service for ${channel}`);
  const name = `--cpu-prof-name=${channel}-${people}.cpuprofile`;
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, name] : [];
  const service = await startService(await settingsOf(dataDir, CHANNELS[channel], later), profiling, later);
  const connection = await connect({ uri: engineUri(dataDir) });
  later(() => connection.close());
  const load = forked('load.mjs');
  later(load.stop);
  const { pid: engine } = await engineStatus(connection);
  const pids = { service: service.pid, engine };
  return { channel, dataDir, connection, load, port: service.port, pids, atStart: memoryOf(pids) };
}

const settingsOf = async (dataDir, { settings, open }, later) => ({
  DATA_DIR: dataDir,
  PORT: '0',
  SIMULATOR: 'off',
  LOG_LEVEL: 'warn',
  ...settings,
  ...(await open?.(later)),
});

/** Afterwards so many people are registered, and everything is warm. */
export async function prepare({ channel, dataDir, connection, load, port }, { crowd, seconds }, people, { say }) {
  const target = { channel, port, crowd, echoes: false };
  const first = summaryOf([await load.ask({ target: { ...target, known: 0, from: 0 }, turns: FIRST_TURNS, seconds })]);
  if (first.booked === 0) throw new Error(`nobody could be registered and booked: ${first.failed.join('; ')}`);
  await preload(connection, dataDir, { like: newNumber(0), people }, (count) => {
    if (count % 100_000 === 0 || count === people) say(`${count} people registered beforehand`);
  });
  await load.ask({ target: { ...target, known: people, from: first.people }, turns: WARM_UP_TURNS, seconds });
}

const memoryOf = (pids) => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, usageOf(pid)?.memory]));
