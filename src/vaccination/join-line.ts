/** Puts a person in the line of the centres around a PIN code. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Hours, Wish } from '../store/wishes';
import { currentProgramme } from './current-programme';
import { knownPlace } from './known-place';
import { nearestCentres } from './nearest-centres';
import { nextLook } from './rules/answer-time';
import { nextDose } from './rules/dose-interval';
import { wishIdOf } from './rules/waiting';

export interface LineRequest {
  person: Person;
  dose: number;
  vaccine: string | null;
  pin: string;
  hours: Hours;
  freeOnly: boolean;
  fromDay: string;
  now: Date;
}

export async function joinLine(store: Store, { person, now, ...wanted }: LineRequest): Promise<Wish> {
  return store.wishes.ask({
    ...wanted,
    _id: wishIdOf(person._id, wanted.dose),
    person: person._id,
    contact: person.contact,
    birthYear: person.birthYear,
    centres: await centresFor(store, person, wanted.pin),
    // What is free already is looked at as soon as it may be proposed.
    restsUntil: nextLook(now),
    checkedAt: now,
  });
}

/** For whoever lost a date and did not ask: any place for this dose, where that may still be given. */
export async function joinLineAgain(store: Store, person: Person, dose: number, pin: string, now: Date): Promise<void> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const next = nextDose(person.doses, programme, dayOf(now));
  if (next?.dose === dose) await joinLine(store, { ...next, person, pin, hours: 'any', freeOnly: false, now });
}

/** A PIN code may span districts; of the person's own we know which. An unknown one is taken for it. */
export async function centresFor(store: Store, person: Person, pin: string): Promise<string[]> {
  const known = await knownPlace(store, person);
  const found = pin === known?.pin ? [] : await store.places.districtsOfPin(pin);
  const districts = found.length > 0 ? found.map(({ _id }) => _id) : known ? [known.district] : [];
  return nearestCentres(store, districts, pin);
}
