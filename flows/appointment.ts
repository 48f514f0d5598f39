/** An existing date: seen, moved or cancelled by the number it was made from. Nothing is lost before it was read back. */
import { assign, emit, setup } from 'xstate';
import type { AppointmentSummary } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { slipParams } from './booking-prompts';
import { choice, effect, said, say, simpler, type FlowOutput, type FlowTypes } from './kit';

interface Context {
  wanted: string | null;
  action: 'move' | 'cancel' | null;
  appointments: AppointmentSummary[];
  appointment: AppointmentSummary | null;
  attempts: number;
  next: FlowOutput | null;
}

const PROMPTS = {
  none: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: [choice('book', 'welcome:book'), { ...choice('back', 'common:back'), number: '0' }],
  }),
  person: (key: string, { appointments }: Context): Prompt => ({
    key,
    asks: 'choice',
    choices: appointments.map(({ id, name }) => choice(id, 'common:named', { it: name })),
  }),
  menu: (key: string, { appointment }: Context): Prompt => ({
    key,
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: [
      { ...choice('move', 'appointment:move'), number: '6' },
      { ...choice('cancel', 'appointment:cancel'), number: '7' },
      { ...choice('back', 'common:back'), number: '0' },
    ],
  }),
  confirmCancel: (key: string, { appointment }: Context): Prompt => ({
    key,
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: [choice('cancel', 'appointment:cancelIt'), choice('back', 'appointment:keepIt')],
  }),
  cancelled: (key: string, { appointment }: Context): Prompt => ({
    key,
    asks: 'choice',
    params: { name: { person: appointment?.name ?? '' } },
    choices: [{ ...choice('book', 'welcome:book'), number: '2' }],
  }),
};

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    listAppointments: effect<'listAppointments'>(),
    cancelAppointment: effect<'cancelAppointment'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`appointment:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    take: assign(({ context, event }) => ({
      appointment: event.type === 'CHOSE' ? (context.appointments.find(({ id }) => id === event.value) ?? null) : null,
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
    toBooking: assign({
      next: ({ context }): FlowOutput => ({
        then: 'booking',
        ...(context.appointment ? { input: { person: context.appointment.person } } : {}),
      }),
    }),
    settle: assign({ attempts: 0, action: null }),
  },
  guards: {
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
    wants: ({ context }, params: { action: string }) => context.action === params.action,
  },
});

const chose = (value: string) => ({ type: 'chose' as const, params: { value } });

export const appointment = base.createMachine({
  id: 'appointment',
  context: ({ input }) => ({
    wanted: input?.person ?? null,
    action: input?.action ?? null,
    appointments: [],
    appointment: null,
    attempts: 0,
    next: null,
  }),
  initial: 'listing',
  states: {
    listing: {
      invoke: {
        src: 'listAppointments',
        id: 'listAppointments',
        onDone: [
          { guard: ({ event }) => event.output.length === 0, target: 'none' },
          {
            guard: ({ context, event }) => onlyOne(event.output, context.wanted) !== null,
            target: 'chosen',
            actions: assign({ appointment: ({ context, event }) => onlyOne(event.output, context.wanted) }),
          },
          { target: 'person', actions: assign({ appointments: ({ event }) => event.output }) },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    none: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'none' } },
      on: {
        CHOSE: [{ guard: chose('book'), target: 'left', actions: 'toBooking' }, { target: 'left' }],
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
        { guard: { type: 'wants', params: { action: 'move' } }, target: 'left', actions: 'toMove' },
        { guard: { type: 'wants', params: { action: 'cancel' } }, target: 'confirmCancel' },
        { target: 'menu' },
      ],
    },
    menu: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'menu' } },
      on: {
        CHOSE: [
          { guard: chose('move'), target: 'left', actions: 'toMove' },
          { guard: chose('cancel'), target: 'confirmCancel', actions: 'settle' },
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
      on: { CHOSE: { target: 'left', actions: 'toBooking' } },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});

function onlyOne(appointments: AppointmentSummary[], person: string | null): AppointmentSummary | null {
  const mine = person === null ? appointments : appointments.filter((appointment) => appointment.person === person);
  return mine.length === 1 ? (mine[0] ?? null) : null;
}
