/** A place that is kept for a person and taken with one digit: because they wait for one, or because theirs was closed. */
import { assign, emit, setup } from 'xstate';
import type { AppointmentSummary, ProposalSummary, Standing } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { ON_SLIP, placeParams, slipParams } from './booking-prompts';
import { choice, effect, said, say, simpler, type FlowOutput, type FlowTypes } from './kit';

interface Context {
  wanted: string;
  proposal: ProposalSummary | null;
  take: boolean;
  appointment: AppointmentSummary | null;
  attempts: number;
  next: FlowOutput | null;
}

const PROMPTS = {
  proposed: (key: string, { proposal, attempts }: Context): Prompt => ({
    key: attempts === 0 ? templateOf(proposal) : key,
    asks: 'choice',
    ...(proposal ? { params: paramsOf(proposal) } : {}),
    choices: [choice('yes', 'proposal:take'), choice('no', 'proposal:refuse')],
  }),
  booked: (_: string, { appointment }: Context): Prompt => ({
    key: 'booking:booked',
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: ON_SLIP,
  }),
};

const templateOf = (proposal: ProposalSummary | null): string =>
  proposal?.because === 'closed' ? 'templates:closed' : 'templates:found';

const paramsOf = ({ name, offer, until, instead }: ProposalSummary) => ({
  name: { person: name },
  ...placeParams(offer),
  time: { time: until.time },
  untilDay: { day: until.day },
  ...(instead ? { oldCentre: { names: instead.centre }, oldDay: { day: instead.day } } : {}),
});

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    readProposal: effect<'readProposal'>(),
    answerProposal: effect<'answerProposal'>(),
    listStandings: effect<'listStandings'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`proposal:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    answer: assign(({ event }) => ({ take: event.type === 'CHOSE' && event.value === 'yes' })),
    // Whose date was closed and who does not want the one instead still needs one.
    toBooking: assign({ next: ({ context }) => then('booking', context) }),
    toStanding: assign({ next: ({ context }) => then('appointment', context) }),
    toAppointment: assign({
      next: ({ context, event }): FlowOutput => ({
        then: 'appointment',
        input: {
          ...(context.proposal ? { person: context.proposal.person } : {}),
          ...(event.type === 'CHOSE' && event.value === 'move' ? { action: 'move' } : {}),
          ...(event.type === 'CHOSE' && event.value === 'cancel' ? { action: 'cancel' } : {}),
        },
      }),
    }),
  },
  guards: {
    wasClosed: ({ context }) => context.proposal?.because === 'closed',
  },
});

export const proposal = base.createMachine({
  id: 'proposal',
  context: ({ input }) => ({
    wanted: input?.proposal ?? '',
    proposal: null,
    take: false,
    appointment: null,
    attempts: 0,
    next: null,
  }),
  initial: 'reading',
  states: {
    /** We begin this: what is over by then is not told. */
    reading: {
      invoke: {
        src: 'readProposal',
        id: 'readProposal',
        input: ({ context }) => ({ proposal: context.wanted }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'open',
            target: 'proposed',
            actions: assign({
              proposal: ({ event: { output } }) => (output.status === 'open' ? output.proposal : null),
            }),
          },
          { target: 'left' },
        ],
        onError: 'left',
      },
    },
    proposed: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'proposed' } },
      on: {
        CHOSE: { target: 'answering', actions: 'answer' },
        UNCLEAR: { target: 'proposed', reenter: true, actions: 'again' },
        // Nobody loses the place by a digit that elsewhere only goes back.
        BACK: { target: 'proposed', reenter: true, actions: 'again' },
      },
    },
    answering: {
      invoke: {
        src: 'answerProposal',
        id: 'answerProposal',
        input: ({ context }) => ({ proposal: context.wanted, take: context.take }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'booked',
            target: 'booked',
            actions: assign({
              appointment: ({ event: { output } }) => (output.status === 'booked' ? output.appointment : null),
            }),
          },
          { guard: ({ event }) => event.output.status === 'over', target: 'late' },
          { guard: 'wasClosed', target: 'left', actions: [say('proposal:refusedClosed'), 'toBooking'] },
          {
            target: 'left',
            actions: { type: 'say', params: ({ context }) => named('proposal:refused', context) },
          },
        ],
        onError: { target: 'proposed', actions: say('common:trouble') },
      },
    },
    /** The next in line has it; whether we go on looking is for the person's standing to say. */
    late: {
      invoke: {
        src: 'listStandings',
        id: 'listStandings',
        onDone: [
          {
            guard: ({ context, event }) => stillWaits(event.output, context),
            target: 'left',
            actions: { type: 'say', params: ({ context }) => named('proposal:over', context) },
          },
          { target: 'left', actions: [say('booking:gone'), 'toStanding'] },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    booked: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'booked' } },
      on: { CHOSE: { target: 'left', actions: 'toAppointment' } },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});

const named = (key: string, { proposal }: Context): Prompt => ({
  key,
  params: { name: { person: proposal?.name ?? '' } },
});

const then = (flow: 'booking' | 'appointment', { proposal }: Context): FlowOutput => ({
  then: flow,
  ...(proposal ? { input: { person: proposal.person } } : {}),
});

const stillWaits = (standings: readonly Standing[], { proposal }: Context): boolean =>
  standings.some(({ person, waiting }) => person === proposal?.person && waiting !== null);
