/**
 * What a flow may have done for it: the name of each effect, what it is given and what comes back. A refusal the person can
 * act on (a place is gone) is a value with a `status`; an effect throws only when the infrastructure fails.
 */
import type {
  AppointmentSummary,
  Booked,
  BookedTogether,
  BookingWish,
  CaseAbout,
  CaseSummary,
  CodeSent,
  FamilyWish,
  InvitationSummary,
  Look,
  OfferWish,
  OffersFound,
  PersonSummary,
  ProposalSummary,
  Registered,
  Review,
  Standing,
  WaitingWish,
} from './outcomes';
import type { Journey } from './ports';
import type { Answers, HelpTopic, Language } from './vocabulary';

export type * from './outcomes';

export interface EffectTypes {
  /** Is there room for one more person on this number? */
  checkRoom: { input: undefined; output: { room: boolean; most: number } };
  reviewAnswers: { input: { answers: Answers }; output: Review };
  registerPerson: { input: { answers: Answers; district: string }; output: Registered };
  tellWhenEligible: { input: { person: string }; output: null };
  listPeople: { input: undefined; output: PersonSummary[] };
  /** What each person of the number has had, waits for, and has missed. */
  listStandings: { input: undefined; output: Standing[] };
  findOffers: { input: OfferWish; output: OffersFound };
  bookAppointment: { input: BookingWish; output: Booked };
  /** All of them in one slot, or none. */
  bookTogether: { input: FamilyWish; output: BookedTogether };
  /** "Look for me": waits in line for a place. */
  lookForMe: { input: WaitingWish; output: { name: string; ahead: number } };
  stopLooking: { input: { person: string }; output: null };
  /** What has been kept for a person and is to be taken with one digit. */
  readProposal: {
    input: { proposal: string };
    output: { status: 'open'; proposal: ProposalSummary } | { status: 'over' };
  };
  answerProposal: {
    input: { proposal: string; take: boolean };
    output:
      { status: 'booked'; appointment: AppointmentSummary } | { status: 'refused'; name: string } | { status: 'over' };
  };
  /** Somebody gave this number's person to a health worker; she is asked first. */
  readInvitation: {
    input: { invitation: string };
    output: { status: 'open'; invitation: InvitationSummary } | { status: 'over' };
  };
  answerInvitation: {
    input: { invitation: string; agrees: boolean };
    output:
      | { status: 'agreed'; answers: Answers }
      | { status: 'refused' }
      | { status: 'full'; most: number }
      | { status: 'over' };
  };
  listAppointments: { input: undefined; output: AppointmentSummary[] };
  cancelAppointment: { input: { appointment: string }; output: { status: 'cancelled' | 'gone' } };
  requestPerson: {
    input: { topic: HelpTopic };
    output: { by: { day: 'today' | 'tomorrow'; time: string } };
  };
  /** `reminders` alone, or everything that starts from us. */
  setOptOut: { input: { optedOut: boolean; of: 'everything' | 'reminders' }; output: null };
  /** Sends six digits to a number that an account says is its own. */
  sendCode: { input: { phone: string }; output: CodeSent };
  /** Sends six digits to the number that somebody is registered on, who now writes from another. */
  sendHandOverCode: { input: { person: string }; output: CodeSent };
  /** The person, with dates and doses, belongs to this number from now on. */
  takeOver: {
    input: { person: string; code: string };
    output:
      | { status: 'moved'; name: string }
      | { status: 'wrong' }
      | { status: 'over' }
      | { status: 'numberFull'; most: number };
  };
  /** Something of a recorded dose is wrong. Opened twice it is the same case. */
  openCase: { input: { person: string; about: CaseAbout }; output: CaseSummary };
  listCases: { input: undefined; output: CaseSummary[] };
  /** Newest first; `skip` of them were told before. */
  listLooks: { input: { skip: number }; output: { looks: Look[]; more: boolean } };
  /** What a member of staff writes does not work. */
  reportGlitch: { input: { text: string }; output: { number: number } };
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
  /** Id of the operator who wrote in the person's name. */
  by?: string;
  /** The way the person has come so far. */
  journey?: Journey;
}

export type Effect<N extends EffectName> = (
  input: EffectTypes[N]['input'],
  context: EffectContext,
) => Promise<EffectTypes[N]['output']>;
export type Effects = { readonly [N in EffectName]: Effect<N> };
