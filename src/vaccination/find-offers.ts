/** The best concrete places for one person: near first, soon first, of different centres first; kept for a quarter of an hour. */
import { dayOf, timeOf, yearOf } from '../clock';
import type { Offer, OffersFound, OfferWish } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Programme } from '../store/programme';
import type { Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { knownPlace } from './known-place';
import { isMissed } from './may-book';
import { searchPlaces } from './search-places';
import { bookingWindow, nextDays, type Window } from './rules/booking-window';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';

export interface OfferRequest extends OfferWish {
  contact: string;
  /** Under this id the offered places are kept. */
  hold: string;
  now: Date;
}

const OFFERED = 3;

/** The dose to look for; not the place the person has already. */
type Next = NonNullable<ReturnType<typeof nextDose>> & { except: string | undefined };
type Looked = { person: Person; next: Next };

export async function findOffers(store: Store, request: OfferRequest): Promise<OffersFound> {
  const { programme } = await currentProgramme(store, dayOf(request.now));
  const looked = await Promise.all([request.person, ...request.others].map((id) => lookAt(store, id, request)));
  const refused = looked.find((each) => 'status' in each);
  if (refused) return refused;
  const [first, ...others] = looked as Looked[];
  if (!first || !others.every(({ next }) => isSameDose(next, first.next))) return { status: 'unknownPerson' };
  const { person, next } = first;
  const { name, reference } = person;
  const fromDay =
    [next, ...others.map((each) => each.next)]
      .map((each) => each.fromDay)
      .sort()
      .at(-1) ?? next.fromDay;
  const near = request.pinCode ?? (await placeWithoutAsking(store, person, next, request));
  if (near !== null) return offersNear(store, { ...request, pinCode: near }, person, programme, { ...next, fromDay });
  const pinCode = next.vaccine === null ? null : ((await knownPlace(store, person))?.pin ?? null);
  return { status: 'asksPlace', name, reference, vaccine: next.vaccine, fromDay, pinCode };
}

/** Before a second dose it is always asked; whoever moves a date stays where it is, or is at home. */
async function placeWithoutAsking(store: Store, person: Person, next: Next, { move }: OfferRequest) {
  if (move) return (await knownPlace(store, person))?.pin ?? null;
  return next.vaccine === null ? person.pin : null;
}

const isSameDose = (one: Next, other: Next): boolean => one.dose === other.dose && one.vaccine === other.vaccine;

/** What one of those who are to come may be offered, or why nothing. */
async function lookAt(store: Store, id: string, { contact, move, now }: OfferRequest): Promise<Looked | OffersFound> {
  const today = dayOf(now);
  const { programme, rule } = await currentProgramme(store, today);
  const person = await store.persons.get(id);
  if (person?.contact !== contact) return { status: 'unknownPerson' };
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  if (!mayCome(standing, person.hasIllness)) {
    const { anyoneFromAge, withIllnessFromAge } = rule;
    return { status: 'notYet', name: person.name, fromAge: anyoneFromAge, withIllnessFrom: withIllnessFromAge };
  }
  const next = nextDose(person.doses, programme, today);
  if (!next) return { status: 'allGiven', name: person.name };
  const active = await store.appointments.activeOf(person._id, next.dose);
  if (active && !move && !isMissed(active, today)) return { status: 'alreadyBooked' };
  return { person, next: { ...next, except: active?.slot } };
}

/** How often places may fill up between being found and being kept before what is left is shown as it is. */
const MOST_SEARCHES = 4;

async function offersNear(
  store: Store,
  request: OfferRequest & { pinCode: string },
  person: Person,
  programme: Programme,
  next: Next,
  search = 1,
): Promise<OffersFound> {
  const { pinCode } = request;
  const districts = await districtsOf(store, pinCode, person);
  if (districts.length === 0) return { status: 'unknownPin' };
  await giveBack(store, person, request);
  const window = windowOf(request, programme, next);
  const wish = { districts, pinCode, ...next, together: 1 + request.others.length, window };
  const { slots, near } = await searchPlaces(store, wish, request.skip, OFFERED + 1);
  const page = slots.slice(0, OFFERED);
  if (page.length === 0) return { status: 'none', name: person.name, reference: person.reference, pinCode };
  const offers = await kept(store, page, programme, request);
  if (!offers[0]?.held && search < MOST_SEARCHES) {
    // Others took the first place meanwhile: better another one than one that is gone when it is chosen.
    await store.slots.unhold(
      page.map(({ _id }) => _id),
      request.hold,
    );
    return offersNear(store, request, person, programme, next, search + 1);
  }
  return {
    status: 'found',
    name: person.name,
    reference: person.reference,
    dose: next.dose,
    near,
    offers,
    hold: request.hold,
    more: slots.length > OFFERED,
    days: nextDays(window),
  };
}

/** What was offered before, in this dialogue or in one that was left: who starts again must not keep ever more places. */
async function giveBack(store: Store, { offered }: Person, { hold }: OfferRequest): Promise<void> {
  if (offered && offered.hold !== hold) await store.slots.unhold(offered.slots, offered.hold);
}

/** A PIN code may span districts; of the person's own we know which. */
async function districtsOf(store: Store, pinCode: string, person: Person): Promise<string[]> {
  const known = await knownPlace(store, person);
  if (pinCode === known?.pin) return [known.district];
  const districts = await store.places.districtsOfPin(pinCode);
  return districts.map(({ _id }) => _id);
}

function windowOf({ now, fromDay }: OfferRequest, programme: Programme, { fromDay: dueFrom }: Next): Window {
  const wanted = fromDay && fromDay > dueFrom ? fromDay : dueFrom;
  return bookingWindow(programme, dayOf(now), timeOf(now), wanted);
}

/** Keeps the offered places for this person; only the first where places are scarce, for holds must not starve others. */
async function kept(
  store: Store,
  slots: readonly Slot[],
  { holds }: Programme,
  request: OfferRequest,
): Promise<Offer[]> {
  const until = new Date(request.now.getTime() + holds.minutes * 60_000);
  const wanted = slots.map(({ _id }, index) => ({ id: _id, spare: index === 0 ? 0 : holds.onlyFirstBelow - 1 }));
  const ids = slots.map(({ _id }) => _id);
  const [held] = await Promise.all([
    store.slots.hold(wanted, request.hold, until),
    store.persons.setOffered(request.person, { slots: ids, hold: request.hold }),
  ]);
  return slots.map(({ _id, centreNames, day, from, to, price }) => ({
    slot: _id,
    centre: centreNames,
    day,
    from,
    to,
    price,
    held: held.has(_id),
  }));
}
