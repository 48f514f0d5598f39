/** When the next dose may be given. */
import { addDays, dayOf } from '../../clock';
import type { IntervalRule, Programme } from '../../store/programme';
import { ruleOn } from './programme';
import { dueAt } from './reminders';

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
  const due = dueDay(last, programme, today);
  return { dose: given.length + 1, fromDay: due > today ? due : today, vaccine: last.vaccine };
}

/** From which day the second dose may be given by the rule in force on `today`; it may be past. */
export const dueDay = ({ vaccine, day }: GivenDose, programme: Programme, today: string): string =>
  addDays(day, intervalOn(programme, vaccine, today)?.days ?? 0);

export const intervalOn = (programme: Programme, vaccine: string, day: string): IntervalRule | undefined =>
  ruleOn(programme.vaccines.find(({ id }) => id === vaccine)?.intervals ?? [], day);

/** What is kept of it. Whoever is told today that they may come already is not reminded of it in the same breath. */
export function dueFrom(day: string, now: Date): { dueDay: string; remindAt: Date } {
  const tomorrow = addDays(dayOf(now), 1);
  return { dueDay: day, remindAt: dueAt(day > tomorrow ? day : tomorrow) };
}
