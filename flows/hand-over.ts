/** Somebody registered on another phone writes from a new one: a code to the old number, or a person's help where that is gone. */
import { assign, emit, setup } from 'xstate';
import type { EffectTypes } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowOutput, type FlowTypes } from './kit';

interface Context {
  person: string;
  code: string;
  attempts: number;
  wrong: boolean;
  /** A code is on its way, and another is sent only after so many seconds. */
  sent: boolean;
  wait: number;
  next: FlowOutput | null;
}

const PROMPTS = {
  ask: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: [choice('send', 'handOver:send'), choice('gone', 'handOver:gone')],
  }),
  code: (key: string, { wrong, wait }: Context): Prompt => ({
    key: codeKey(key, wrong, wait),
    asks: 'code',
    ...(wait > 0 ? { params: { seconds: wait } } : {}),
    choices: [choice('again', 'handOver:sendAgain'), choice('gone', 'handOver:gone')],
  }),
};

function codeKey(key: string, wrong: boolean, wait: number): string {
  if (wrong) return 'handOver:code_wrong';
  return wait > 0 ? 'handOver:code_wait' : key;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { sendHandOverCode: effect<'sendHandOverCode'>(), takeOver: effect<'takeOver'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`handOver:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1, wrong: false, wait: 0 })),
    takeCode: assign(({ event }) => ({ code: event.type === 'REPLY' ? (event.answers.code ?? '') : '', attempts: 0 })),
    settle: assign({ attempts: 0, wrong: false, wait: 0 }),
    takeSent: assign({ sent: true, attempts: 0, wrong: false, wait: 0 }),
    startOver: assign({ sent: false, attempts: 0, wrong: false, wait: 0 }),
    toPerson: assign({
      next: {
        then: 'person',
        input: { meaning: { type: 'HELP', topic: 'oldNumber' } },
      } satisfies FlowOutput as FlowOutput,
    }),
    toBooking: assign({ next: ({ context }): FlowOutput => ({ then: 'booking', input: { person: context.person } }) }),
  },
  guards: {
    gone: ({ event }) => event.type === 'CHOSE' && event.value === 'gone',
    gaveCode: ({ event }) => event.type === 'REPLY' && event.answers.code !== undefined,
    sentBefore: ({ context }) => context.sent,
  },
});

export const handOver = base.createMachine({
  id: 'handOver',
  context: ({ input }) => ({
    person: input?.person ?? '',
    code: '',
    attempts: 0,
    wrong: false,
    sent: false,
    wait: 0,
    next: null,
  }),
  initial: 'ask',
  states: {
    ask: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'ask' } },
      on: {
        CHOSE: [{ guard: 'gone', target: 'left', actions: 'toPerson' }, { target: 'sending' }],
        UNCLEAR: { target: 'ask', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    sending: {
      invoke: {
        src: 'sendHandOverCode',
        id: 'sendHandOverCode',
        input: ({ context }) => ({ person: context.person }),
        onDone: [
          { guard: ({ event }) => event.output.status === 'sent', target: 'code', actions: 'takeSent' },
          {
            guard: ({ event }) => event.output.status === 'wait',
            target: 'code',
            actions: [
              'takeSent',
              assign({ wait: ({ event: { output } }) => (output.status === 'wait' ? output.seconds : 0) }),
            ],
          },
          { guard: 'sentBefore', target: 'code', actions: ['settle', say('handOver:tooMany')] },
          { target: 'left', actions: say('handOver:tooMany') },
        ],
        onError: { target: 'ask', actions: say('common:trouble') },
      },
    },
    code: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'code' } },
      on: {
        REPLY: [
          { guard: 'gaveCode', target: 'taking', actions: 'takeCode' },
          { target: 'code', reenter: true, actions: 'again' },
        ],
        CHOSE: [{ guard: 'gone', target: 'left', actions: 'toPerson' }, { target: 'sending' }],
        UNCLEAR: { target: 'code', reenter: true, actions: 'again' },
        BACK: { target: 'ask', actions: 'startOver' },
      },
    },
    taking: {
      invoke: {
        src: 'takeOver',
        id: 'takeOver',
        input: ({ context }) => ({ person: context.person, code: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'moved',
            target: 'left',
            actions: ['toBooking', { type: 'say', params: ({ event }) => outcome(event.output) }],
          },
          {
            guard: ({ event }) => event.output.status === 'wrong',
            target: 'code',
            actions: assign({ wrong: true, wait: 0 }),
          },
          {
            guard: ({ event }) => event.output.status === 'over',
            target: 'ask',
            actions: ['startOver', say('handOver:over')],
          },
          { target: 'left', actions: { type: 'say', params: ({ event }) => outcome(event.output) } },
        ],
        onError: { target: 'code', actions: say('common:trouble') },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});

const outcome = (output: EffectTypes['takeOver']['output']): Prompt =>
  output.status === 'moved'
    ? { key: 'handOver:moved', params: { name: { person: output.name } } }
    : { key: 'registration:full', params: { most: output.status === 'numberFull' ? output.most : 0 } };
