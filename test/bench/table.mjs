/** The figures as a person reads them, one column for each run. */

import { ratioOver } from './plays.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./run.mjs').run>>[number]} Run */

/** @param {Run[]} runs @param {ReturnType<typeof import('./menu-time.mjs').timeMenus>} menus */
export function tableOf(runs, menus) {
  const rows = [...rowsOf(runs), [menuLine(menus)]];
  const widths = [0, ...runs.map((_, index) => index + 1)].map((column) =>
    Math.max(...rows.map((row) => (row.length > 1 ? (row[column]?.length ?? 0) : 0))),
  );
  return rows
    .map((row) =>
      row.length === 1 ? `\n${row[0]}` : row.map((cell, column) => padded(cell, column, widths)).join('  '),
    )
    .join('\n');
}

const padded = (cell, column, widths) =>
  column === 0 ? cell.padEnd(widths[column]) : cell.padStart(Math.max(widths[column], 12));

function rowsOf(runs) {
  const row = (label, pick, digits = 0) => [label, ...runs.map((run) => number(pick(run), digits))];
  const rate = (pick) => (run) => pick(run) / run.played.seconds;
  const eachOf = (part, digits) =>
    namesIn(runs, part).map((name) => row(`  ${name}`, (run) => run[part][name], digits));
  return [
    ['channel', ...runs.map(({ channel }) => channel)],
    row('people registered beforehand', ({ people }) => people),
    row('turns', ({ played }) => played.turns),
    row('  failed', ({ played }) => played.failures),
    row('turns per second', rate(turnsOf)),
    row(
      'registrations per second',
      rate(({ played }) => played.registered),
    ),
    row(
      'bookings per second',
      rate(({ played }) => played.booked),
    ),
    row('  nothing near', ({ played }) => played.nothingNear),
    row('latency p50, ms', ({ played }) => played.p50, 1),
    row('latency p99, ms', ({ played }) => played.p99, 1),
    ...besideTwilio(runs, row),
    ['The floor: Express, body, signature, echo'],
    row('turns per second', ({ floor }) => floor.turnsPerSecond),
    row('latency p99, ms', ({ floor }) => floor.p99, 1),
    row('service / floor', ratioOf, 2),
    ['Time of a turn in the service, ms, waiting included'],
    ...eachOf('time', 3),
    ['Processor time of a turn, ms'],
    ...eachOf('cpu', 3),
    ['Database commands for each turn'],
    row('  all', ({ commands }) => sumOf(commands), 2),
    ...eachOf('commands', 3),
    ['Memory, MB'],
    ...memoryRows(runs, row),
  ];
}

/** Round by round, each beside Twilio's of the same moment: what else the machine had to do then slowed both. */
function besideTwilio(runs, row) {
  const channels = new Set(runs.map(({ channel }) => channel));
  if (channels.size === 1 || !channels.has('twilio')) return [];
  const twilioOf = ({ people }) => runs.find((run) => run.channel === 'twilio' && run.people === people);
  const ratio = (label, pick) => [label, ...runs.map((run) => ratioText(run, twilioOf(run), pick))];
  return [
    ["Twilio's is 1"],
    ratio('turns per second', ({ turnsPerSecond }) => turnsPerSecond),
    ratio('latency p50', ({ p50 }) => p50),
    ratio('latency p99', ({ p99 }) => p99),
    row("the service's processor time", (run) => run.cpu.service / twilioOf(run)?.cpu.service, 2),
  ];
}

/** `0.94 ±0.04` */
function ratioText(run, twilio, pick) {
  if (!twilio || run === twilio) return number(twilio && 1, 2);
  const { ratio, error } = ratioOver(run.rounds, twilio.rounds, pick);
  return `${number(ratio, 2)} ±${number(ratio * error, 2)}`;
}

/** `hi 0.31 (11 screens)` */
function menuLine(menus) {
  const each = Object.entries(menus).map(
    ([locale, { screens, middle }]) => `${locale} ${middle.toFixed(2)} (${screens} screens)`,
  );
  return `22 choices on USSD screens, ms: ${each.join(', ')}`;
}

const turnsOf = ({ played }) => played.turns;

/** The headline: machines differ, and are busy with other things; both sides of the ratio feel that. */
export const ratioOf = ({ played, floor }) => played.turns / played.seconds / floor.turnsPerSecond;

const sumOf = (values) => Object.values(values).reduce((sum, value) => sum + value, 0);

const namesIn = (runs, part) => [...new Set(runs.flatMap((run) => Object.keys(run[part])))];

function memoryRows(runs, row) {
  const moments = [0, 0.25, 0.5, 0.75, 1];
  return ['service', 'engine'].flatMap((name) => [
    row(`  ${name} before everything`, ({ memory }) => memory.atStart[name]),
    ...moments.map((share) =>
      row(
        `  ${name} after ${share * 100} % of the turns`,
        ({ memory: { samples } }) => samples[Math.round((samples.length - 1) * share)]?.[name],
      ),
    ),
  ]);
}

/** `–`: there is nothing to be told. */
const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : value === undefined ? '–' : '?');
