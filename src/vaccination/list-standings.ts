/** What each person of a number has had, waits for, and has missed. */
import { dayOf } from '../clock';
import type { Standing } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Programme } from '../store/programme';
import { currentProgramme } from './current-programme';
import { knownPlace } from './known-place';
import { dueDay, nextDose } from './rules/dose-interval';
import { wishIdOf } from './rules/waiting';

export async function listStandings(store: Store, contact: string, now: Date): Promise<Standing[]> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const people = await store.persons.ofContact(contact);
  return Promise.all(people.map((person) => standingOf(store, person, programme, dayOf(now))));
}

async function standingOf(store: Store, person: Person, programme: Programme, today: string): Promise<Standing> {
  const { _id, name, reference, doses } = person;
  const pin = (await knownPlace(store, person))?.pin ?? null;
  const next = nextDose(doses, programme, today);
  const [first] = doses;
  const fromDay = first && dueDay(first, programme, today);
  return {
    ...{ person: _id, name, reference, pin },
    next: next && { ...next, ...(fromDay && { fromDay }) },
    doses: doses.map(({ vaccine, day }) => ({ vaccine, day })),
    waiting: next && (await waitingOf(store, _id, next.dose)),
    proposal: (next && (await store.proposals.openOf(_id, next.dose))?._id) ?? null,
    missed: next && (await missedBy(store, _id, next.dose, today)),
  };
}

/** The day of the last date that was let pass, where no other one follows it. */
async function missedBy(store: Store, person: string, dose: number, today: string): Promise<string | null> {
  const all = await store.appointments.ofPerson(person);
  // Newest first; a date that is past is missed before the morning after, when it is written down.
  const last = all.find((each) => each.dose === dose && (each.status === 'booked' || each.status === 'missed'));
  return last && (last.status === 'missed' || last.day < today) ? last.day : null;
}

async function waitingOf(store: Store, person: string, dose: number): Promise<Standing['waiting']> {
  const wish = await store.wishes.get(wishIdOf(person, dose));
  if (wish?.status !== 'waiting' && wish?.status !== 'proposed') return null;
  return { since: dayOf(wish.askedAt), ahead: await store.wishes.ahead(wish) };
}
