/**
 * Somebody stands at the centre without a date for today: registered on the spot, or known by their number and card, and given a
 * free place of a slot that is not over. The rules are those of every other door: age, illness, interval, the same vaccine.
 */
import { dayOf, timeOf, yearOf } from '../clock';
import type { Answers, Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Who } from '../store/at-centre';
import type { Person } from '../store/persons';
import { hasPhone, noPhoneContact } from '../store/no-phone';
import type { Centre } from '../store/places';
import type { Slot } from '../store/slots';
import { bookAppointment } from './book-appointment';
import { currentProgramme } from './current-programme';
import { knowNumber } from './know-number';
import { placeSlip } from './place-slip';
import { registerPerson } from './register-person';
import { reviewAnswers } from './review-answers';
import { nextDose } from './rules/dose-interval';
import { mayCome, standingOf } from './rules/eligibility';
import { typedDigits, typedLast4, typedPhone } from './rules/typed';

export interface WalkInWish {
  centre: Centre;
  who: NewHere | KnownHere;
  by: Who;
  /** The same for one that is tried again. */
  key: string;
  /** When they came, where that was written down without network. */
  at?: Date;
  now: Date;
}

export interface NewHere {
  /** With the whole number of the card; without a PIN code they are at home here. */
  answers: Answers;
  /** As typed; empty: they have none. */
  phone: string;
  language: Language;
}

/** Registered before, here or anywhere. */
export interface KnownHere {
  reference: string;
  cardLast4: string;
}

export type WalkedIn =
  | {
      status: 'here';
      appointment: string;
      person: string;
      again: boolean;
      /** For a slip of paper: only where no telephone can be told. */
      code: string | null;
    }
  | { status: 'alreadyHere'; appointment: string }
  | { status: NotWalkedIn };
export type NotWalkedIn =
  | 'incomplete'
  | 'ageUnlikely'
  | 'askBirthYear'
  | 'askIllness'
  | 'tooYoung'
  | 'cardWrong'
  | 'pinUnknown'
  | 'phoneWrong'
  | 'cardTaken'
  | 'numberFull'
  | 'notFound'
  | 'tooManyTries'
  | 'notDue'
  | 'allGiven'
  | 'noPlace';

export async function walkIn(store: Store, wish: WalkInWish): Promise<WalkedIn> {
  const hold = walkInHold(store.vault, wish.key);
  const before = (await store.appointments.activeByHolder(hold)) ?? (await store.appointments.get(hold));
  if (before && before.status !== 'cancelled') return here(store, before, wish, true);
  const person = 'answers' in wish.who ? await registered(store, wish, wish.who) : await known(store, wish, wish.who);
  return typeof person === 'string' ? { status: person } : taken(store, person, wish);
}

/** Under this id the place is held, and the date known. */
export const walkInHold = (vault: Store['vault'], key: string): string => vault.idOf(`walkIn:${key}`);

async function registered(store: Store, wish: WalkInWish, who: NewHere): Promise<Person | NotWalkedIn> {
  const { centre, key, now } = wish;
  const { name, gender, cardType, cardNumber } = who.answers;
  if (!name || !gender || !cardType || !cardNumber) return 'incomplete';
  const address = who.phone === '' ? null : typedPhone(who.phone);
  if (who.phone !== '' && address === null) return 'phoneWrong';
  const wrong = await wrongOf(store, who.answers, now);
  if (wrong) return wrong;
  // Nobody is registered here for nothing; the first dose is what there must be room for.
  if ((await freeSlots(store, centre._id, 1, null, now)).length === 0) return 'noPlace';
  const contact = address === null ? noPhoneContact(store.vault, key) : await knowNumber(store, address, who.language);
  const answers = { ...who.answers, pinCode: who.answers.pinCode ?? centre.pin };
  const outcome = await registerPerson(store, { contact, answers, district: centre.district, key, now });
  if (outcome.status === 'registered') return (await store.persons.get(outcome.person)) ?? 'notFound';
  return outcome.status === 'numberFull' ? 'numberFull' : 'cardTaken';
}

async function wrongOf(store: Store, answers: Answers, now: Date): Promise<NotWalkedIn | null> {
  const { age, birthYear, comorbidity } = answers;
  if (age === undefined && birthYear === undefined) return 'incomplete';
  const review = await reviewAnswers(store, answers, now);
  const { problem } = review;
  if (problem)
    return problem.field === 'age' ? 'ageUnlikely' : problem.field === 'pinCode' ? 'pinUnknown' : 'cardWrong';
  if (review.asksBirthYear) return 'askBirthYear';
  if (review.asksComorbidity && comorbidity === undefined) return 'askIllness';
  return review.notYet ? 'tooYoung' : null;
}

const MOST_TRIES = 20;
const HOUR_MS = 3_600_000;

/** Both must be right, and it is not said which one is not. */
async function known(store: Store, { by, now }: WalkInWish, who: KnownHere): Promise<Person | NotWalkedIn> {
  const [reference, last4] = [typedDigits(who.reference), typedLast4(who.cardLast4)];
  const trying = { key: `${reference}:${last4}`, since: new Date(now.getTime() - HOUR_MS), now };
  const tried = { ...trying, key: store.vault.idOf(trying.key) };
  if (!(await store.limits.allows(`walkIn:${by.id}`, MOST_TRIES, tried))) return 'tooManyTries';
  const person = await store.persons.byReference(reference);
  return person?.card.last4 === last4 ? person : 'notFound';
}

async function taken(store: Store, person: Person, wish: WalkInWish): Promise<WalkedIn> {
  const { centre, now } = wish;
  const today = dayOf(now);
  const { programme, rule } = await currentProgramme(store, today);
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  if (!mayCome(standing, person.hasIllness)) return { status: 'tooYoung' };
  const next = nextDose(person.doses, programme, today);
  if (!next) return { status: 'allGiven' };
  if (next.fromDay > today) return { status: 'notDue' };
  const active = await store.appointments.activeOf(person._id, next.dose);
  if (active?.centre === centre._id && active.day === today) return { status: 'alreadyHere', appointment: active._id };
  for (const slot of await freeSlots(store, centre._id, next.dose, next.vaccine, now)) {
    const booked = await booking(store, person, slot, wish);
    if (booked) return booked;
  }
  return { status: 'noPlace' };
}

/** Not over yet, the earliest first; also the places that were kept for telephones. */
async function freeSlots(store: Store, centre: string, dose: number, vaccine: string | null, now: Date) {
  const today = dayOf(now);
  const slots = await store.slots.find({
    ...{ centres: [centre], dose, vaccine, fromDay: today, toDay: today, fromTime: '', limit: 50 },
  });
  return slots.filter(({ to, closed }) => to > timeOf(now) && closed === undefined);
}

/** `null`: the place was taken this very moment. */
async function booking(store: Store, person: Person, slot: Slot, wish: WalkInWish): Promise<WalkedIn | null> {
  const hold = walkInHold(store.vault, wish.key);
  const outcome = await bookAppointment(store, {
    ...{ person: person._id, contact: person.contact, slot: slot._id, hold, others: [], move: true, isHere: true },
    now: wish.now,
  });
  if (outcome.status !== 'booked') return null;
  const appointment = await store.appointments.get(outcome.appointment.id);
  return appointment && here(store, appointment, wish, false);
}

/** Written as arrived and told the code: also by who tries again. */
async function here(store: Store, appointment: Appointment, wish: WalkInWish, again: boolean): Promise<WalkedIn> {
  const { _id, slot, person: id, contact, code } = appointment;
  const { by, now, at = now } = wish;
  // Asked again, it may be on another day by now.
  if (appointment.day === dayOf(now)) await store.atCentre.arrived(_id, { at, by, slot, walkIn: true });
  if (!hasPhone(contact)) await store.atCentre.codeShown(_id, by);
  const person = await store.persons.get(id);
  if (person && hasPhone(contact)) await store.messages.queue(await placeSlip(store, appointment, person, now));
  return { status: 'here', appointment: _id, person: id, again, code: hasPhone(contact) ? null : code };
}
