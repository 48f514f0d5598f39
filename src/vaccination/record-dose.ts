/**
 * Writes down that a dose was given. The dose itself is one update of the person's document; what follows from it is done by
 * `settlePerson`, at once or by the sweep.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Due } from '../store/doses';
import type { Dose, Person } from '../store/persons';
import type { Programme } from '../store/programme';
import { latestProgramme } from './latest-programme';
import { isDay } from './rules/days';
import { DOSES, dueDay, dueFrom } from './rules/dose-interval';
import { settlePerson } from './settle-person';

export interface DoseGiven {
  /** 14 digits. */
  reference: string;
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
  centre?: string | undefined;
  /** Of the vial; who of the staff recorded it, and when. */
  trace?: Pick<Dose, 'batch' | 'by' | 'at'>;
  now: Date;
}

export interface Recorded {
  status: 'recorded';
  /** It was written down before. */
  again: boolean;
  person: Person;
  /** 1 or 2. */
  dose: number;
  /** The date that is done with: kept, or given back where it was still to come. */
  appointment: Appointment | null;
}

/** Why a dose is not written down: something whoever records it can put right. */
export type Refusal =
  | { status: 'unknownReference' }
  | { status: 'unknownVaccine'; known: string[] }
  | { status: 'unknownCentre' }
  | { status: 'noDay' }
  | { status: 'future'; today: string }
  | { status: 'beforeProgramme'; begun: string }
  | { status: 'otherVaccine'; first: Dose }
  | { status: 'tooEarly'; first: Dose; fromDay: string }
  | { status: 'allGiven'; doses: Dose[] };

export async function recordDose(store: Store, given: DoseGiven): Promise<Recorded | Refusal> {
  const programme = await latestProgramme(store);
  const wrong = wrongOf(given, programme) ?? (await wrongCentre(store, given));
  if (wrong) return wrong;
  const person = await store.persons.byReference(given.reference);
  return person ? recordFor(store, person, given, programme) : { status: 'unknownReference' };
}

/** What can be told without knowing the person. */
export function wrongOf({ vaccine, day, now }: DoseGiven, programme: Programme): Refusal | null {
  const known = programme.vaccines.map(({ id }) => id);
  const [begun = ''] = programme.eligibility.map(({ from }) => from).sort();
  if (!known.includes(vaccine)) return { status: 'unknownVaccine', known };
  if (!isDay(day)) return { status: 'noDay' };
  if (day > dayOf(now)) return { status: 'future', today: dayOf(now) };
  return day < begun ? { status: 'beforeProgramme', begun } : null;
}

async function wrongCentre(store: Store, { centre, day }: DoseGiven): Promise<Refusal | null> {
  if (centre === undefined || (await store.slots.sessionsFrom(day, centre)).length > 0) return null;
  return { status: 'unknownCentre' };
}

async function recordFor(
  store: Store,
  person: Person,
  given: DoseGiven,
  programme: Programme,
): Promise<Recorded | Refusal> {
  const before = person.doses.findIndex(({ vaccine, day }) => vaccine === given.vaccine && day === given.day);
  if (before >= 0) return settled(store, person, before + 1, given, true);
  const dates = (await store.appointments.ofPerson(person._id)).filter(({ dose }) => dose === person.doses.length + 1);
  const wrong = wrongFor(person, given, programme, dates);
  if (wrong) return wrong;
  const dose = doseOf(given, dates);
  if (await store.persons.giveDose(person._id, person.doses.length, dose, dueOf(person, dose, programme, given.now)))
    return settled(store, person, person.doses.length + 1, given, false);
  // Somebody else recorded a dose this very moment: this one, or another.
  const now = await store.persons.byReference(given.reference);
  return now ? recordFor(store, now, given, programme) : { status: 'unknownReference' };
}

function wrongFor(
  { doses }: Person,
  { vaccine, day }: DoseGiven,
  programme: Programme,
  dates: readonly Appointment[],
): Refusal | null {
  const [first] = doses;
  if (!first) return null;
  if (doses.length >= DOSES) return { status: 'allGiven', doses };
  if (vaccine !== first.vaccine) return { status: 'otherVaccine', first };
  // The rule of the day it was given, however late it is written down.
  const fromDay = dueDay(first, programme, day);
  if (day >= fromDay || (day > first.day && dates.some((date) => isKept(date, day)))) return null;
  return { status: 'tooEarly', first, fromDay };
}

/** A date that was booked under an earlier rule stays valid at the centre, on its day; staff may have claimed it for this dose. */
const isKept = ({ status, day }: Appointment, today: string): boolean => day === today && status !== 'cancelled';

/** Where nobody says which centre it was, the date of that day does. */
function doseOf({ vaccine, day, centre, trace }: DoseGiven, dates: readonly Appointment[]): Dose {
  const where = centre ?? dates.find((date) => isKept(date, day))?.centre;
  return { vaccine, day, ...(where === undefined ? {} : { centre: where }), ...trace };
}

function dueOf({ doses }: Person, dose: Dose, programme: Programme, now: Date): Due | null {
  return doses.length === 0 ? dueFrom(dueDay(dose, programme, dayOf(now)), now) : null;
}

async function settled(
  store: Store,
  { _id }: Person,
  dose: number,
  { now }: DoseGiven,
  again: boolean,
): Promise<Recorded | Refusal> {
  const person = await store.persons.get(_id);
  if (!person) return { status: 'unknownReference' };
  const [date = null] = await settlePerson(store, person, now);
  return { status: 'recorded', again, person, dose, appointment: date };
}
