/**
 * Lets everything know what was written of a person: a dose that was given or corrected, or another number. All of it follows from
 * the person's own document, so that a sweep can finish what a crash left; each step may be repeated, also beside another process.
 */
import { addDays, dayOf, instantOf } from '../clock';
import type { Params, Prompt } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Dose, Person } from '../store/persons';
import { tellCertificates } from './certificates';
import { endWaiting } from './end-waiting';
import { latestProgramme } from './latest-programme';
import { forgetLeft } from './remove-person';
import { dueDay, dueFrom } from './rules/dose-interval';
import { cancelFor, settleLeft } from './settle-left';
import { tellProposals } from './tell-proposals';

const BATCH = 200;

/** How many were looked at. @param failed told of each who could not be settled this time */
export async function settlePeople(store: Store, now: Date, failed: (error: unknown) => void = raise): Promise<number> {
  const people = await store.persons.unsettled(BATCH);
  for (const person of people) await settlePerson(store, person, now).catch(failed);
  return people.length + (await forgetLeft(store, now, failed));
}

function raise(error: unknown): never {
  throw error;
}

/**
 * Whether a date that was just written is one the person may have. A dose or another number may have been written down in the same
 * moment by who could not see the date yet: whoever looks second puts it right.
 */
export async function isStillTheirs(
  store: Store,
  person: Person | null,
  date: Appointment,
  now: Date,
): Promise<boolean> {
  const { contact, dose } = date;
  // Removed since the booking began.
  if (!person) return cancelFor(store, date, now).then(() => false);
  if (person.contact === contact && person.doses.length === dose - 1) return true;
  await settlePerson(store, { ...person, unsettled: true }, now);
  return false;
}

/** Answers the dates that came to their end by this. */
export async function settlePerson(store: Store, person: Person, now: Date): Promise<Appointment[]> {
  if (person.leftAt) return settleLeft(store, person, now);
  if (!person.unsettled) return [];
  const { _id, contact, doses, untold, undone } = person;
  const ofPerson = [store.appointments, store.wishes, store.proposals];
  await Promise.all(ofPerson.map((each) => each.setContact(_id, contact)));
  const dates = await store.appointments.ofPerson(_id);
  const ended = await endDates(store, person, dates, now);
  await withdrawDates(store, person, dates, now);
  for (const [before] of doses.entries()) await endWaiting(store, _id, before + 1, now);
  await tellOpenProposal(store, person, now);
  const known = await withDue(store, person, now);
  if (undone) await store.messages.queue(takenBack(person, undone, now));
  if (untold) await store.messages.queue(messageOf(known, untold, now));
  await tellCertificates(store, person, now);
  await store.persons.settled(person);
  return ended;
}

/**
 * Of whom nobody knows yet when the second dose falls due, since the first was corrected, or who is still to be told: the rule may
 * have changed after the dose was written down and before its person was among those concerned.
 */
async function withDue(store: Store, person: Person, now: Date): Promise<Person> {
  const [first, second] = person.doses;
  if (!first || second || (person.dueDay && !person.untold)) return person;
  const programme = await latestProgramme(store);
  const due = dueFrom(dueDay(first, programme, dayOf(now)), now);
  if (due.dueDay === person.dueDay) return person;
  await store.persons.setDue([{ person, ...due }]);
  return { ...person, ...due };
}

/** Where the person has another number now, what is kept for them is told there too. */
async function tellOpenProposal(store: Store, { _id, doses }: Person, now: Date): Promise<void> {
  const open = await store.proposals.openOf(_id, doses.length + 1);
  if (open) await tellProposals(store, [open], now);
}

/** A date for a dose that the person has had. */
async function endDates(
  store: Store,
  { doses }: Person,
  all: readonly Appointment[],
  now: Date,
): Promise<Appointment[]> {
  const open = all.filter(({ status, dose, day }) => {
    const given = doses[dose - 1];
    return given && (status === 'booked' || (status === 'missed' && day === given.day));
  });
  for (const date of open) await endDate(store, date, doses[date.dose - 1]?.day ?? '', now);
  return open;
}

/** Somebody else may have the place of a date that was still to come. */
async function endDate(store: Store, date: Appointment, given: string, now: Date): Promise<void> {
  if (date.day <= given) {
    // Not where it is moved this very moment: whoever moves it then sees the dose.
    await store.appointments.finish(date._id, 'vaccinated', now, date.holder);
    return;
  }
  await cancelFor(store, date, now);
}

/** A date for the dose after the next: the one before it was taken back. No message can explain that; a voice does. */
async function withdrawDates(
  store: Store,
  { _id, contact, doses }: Person,
  all: readonly Appointment[],
  now: Date,
): Promise<void> {
  for (const date of all.filter(({ status, dose }) => status === 'booked' && dose > doses.length + 1)) {
    const { helpline } = await latestProgramme(store);
    await store.calls.list({
      occasion: `withdrawn:${date._id}:${date.holder}`,
      ...{ contact, person: _id, reason: 'closed', at: now, by: instantOf(addDays(dayOf(now), 1), helpline.to) },
    });
    await cancelFor(store, date, now);
  }
}

function takenBack({ _id, contact, name }: Person, { vaccine, day, at: recorded }: Dose, at: Date) {
  return {
    occasion: `undone:${_id}:${recorded?.getTime() ?? ''}`,
    ...{ contact, kind: 'service' as const, at },
    prompts: [
      {
        key: 'templates:doseUndone',
        params: { name: { person: name }, vaccine: { key: `common:vaccine.${vaccine}` }, day: { day } },
      },
    ],
  };
}

function messageOf(person: Person, nth: number, at: Date) {
  // Recorded anew after it was taken back, it is told anew.
  const recorded = person.doses[nth - 1]?.at;
  return {
    occasion: `dose:${person._id}:${nth}${recorded ? `:${recorded.getTime()}` : ''}`,
    contact: person.contact,
    kind: 'service' as const,
    at,
    prompts: [promptOf(person, nth, dayOf(at))],
  };
}

function promptOf({ name, doses, dueDay }: Person, nth: number, today: string): Prompt {
  const { vaccine = '', day = '' } = doses[nth - 1] ?? {};
  const params: Params = { name: { person: name }, vaccine: { key: `common:vaccine.${vaccine}` }, day: { day } };
  if (nth > 1) return { key: 'templates:doseTwo', params };
  return {
    key: 'templates:doseOne',
    params: { ...params, fromDay: { day: dueDay && dueDay > today ? dueDay : today } },
  };
}
