/** The best concrete places for one person: near first, soon first, of different centres first; kept for a quarter of an hour. */
import { dayOf, timeOf, yearOf } from '../clock';
import type { Offer, OffersFound, OfferWish } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Centre } from '../store/places';
import type { Programme } from '../store/programme';
import type { Slot } from '../store/slots';
import { isMissed } from './book-appointment';
import { currentProgramme } from './current-programme';
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
/** As many centres as a person may be asked to choose between without it being far. */
const NEAREST_CENTRES = 6;
/** Enough to find three different ones among. */
const LOOKED_AT = 30;
const NEIGHBOURS = 4;

export async function findOffers(store: Store, request: OfferRequest): Promise<OffersFound> {
  const today = dayOf(request.now);
  const { programme, rule } = await currentProgramme(store, today);
  const person = await store.persons.get(request.person);
  if (person?.contact !== request.contact) return { status: 'unknownPerson' };
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(request.now));
  if (!mayCome(standing, person.hasIllness)) {
    const { anyoneFromAge, withIllnessFromAge } = rule;
    return { status: 'notYet', name: person.name, fromAge: anyoneFromAge, withIllnessFrom: withIllnessFromAge };
  }
  const next = nextDose(person.doses, programme, today);
  if (!next) return { status: 'allGiven', name: person.name };
  const active = await store.appointments.activeOf(person._id, next.dose);
  if (active && !request.move && !isMissed(active, today)) return { status: 'alreadyBooked' };
  return offersNear(store, request, person, programme, { ...next, except: active?.slot });
}

/** The dose to look for; not the place the person has already. */
type Next = NonNullable<ReturnType<typeof nextDose>> & { except: string | undefined };

/** How often places may fill up between being found and being kept before what is left is shown as it is. */
const MOST_SEARCHES = 4;

async function offersNear(
  store: Store,
  request: OfferRequest,
  person: Person,
  programme: Programme,
  next: Next,
  search = 1,
): Promise<OffersFound> {
  const pinCode = request.pinCode ?? person.pin;
  const districts = await districtsOf(store, pinCode, person);
  const [district] = districts;
  if (!district) return { status: 'unknownPin' };
  await giveBack(store, person, request);
  const window = windowOf(request, programme, next);
  const own = await slotsOf(store, await nearest(store, districts, pinCode), next, window, request.skip);
  const near = own.length > request.skip;
  const found = near ? own : await slotsOf(store, await around(store, district, pinCode), next, window, request.skip);
  const start = near ? request.skip : request.skip - own.length;
  const page = found.slice(start, start + OFFERED);
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
    near,
    offers,
    hold: request.hold,
    more: found.length > start + OFFERED,
    days: nextDays(window),
  };
}

/** What was offered before, in this dialogue or in one that was left: who starts again must not keep ever more places. */
async function giveBack(store: Store, { offered }: Person, { hold }: OfferRequest): Promise<void> {
  if (offered && offered.hold !== hold) await store.slots.unhold(offered.slots, offered.hold);
}

/** A PIN code may span districts; of the person's own we know which. */
async function districtsOf(store: Store, pinCode: string, person: Person): Promise<string[]> {
  if (pinCode === person.pin) return [person.district];
  const districts = await store.places.districtsOfPin(pinCode);
  return districts.map(({ _id }) => _id);
}

function windowOf({ now, fromDay }: OfferRequest, programme: Programme, { fromDay: dueFrom }: Next): Window {
  const wanted = fromDay && fromDay > dueFrom ? fromDay : dueFrom;
  return bookingWindow(programme, dayOf(now), timeOf(now), wanted);
}

async function around(store: Store, district: string, pinCode: string): Promise<Centre[]> {
  const neighbours = await store.places.districtsAround(district);
  return nearest(
    store,
    neighbours.slice(1, 1 + NEIGHBOURS).map(({ _id }) => _id),
    pinCode,
  );
}

/** Numbers that are close mark post offices that are close: the nearest we can tell from a PIN code alone. */
async function nearest(store: Store, districts: string[], pinCode: string): Promise<Centre[]> {
  const centres = await store.places.centresIn(districts);
  const distance = ({ pin, district }: Centre): number =>
    districts.indexOf(district) * 1_000_000 + Math.abs(Number(pin) - Number(pinCode));
  return [...centres].sort((a, b) => distance(a) - distance(b)).slice(0, NEAREST_CENTRES);
}

async function slotsOf(
  store: Store,
  centres: readonly Centre[],
  { dose, vaccine, except }: Next,
  window: Window,
  skip: number,
): Promise<Slot[]> {
  if (centres.length === 0) return [];
  const ids = centres.map(({ _id }) => _id);
  const slots = await store.slots.find({ ...window, centres: ids, dose, vaccine, limit: LOOKED_AT + skip });
  return varied(
    slots.filter(({ _id }) => _id !== except),
    ids,
  );
}

/** First one of each centre and day, those that are free leading each day and the nearest among them; then the other hours. */
function varied(slots: readonly Slot[], centres: readonly string[]): Slot[] {
  const seen = new Map<string, number>();
  const ranked = slots.map((slot) => {
    const place = `${slot.centre} ${slot.day}`;
    const round = seen.get(place) ?? 0;
    seen.set(place, round + 1);
    return { slot, round };
  });
  return ranked
    .sort(
      (a, b) =>
        a.round - b.round ||
        a.slot.day.localeCompare(b.slot.day) ||
        Number(a.slot.price > 0) - Number(b.slot.price > 0) ||
        centres.indexOf(a.slot.centre) - centres.indexOf(b.slot.centre),
    )
    .map(({ slot }) => slot);
}

/** Keeps the offered places for this person; only the first where places are scarce, for holds must not starve others. */
async function kept(
  store: Store,
  slots: readonly Slot[],
  { holds }: Programme,
  request: OfferRequest,
): Promise<Offer[]> {
  const until = new Date(request.now.getTime() + holds.minutes * 60_000);
  const wanted = slots.map(({ _id }, index) => ({ id: _id, spare: index === 0 ? 0 : holds.onlyFirstBelow }));
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
