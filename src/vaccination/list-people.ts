/** Who is registered on a number, and whether there is room for one more. */
import { dayOf, yearOf } from '../clock';
import type { PersonSummary } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { EligibilityRule, Programme } from '../store/programme';
import { currentProgramme } from './current-programme';
import { isMissed } from './may-book';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';

export async function listPeople(store: Store, contact: string, now: Date): Promise<PersonSummary[]> {
  const [people, rules] = await Promise.all([store.persons.ofContact(contact), currentProgramme(store, dayOf(now))]);
  return Promise.all(
    people.map(async (person) => ({
      id: person._id,
      name: person.name,
      together: await mark(store, person, rules, now),
    })),
  );
}

/** Who may come for the same dose of the same vaccine, and has no date for it. */
async function mark(
  store: Store,
  { _id, doses, birthYear, hasIllness }: Person,
  { programme, rule }: { programme: Programme; rule: EligibilityRule },
  now: Date,
): Promise<string | null> {
  const today = dayOf(now);
  const next = nextDose(doses, programme, today);
  const { standing } = standingOf({ birthYear }, rule, yearOf(now));
  if (!next || !mayCome(standing, hasIllness)) return null;
  const active = await store.appointments.activeOf(_id, next.dose);
  return active && !isMissed(active, today) ? null : `${next.dose}:${next.vaccine ?? 'any'}`;
}

export async function checkRoom(store: Store, contact: string, now: Date): Promise<{ room: boolean; most: number }> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const people = await store.persons.ofContact(contact);
  return { room: people.length < programme.mostPeoplePerNumber, most: programme.mostPeoplePerNumber };
}
