/** A member of staff reports what does not work; what was open goes on. */
import { emit, setup } from 'xstate';
import type { Prompt } from '../src/conversation/vocabulary';
import { effect, said, say, type FlowTypes } from './kit';

const base = setup({
  types: {} as FlowTypes<{ text: string }>,
  actors: { reportGlitch: effect<'reportGlitch'>() },
  actions: { say: emit((_, prompt: Prompt) => said(prompt)) },
});

export const glitch = base.createMachine({
  id: 'glitch',
  context: ({ input }) => ({ text: input?.meaning?.type === 'GLITCH' ? input.meaning.text : '' }),
  initial: 'reporting',
  states: {
    reporting: {
      invoke: {
        src: 'reportGlitch',
        id: 'reportGlitch',
        input: ({ context }) => ({ text: context.text }),
        onDone: { target: 'left', actions: { type: 'say', params: ({ event }) => noted(event.output.number) } },
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});

const noted = (number: number): Prompt => ({ key: 'glitch:noted', params: { number } });
