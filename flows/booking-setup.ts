/** What booking knows, hears and does; `booking.ts` says in which order. */
import { assign, emit, setup } from 'xstate';
import type { AppointmentSummary, Offer, OffersFound, PersonSummary } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { PROMPTS, type Question } from './booking-prompts';
import { effect, said, simpler, type FlowEvent, type FlowOutput, type FlowTypes } from './kit';

export interface Context {
  person: string | null;
  people: PersonSummary[];
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
  attempts: number;
  next: FlowOutput | null;
}

export const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    listPeople: effect<'listPeople'>(),
    findOffers: effect<'findOffers'>(),
    bookAppointment: effect<'bookAppointment'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: Question }) =>
      said(PROMPTS[params.question](simpler(`booking:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1, unknownPin: false })),
    takePerson: assign(({ event }) => (event.type === 'CHOSE' ? { person: event.value, attempts: 0 } : {})),
    takePinCode: assign(({ event }) => ({
      ...(event.type === 'REPLY' && event.answers.pinCode ? { pinCode: event.answers.pinCode } : {}),
      skip: 0,
      fromDay: null,
      unknownPin: false,
    })),
    takeDay: assign(({ event }) => (event.type === 'CHOSE' ? { fromDay: event.value, skip: 0, attempts: 0 } : {})),
    takeOffer: assign(({ context, event }) => ({ chosen: offerOf(context, event), attempts: 0 })),
    showMore: assign(({ context }) => ({ skip: context.skip + offersOf(context).length, attempts: 0 })),
    startOver: assign({ skip: 0, attempts: 0, fresh: false }),
    lookForMe: assign({
      next: {
        then: 'person',
        input: { meaning: { type: 'HELP', topic: 'noPlace' } },
      } satisfies FlowOutput as FlowOutput,
    }),
    toRegistration: assign({ next: { then: 'registration' } satisfies FlowOutput as FlowOutput }),
    toAppointment: assign(({ context, event }) => ({
      next: {
        then: 'appointment',
        input: {
          ...(context.person ? { person: context.person } : {}),
          ...(event.type === 'CHOSE' && (event.value === 'move' || event.value === 'cancel')
            ? { action: event.value }
            : {}),
        },
      } satisfies FlowOutput as FlowOutput,
    })),
  },
  guards: {
    personKnown: ({ context }) => context.person !== null,
    tookOffer: ({ context, event }) => offerOf(context, event) !== null,
    gavePinCode: ({ event }) => event.type === 'REPLY' && event.answers.pinCode !== undefined,
    moving: ({ context, event }) => context.move && offerOf(context, event) !== null,
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
  },
});

export function offersOf({ found }: Context): Offer[] {
  return found?.status === 'found' ? found.offers : [];
}

export const holdOf = ({ found }: Context): string | null => (found?.status === 'found' ? found.hold : null);

function offerOf(context: Context, event: FlowEvent): Offer | null {
  if (event.type !== 'CHOSE') return null;
  return offersOf(context).find((_, index) => event.value === `offer${index + 1}`) ?? null;
}
