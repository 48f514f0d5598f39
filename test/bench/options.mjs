/** What the bench is asked for on its command line. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNELS } from './channels/index.mjs';
import { LIFE } from './life/life.mjs';

export const USAGE = `npm run bench -- [options]
  --channel A[,B…]  how people write: ${Object.keys(CHANNELS).join(', ')} (twilio); each has a service of its own, and
                    they are measured in turn, 500 turns each, so that the machine is as busy for one as for another
  --turns N         turns to measure by each channel, after a warm-up (10000)
  --people N[,M…]   people registered beforehand; each number is a run of its own (1000)
  --crowd N         people writing at the same moment (64)
  --seconds N       a measurement ends after this time at the latest (600)
  --life A[,B…]     in place of all that, what comes round for very many people, beside what the engine itself does:
                    ${Object.keys(LIFE).join(', ')}; --people is then how many a changed rule concerns (100000)
  --size X          so much of what the others are measured with: 100000 reminders, 10000 wishes, 5000 people, a list
                    of 2000 (1)
  --json FILE       where the figures go (a file in the system's folder for temporary files)
  --profile FOLDER  writes CPU profiles there: the service's <channel>-<people>.cpuprofile, and the processes' that send`;

/**
 * @typedef {object} Options
 * @property {string[]} channels
 * @property {number} turns
 * @property {number[]} people
 * @property {number} crowd
 * @property {number} seconds
 * @property {string[]} life
 * @property {number} ruled how many people a changed rule concerns
 * @property {number} size
 * @property {string} json
 * @property {string | undefined} profile
 */

/** @returns {Options | undefined} Undefined where only help was asked for. */
export function readOptions(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: {
      channel: { type: 'string', default: 'twilio' },
      turns: { type: 'string', default: '10000' },
      people: { type: 'string' },
      crowd: { type: 'string', default: '64' },
      seconds: { type: 'string', default: '600' },
      life: { type: 'string', default: '' },
      size: { type: 'string', default: '1' },
      json: { type: 'string', default: join(tmpdir(), 'tikasetu-bench.json') },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const people = (otherwise) => (values.people ?? otherwise).split(',').map((each) => count('people', each, 5_000_000));
  return {
    channels: some('channel', CHANNELS, values.channel),
    turns: count('turns', values.turns, 1_000_000),
    people: people('1000'),
    crowd: count('crowd', values.crowd, 512),
    seconds: count('seconds', values.seconds, 3_600),
    life: values.life ? some('life', LIFE, values.life) : [],
    ruled: people('100000')[0],
    size: share('size', values.size),
    json: values.json,
    profile: values.profile,
  };
}

function some(name, known, list) {
  const names = [...new Set(list.split(',').map((each) => each.trim()))];
  if (names.every((each) => Object.hasOwn(known, each))) return names;
  throw new Error(`--${name} must be some of ${Object.keys(known).join(', ')}\n${USAGE}`);
}

function share(name, text) {
  const number = Number(text);
  if (number > 0 && number <= 10) return number;
  throw new Error(`--${name} must be a number up to 10\n${USAGE}`);
}

function count(name, text, most) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= most) return number;
  throw new Error(`--${name} must be a whole number from 1 to ${most}\n${USAGE}`);
}
