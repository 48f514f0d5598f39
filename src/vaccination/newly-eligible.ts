/** People who asked to be told when it is their turn, and whose turn has come. */
import { dayOf, yearOf } from '../clock';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';
import { mayCome, standingOf } from './rules/eligibility';

export async function newlyEligible(store: Store, now: Date): Promise<Person[]> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const waiting = await store.persons.waitingToBeTold(yearOf(now) - rule.withIllnessFromAge);
  return waiting.filter(({ birthYear, hasIllness }) =>
    mayCome(standingOf({ birthYear }, rule, yearOf(now)).standing, hasIllness),
  );
}
