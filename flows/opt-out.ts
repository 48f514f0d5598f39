/** No more messages from us, no more reminders, or all of them again. What merely sounds like "stop" is confirmed first. */
import { assign, emit, setup } from 'xstate';
import type { Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowTypes } from './kit';

interface Context {
  optsIn: boolean;
  sure: boolean;
  /** Reminders alone; what is about a date of theirs still comes. */
  reminders: boolean;
  attempts: number;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { setOptOut: effect<'setOptOut'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }) =>
      said({
        key: simpler('optOut:confirm', context.attempts),
        asks: 'choice',
        choices: [choice('yes', 'optOut:yes'), choice('no', 'optOut:no'), choice('reminders', 'optOut:reminders')],
      }),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    onlyReminders: assign({ reminders: true }),
  },
  guards: {
    unsure: ({ context }) => !context.optsIn && !context.sure && !context.reminders,
    optsIn: ({ context }) => context.optsIn,
    reminders: ({ context }) => context.reminders,
    choseYes: ({ event }) => event.type === 'CHOSE' && event.value === 'yes',
    choseReminders: ({ event }) => event.type === 'CHOSE' && event.value === 'reminders',
  },
});

export const optOut = base.createMachine({
  id: 'optOut',
  context: ({ input }) => ({
    optsIn: input?.meaning?.type === 'START',
    sure: input?.meaning?.type === 'STOP' && input.meaning.sure,
    reminders: input?.meaning?.type === 'NO_REMINDERS',
    attempts: 0,
  }),
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'unsure', target: 'confirm' }, { target: 'recording' }] },
    confirm: {
      tags: ['waiting'],
      entry: 'ask',
      on: {
        CHOSE: [
          { guard: 'choseYes', target: 'recording' },
          { guard: 'choseReminders', target: 'recording', actions: 'onlyReminders' },
          { target: 'left', actions: say('optOut:unchanged') },
        ],
        STOP: 'recording',
        NO_REMINDERS: { target: 'recording', actions: 'onlyReminders' },
        BACK: 'left',
        '*': { target: 'confirm', reenter: true, actions: 'again' },
      },
    },
    recording: {
      invoke: {
        src: 'setOptOut',
        id: 'setOptOut',
        input: ({ context }) => ({
          optedOut: !context.optsIn,
          of: context.reminders ? ('reminders' as const) : ('everything' as const),
        }),
        onDone: [
          { guard: 'optsIn', target: 'left', actions: say('optOut:optedIn') },
          { guard: 'reminders', target: 'left', actions: say('optOut:noReminders') },
          { target: 'stopped', actions: say('optOut:optedOut') },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    /** Rests here: the goodbye is the last word, and whatever the person writes next finds its dialogue again. */
    stopped: { tags: ['waiting', 'done'] },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});
