/** Once a day each of those who wait is looked at: who may no longer come leaves the line, the others wait at the centres near. */
import { dayOf, yearOf } from '../clock';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Wish } from '../store/wishes';
import { currentProgramme } from './current-programme';
import { hasDate } from './has-date';
import { centresFor } from './join-line';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';
import { nextLook } from './rules/answer-time';

const BATCH = 200;
/** Less than a day, so that it is the same hour's work every day. */
const CHECKED_AGAIN_MS = 23 * 3_600_000;

export async function checkLine(store: Store, now: Date, stopped = (): boolean => false): Promise<number> {
  const before = new Date(now.getTime() - CHECKED_AGAIN_MS);
  let checked = 0;
  for (let batch = BATCH; batch === BATCH && !stopped(); checked += batch) {
    const wishes = await store.wishes.unchecked(before, BATCH);
    await Promise.all(wishes.map((wish) => check(store, wish, now)));
    batch = wishes.length;
  }
  return checked;
}

async function check(store: Store, wish: Wish, now: Date): Promise<void> {
  const person = await store.persons.get(wish.person);
  const next = person && (await nextFor(store, person, now));
  if (!next || next.dose !== wish.dose || (await hasDate(store, wish.person, wish.dose, dayOf(now))))
    return store.wishes.end(wish._id, 'met');
  const centres = await centresFor(store, person, wish.pin);
  const isElsewhere = centres.some((centre) => !wish.centres.includes(centre));
  await store.wishes.recheck(wish._id, {
    ...{ centres, contact: person.contact, birthYear: person.birthYear, vaccine: next.vaccine, checkedAt: now },
    fromDay: wish.fromDay > next.fromDay ? wish.fromDay : next.fromDay,
    ...(isElsewhere && wish.restsUntil === null ? { restsUntil: nextLook(now) } : {}),
  });
}

/** `null` where the person may not come, or has had all. */
async function nextFor(store: Store, person: Person, now: Date) {
  const { programme, rule } = await currentProgramme(store, dayOf(now));
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  return mayCome(standing, person.hasIllness) ? nextDose(person.doses, programme, dayOf(now)) : null;
}
