/**
 * An existing date: seen, moved or cancelled by the number it was made from. Nothing is lost before it was read back. Who has none
 * sees what is known: doses, from when the next is due, since when a place is looked for, what was missed.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { AppointmentSummary, Standing } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { linesOf, PROMPTS, toShow, type Question } from './appointment-prompts';
import { effect, said, say, simpler, type FlowOutput, type FlowTypes } from './kit';

export interface Context {
  wanted: string | null;
  action: 'move' | 'cancel' | null;
  appointments: AppointmentSummary[];
  standings: Standing[];
  appointment: AppointmentSummary | null;
  /** Of the person it is about. */
  standing: Standing | null;
  attempts: number;
  next: FlowOutput | null;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    listAppointments: effect<'listAppointments'>(),
    listStandings: effect<'listStandings'>(),
    stopLooking: effect<'stopLooking'>(),
    cancelAppointment: effect<'cancelAppointment'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: Question }) =>
      said(PROMPTS[params.question](simpler(`appointment:${params.question}`, context.attempts), context)),
    ),
    tell: enqueueActions(({ context, enqueue }) => {
      const lines = context.attempts === 0 ? linesOf(context.standing).slice(0, -1) : [];
      for (const line of lines) enqueue.emit(said(line));
    }),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    takeOnly: assign(({ context }) => shownOf(context, toShow(context)[0]?.id)),
    take: assign(({ context, event }) => ({
      ...shownOf(context, event.type === 'CHOSE' ? event.value : undefined),
      attempts: 0,
    })),
    toMove: assign({
      next: ({ context }): FlowOutput => ({
        then: 'booking',
        input: {
          move: true,
          ...(context.appointment ? { person: context.appointment.person, replaces: context.appointment } : {}),
        },
      }),
    }),
    toBooking: assign({ next: ({ context }): FlowOutput => ({ then: 'booking', input: inputOf(context) }) }),
    toCorrection: assign({ next: ({ context }): FlowOutput => ({ then: 'correction', input: inputOf(context) }) }),
    toProposal: assign({
      next: ({ context }): FlowOutput => ({ then: 'proposal', input: { proposal: proposalOf(context) ?? '' } }),
    }),
    settle: assign({ attempts: 0, action: null }),
  },
  guards: {
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
    wants: ({ context }, params: { action: string }) => context.action === params.action,
    // What waits for an answer comes first: its time runs out.
    isProposed: ({ context }) => context.action === null && proposalOf(context) !== null,
    hasNoDate: ({ context }) => context.appointment === null,
    nothingToShow: ({ context }) => toShow(context).length === 0,
    oneToShow: ({ context }) => toShow(context).length === 1,
  },
});

const chose = (value: string) => ({ type: 'chose' as const, params: { value } });
const book = { guard: chose('book'), target: 'left', actions: 'toBooking' as const };
const wrong = { guard: chose('wrong'), target: 'left', actions: 'toCorrection' as const };

export const appointment = base.createMachine({
  id: 'appointment',
  context: ({ input }) => ({
    wanted: input?.person ?? null,
    action: input?.action ?? null,
    appointments: [],
    standings: [],
    appointment: null,
    standing: null,
    attempts: 0,
    next: null,
  }),
  initial: 'listing',
  states: {
    listing: {
      invoke: {
        src: 'listAppointments',
        id: 'listAppointments',
        onDone: { target: 'learning', actions: assign({ appointments: ({ event }) => event.output }) },
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    learning: {
      invoke: {
        src: 'listStandings',
        id: 'listStandings',
        onDone: { target: 'choosing', actions: assign({ standings: ({ event }) => event.output }) },
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    choosing: {
      always: [
        { guard: 'isProposed', target: 'left', actions: 'toProposal' },
        { guard: 'nothingToShow', target: 'none' },
        { guard: 'oneToShow', target: 'chosen', actions: 'takeOnly' },
        { target: 'person' },
      ],
    },
    none: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'none' } },
      on: {
        CHOSE: [book, { target: 'left' }],
        UNCLEAR: { target: 'none', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    person: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'person' } },
      on: {
        CHOSE: { target: 'chosen', actions: 'take' },
        UNCLEAR: { target: 'person', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    chosen: {
      always: [
        { guard: 'hasNoDate', target: 'standing' },
        { guard: { type: 'wants', params: { action: 'move' } }, target: 'left', actions: 'toMove' },
        { guard: { type: 'wants', params: { action: 'cancel' } }, target: 'confirmCancel' },
        { target: 'menu' },
      ],
    },
    standing: {
      tags: ['waiting'],
      entry: ['tell', { type: 'ask', params: { question: 'standing' } }],
      on: {
        CHOSE: [book, wrong, { guard: chose('stopLooking'), target: 'stopping' }, { target: 'left' }],
        UNCLEAR: { target: 'standing', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    stopping: {
      invoke: {
        src: 'stopLooking',
        id: 'stopLooking',
        input: ({ context }) => ({ person: context.standing?.person ?? '' }),
        onDone: { target: 'stopped', actions: 'settle' },
        onError: { target: 'standing', actions: say('common:trouble') },
      },
    },
    stopped: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'stopped' } },
      on: { CHOSE: book },
    },
    menu: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'menu' } },
      on: {
        CHOSE: [
          { guard: chose('move'), target: 'left', actions: 'toMove' },
          { guard: chose('cancel'), target: 'confirmCancel', actions: 'settle' },
          wrong,
          { target: 'left' },
        ],
        UNCLEAR: { target: 'menu', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    confirmCancel: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'confirmCancel' } },
      on: {
        CHOSE: [{ guard: chose('cancel'), target: 'cancelling' }, { target: 'kept' }],
        UNCLEAR: { target: 'confirmCancel', reenter: true, actions: 'again' },
        BACK: 'kept',
      },
    },
    kept: { always: { target: 'left', actions: say('appointment:unchanged') } },
    cancelling: {
      invoke: {
        src: 'cancelAppointment',
        id: 'cancelAppointment',
        input: ({ context }) => ({ appointment: context.appointment?.id ?? '' }),
        onDone: 'cancelled',
        onError: { target: 'confirmCancel', actions: say('common:trouble') },
      },
    },
    cancelled: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'cancelled' } },
      on: { CHOSE: book },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});

function shownOf(context: Context, chosen: string | undefined): Pick<Context, 'appointment' | 'standing'> {
  const shown = toShow(context).find(({ id }) => id === chosen);
  return { appointment: shown?.appointment ?? null, standing: shown?.standing ?? null };
}

function inputOf({ appointment, standing, wanted }: Context): { person?: string } {
  const person = appointment?.person ?? standing?.person ?? wanted;
  return person ? { person } : {};
}

function proposalOf({ standings, wanted }: Context): string | null {
  const asked = standings.filter(({ person }) => wanted === null || person === wanted);
  return asked.find(({ proposal }) => proposal)?.proposal ?? null;
}
