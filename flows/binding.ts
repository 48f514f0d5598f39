/** A Telegram account proves which number is its own, by a code sent to it; and a number takes itself back. */
import { assign, emit, setup } from 'xstate';
import type { Meaning, Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowName, type FlowTypes } from './kit';

interface Context {
  meaning: Meaning | null;
  phone: string;
  code: string;
  attempts: number;
  wrong: boolean;
  /** A code is on its way, and another is sent only after so many seconds. */
  sent: boolean;
  wait: number;
  /** What was asked for, and is gone on with once the number is proved. */
  wanted: FlowName | null;
}

const PROMPTS = {
  phone: (key: string): Prompt => ({ key, asks: 'phone' }),
  code: (key: string, { wrong, wait }: Context): Prompt => ({
    key: codeKey(key, wrong, wait),
    asks: 'code',
    ...(wait > 0 ? { params: { seconds: wait } } : {}),
    choices: [choice('again', 'binding:sendAgain')],
  }),
};

function codeKey(key: string, wrong: boolean, wait: number): string {
  if (wrong) return 'binding:code_wrong';
  return wait > 0 ? 'binding:code_wait' : key;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { sendCode: effect<'sendCode'>(), checkCode: effect<'checkCode'>(), unbind: effect<'unbind'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`binding:${params.question}`, context.attempts), context)),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1, wrong: false, wait: 0 })),
    takePhone: assign(({ event }) => ({
      phone: event.type === 'REPLY' ? (event.answers.phone ?? '') : '',
      attempts: 0,
    })),
    takeCode: assign(({ event }) => ({ code: event.type === 'REPLY' ? (event.answers.code ?? '') : '', attempts: 0 })),
    settle: assign({ attempts: 0, wrong: false, wait: 0 }),
    takeSent: assign({ sent: true, attempts: 0, wrong: false, wait: 0 }),
  },
  guards: {
    takesBack: ({ context }) => context.meaning?.type === 'UNBIND',
    inDistress: ({ context }) => context.meaning?.type === 'HELP' && context.meaning.topic === 'distress',
    gavePhone: ({ event }) => event.type === 'REPLY' && event.answers.phone !== undefined,
    gaveCode: ({ event }) => event.type === 'REPLY' && event.answers.code !== undefined,
    sentBefore: ({ context }) => context.sent,
  },
});

export const binding = base.createMachine({
  id: 'binding',
  context: ({ input }) => ({
    meaning: input?.meaning ?? null,
    phone: '',
    code: '',
    attempts: 0,
    wrong: false,
    sent: false,
    wait: 0,
    wanted: input?.wanted ?? null,
  }),
  initial: 'deciding',
  states: {
    deciding: {
      always: [
        { guard: 'takesBack', target: 'takingBack' },
        { guard: 'inDistress', target: 'phone', actions: say('binding:distress') },
        { target: 'phone' },
      ],
    },
    phone: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'phone' } },
      on: {
        REPLY: [
          { guard: 'gavePhone', target: 'sending', actions: 'takePhone' },
          { target: 'phone', reenter: true, actions: 'again' },
        ],
        UNCLEAR: { target: 'phone', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    sending: {
      invoke: {
        src: 'sendCode',
        id: 'sendCode',
        input: ({ context }) => ({ phone: context.phone }),
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
          { guard: 'sentBefore', target: 'code', actions: ['settle', say('binding:tooMany')] },
          { target: 'left', actions: say('binding:tooMany') },
        ],
        onError: { target: 'phone', actions: say('common:trouble') },
      },
    },
    code: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'code' } },
      on: {
        REPLY: [
          { guard: 'gaveCode', target: 'checking', actions: 'takeCode' },
          { target: 'code', reenter: true, actions: 'again' },
        ],
        CHOSE: 'sending',
        UNCLEAR: { target: 'code', reenter: true, actions: 'again' },
        BACK: { target: 'phone', actions: ['settle', assign({ sent: false })] },
      },
    },
    checking: {
      invoke: {
        src: 'checkCode',
        id: 'checkCode',
        input: ({ context }) => ({ code: context.code }),
        onDone: [
          { guard: ({ event }) => event.output.status === 'proved', target: 'proved', actions: say('binding:proved') },
          {
            guard: ({ event }) => event.output.status === 'wrong',
            target: 'code',
            actions: assign({ wrong: true, wait: 0 }),
          },
          { target: 'phone', actions: ['settle', assign({ sent: false }), say('binding:over')] },
        ],
        onError: { target: 'code', actions: say('common:trouble') },
      },
    },
    /** Rests here: what the account writes next goes to the conversation of its number. */
    proved: { tags: ['waiting', 'done'] },
    takingBack: {
      invoke: {
        src: 'unbind',
        id: 'unbind',
        onDone: [
          { guard: ({ event }) => event.output.accounts > 0, target: 'taken', actions: say('binding:takenBack') },
          { target: 'left', actions: say('binding:nothingBound') },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    /** The last word, also to an account that has just lost the number; whoever has it finds the question again. */
    taken: { tags: ['waiting', 'done'] },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});
