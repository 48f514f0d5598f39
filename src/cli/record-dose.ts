/** `npm run record-dose`: writes down that a dose was given, as the centre's console will. */
import { parseArgs } from 'node:util';
import { dayOf } from '../clock';
import { recordDose, type Recorded, type Refusal } from '../vaccination/record-dose';
import { endingOf, runBeside, type Line } from './beside';

const USAGE = `npm run record-dose -- --reference <14 digits> --vaccine COVISHIELD [--date YYYY-MM-DD] [--centre <id>]

Records the next dose of a person, ends the date they had for it and sends them a confirmation.
  --reference  the person's number, with or without blanks: 1234 5678 9012 34
  --vaccine    as the programme calls it: npm run programme -- show
  --date       the day it was given; today where it is left out
  --centre     where it was given; the centre of the date of that day where it is left out
Run again it changes nothing.`;

export interface DoseWanted {
  reference: string;
  vaccine: string;
  date?: string | undefined;
  centre?: string | undefined;
}

export function readDoseWanted(words: readonly string[]): DoseWanted {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...joined(words)],
    options: { reference: text, vaccine: text, date: text, centre: text },
  });
  const { reference = '', vaccine = '', ...rest } = values;
  const digits = reference.replace(/[\s-]/g, '');
  if (!/^\d{14}$/.test(digits)) throw new Error(`--reference must be the 14 digits of the person.\n\n${USAGE}`);
  if (!vaccine) throw new Error(`--vaccine is missing.\n\n${USAGE}`);
  return { ...rest, reference: digits, vaccine: vaccine.toUpperCase() };
}

/** `1234 5678 9012 34` without quotes reaches us as four words. */
function joined(words: readonly string[]): string[] {
  const all: string[] = [];
  for (const word of words) {
    const last = all.at(-1) ?? '';
    if (/^\d+$/.test(word) && /^[\d ]+$/.test(last)) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}

export async function record({ store, now, say }: Line, { date, ...wanted }: DoseWanted): Promise<void> {
  const outcome = await recordDose(store, { ...wanted, day: date ?? dayOf(now), now });
  if (outcome.status !== 'recorded') throw new Error(refusalText(outcome));
  for (const sentence of sentencesOf(outcome)) say(sentence);
  if (!outcome.again) say(`Told: ${await endingOf(store, outcome.person.contact)}.`);
}

export function sentencesOf({ person, dose, again, appointment }: Recorded): string[] {
  const { vaccine = '', day = '', centre } = person.doses[dose - 1] ?? {};
  const what = `Dose ${dose} of ${person.reference}: ${vaccine}, ${day}${centre ? `, ${centre}` : ''}.`;
  if (again) return [what, 'It was recorded before; nothing is changed.'];
  const isDue = dose === person.doses.length && person.dueDay;
  return [
    what,
    ...(isDue ? [`The second dose falls due on ${person.dueDay ?? ''}.`] : []),
    ...(appointment ? [`Done with: the date of ${appointment.day}, ${appointment.centreNames.en}.`] : []),
  ];
}

/** What is wrong, and what to do. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.status) {
    case 'unknownReference':
      return 'Nobody has this reference. Read it again from the slip or the SMS; nothing is changed.';
    case 'unknownVaccine':
      return `The programme has no such vaccine: --vaccine is one of ${refusal.known.join(', ')}.`;
    case 'unknownCentre':
      return 'No such centre has a vaccination session on that day or later: look at --centre, or leave it out.';
    case 'noDay':
      return 'That is no day: --date is YYYY-MM-DD, such as 2021-03-09.';
    case 'future':
      return `That day is still to come: today is ${refusal.today}.`;
    case 'beforeProgramme':
      return `Nobody was vaccinated before ${refusal.begun}: look at --date.`;
    case 'otherVaccine':
      return `The first dose was ${refusal.first.vaccine} on ${refusal.first.day}, and so must the second be. If that is wrong, correct it: npm run case.`;
    case 'tooEarly':
      return `The first dose was on ${refusal.first.day}: the second may be given from ${refusal.fromDay}. If a date is wrong, look at --date or npm run case.`;
    case 'allGiven':
      return `All doses are recorded: ${refusal.doses.map(({ vaccine, day }) => `${vaccine} ${day}`).join(', ')}. If one is wrong, correct it: npm run case.`;
  }
}

if (require.main === module) runBeside({ usage: USAGE, read: readDoseWanted, run: record });
