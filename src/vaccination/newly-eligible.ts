/** People who asked to be told when it is their turn, and whose turn has come. */
import { dayOf, yearOf } from '../clock';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';

export async function newlyEligible(store: Store, now: Date): Promise<Person[]> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const year = yearOf(now);
  return store.persons.waitingToBeTold({
    bornBy: year - rule.anyoneFromAge,
    illBornBy: year - rule.withIllnessFromAge,
  });
}
