/** No more messages from us, or messages again. What merely sounds like "stop" is confirmed first. */
import { assign, emit, setup } from 'xstate';
import type { Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowTypes } from './kit';

interface Context {
  optsIn: boolean;
  sure: boolean;
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
        choices: [choice('yes', 'optOut:yes'), choice('no', 'optOut:no')],
      }),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
  },
  guards: {
    unsure: ({ context }) => !context.optsIn && !context.sure,
    optsIn: ({ context }) => context.optsIn,
    choseYes: ({ event }) => event.type === 'CHOSE' && event.value === 'yes',
  },
});

export const optOut = base.createMachine({
  id: 'optOut',
  context: ({ input }) => ({
    optsIn: input?.meaning?.type === 'START',
    sure: input?.meaning?.type === 'STOP' && input.meaning.sure,
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
          { target: 'left', actions: say('optOut:unchanged') },
        ],
        STOP: 'recording',
        BACK: 'left',
        '*': { target: 'confirm', reenter: true, actions: 'again' },
      },
    },
    recording: {
      invoke: {
        src: 'setOptOut',
        id: 'setOptOut',
        input: ({ context }) => ({ optedOut: !context.optsIn }),
        onDone: [
          { guard: 'optsIn', target: 'left', actions: say('optOut:optedIn') },
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
