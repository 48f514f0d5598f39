/** One run: a service for each channel with so many people registered beforehand, and the turns that count. */
import { CHANNELS } from './channels/index.mjs';
import { usageOf } from './child.mjs';
import { measureFloor } from './floor-run.mjs';
import { addedSince, commandsPerTurn, countsOf, engineStatus, timePerTurn, watchMemory } from './observe.mjs';
import { summaryOf } from './plays.mjs';
import { openStand, prepare } from './stand.mjs';
import { told } from './told.mjs';

/** Short enough that all channels meet the machine in the same mood. */
const TURNS_OF_A_ROUND = 500;

/**
 * @param {import('./options.mjs').Options} options
 * @param {number} people registered beforehand
 * @param {{later: (stop: () => unknown) => void, say: (sentence: string) => void}} tools
 */
export async function run(options, people, tools) {
  const stands = [];
  for (const channel of options.channels) stands.push(await openStand(options, channel, people, tools));
  const floorBefore = await measureFloor(options, tools);
  for (const stand of stands) await prepare(stand, options, people, tools);
  tools.say(`measuring ${options.turns} turns by ${options.channels.join(', ')}`);
  const measured = await measure(stands, options);
  const floorAfter = await measureFloor(options, tools);
  const floor = meanOf([floorBefore, floorAfter]);
  return stands.map(({ channel }, index) => ({ channel, people, floor, ...measured[index] }));
}

async function measure(stands, options) {
  const memories = stands.map(({ pids }) => watchMemory(pids));
  const before = await Promise.all(stands.map(stateOf));
  const rounds = await playInRounds(stands, options);
  const after = await Promise.all(stands.map(stateOf));
  return stands.map((stand, index) => ({
    ...figuresOf(stand, before[index], after[index], rounds.get(stand)),
    memory: {
      atStart: stand.atStart,
      samples: memories[index](),
      heap: { before: before[index].heap, after: after[index].heap },
    },
  }));
}

/** There and back again, so that none is always the first after a pause. */
async function playInRounds(stands, { turns, seconds }) {
  const count = stands.length === 1 ? 1 : Math.ceil(turns / TURNS_OF_A_ROUND);
  const played = new Map(stands.map((stand) => [stand, []]));
  for (let round = 0; round < count; round++) {
    const share = Math.floor((turns * (round + 1)) / count) - Math.floor((turns * round) / count);
    for (const stand of round % 2 === 0 ? stands : [...stands].reverse())
      played.get(stand).push(await stand.load.ask({ turns: share, seconds: seconds / count }));
  }
  return played;
}

function figuresOf({ channel }, before, after, plays) {
  const { cpu, ...summary } = summaryOf(plays);
  const { turns } = summary;
  return {
    played: CHANNELS[channel].silent ? told(summary, addedSince(before.asked, after.asked)) : summary,
    rounds: plays.map((play) => {
      const { turns, seconds, p50, p99 } = summaryOf([play]);
      return { turnsPerSecond: turns / seconds, p50, p99 };
    }),
    time: timePerTurn(before.stages, after.stages, turns),
    commands: commandsPerTurn(before.commands, after.commands, turns),
    cpu: { ...cpuPerTurn(before.usage, after.usage, turns), generator: (cpu * 1000) / turns },
  };
}

async function stateOf({ connection, port, pids }) {
  const [{ commands }, counts] = await Promise.all([engineStatus(connection), countsOf(port)]);
  const usage = Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, usageOf(pid)]));
  return { commands, ...counts, usage };
}

/** @returns milliseconds of processor time */
const cpuPerTurn = (before, after, turns) =>
  Object.fromEntries(
    Object.entries(after).map(([name, usage]) => [name, ((usage?.cpu - before[name]?.cpu) * 1000) / turns]),
  );

function meanOf(measurements) {
  const mean = (name) => measurements.reduce((sum, each) => sum + each[name], 0) / measurements.length;
  return { turnsPerSecond: mean('turnsPerSecond'), p50: mean('p50'), p99: mean('p99') };
}
