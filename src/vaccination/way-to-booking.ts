import { yearOf } from '../clock';
import type { Journey } from '../conversation/ports';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { ageGroupOf } from './rules/age-group';

/** How long the way was, and for whom, where a conversation led to the booking; of other doors there is nothing to be told. */
export function wayToBooking(
  { birthYear }: Person,
  { journey, now }: { journey?: Journey; now: Date },
): Pick<Appointment, 'took' | 'ageGroup'> {
  if (!journey) return {};
  const seconds = Math.round((now.getTime() - Date.parse(journey.since)) / 1000);
  return { took: { seconds, messages: journey.messages }, ageGroup: ageGroupOf(birthYear, yearOf(now)) };
}
