/** One run: the service on a fresh directory, people registered beforehand, a warm-up, and the turns that count. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../dist/src/store/database.js';
import { engineUri } from '../../dist/src/store/embedded/layout.js';
import { forked, startService, usageOf } from './child.mjs';
import { measureFloor } from './floor-run.mjs';
import { commandsPerTurn, engineStatus, stagesOf, timePerTurn, watchMemory } from './observe.mjs';
import { newNumber } from './people.mjs';
import { preload } from './preload.mjs';
import { ACCOUNT } from './webhook.mjs';

/** So many that somebody has a whole dialogue behind them. */
const FIRST_TURNS = 2_000;
/** Until the compilers of both processes have seen everything. */
const WARM_UP_TURNS = 4_000;

/**
 * @param {import('./options.mjs').Options} options
 * @param {number} people registered beforehand
 * @param {{later: (stop: () => unknown) => void, say: (sentence: string) => void}} tools
 */
export async function run(options, people, tools) {
  const bench = await open(options, tools);
  const floorBefore = await measureFloor(options, tools);
  await prepare(bench, options, people, tools);
  tools.say(`measuring ${options.turns} turns`);
  const measured = await measure(bench, options);
  const floorAfter = await measureFloor(options, tools);
  return { people, floor: meanOf([floorBefore, floorAfter]), ...measured };
}

async function open({ profile }, { later, say }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tika-bench-'));
  later(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  say('starting the service');
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const service = await startService(settingsOf(dataDir), profiling, later);
  const connection = await connect({ uri: engineUri(dataDir) });
  later(() => connection.close());
  const load = forked('load.mjs');
  later(load.stop);
  const { pid: engine } = await engineStatus(connection);
  const pids = { service: service.pid, engine };
  return { dataDir, connection, load, port: service.port, pids, atStart: memoryOf(pids) };
}

const settingsOf = (dataDir) => ({
  DATA_DIR: dataDir,
  PORT: '0',
  SIMULATOR: 'off',
  LOG_LEVEL: 'warn',
  TWILIO_AUTH_TOKEN: ACCOUNT.token,
  PUBLIC_URL: ACCOUNT.publicUrl,
});

/** Afterwards so many people are registered, and everything is warm. */
async function prepare({ dataDir, connection, load, port }, { crowd, seconds }, people, { say }) {
  const target = { port, crowd, echoes: false };
  const first = await load.ask({ target: { ...target, known: 0, from: 0 }, turns: FIRST_TURNS, seconds });
  if (first.booked === 0) throw new Error(`nobody could be registered and booked: ${first.failed.join('; ')}`);
  await preload(connection, dataDir, { like: newNumber(0), people }, (count) => {
    if (count % 100_000 === 0 || count === people) say(`${count} people registered beforehand`);
  });
  await load.ask({ target: { ...target, known: people, from: first.people }, turns: WARM_UP_TURNS, seconds });
}

async function measure({ connection, load, port, pids, atStart }, { turns, seconds }) {
  const memory = watchMemory(pids);
  const before = await stateOf(connection, port, pids);
  const { cpu, ...played } = await load.ask({ turns, seconds });
  const after = await stateOf(connection, port, pids);
  return {
    played,
    time: timePerTurn(before.stages, after.stages),
    commands: commandsPerTurn(before.commands, after.commands, played.turns),
    cpu: { ...cpuPerTurn(before.usage, after.usage, played.turns), generator: (cpu * 1000) / played.turns },
    memory: { atStart, samples: memory(), heap: { before: before.heap, after: after.heap } },
  };
}

async function stateOf(connection, port, pids) {
  const [{ commands }, metrics] = await Promise.all([engineStatus(connection), stagesOf(port)]);
  return { commands, ...metrics, usage: eachOf(pids, usageOf) };
}

/** @returns milliseconds of processor time */
const cpuPerTurn = (before, after, turns) =>
  eachOf(after, (usage, name) => ((usage?.cpu - before[name]?.cpu) * 1000) / turns);

const memoryOf = (pids) => eachOf(pids, (pid) => usageOf(pid)?.memory);

const eachOf = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));

function meanOf(measurements) {
  const mean = (name) => measurements.reduce((sum, each) => sum + each[name], 0) / measurements.length;
  return { turnsPerSecond: mean('turnsPerSecond'), p50: mean('p50'), p99: mean('p99') };
}
