/** What goes into effects and what comes back: plain JSON, as a flow keeps it. */
import type { Answers, CardType, Looking, Names } from './vocabulary';

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
  /** The card and the year of birth are those of somebody who is registered on another number. */
  | { status: 'elsewhere'; person: string }
  | { status: 'numberFull'; most: number };

export interface PersonSummary {
  id: string;
  name: string;
  /** People with the same mark may be booked together; `null` where there is nothing to book. */
  together: string | null;
}

export interface Standing {
  person: string;
  name: string;
  reference: string;
  /** Where a place was looked for before, where that is known. */
  pin: string | null;
  doses: { vaccine: string; day: string }[];
  /** The next dose, where one is to come. `fromDay` may be past. */
  next: { dose: number; fromDay: string; vaccine: string | null } | null;
  /** Since when a place is looked for, `YYYY-MM-DD`, and how many are before. */
  waiting: { since: string; ahead: number } | null;
  /** A place is kept for the person and waits for an answer. */
  proposal: string | null;
  /** The day that was missed and not replaced. */
  missed: string | null;
}

export interface WaitingWish {
  person: string;
  pinCode: string | null;
  hours: 'any' | 'morning' | 'afternoon';
  freeOnly: boolean;
  /** First day wanted, `YYYY-MM-DD`; `null`: as soon as may be. */
  fromDay: string | null;
}

export interface ProposalSummary {
  id: string;
  person: string;
  name: string;
  because: 'waiting' | 'closed';
  offer: Offer;
  /** Kept until then, India's time. */
  until: { day: string; time: string };
  /** What was closed. */
  instead: Pick<Offer, 'centre' | 'day' | 'from' | 'to'> | null;
}

/** Who is asked whether the name that a health worker gave may be registered. */
export interface InvitationSummary {
  village: string;
  name: string;
  /** In years. */
  age: number;
  /** It was asked before. */
  again: boolean;
}

/** `wait`: another code is sent only after so many seconds; the one on its way will do. */
export type CodeSent = { status: 'sent' } | { status: 'wait'; seconds: number } | { status: 'tooMany' };

export type CaseAbout = 'vaccine' | 'date' | 'number' | 'name';
export interface CaseSummary {
  /** 214: short enough to be said on the telephone. */
  number: number;
  person: string;
  name: string;
  about: CaseAbout;
  status: 'open' | 'atCentre' | 'corrected' | 'refused';
  /** The day it came to this, `YYYY-MM-DD`. */
  since: string;
}

/** Somebody of ours saw more of a person than a mask shows. */
export interface Look {
  /** `YYYY-MM-DD` */
  day: string;
  /** The name under which they work. */
  who: string;
  place: 'helpline' | 'centre' | 'office';
  why: Looking;
  /** Whose record it was; `null` where the number has one person only, and where all of them were meant. */
  name: string | null;
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
  /** Who is to be booked with the person in the same slot; empty for one alone. */
  others: string[];
}

export interface FamilyWish {
  people: string[];
  slot: string;
  hold: string;
  /** The other offered slots, to be given back. */
  others: string[];
}
export type BookedTogether = { status: 'booked'; appointments: AppointmentSummary[] } | { status: 'gone' };

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
      dose: number;
      offers: Offer[];
      near: boolean;
      hold: string;
      more: boolean;
      days: string[];
    }
  | { status: 'none'; name: string; reference: string; pinCode: string }
  /**
   * Before a second dose only this is asked; `pinCode` is where the first was looked for. Before the first one of who has not said
   * where they are at home there is neither `vaccine` nor `pinCode`.
   */
  | {
      status: 'asksPlace';
      name: string;
      reference: string;
      vaccine: string | null;
      fromDay: string;
      pinCode: string | null;
    }
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
