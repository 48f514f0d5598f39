/** A person's help: the request is written down for the helpline, with a promise in words, and the dialogue goes on where it was. */
import { emit, setup } from 'xstate';
import type { HelpTopic, Prompt } from '../src/conversation/vocabulary';
import { effect, said, say, type FlowEvent, type FlowInput, type FlowOutput, type FlowTag, type Said } from './kit';

const base = setup({
  types: {} as {
    context: { topic: HelpTopic };
    events: FlowEvent;
    emitted: Said;
    input: FlowInput;
    output: FlowOutput;
    tags: FlowTag;
  },
  actors: { requestPerson: effect<'requestPerson'>() },
  actions: { say: emit((_, prompt: Prompt) => said(prompt)) },
});

export const person = base.createMachine({
  id: 'person',
  context: ({ input }) => ({ topic: input.meaning?.type === 'HELP' ? input.meaning.topic : 'asked' }),
  initial: 'requesting',
  states: {
    requesting: {
      invoke: {
        src: 'requestPerson',
        id: 'requestPerson',
        input: ({ context }) => ({ topic: context.topic }),
        onDone: {
          target: 'promised',
          actions: {
            type: 'say',
            params: ({ context, event: { output } }): Prompt => ({
              key: `person:promise_${context.topic}`,
              params: { day: { key: `common:${output.by.day}` }, time: { time: output.by.time } },
            }),
          },
        },
        onError: { target: 'promised', actions: say('common:trouble') },
      },
    },
    promised: { type: 'final' },
  },
  output: { then: 'resume' },
});
