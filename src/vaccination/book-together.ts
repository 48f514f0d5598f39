/**
 * Books two to four people of one number in one slot, all or none. Their places are claimed in one update and booked for good in
 * another one; between the two their appointments are written, each marked as one of a family that is not through yet.
 */
import { createHash } from 'node:crypto';
import { dayOf } from '../clock';
import type { BookedTogether, FamilyWish } from '../conversation/effects';
import type { Journey } from '../conversation/ports';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Door, Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { endWaiting } from './end-waiting';
import { summaryOf } from './list-appointments';
import { activeDate, doseFor, isMissed, partnerOf, placeOf } from './may-book';
import { isStillTheirs } from './settle-person';
import { CLAIM_MS, doorOn, holdersOf, settle } from './settle-places';
import { wayToBooking } from './way-to-booking';

export interface FamilyRequest extends FamilyWish {
  contact: string;
  now: Date;
  /** Partner apps leave the places that are kept for telephones. */
  door?: Door;
  /** Id of the partner whose program books. */
  partner?: string;
  /** Id of the operator who books in their name. */
  by?: string;
  journey?: Journey;
}

const FEWEST = 2;
const MOST = 4;
const GONE = { status: 'gone' } as const;

export async function bookTogether(store: Store, request: FamilyRequest): Promise<BookedTogether> {
  const { slot: id, hold } = request;
  const [slot, people, before] = await Promise.all([
    store.slots.get(id),
    peopleOf(store, request),
    store.appointments.ofGroup(hold),
  ]);
  if (!slot || !people) return GONE;
  if (before.some((each) => each.status !== 'booked' || each.slot !== id)) return GONE;
  if (before.length === people.length) return finished(store, people, before, request);
  if (!(await mayAllCome(store, people, slot, request))) return GONE;
  const group = { id: hold, size: people.length };
  if (!(await allClaimed(store, slot, holdersOf(group), request))) return GONE;
  const written = await writeAll(store, people, slot, group, request);
  return finished(store, people, written, request);
}

function allClaimed(
  store: Store,
  { _id, day }: Slot,
  holders: readonly string[],
  { hold, now, door }: FamilyRequest,
): Promise<boolean> {
  const until = new Date(now.getTime() + CLAIM_MS);
  return store.slots.claimAll(_id, holders, until, hold, doorOn(day, door, now));
}

async function peopleOf(store: Store, { people: ids, contact }: FamilyRequest): Promise<Person[] | null> {
  const wanted = [...new Set(ids)];
  if (wanted.length < FEWEST || wanted.length > MOST) return null;
  const found = (await Promise.all(wanted.map(store.persons.get))).filter((person) => person?.contact === contact);
  return found.length === wanted.length ? (found as Person[]) : null;
}

/** Each of them may have this slot, and has no date but one that was missed. */
async function mayAllCome(
  store: Store,
  people: readonly Person[],
  slot: Slot,
  { hold, now }: FamilyRequest,
): Promise<boolean> {
  for (const person of people) {
    const dose = await doseFor(store, person, slot, now);
    if (dose === null) return false;
    const active = await store.appointments.activeOf(person._id, dose);
    if (!active || active.group?.id === hold) continue;
    const date = await activeDate(store, person._id, dose, now);
    if (date && !isMissed(date, dayOf(now))) return false;
    if (date) await store.appointments.finish(date._id, 'missed', now);
  }
  return true;
}

/** Those that could be written; another date one of them was given meanwhile keeps theirs from being. */
async function writeAll(
  store: Store,
  people: readonly Person[],
  slot: Slot,
  group: { id: string; size: number },
  request: FamilyRequest,
): Promise<Appointment[]> {
  const { contact, now, by, door } = request;
  const holders = holdersOf(group);
  const written: Appointment[] = [];
  for (const [index, person] of people.entries()) {
    const holder = holders[index] ?? '';
    const appointment: Appointment = {
      ...{ _id: holder, person: person._id, contact, dose: slot.dose, group, code: codeOf(group.id), status: 'booked' },
      ...placeOf(slot, holder, now),
      ...{ settling: { leave: [], together: true }, bookedAt: now, changedAt: now, ...wayToBooking(person, request) },
      ...(by ? { by } : {}),
      ...(door ? { door } : {}),
      ...partnerOf(person, request),
    };
    // Run again it finds what it wrote before.
    const stands = (await store.appointments.insert(appointment)) || (await store.appointments.get(holder)) !== null;
    if (stands) written.push(appointment);
    else break;
  }
  return written;
}

async function areAllTheirs(store: Store, appointments: readonly Appointment[], now: Date): Promise<boolean> {
  const people = await Promise.all(appointments.map(({ person }) => store.persons.get(person)));
  const theirs = appointments.map((each, index) => isStillTheirs(store, people[index] ?? null, each, now));
  return (await Promise.all(theirs)).every(Boolean);
}

/** One of them was given the dose this very moment: the others choose anew. */
async function withdrawn(store: Store, appointments: readonly Appointment[], now: Date): Promise<BookedTogether> {
  for (const { _id } of appointments) {
    const cancelled = await store.appointments.cancel(_id, null, now);
    if (cancelled) await settle(store, cancelled, now);
  }
  return GONE;
}

/** One for all of them, and the same when it is run again; who knows the slip does not know the key behind the id. */
const codeOf = (hold: string): string =>
  String(1_000 + (createHash('sha256').update(`code:${hold}`).digest().readUInt32BE(0) % 9_000));

async function finished(
  store: Store,
  people: readonly Person[],
  [first]: readonly Appointment[],
  { slot, hold, others, now }: FamilyRequest,
): Promise<BookedTogether> {
  await store.slots.unhold(others, hold);
  if (!first) {
    await Promise.all(holdersOf({ id: hold, size: people.length }).map((each) => store.slots.unhold([slot], each)));
    return GONE;
  }
  if (!(await settle(store, first, now))) return GONE;
  const { rule } = await currentProgramme(store, dayOf(now));
  const appointments = (await store.appointments.ofGroup(hold)).filter(({ status }) => status === 'booked');
  if (!(await areAllTheirs(store, appointments, now))) return withdrawn(store, appointments, now);
  await Promise.all(appointments.map(({ person, dose }) => endWaiting(store, person, dose, now)));
  const summaries = appointments.flatMap((appointment) => {
    const person = people.find(({ _id }) => _id === appointment.person);
    return person ? summaryOf(appointment, person, rule, now) : [];
  });
  return summaries.length === people.length ? { status: 'booked', appointments: summaries } : GONE;
}
