/** Reading dated rules: of several versions the latest that has begun applies. */
import type { EligibilityRule, Programme } from '../../store/programme';

/** @param day `YYYY-MM-DD` */
export function ruleOn<T extends { from: string }>(versions: readonly T[], day: string): T | undefined {
  return versions
    .filter(({ from }) => from <= day)
    .sort((a, b) => a.from.localeCompare(b.from))
    .at(-1);
}

export const eligibilityOn = (programme: Programme, day: string): EligibilityRule | undefined =>
  ruleOn(programme.eligibility, day);
