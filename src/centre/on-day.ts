/** What the page of one person is about. */
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { SecondLook } from '../store/second-looks';
import type { DayPerson } from '../vaccination/list-day';
import type { Visit } from '../web/route';

/** A date, whose it is, and what waits for a second pair of eyes. */
export interface OnDay {
  appointment: Appointment;
  person: Person;
  look: SecondLook | null;
}

/** Why something was not done: said on the page, beside what was typed. */
export interface Wrong {
  why: string;
  of: 'vaccinated' | 'asked' | 'undo' | 'arrived';
}

export interface Props {
  visit: Visit;
  date: OnDay;
  row: DayPerson;
  /** That was used last. */
  batch: string;
  wrong: Wrong | undefined;
}

/** Where this date's page is. */
export const pathOf = (appointment: string): string => `/centre/day/${encodeURIComponent(appointment)}`;
