/** A person's help: the request is written down for the helpline, with a promise in words, and the dialogue goes on where it was. */
import { emit, setup } from 'xstate';
import type { EffectTypes } from '../src/conversation/effects';
import type { HelpTopic, Prompt } from '../src/conversation/vocabulary';
import { effect, said, say, type FlowTypes } from './kit';

const base = setup({
  types: {} as FlowTypes<{ topic: HelpTopic }>,
  actors: { requestPerson: effect<'requestPerson'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    promise: emit(({ context, event }) =>
      said(promiseOf(context.topic, (event as unknown as { output: EffectTypes['requestPerson']['output'] }).output)),
    ),
  },
  guards: { inDistress: ({ context }) => context.topic === 'distress' },
});

export const person = base.createMachine({
  id: 'person',
  context: ({ input }) => ({ topic: input?.meaning?.type === 'HELP' ? input.meaning.topic : 'asked' }),
  initial: 'requesting',
  states: {
    requesting: {
      invoke: {
        src: 'requestPerson',
        id: 'requestPerson',
        input: ({ context }) => ({ topic: context.topic }),
        onDone: [
          { guard: 'inDistress', target: 'heard', actions: 'promise' },
          { target: 'promised', actions: 'promise' },
        ],
        onError: { target: 'promised', actions: say('common:trouble') },
      },
    },
    promised: { type: 'final' },
    /** Who is in pain is not asked for their age in the same breath; what they write next finds the question again. */
    heard: { tags: ['waiting', 'done'] },
  },
  output: { then: 'resume' },
});

const promiseOf = (topic: HelpTopic, { by }: EffectTypes['requestPerson']['output']): Prompt => ({
  key: `person:promise_${topic}`,
  params: { day: { key: `common:${by.day}` }, time: { time: by.time } },
});
