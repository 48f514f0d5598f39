/** "Look for me": nobody has to write again and again to learn whether a place came free. */
import { dayOf } from '../clock';
import type { EffectTypes, WaitingWish } from '../conversation/effects';
import { AppError } from '../errors';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';
import { hasDate } from './has-date';
import { joinLine } from './join-line';
import { knownPlace } from './known-place';
import { nextDose } from './rules/dose-interval';
import { closeProposal } from './settle-proposal';

export interface LookRequest extends WaitingWish {
  contact: string;
  now: Date;
}

export async function lookForMe(store: Store, request: LookRequest): Promise<EffectTypes['lookForMe']['output']> {
  const today = dayOf(request.now);
  const [person, { programme }] = await Promise.all([
    ownPerson(store, request.person, request.contact),
    currentProgramme(store, today),
  ]);
  const next = nextDose(person.doses, programme, today);
  // A turn run again may find that the person has been given a date meanwhile.
  if (!next || (await hasDate(store, person._id, next.dose, today))) return { name: person.name, ahead: 0 };
  const { hours, freeOnly, now } = request;
  const fromDay = request.fromDay && request.fromDay > next.fromDay ? request.fromDay : next.fromDay;
  const pin = request.pinCode ?? (await knownPlace(store, person))?.pin;
  if (pin === undefined) throw new AppError('FLOW_BROKEN', 'it was not asked where a place is to be looked for');
  const wish = await joinLine(store, { ...next, person, pin, hours, freeOnly, fromDay, now });
  return { name: person.name, ahead: await store.wishes.ahead(wish) };
}

export interface StopRequest {
  person: string;
  contact: string;
  now: Date;
}

export async function stopLooking(store: Store, request: StopRequest): Promise<null> {
  const person = await ownPerson(store, request.person, request.contact);
  for (const { _id, dose } of await store.wishes.ofPerson(person._id)) {
    await store.wishes.end(_id, 'withdrawn');
    const open = await store.proposals.openOf(person._id, dose);
    if (open?.because === 'waiting') await closeProposal(store, open, 'refused', request.now);
  }
  return null;
}

async function ownPerson(store: Store, id: string, contact: string): Promise<Person> {
  const person = await store.persons.get(id);
  if (person?.contact !== contact) throw new AppError('FLOW_BROKEN', 'whoever is looked for is not of this number');
  return person;
}
