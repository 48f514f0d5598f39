/** When somebody is reminded: of a date, and that a second dose is due. All hours are India's. */
import { addDays, instantOf } from '../../clock';
import type { DueStep } from '../../store/doses';

export interface Reminder {
  kind: 'evening' | 'hours' | 'missed';
  at: Date;
  /** From then on it tells nothing any more; not after `at` where there is no hour for it at all. */
  until: Date;
}

/** Whoever takes a date for tomorrow after this hour has just been told of it. */
const EVENING = '17:00';
const MORNING = '08:00';
const AFTER_MISSED = '09:00';
const HOURS_BEFORE = 2;
const MISSED_DAYS = 7;

/** All of a date, in order: the evening before, two hours before, and once more where it was missed. */
export function remindersOf({ day, from }: { day: string; from: string }): Reminder[] {
  const begin = instantOf(day, from);
  const before = new Date(begin.getTime() - HOURS_BEFORE * 3_600_000);
  const morning = instantOf(day, MORNING);
  // Nobody is woken: before an early slot it comes at eight.
  const hours = before < morning ? morning : before;
  const missed = addDays(day, 1);
  return [
    // What could not be sent by the morning is said by the next one: two at once are one too many.
    { kind: 'evening', at: instantOf(addDays(day, -1), EVENING), until: hours < begin ? hours : begin },
    { kind: 'hours', at: hours, until: begin },
    {
      kind: 'missed',
      at: instantOf(missed, AFTER_MISSED),
      until: instantOf(addDays(missed, MISSED_DAYS), AFTER_MISSED),
    },
  ];
}

/** The first one after a moment; `null` where nothing more is to come. */
export const nextReminder = (place: { day: string; from: string }, after: Date): Reminder | null =>
  remindersOf(place).find(({ at }) => at > after) ?? null;

/** The one that is due now: of several that were slept through, the last. */
export const reminderDue = (place: { day: string; from: string }, now: Date): Reminder | null =>
  remindersOf(place).findLast(({ at }) => at <= now) ?? null;

const DUE_AT = '08:00';
const DUE_STEPS: readonly DueStep[] = ['due', 'dueAgain', 'overdue'];
/** Between two steps, and after a date that was missed. */
export const DAYS_BETWEEN = 7;

/** When the person is told on a day. */
export const dueAt = (day: string): Date => instantOf(day, DUE_AT);

/** What comes after it; `null` after the last. */
export const dueStepAfter = (step: DueStep): DueStep | null => DUE_STEPS[DUE_STEPS.indexOf(step) + 1] ?? null;
