/**
 * Cases, beside a running service, until the centre's console exists:
 * `npm run case -- list`, `… at-centre --number 214`, `… correct --number 214 --vaccine COVAXIN`, `… refuse --number 214 --reason …`
 */
import { parseArgs } from 'node:util';
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Case } from '../store/cases';
import { correctDose, type CorrectionRefused } from '../vaccination/correct-dose';
import { moveCase, type CaseMove } from '../vaccination/move-case';
import { runBeside, who, type Line } from './beside';

const USAGE = `npm run case -- list
npm run case -- at-centre --number 214
npm run case -- correct --number 214 [--dose 1] [--vaccine COVAXIN] [--date YYYY-MM-DD] [--centre <id>] [--reason …]
npm run case -- refuse --number 214 --reason …`;

const MOST_SHOWN = 100;

interface Options {
  dose?: string;
  vaccine?: string;
  date?: string;
  centre?: string;
  reason?: string;
}

type Wanted = { action: 'list' } | ({ action: 'at-centre' | 'correct' | 'refuse'; number: number } & Options);

export function readWanted(words: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { number: text, dose: text, vaccine: text, date: text, centre: text, reason: text },
  });
  const [action, ...more] = positionals;
  if (more.length > 0) throw new Error(`"${more.join(' ')}" is not understood: put a reason in quotes.\n\n${USAGE}`);
  if (action === 'list') return { action };
  if (action !== 'at-centre' && action !== 'correct' && action !== 'refuse') throw new Error(USAGE);
  const { number = '', ...rest } = values;
  if (!/^\d+$/.test(number))
    throw new Error(`--number is missing: npm run case -- list shows the numbers.\n\n${USAGE}`);
  if (action === 'refuse' && !rest.reason) throw new Error(`--reason is missing: why is it refused?\n\n${USAGE}`);
  return { action, number: Number(number), ...rest };
}

export async function tendCases(line: Line, wanted: Wanted): Promise<void> {
  switch (wanted.action) {
    case 'list':
      return list(line);
    case 'at-centre':
      return move(line, wanted, 'atCentre');
    case 'correct':
      return correct(line, wanted);
    case 'refuse':
      return move(line, wanted, 'refused');
  }
}

type Numbered = Exclude<Wanted, { action: 'list' }>;

async function list({ store, say }: Line): Promise<void> {
  const open = await store.cases.openOnes(MOST_SHOWN);
  for (const each of open) say(await lineOf(store, each));
  if (open.length === 0) say('No case is open.');
}

/** Names are not shown: the reference is what the centre looks for. */
async function lineOf(store: Store, { number, person: id, about, status, since }: Case): Promise<string> {
  const person = await store.persons.get(id);
  const doses = person?.doses.map(({ vaccine, day }) => `${vaccine} ${day}`).join(', ') ?? '';
  return `${number}  ${about}  ${status} since ${dayOf(since)}  ${person?.reference ?? '-'}  ${doses || 'no dose'}`;
}

async function move({ store, now, say }: Line, wanted: Numbered, status: CaseMove['status']): Promise<void> {
  const { number, reason: note = '' } = wanted;
  const moved = await moveCase(store, { number, status, who: who(), note, now });
  if (moved.status === 'unknown') throw new Error(`There is no case ${number}.`);
  if (moved.status === 'moved') say(`Case ${number} is now ${status}; the person is told.`);
  else say(`Case ${number} was ${moved.case.status} already; nothing is changed.`);
}

const REFUSED: Readonly<Record<CorrectionRefused, string>> = {
  unknown: 'There is no such case.',
  closed: 'The case is closed; nothing is changed.',
  noDose: 'No such dose is recorded for this person; nothing is changed.',
  unknownVaccine: 'The programme has no such vaccine; nothing is changed.',
  unlikelyDay: 'The date cannot be right: YYYY-MM-DD, in the order of the doses, not to come; nothing is changed.',
  changed: 'The dose was changed by somebody else just now; nothing is changed.',
};

async function correct(line: Line, wanted: Numbered): Promise<void> {
  const { store, now, say } = line;
  const { number, dose: nth, vaccine, date: day, centre, reason: note = '' } = wanted;
  if (!vaccine && !day && !centre) {
    const about = (await store.cases.get(number))?.about;
    if (about === 'vaccine' || about === 'date')
      throw new Error(
        `Case ${number} is about the ${about}: say what is right, --vaccine or --date. Nothing is changed.`,
      );
    return move(line, wanted, 'corrected');
  }
  const corrected = await correctDose(store, {
    ...{ number, who: who(), note, now },
    ...(vaccine && { vaccine }),
    ...(day && { day }),
    ...(centre && { centre }),
    ...(nth && { nth: Number(nth) }),
  });
  if (corrected.status !== 'corrected') throw new Error(REFUSED[corrected.status]);
  const { dose, cancelled } = corrected;
  say(`Case ${number}: the dose is now ${dose.vaccine} of ${dose.day}; the person is told.`);
  if (cancelled) say(`The date on ${cancelled.day} no longer fits and is cancelled; the helpline is to call.`);
}

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendCases });
