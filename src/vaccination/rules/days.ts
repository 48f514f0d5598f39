/** Days as people write them to our tools. */
import { addDays } from '../../clock';

/** `YYYY-MM-DD`, and in the calendar: 30 February is none. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day;
