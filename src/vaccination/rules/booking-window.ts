/** Until when a day can be booked. */
import { addDays } from '../../clock';
import type { Programme } from '../../store/programme';

export interface Window {
  /** `YYYY-MM-DD` */
  fromDay: string;
  toDay: string;
  /** `HH:MM`: what begins on `fromDay` at or before this hour is past. */
  fromTime: string;
}

/** @param today and `time` (`HH:MM`) in India */
export function bookingWindow(
  { bookingClosesAt, bookingDays }: Programme,
  today: string,
  time: string,
  wantedDay: string,
): Window {
  const first = time < bookingClosesAt ? today : addDays(today, 1);
  const fromDay = wantedDay > first ? wantedDay : first;
  return { fromDay, toDay: addDays(today, bookingDays), fromTime: fromDay === today ? time : '' };
}

/** As many days as a menu can name. */
const NAMED_DAYS = 5;

/** The days a person may ask for instead. */
export function nextDays({ fromDay, toDay }: Window): string[] {
  const days = Array.from({ length: NAMED_DAYS }, (_, index) => addDays(fromDay, index + 1));
  return days.filter((day) => day <= toDay);
}
