/**
 * A health worker gave somebody's name, and their own telephone is asked before anything is done with it.
 *
 * The number may have been written down wrongly, and whoever holds that telephone reads the first message. So it says only who is
 * meant, by name and age: enough for the right person to know herself, of no use to a stranger. Card, PIN code and the rest are
 * read back to who has said yes, by registration, which also asks for what the list left open; nobody is registered, let alone
 * given a date, by the first "1".
 */
import { assign, emit, setup } from 'xstate';
import type { InvitationSummary } from '../src/conversation/effects';
import type { Answers, Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowOutput, type FlowTypes } from './kit';

interface Context {
  wanted: string;
  invitation: InvitationSummary | null;
  /** What was shown is not right. */
  isWrong: boolean;
  attempts: number;
  next: FlowOutput | null;
}

const PROMPTS = {
  asked: (key: string, { invitation, attempts }: Context): Prompt => ({
    key: attempts === 0 ? `templates:${invitation?.again ? 'invitedAgain' : 'invited'}` : key,
    asks: 'choice',
    ...(invitation ? { params: paramsOf(invitation) } : {}),
    choices: [choice('yes', 'invited:yes'), choice('no', 'invited:no'), choice('wrong', 'invited:wrong')],
  }),
};

const paramsOf = ({ village, name, age }: InvitationSummary) => ({ village, name: { person: name }, age });

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { readInvitation: effect<'readInvitation'>(), answerInvitation: effect<'answerInvitation'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`invited:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    takeWrong: assign(({ event }) => ({ isWrong: event.type === 'CHOSE' && event.value === 'wrong' })),
    toRegistration: assign(({ context }, { answers }: { answers: Answers }) => ({
      next: registering(context.isWrong ? withoutShown(answers) : answers),
    })),
  },
  guards: { refuses: ({ event }) => event.type === 'CHOSE' && event.value === 'no' },
});

export const invited = base.createMachine({
  id: 'invited',
  context: ({ input }) => ({
    wanted: input?.invitation ?? '',
    invitation: null,
    isWrong: false,
    attempts: 0,
    next: null,
  }),
  initial: 'reading',
  states: {
    /** We begin this: what is over by then is not told. */
    reading: {
      invoke: {
        src: 'readInvitation',
        id: 'readInvitation',
        input: ({ context }) => ({ invitation: context.wanted }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'open',
            target: 'asked',
            actions: assign({
              invitation: ({ event: { output } }) => (output.status === 'open' ? output.invitation : null),
            }),
          },
          { target: 'left' },
        ],
        onError: 'left',
      },
    },
    asked: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'asked' } },
      on: {
        CHOSE: [
          { guard: 'refuses', target: 'refusing' },
          { target: 'agreeing', actions: 'takeWrong' },
        ],
        UNCLEAR: { target: 'asked', reenter: true, actions: 'again' },
        // A digit that elsewhere only goes back says neither yes nor no.
        BACK: { target: 'asked', reenter: true, actions: 'again' },
      },
    },
    agreeing: {
      invoke: {
        src: 'answerInvitation',
        id: 'answerInvitation',
        input: ({ context }) => ({ invitation: context.wanted, agrees: true }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'agreed',
            target: 'left',
            actions: {
              type: 'toRegistration',
              params: ({ event: { output } }) => ({ answers: output.status === 'agreed' ? output.answers : {} }),
            },
          },
          {
            guard: ({ event }) => event.output.status === 'full',
            target: 'left',
            actions: {
              type: 'say',
              params: ({ event: { output } }): Prompt => ({
                key: 'registration:full',
                params: { most: output.status === 'full' ? output.most : 0 },
              }),
            },
          },
          // What was told us is forgotten by now; who still wants it tells it herself.
          {
            target: 'left',
            actions: [say('invited:over'), { type: 'toRegistration', params: { answers: {} } }],
          },
        ],
        onError: { target: 'asked', actions: say('common:trouble') },
      },
    },
    refusing: {
      invoke: {
        src: 'answerInvitation',
        id: 'answerInvitation',
        input: ({ context }) => ({ invitation: context.wanted, agrees: false }),
        onDone: { target: 'left', actions: say('invited:refused') },
        onError: { target: 'asked', actions: say('common:trouble') },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});

const registering = (answers: Answers): FlowOutput => ({
  then: 'registration',
  input: { meaning: { type: 'REPLY', answers } },
});

/** Name and age are what the message showed, and so what can be wrong in it; the rest can be changed where it is read back. */
function withoutShown({ name: _, age: __, birthYear: ___, ...rest }: Answers): Answers {
  return rest;
}
