/** The whole life of a dose, by the thousand: what comes round in the background, each beside what the engine itself does. */
import { contention } from './contention.mjs';
import { day } from './day.mjs';
import { door } from './door.mjs';
import { reminders } from './reminders.mjs';
import { rule } from './rule.mjs';
import { wishes } from './wishes.mjs';

/** @type {Record<string, (options: object, tools: object) => Promise<Result>>} */
export const LIFE = { reminders, wishes, rule, contention, day, door };

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {string[]} wrong what must not be, however slow or fast it was
 * @property {Record<string, number>} figures
 * @property {Record<string, number[]>} memory megabytes when each quarter of the work was done
 */

/** @param {Result} result */
export function linesOf({ name, figures, memory, wrong }) {
  const rows = [
    ...Object.entries(figures).map(([label, value]) => [label, written(value)]),
    ...Object.entries(memory).map(([label, all]) => [`MB by quarters: ${label}`, all.join(' → ')]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const last = wrong.length > 0 ? wrong.map((each) => `WRONG: ${each}`) : ['nothing wrong'];
  return ['', name, ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value.padStart(10)}`), ...last].join(
    '\n',
  );
}

/** Ratios and milliseconds in hundredths. */
const written = (value) => (Number.isInteger(value) || value >= 1_000 ? value.toFixed(0) : value.toFixed(2));
