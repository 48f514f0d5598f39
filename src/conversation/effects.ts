/**
 * What a flow may have done for it: the name of each effect, what it is given and what comes back. A refusal the person can
 * act on (a place is gone) is a value with a `status`; an effect throws only when the infrastructure fails.
 */
import type { Answers, CardType, HelpTopic, Language, Names } from './vocabulary';

export interface EffectTypes {
  /** Is there room for one more person on this number? */
  checkRoom: { input: undefined; output: { room: boolean; most: number } };
  reviewAnswers: { input: { answers: Answers }; output: Review };
  registerPerson: { input: { answers: Answers; district: string }; output: Registered };
  tellWhenEligible: { input: { person: string }; output: null };
  listPeople: { input: undefined; output: PersonSummary[] };
  findOffers: { input: OfferWish; output: OffersFound };
  bookAppointment: { input: BookingWish; output: Booked };
  listAppointments: { input: undefined; output: AppointmentSummary[] };
  cancelAppointment: { input: { appointment: string }; output: { status: 'cancelled' | 'gone' } };
  requestPerson: {
    input: { topic: HelpTopic };
    output: { by: { day: 'today' | 'tomorrow'; time: string } };
  };
  setOptOut: { input: { optedOut: boolean }; output: null };
  /** Sends six digits to a number that an account says is its own. */
  sendCode: { input: { phone: string }; output: { status: 'sent' | 'tooMany' } };
  checkCode: { input: { code: string }; output: { status: 'proved' | 'wrong' | 'over' } };
  /** Takes the number away from every account that has proved it. */
  unbind: { input: undefined; output: { accounts: number } };
}
export type EffectName = keyof EffectTypes;

/** On whose behalf, and when. `key` is the same when a turn is run again, so that the effect can recognise itself. */
export interface EffectContext {
  contact: string;
  address: string;
  language: Language;
  key: string;
  now: Date;
}

export type Effect<N extends EffectName> = (
  input: EffectTypes[N]['input'],
  context: EffectContext,
) => Promise<EffectTypes[N]['output']>;
export type Effects = { readonly [N in EffectName]: Effect<N> };

export interface NamedChoice {
  id: string;
  names: Names;
}

export type AnswerProblem =
  | { field: 'age'; reason: 'unlikely' }
  | { field: 'cardNumber'; reason: 'shape' | 'checkDigit' }
  | { field: 'pinCode'; reason: 'unknown' };

export interface Review {
  /** The first answer that cannot be right; it has been taken out of `answers`. */
  problem: AnswerProblem | null;
  answers: Answers;
  /** At an age where a listed illness decides. */
  asksComorbidity: boolean;
  /** The age alone does not decide: the year of birth does. */
  asksBirthYear: boolean;
  /** The answers so far leave no way to come yet. */
  notYet: { fromAge: number; withIllnessFrom: number } | null;
  /** The illnesses that count, as a person would name them. */
  conditions: Names;
  /** Where the PIN code lies; several where it spans districts. */
  districts: NamedChoice[];
}

export type Registered =
  | { status: 'registered'; person: string; reference: string; eligible: true }
  | {
      status: 'registered';
      person: string;
      reference: string;
      eligible: false;
      name: string;
      fromAge: number;
      withIllnessFrom: number;
    }
  | { status: 'cardTaken' }
  | { status: 'numberFull'; most: number };

export interface PersonSummary {
  id: string;
  name: string;
}

export interface OfferWish {
  person: string;
  pinCode: string | null;
  /** First day wanted, `YYYY-MM-DD`. */
  fromDay: string | null;
  /** How many places have been shown already. */
  skip: number;
  /** The person has a date and looks for another. */
  move: boolean;
}

export interface BookingWish {
  person: string;
  slot: string;
  /** The id under which the offered places are kept, and the other ones to be given back. */
  hold: string;
  others: string[];
  /** In place of the date the person has. */
  move: boolean;
}

/** A concrete place: centre, day, hours. */
export interface Offer {
  slot: string;
  centre: Names;
  day: string;
  from: string;
  to: string;
  /** Rupees; 0 is free. */
  price: number;
  held: boolean;
}

export type OffersFound =
  | {
      status: 'found';
      name: string;
      reference: string;
      offers: Offer[];
      near: boolean;
      hold: string;
      more: boolean;
      days: string[];
    }
  | { status: 'none'; name: string; reference: string; pinCode: string }
  | { status: 'unknownPin' }
  | { status: 'unknownPerson' }
  | { status: 'allGiven'; name: string }
  | { status: 'alreadyBooked' }
  | { status: 'notYet'; name: string; fromAge: number; withIllnessFrom: number };

export interface AppointmentSummary {
  id: string;
  person: string;
  name: string;
  reference: string;
  code: string;
  cardType: CardType;
  needsCertificate: boolean;
  centre: Names;
  day: string;
  from: string;
  to: string;
  price: number;
}

export type Booked =
  { status: 'booked'; appointment: AppointmentSummary } | { status: 'gone' } | { status: 'alreadyBooked' };
