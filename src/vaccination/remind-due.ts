/**
 * Tells people between two doses that the second is due, again a week later, and then has somebody call. As with dates the
 * message comes first and the step afterwards. Who has a date for it, or waits for one, is left in peace.
 */
import { addDays, dayOf, instantOf } from '../clock';
import type { Store } from '../store';
import type { DueStep } from '../store/doses';
import type { Message } from '../store/messages';
import type { Person } from '../store/persons';
import type { Programme } from '../store/programme';
import { currentProgramme } from './current-programme';
import { nextDose } from './rules/dose-interval';
import { wishIdOf } from './rules/waiting';
import { dueAt, dueStepAfter, DAYS_BETWEEN } from './rules/reminders';

const BATCH = 500;
/** A message that is later than this would come with the next one. */
const USEFUL_DAYS = 6;
/** Within which whoever is overdue is called. */
const CALLED_WITHIN_DAYS = 3;
const SECOND = 2;

interface Step {
  person: Person;
  was: Date;
  next: { remindAt: Date | null; dueStep: DueStep | null };
  /** What is due; `null` where nothing is to be said. */
  due: DueStep | null;
}

/** How many people were looked at. */
export async function remindDue(store: Store, now: Date, stopped: () => boolean = () => false): Promise<number> {
  const { programme } = await currentProgramme(store, dayOf(now));
  let looked = 0;
  while (!stopped()) {
    const people = await store.persons.toRemind(now, BATCH);
    if (people.length === 0) break;
    await take(store, await Promise.all(people.map((person) => stepOf(store, person, programme, now))), programme, now);
    looked += people.length;
  }
  return looked;
}

async function take(store: Store, steps: readonly Step[], programme: Programme, now: Date): Promise<void> {
  await store.messages.queueAll(steps.flatMap((step) => messageOf(step, now) ?? []));
  for (const { due, person, was } of steps) if (due === 'overdue') await haveCalled(store, person, was, programme, now);
  await Promise.all(steps.map(({ person: { _id }, was, next }) => store.persons.reminded(_id, was, next)));
}

async function stepOf(store: Store, person: Person, programme: Programme, now: Date): Promise<Step> {
  const today = dayOf(now);
  const quiet = { person, was: person.remindAt ?? now, due: null };
  const dose = nextDose(person.doses, programme, today);
  if (dose?.dose !== SECOND) return { ...quiet, next: NOTHING_MORE };
  // The rule changed since.
  if (dose.fromDay > today) return { ...quiet, next: { remindAt: dueAt(dose.fromDay), dueStep: null } };
  const due = person.dueStep ?? 'due';
  const quietUntil = await quietUntilFor(store, person, due, today);
  if (quietUntil > today) return { ...quiet, next: { remindAt: dueAt(quietUntil), dueStep: due } };
  const dueStep = dueStepAfter(due);
  return { ...quiet, due, next: dueStep ? { remindAt: dueAt(addDays(today, DAYS_BETWEEN)), dueStep } : NOTHING_MORE };
}

const NOTHING_MORE = { remindAt: null, dueStep: null };

/** Who waits in line, has a date or has just missed one is not asked; today where there is nothing of the kind. */
async function quietUntilFor(store: Store, { _id }: Person, due: DueStep, today: string): Promise<string> {
  const [wish, active] = await Promise.all([
    store.wishes.get(wishIdOf(_id, SECOND)),
    store.appointments.activeOf(_id, SECOND),
  ]);
  if (wish?.status === 'waiting' || wish?.status === 'proposed') return addDays(today, DAYS_BETWEEN);
  const date = active?.day ?? (due === 'due' ? undefined : await missedBy(store, _id));
  return date ? addDays(date, DAYS_BETWEEN) : today;
}

/** Not asked on the day it falls due: nobody can have missed a date yet, and those are many people. */
async function missedBy(store: Store, person: string): Promise<string | undefined> {
  const all = await store.appointments.ofPerson(person);
  return all.find(({ dose, status }) => dose === SECOND && status === 'missed')?.day;
}

function messageOf({ person: { _id, contact, dueDay }, was, due }: Step, now: Date): Message | null {
  if (due === null || due === 'overdue') return null;
  return {
    occasion: `${due}:${_id}:${dueDay ?? dayOf(was)}`,
    ...{ contact, kind: 'reminder', at: now, until: instantOf(addDays(dayOf(now), USEFUL_DAYS), '20:00') },
    about: { person: _id, dose: SECOND },
    opens: { flow: 'booking', input: { person: _id, because: due } },
  };
}

/** Not who has asked that nothing should start from us. */
async function haveCalled(store: Store, person: Person, was: Date, { helpline }: Programme, at: Date): Promise<void> {
  const { _id, contact, dueDay } = person;
  if (await store.contacts.isOptedOut(contact)) return;
  await store.calls.list({
    occasion: `overdue:${_id}:${dueDay ?? dayOf(was)}`,
    ...{ contact, person: _id, reason: 'overdue', at },
    by: instantOf(addDays(dayOf(at), CALLED_WITHIN_DAYS), helpline.to),
  });
}
