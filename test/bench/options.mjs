/** What the bench is asked for on its command line. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNELS } from './channels/index.mjs';

export const USAGE = `npm run bench -- [options]
  --channel A[,B…]  how people write: ${Object.keys(CHANNELS).join(', ')} (twilio); each has a service of its own, and
                    they are measured in turn, 500 turns each, so that the machine is as busy for one as for another
  --turns N         turns to measure by each channel, after a warm-up (10000)
  --people N[,M…]   people registered beforehand; each number is a run of its own (1000)
  --crowd N         people writing at the same moment (64)
  --seconds N       a measurement ends after this time at the latest (600)
  --json FILE       where the figures go (a file in the system's folder for temporary files)
  --profile FOLDER  writes the service's CPU profile there, <channel>-<people>.cpuprofile`;

/**
 * @typedef {object} Options
 * @property {string[]} channels
 * @property {number} turns
 * @property {number[]} people
 * @property {number} crowd
 * @property {number} seconds
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
      people: { type: 'string', default: '1000' },
      crowd: { type: 'string', default: '64' },
      seconds: { type: 'string', default: '600' },
      json: { type: 'string', default: join(tmpdir(), 'tikasetu-bench.json') },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    channels: channels(values.channel),
    turns: count('turns', values.turns, 1_000_000),
    people: values.people.split(',').map((each) => count('people', each, 5_000_000)),
    crowd: count('crowd', values.crowd, 512),
    seconds: count('seconds', values.seconds, 3_600),
    json: values.json,
    profile: values.profile,
  };
}

function channels(list) {
  const names = [...new Set(list.split(',').map((name) => name.trim()))];
  if (names.every((name) => Object.hasOwn(CHANNELS, name))) return names;
  throw new Error(`--channel must be some of ${Object.keys(CHANNELS).join(', ')}\n${USAGE}`);
}

function count(name, text, most) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= most) return number;
  throw new Error(`--${name} must be a whole number from 1 to ${most}\n${USAGE}`);
}
