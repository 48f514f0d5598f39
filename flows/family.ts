/** Two to four people of one number who go to the same place at the same hour. */
import type { PersonSummary } from '../src/conversation/effects';

/** UTF-16 units of a name among others. */
const SHORT_NAME = 9;

/** As many as may be booked together; none where no two may. */
export function familyOf(people: readonly PersonSummary[]): PersonSummary[] {
  const families = people.map(({ together }) =>
    people.filter((each) => together !== null && each.together === together),
  );
  const [largest = []] = families.sort((one, other) => other.length - one.length);
  return largest.length > 1 ? largest : [];
}

/** `Rahima, Abdul, Md Karim` */
export const namesOf = (people: readonly Pick<PersonSummary, 'name'>[]): string =>
  people.map(({ name }) => shortName(name)).join(', ');

function shortName(name: string): string {
  const [first = '', ...others] = name.split(' ');
  return others.reduce((short, word) => (`${short} ${word}`.length <= SHORT_NAME ? `${short} ${word}` : short), first);
}
