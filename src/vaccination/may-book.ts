/** What every booking looks at first, of one person or of a family: the dose, the rules of today, the date there is already. */
import { dayOf, timeOf, yearOf } from '../clock';
import type { Store } from '../store';
import type { Appointment, PlaceOfAppointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { bookingWindow } from './rules/booking-window';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';
import { nextReminder } from './rules/reminders';
import { isOneOfOpenFamily, settle } from './settle-places';

/**
 * The dose this slot may be booked for today; `null` where the rules no longer allow it.
 * @param isHere who stands at the centre may have any slot of today that is not over
 */
export async function doseFor(
  store: Store,
  person: Person,
  slot: Slot,
  now: Date,
  isHere = false,
): Promise<number | null> {
  const today = dayOf(now);
  const { programme, rule } = await currentProgramme(store, today);
  const next = nextDose(person.doses, programme, today);
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  if (!next || slot.closed !== undefined || !mayCome(standing, person.hasIllness)) return null;
  const { fromDay, toDay, fromTime } = bookingWindow(programme, today, timeOf(now), next.fromDay);
  const isLater = slot.day > fromDay ? slot.day <= toDay : slot.day === fromDay && slot.from > fromTime;
  const inTime = isHere ? slot.day === today && next.fromDay <= today && slot.to > timeOf(now) : isLater;
  const fits = slot.dose === next.dose && (next.vaccine === null || next.vaccine === slot.vaccine);
  return inTime && fits ? next.dose : null;
}

export type NotDue = 'notEligible' | 'doseNotDue' | 'full';

/** What keeps a person from booking this slot today; whether it has a place left is not looked at. */
export async function whyNotDue(store: Store, person: Person, slot: Slot, now: Date): Promise<NotDue | null> {
  if ((await doseFor(store, person, slot, now)) !== null) return null;
  const today = dayOf(now);
  const { programme, rule } = await currentProgramme(store, today);
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  if (!mayCome(standing, person.hasIllness)) return 'notEligible';
  const next = nextDose(person.doses, programme, today);
  const isVaccine = next?.vaccine === null || next?.vaccine === slot.vaccine;
  // What is left is the slot's own: closed, past, or not open to anybody yet.
  return next?.dose === slot.dose && isVaccine && next.fromDay <= slot.day ? 'full' : 'doseNotDue';
}

/** Whoever did not come may have another date in place of it. */
export const isMissed = ({ day }: Pick<Appointment, 'day'>, today: string): boolean => day < today;

/** Also one that was missed and not found out yet. Of a family's it is made certain first that it stands. */
export async function activeDate(store: Store, person: string, dose: number, now: Date): Promise<Appointment | null> {
  const active = await store.appointments.activeOf(person, dose);
  if (!active || !isOneOfOpenFamily(active)) return active;
  await settle(store, active, now);
  return store.appointments.activeOf(person, dose);
}

/** A date that is booked by telephone is known to the program through which the person is. */
export function partnerOf(person: Person, booking: { partner?: string }): Pick<Appointment, 'partner'> {
  const partner = booking.partner ?? person.partner;
  return partner ? { partner } : {};
}

export const placeOf = (slot: Slot, holder: string, now: Date): PlaceOfAppointment => ({
  slot: slot._id,
  holder,
  vaccine: slot.vaccine,
  centre: slot.centre,
  centreNames: slot.centreNames,
  day: slot.day,
  from: slot.from,
  to: slot.to,
  price: slot.price,
  remindAt: nextReminder(slot, now)?.at ?? null,
});
