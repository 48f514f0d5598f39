/** What booking knows, hears and does; `booking.ts` says in which order. */
import { assign, emit, setup } from 'xstate';
import type { AppointmentSummary, Offer, OffersFound, PersonSummary, Standing } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { PROMPTS, type Question } from './booking-prompts';
import { familyOf } from './family';
import { effect, said, simpler, type FlowEvent, type FlowInput, type FlowOutput, type FlowTypes } from './kit';

export interface Context {
  person: string | null;
  people: PersonSummary[];
  /** Who is booked with the person in the same slot. */
  others: string[];
  /** Why we began; until the person has answered. */
  because: NonNullable<FlowInput['because']> | null;
  /** Of the person, where we began about a missed date. */
  standing: Standing | null;
  pinCode: string | null;
  fromDay: string | null;
  skip: number;
  move: boolean;
  /** The date that is given up for the new one. */
  replaces: AppointmentSummary | null;
  unknownPin: boolean;
  /** Comes straight from being registered. */
  fresh: boolean;
  found: OffersFound | null;
  chosen: Offer | null;
  appointment: AppointmentSummary | null;
  /** Those of a family that was booked together. */
  appointments: AppointmentSummary[];
  attempts: number;
  next: FlowOutput | null;
}

export const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    listPeople: effect<'listPeople'>(),
    listStandings: effect<'listStandings'>(),
    findOffers: effect<'findOffers'>(),
    bookAppointment: effect<'bookAppointment'>(),
    bookTogether: effect<'bookTogether'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: Question }) =>
      said(PROMPTS[params.question](simpler(`booking:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1, unknownPin: false })),
    takePeople: assign(({ context, event }) => ({
      ...(event.type === 'CHOSE' ? peopleOf(context, event.value) : {}),
      attempts: 0,
    })),
    takePinCode: assign(({ context, event }) => ({
      pinCode: pinCodeOf(context, event),
      skip: 0,
      fromDay: null,
      unknownPin: false,
      because: null,
    })),
    takeUp: assign({ because: null, attempts: 0 }),
    // Whoever wants them one by one is not offered all of them together once more.
    takeApart: assign(({ context: { people } }) => ({
      ...{ person: null, others: [], pinCode: null, skip: 0, attempts: 0 },
      people: people.map((each) => ({ ...each, together: null })),
    })),
    askPerson: assign({
      next: { then: 'person', input: { meaning: { type: 'HELP', topic: 'asked' } } } satisfies FlowOutput as FlowOutput,
    }),
    takeDay: assign(({ event }) => (event.type === 'CHOSE' ? { fromDay: event.value, skip: 0, attempts: 0 } : {})),
    takeOffer: assign(({ context, event }) => ({ chosen: offerOf(context, event), attempts: 0 })),
    showMore: assign(({ context }) => ({ skip: context.skip + offersOf(context).length, attempts: 0 })),
    startOver: assign({ skip: 0, attempts: 0, fresh: false }),
    lookForMe: assign({
      next: ({ context: { person, pinCode } }): FlowOutput => ({
        then: 'waiting',
        input: { ...(person ? { person } : {}), pinCode },
      }),
    }),
    toRegistration: assign({ next: { then: 'registration' } satisfies FlowOutput as FlowOutput }),
    toAppointment: assign(({ context, event }) => ({
      next: {
        then: 'appointment',
        input: {
          // Of a family booked together each has a date: whose is meant is asked.
          ...(context.person && context.others.length === 0 ? { person: context.person } : {}),
          ...(event.type === 'CHOSE' && (event.value === 'move' || event.value === 'cancel')
            ? { action: event.value }
            : {}),
        },
      } satisfies FlowOutput as FlowOutput,
    })),
  },
  guards: {
    personKnown: ({ context }) => context.person !== null,
    aboutMissed: ({ context }) => context.because === 'missed',
    /** That a dose is due; where it is not any more, nothing is said. */
    aboutDue: ({ context }) => context.because === 'due' || context.because === 'dueAgain',
    tookOfferTogether: ({ context, event }) => context.others.length > 0 && offerOf(context, event) !== null,
    tookOffer: ({ context, event }) => offerOf(context, event) !== null,
    /** They have said nowhere yet: there is nothing to go back to. */
    noPlaceYet: ({ context: { found, pinCode } }) =>
      found?.status === 'asksPlace' && found.vaccine === null && pinCode === null,
    gavePinCode: ({ event }) => event.type === 'REPLY' && event.answers.pinCode !== undefined,
    moving: ({ context, event }) => context.move && offerOf(context, event) !== null,
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
  },
});

export function offersOf({ found }: Context): Offer[] {
  return found?.status === 'found' ? found.offers : [];
}

export const holdOf = ({ found }: Context): string | null => (found?.status === 'found' ? found.hold : null);

export const standingOf = (standings: readonly Standing[], { person }: Context): Standing | undefined =>
  standings.find((standing) => standing.person === person);

export function referenceOf({ found, standing }: Context): string {
  return found && 'reference' in found ? found.reference : (standing?.reference ?? '');
}

function offerOf(context: Context, event: FlowEvent): Offer | null {
  if (event.type !== 'CHOSE') return null;
  return offersOf(context).find((_, index) => event.value === `offer${index + 1}`) ?? null;
}

function peopleOf({ people }: Context, chosen: string): Pick<Context, 'person' | 'others'> {
  if (chosen !== 'together') return { person: chosen, others: [] };
  const [first, ...others] = familyOf(people);
  return { person: first?.id ?? null, others: others.map(({ id }) => id) };
}

/** The one that was written; else, before a second dose, that of the first. */
function pinCodeOf({ pinCode, found }: Context, event: FlowEvent): string | null {
  if (event.type === 'REPLY') return event.answers.pinCode ?? pinCode;
  return found?.status === 'asksPlace' ? found.pinCode : pinCode;
}
