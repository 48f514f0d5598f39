/** "Look for me": reads back what is looked for, changes it where it is to be otherwise, and says how the line goes on. */
import { assign, emit, setup } from 'xstate';
import type { Standing, WaitingWish } from '../src/conversation/effects';
import type { Choice, Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowTypes } from './kit';

interface Context {
  person: string | null;
  pinCode: string | null;
  hours: WaitingWish['hours'];
  freeOnly: boolean;
  standing: Standing | null;
  attempts: number;
}

const HOURS = ['any', 'morning', 'afternoon'] as const;
const NO: Choice = { ...choice('no', 'common:no'), number: '0' };

const PROMPTS = {
  confirm: (key: string, { standing, pinCode }: Context): Prompt => ({
    key,
    asks: 'choice',
    params: { name: { person: standing?.name ?? '' }, pin: pinCode ?? standing?.pin ?? '' },
    choices: [choice('correct', 'common:correct'), choice('change', 'common:change'), NO],
  }),
  hours: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: HOURS.map((hours) => choice(hours, `waiting:${hours}`)),
  }),
  price: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: [choice('yes', 'waiting:alsoPaid'), choice('no', 'waiting:freeOnly')],
  }),
};

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { listStandings: effect<'listStandings'>(), lookForMe: effect<'lookForMe'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`waiting:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    settle: assign({ attempts: 0 }),
    takeHours: assign(({ context, event }) => ({
      hours: HOURS.find((hours) => event.type === 'CHOSE' && event.value === hours) ?? context.hours,
      attempts: 0,
    })),
    takePrice: assign(({ event }) => ({ freeOnly: event.type === 'CHOSE' && event.value === 'no', attempts: 0 })),
  },
  guards: {
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
  },
});

const chose = (value: string) => ({ type: 'chose' as const, params: { value } });
const notLooking = {
  target: 'left',
  actions: {
    type: 'say' as const,
    params: ({ context }: { context: Context }): Prompt => ({
      key: 'booking:later',
      params: { reference: { reference: context.standing?.reference ?? '' } },
    }),
  },
};

export const waiting = base.createMachine({
  id: 'waiting',
  context: ({ input }) => ({
    person: input?.person ?? null,
    pinCode: input?.pinCode ?? null,
    hours: 'any',
    freeOnly: false,
    standing: null,
    attempts: 0,
  }),
  initial: 'learning',
  states: {
    learning: {
      invoke: {
        src: 'listStandings',
        id: 'listStandings',
        onDone: [
          {
            guard: ({ context, event }) => standingOf(event.output, context) !== null,
            target: 'confirm',
            actions: assign({ standing: ({ context, event }) => standingOf(event.output, context) }),
          },
          { target: 'left' },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    confirm: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'confirm' } },
      on: {
        CHOSE: [
          { guard: chose('correct'), target: 'asking' },
          { guard: chose('change'), target: 'hours', actions: 'settle' },
          notLooking,
        ],
        UNCLEAR: { target: 'confirm', reenter: true, actions: 'again' },
        BACK: notLooking,
      },
    },
    hours: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'hours' } },
      on: {
        CHOSE: { target: 'price', actions: 'takeHours' },
        UNCLEAR: { target: 'hours', reenter: true, actions: 'again' },
        BACK: { target: 'confirm', actions: 'settle' },
      },
    },
    price: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'price' } },
      on: {
        CHOSE: { target: 'asking', actions: 'takePrice' },
        UNCLEAR: { target: 'price', reenter: true, actions: 'again' },
        BACK: { target: 'hours', actions: 'settle' },
      },
    },
    asking: {
      invoke: {
        src: 'lookForMe',
        id: 'lookForMe',
        input: ({ context: { person, pinCode, hours, freeOnly } }) => ({
          person: person ?? '',
          ...{ pinCode, hours, freeOnly, fromDay: null },
        }),
        onDone: {
          target: 'looking',
          actions: {
            type: 'say',
            params: ({ event: { output } }): Prompt => ({
              key: output.ahead === 0 ? 'waiting:lookingFirst' : 'waiting:looking',
              params: { name: { person: output.name }, ...(output.ahead === 0 ? {} : { ahead: output.ahead }) },
            }),
          },
        },
        onError: { target: 'confirm', actions: say('common:trouble') },
      },
    },
    /** Rests here: we write next. */
    looking: { tags: ['waiting', 'done'] },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});

const standingOf = (standings: readonly Standing[], { person }: Context): Standing | null =>
  standings.find((standing) => standing.person === person) ?? null;
