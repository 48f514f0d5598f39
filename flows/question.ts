/** Off the script ("how much is it?"): a short answer where we have one, an honest word where we have none, then the same question. */
import { emit, setup } from 'xstate';
import { said, type FlowTypes } from './kit';

const base = setup({
  types: {} as FlowTypes<{ topic: string }>,
  actions: { answer: emit(({ context }) => said({ key: `question:${context.topic}` })) },
});

export const question = base.createMachine({
  id: 'question',
  context: ({ input }) => ({ topic: input?.meaning?.type === 'QUESTION' ? input.meaning.topic : 'unknown' }),
  initial: 'answered',
  states: { answered: { type: 'final', entry: 'answer' } },
  output: { then: 'resume' },
});
