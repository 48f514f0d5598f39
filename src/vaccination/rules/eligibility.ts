/** Who may come: by age, and between two ages by a listed illness. */
import type { EligibilityRule } from '../../store/programme';

/** What is known of a person's birth: completed years today, or the year. */
export type Born = { age: number } | { birthYear: number };

export interface Standing {
  /** `open`: the age decides for everyone. `illness`: a listed illness decides. `closed`: too young. */
  standing: 'open' | 'illness' | 'closed';
  /** The age alone leaves two possible years of birth that decide differently. */
  asksBirthYear: boolean;
}

/**
 * Ages are counted on 1 January of the year after: whoever was born in 1961 is 60 for the whole of 2021.
 * @param year the calendar year of today in India
 */
export function standingOf(born: Born, rule: EligibilityRule, year: number): Standing {
  const years = 'birthYear' in born ? [born.birthYear] : possibleYears(born.age, year);
  const standings = years.map((birthYear) => standingAt(year - birthYear, rule));
  const [youngest = 'closed'] = standings;
  return { standing: youngest, asksBirthYear: standings.some((standing) => standing !== youngest) };
}

/** Someone of 69 has had this year's birthday, or has not. The younger comes first. */
const possibleYears = (age: number, year: number): [number, number] => [year - age, year - age - 1];

/** The year of birth to keep where only the age was said. */
export const likelyBirthYear = (born: Born, year: number): number =>
  'birthYear' in born ? born.birthYear : year - born.age;

function standingAt(age: number, rule: EligibilityRule): Standing['standing'] {
  if (age >= rule.anyoneFromAge) return 'open';
  return age >= rule.withIllnessFromAge ? 'illness' : 'closed';
}

export const mayCome = (standing: Standing['standing'], hasIllness: boolean): boolean =>
  standing === 'open' || (standing === 'illness' && hasIllness);
