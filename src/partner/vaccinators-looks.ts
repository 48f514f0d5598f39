/**
 * Whom a member of staff may look at: who has a date today where they work, and stands before them. Everybody else is as unknown
 * as who was never registered. Each look is written down before it is answered, also one in vain.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { dateHere } from '../vaccination/date-here';
import { audit, type Done } from '../web/audit';
import { seenCentre } from '../web/seen-centre';
import type { Caller } from './endpoint';
import { mayThisHour } from './may-this-hour';

export type StaffCall = Caller['staff'];

export interface AtTable {
  person: Person;
  appointment: Appointment;
}

const UNKNOWN = {
  refused: 'personUnknown',
  error: 'No such beneficiary with an open appointment here',
} as const;

/** A table is busy with some twenty people an hour. */
const MOST_LOOKS = 300;

export const mayLook = (store: Store, call: StaffCall): Promise<boolean> =>
  mayThisHour(store, `api looks:${call.staff._id}`, MOST_LOOKS, call);

export const writeDown = ({ audit: trail }: Store, { staff, ip, now }: StaffCall, done: Done): Promise<void> =>
  audit({ staff, ip, now, trail }, done);

export async function lookAt(store: Store, call: StaffCall, people: readonly Person[]): Promise<AtTable[]> {
  const found = (await Promise.all(people.map((person) => atTable(store, call, person)))).flat();
  await Promise.all(found.map(({ person: { _id } }) => writeDown(store, call, { ...LOOKED, about: `person:${_id}` })));
  return found;
}

/** Whoever tries out numbers or cards is found by it. */
export async function inVain(store: Store, call: StaffCall, why = 'notFound'): Promise<typeof UNKNOWN> {
  await writeDown(store, call, { action: 'person.notFound', about: null, why: `${why}, api` });
  return UNKNOWN;
}

/** As the console calls it, so that whoever asks who saw their record is told of it. */
export const LOOKED = { action: 'person.looked', why: 'vaccination today, api' };

async function atTable(store: Store, { staff, now }: StaffCall, person: Person): Promise<AtTable[]> {
  const today = dayOf(now);
  const dates = (await store.appointments.ofPerson(person._id)).filter((each) => isOpen(each) && each.day === today);
  const seen = await Promise.all(
    dates.map(async ({ _id, centre }) => {
      if (!(await seenCentre(store, staff, centre))) return [];
      const here = await dateHere(store, { appointment: _id, centre, at: now, now });
      return here.status === 'here' ? [{ person: here.person, appointment: here.appointment }] : [];
    }),
  );
  return seen.flat();
}

const isOpen = ({ status }: Appointment): boolean => status === 'booked';
