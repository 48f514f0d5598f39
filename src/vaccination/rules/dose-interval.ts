/** When the next dose may be given. */
import { addDays } from '../../clock';
import type { Programme } from '../../store/programme';
import { ruleOn } from './programme';

export interface GivenDose {
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
}

export const DOSES = 2;

/**
 * The earliest day of the next dose and the vaccine it must be; `null` where all doses were given.
 * The interval is the one in force today, whenever the first dose was.
 */
export function nextDose(
  given: readonly GivenDose[],
  programme: Programme,
  today: string,
): { dose: number; fromDay: string; vaccine: string | null } | null {
  const last = given.at(-1);
  if (!last) return { dose: 1, fromDay: today, vaccine: null };
  if (given.length >= DOSES) return null;
  const versions = programme.vaccines.find(({ id }) => id === last.vaccine)?.intervals ?? [];
  const due = addDays(last.day, ruleOn(versions, today)?.days ?? 0);
  return { dose: given.length + 1, fromDay: due > today ? due : today, vaccine: last.vaccine };
}
