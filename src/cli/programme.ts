/** `npm run programme`: the intervals between doses: what holds, what is changed, how far people have been told. */
import { parseArgs } from 'node:util';
import { dayOf } from '../clock';
import type { Programme } from '../store/programme';
import type { RuleChange } from '../store/rule-changes';
import { latestProgramme } from '../vaccination/latest-programme';
import { intervalOn } from '../vaccination/rules/dose-interval';
import { setInterval, type IntervalRefused } from '../vaccination/set-interval';
import { runBeside, type Line } from './beside';

const USAGE = `npm run programme -- show
npm run programme -- set-interval --vaccine COVISHIELD --days 84 --from YYYY-MM-DD
npm run programme -- progress

set-interval  --days 42-56: the second dose from day 42 on, best until day 56.
              Everybody between two doses whose day changes is told in one message, from that day on, by the running
              service (or npm run jobs). Dates that are booked already are kept, and stay valid at the centre.
progress      how many people have been looked at and told.`;

export type Wanted =
  | { action: 'show' | 'progress' }
  | { action: 'set-interval'; vaccine: string; days: number; most?: number | undefined; from: string };

export function readWanted(words: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const options = { vaccine: text, days: text, from: text };
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [action, ...more] = positionals;
  if (more.length > 0) throw new Error(USAGE);
  if (action === 'show' || action === 'progress') return { action };
  if (action !== 'set-interval') throw new Error(USAGE);
  const { vaccine = '', days = '', from = '' } = values;
  const [, least, most] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(days) ?? [];
  if (!vaccine || !from) throw new Error(`--vaccine, --days and --from are all needed.\n\n${USAGE}`);
  if (least === undefined) throw new Error('--days is a number of days, such as 84, or 42-56.');
  return {
    ...{ action, vaccine: vaccine.toUpperCase(), from, days: Number(least) },
    ...(most === undefined ? {} : { most: Number(most) }),
  };
}

export async function tendProgramme(line: Line, wanted: Wanted): Promise<void> {
  if (wanted.action === 'set-interval') return change(line, wanted);
  const lines = await (wanted.action === 'show' ? shown(line) : progress(line));
  lines.forEach(line.say);
}

async function change({ store, now, say }: Line, wanted: Extract<Wanted, { days: number }>): Promise<void> {
  const outcome = await setInterval(store, { ...wanted, now });
  if (!('was' in outcome)) throw new Error(refusalText(outcome));
  const { was, late, status } = outcome;
  const rule = `${wanted.vaccine}: ${daysText(wanted)} from ${wanted.from} on`;
  if (status === 'same') {
    say(`${rule} is the rule already; nothing is changed.`);
    return;
  }
  say(`${rule}; ${was ? `today it is ${daysText(was)}` : 'today there is no rule'}.`);
  if (late) say('That day is past: the rule holds at once, and whoever was told another day meanwhile is told now.');
  say('A running service goes by it within 10 seconds. Dates that are booked are kept.');
  say(`People between two doses whose day changes are told ${wanted.from > dayOf(now) ? `on ${wanted.from}` : 'now'}:`);
  say('  npm run programme -- progress');
}

const daysText = ({ days, most }: { days: number; most?: number | undefined }): string =>
  most === undefined ? `${days} days` : `${days} to ${most} days`;

/** What is wrong, and what to do. */
function refusalText(refused: IntervalRefused): string {
  switch (refused.status) {
    case 'unknownVaccine':
      return `The programme has no such vaccine: --vaccine is one of ${refused.known.join(', ')}.`;
    case 'noDay':
      return 'That is no day: --from is YYYY-MM-DD, such as 2021-05-13.';
    case 'overruled':
      return `The rule from ${refused.from} holds today, and an older one would not: give --from that day or later.`;
    case 'badDays':
      return `--days is from ${refused.least} to ${refused.most}, and the second number not below the first.`;
  }
}

async function shown({ store, now }: Line): Promise<string[]> {
  const programme = await latestProgramme(store);
  return programme.vaccines.flatMap(({ id }) => [id, ...versionsOf(programme, id, dayOf(now))]);
}

export function versionsOf(programme: Programme, vaccine: string, today: string): string[] {
  const versions = programme.vaccines.find(({ id }) => id === vaccine)?.intervals ?? [];
  const inForce = intervalOn(programme, vaccine, today);
  return [...versions]
    .sort((a, b) => a.from.localeCompare(b.from))
    .map((each) => `  from ${each.from}  ${daysText(each)}${each === inForce ? '  today' : ''}`);
}

async function progress({ store, now }: Line): Promise<string[]> {
  const changes = await store.ruleChanges.all();
  const registered = await store.persons.roughCount();
  if (changes.length === 0) return ['No interval has been changed.'];
  return changes.map((each) => progressText(each, registered, dayOf(now)));
}

/** @param registered how many people there are in all: as many at most are looked at */
export function progressText(change: RuleChange, registered: number, today: string): string {
  const { vaccine, from, status, people, told } = change;
  const rule = `${vaccine}  ${daysText(change)} from ${from}`;
  const many = (count: number): string => count.toLocaleString('en-IN');
  if (status === 'waiting') return `${rule}  ${from > today ? `people are told from ${from} on` : 'about to begin'}`;
  const looked = `${many(people)} people between doses looked at, ${many(told)} told`;
  return `${rule}  ${status === 'done' ? `done: ${looked}` : `${looked}, of ${many(registered)} registered`}`;
}

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendProgramme });
