/**
 * Puts a recorded dose right, as a case asks for. The case is closed last: whoever is stopped before finds it open, and what is
 * done again finishes what was begun.
 */
import { dayOf, instantOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Case } from '../store/cases';
import type { Dose, Person } from '../store/persons';
import type { Programme } from '../store/programme';
import { currentProgramme } from './current-programme';
import { moveCase } from './move-case';
import { isDay } from './rules/days';
import { DOSES, dueDay } from './rules/dose-interval';
import { settlePerson } from './settle-person';
import { settle } from './settle-places';

export interface Correction {
  /** Of the case. */
  number: number;
  /** Which dose, from 1; the last one where it is not said. */
  nth?: number;
  vaccine?: string;
  /** `YYYY-MM-DD` */
  day?: string;
  centre?: string;
  who: string;
  note: string;
  now: Date;
}

export type Corrected =
  | { status: 'corrected'; case: Case; dose: Dose; /** It no longer fitted. */ cancelled: Appointment | null }
  | { status: CorrectionRefused };
export type CorrectionRefused = 'unknown' | 'closed' | 'noDose' | 'unknownVaccine' | 'unlikelyDay' | 'changed';

export async function correctDose(store: Store, correction: Correction): Promise<Corrected> {
  const { number, who, note, now } = correction;
  const known = await store.cases.get(number);
  const person = known && (await store.persons.get(known.person));
  if (!person) return { status: 'unknown' };
  const { programme } = await currentProgramme(store, dayOf(now));
  const nth = correction.nth ?? person.doses.length;
  const dose = corrected(person, nth, correction);
  const refused = dose ? refusalOf(dose, nth, person, programme, now) : 'noDose';
  if (isClosed(known, dose, person.doses[nth - 1])) return { status: 'closed' };
  if (!dose || refused) return { status: refused ?? 'noDose' };
  if (!(await write(store, person, nth, dose, now))) return { status: 'changed' };
  const cancelled = nth < DOSES ? await withdraw(store, person, dose, programme, now) : null;
  const moved = await moveCase(store, { number, status: 'corrected', who, note, now });
  return 'case' in moved ? { status: 'corrected', case: moved.case, dose, cancelled } : { status: 'unknown' };
}

/** What was corrected already is only finished. */
const isClosed = ({ status }: Case, dose: Dose | undefined, was: Dose | undefined): boolean =>
  status === 'refused' || (status === 'corrected' && JSON.stringify(dose) !== JSON.stringify(was));

function corrected({ doses }: Person, nth: number, { vaccine, day, centre }: Correction): Dose | undefined {
  const was = doses[nth - 1];
  return was && { ...was, ...(vaccine && { vaccine }), ...(day && { day }), ...(centre && { centre }) };
}

function refusalOf(
  { vaccine, day }: Dose,
  nth: number,
  { doses }: Person,
  programme: Programme,
  now: Date,
): CorrectionRefused | null {
  if (!programme.vaccines.some(({ id }) => id === vaccine)) return 'unknownVaccine';
  const isAfterFirst = nth === 1 || day > (doses[nth - 2]?.day ?? '');
  const isBeforeNext = day < (doses[nth]?.day ?? '9999');
  const [begun = ''] = programme.eligibility.map(({ from }) => from).sort();
  const isLikely = isDay(day) && day >= begun && day <= dayOf(now);
  return isLikely && isAfterFirst && isBeforeNext ? null : 'unlikelyDay';
}

/** When the second falls due is then found anew by who settles the person. */
async function write(store: Store, { _id, doses }: Person, nth: number, dose: Dose, now: Date): Promise<boolean> {
  const was = doses[nth - 1];
  if (!was || !(await store.persons.correctDose(_id, nth - 1, was, dose, null))) return false;
  const stored = await store.persons.get(_id);
  if (stored) await settlePerson(store, stored, now);
  return true;
}

/** A date for the second dose that the first, as it is now, does not allow: no reminder sends the person there in vain, but a voice tells. */
async function withdraw(
  store: Store,
  { _id, contact, doses }: Person,
  dose: Dose,
  programme: Programme,
  now: Date,
): Promise<Appointment | null> {
  const today = dayOf(now);
  const active = await store.appointments.activeOf(_id, DOSES);
  // A date that was taken under an earlier rule is kept where the day stays what it was.
  const isSoon = dose.day > (doses[0]?.day ?? '') && (active?.day ?? '') < dueDay(dose, programme, today);
  if (!active || (active.vaccine === dose.vaccine && !isSoon)) return null;
  await store.calls.list({
    occasion: `corrected:${active._id}:${active.holder}`,
    ...{ contact, person: _id, reason: 'closed', at: now, by: instantOf(today, programme.helpline.to) },
  });
  const cancelled = await store.appointments.cancel(active._id, null, now);
  if (cancelled) await settle(store, cancelled, now);
  return cancelled;
}
