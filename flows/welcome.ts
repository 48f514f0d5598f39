/** The front door: the language where we cannot know it, an unfinished dialogue offered again, the main menu. */
import { assign, emit, setup } from 'xstate';
import type { DateWish, Meaning, Prompt } from '../src/conversation/vocabulary';
import { choice, said, simpler, type FlowInput, type FlowOutput, type FlowTypes } from './kit';

interface Context {
  meaning: Meaning | null;
  languageKnown: boolean;
  interrupts: boolean;
  attempts: number;
  next: FlowOutput | null;
}

/** What each line of the menu leads to. */
const LEADS_TO: Record<string, FlowOutput> = {
  register: { then: 'registration' },
  book: { then: 'booking' },
  appointments: { then: 'appointment' },
  person: { then: 'person', input: { meaning: { type: 'HELP', topic: 'asked' } } },
  looks: { then: 'looks' },
};

/** "My date", "cancel my date", said outright at any step. */
const WISHES: Record<DateWish, FlowOutput> = {
  appointments: { then: 'appointment' },
  move: { then: 'appointment', input: { action: 'move' } },
  cancel: { then: 'appointment', input: { action: 'cancel' } },
};

const wishOf = ({ meaning }: Context): DateWish | undefined => (meaning?.type === 'MENU' ? meaning.wants : undefined);

const PROMPTS = {
  language: (key: string): Prompt => ({
    key,
    asks: 'language',
    choices: [
      choice('bn', 'common:language.bn'),
      choice('hi', 'common:language.hi'),
      choice('en', 'common:language.en'),
    ],
  }),
  resume: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: [choice('continue', 'welcome:continue'), choice('restart', 'welcome:restart')],
  }),
  menu: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: Object.keys(LEADS_TO).map((value) => choice(value, `welcome:${value}`)),
  }),
};

const base = setup({
  types: {} as FlowTypes<Context>,
  actions: {
    ask: emit(({ context }, params: { question: keyof typeof PROMPTS }) =>
      said(PROMPTS[params.question](simpler(`welcome:${params.question}`, context.attempts))),
    ),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    settle: assign({ attempts: 0, languageKnown: true }),
    followWish: assign({ next: ({ context }) => WISHES[wishOf(context) ?? 'appointments'] }),
    follow: assign({ next: ({ event }) => (event.type === 'CHOSE' ? (LEADS_TO[event.value] ?? null) : null) }),
    register: assign({ next: ({ event }): FlowOutput => ({ then: 'registration', input: { meaning: event } }) }),
    registerFirst: assign({
      next: ({ context }): FlowOutput => ({
        then: 'registration',
        input: { meaning: context.meaning ?? undefined } as FlowInput,
      }),
    }),
    // What was unfinished is given up with this.
    startOver: assign({ next: { then: 'welcome' } satisfies FlowOutput as FlowOutput }),
    resume: assign({ next: { then: 'resume' } satisfies FlowOutput }),
  },
  guards: {
    languageUnknown: ({ context }) => !context.languageKnown,
    saidMuch: ({ context }) =>
      context.meaning !== null && 'answers' in context.meaning && Object.keys(context.meaning.answers).length > 0,
    wantsDate: ({ context }) => wishOf(context) !== undefined,
    interrupts: ({ context }) => context.interrupts,
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
    known: ({ event }) => event.type === 'CHOSE' && event.value in LEADS_TO,
  },
});

export const welcome = base.createMachine({
  id: 'welcome',
  context: ({ input }) => ({
    meaning: input?.meaning ?? null,
    languageKnown: input?.languageKnown ?? true,
    interrupts: input?.interrupts ?? false,
    attempts: 0,
    next: null,
  }),
  initial: 'greeting',
  states: {
    greeting: {
      always: [
        { guard: 'languageUnknown', target: 'language' },
        { guard: 'wantsDate', target: 'left', actions: 'followWish' },
        { guard: 'saidMuch', target: 'left', actions: 'registerFirst' },
        { guard: 'interrupts', target: 'resume' },
        { target: 'menu' },
      ],
    },
    language: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'language' } },
      on: {
        LANGUAGE: { target: 'greeting', actions: 'settle' },
        '*': { target: 'language', reenter: true, actions: 'again' },
      },
    },
    resume: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'resume' } },
      on: {
        CHOSE: [
          { guard: { type: 'chose', params: { value: 'continue' } }, target: 'left', actions: 'resume' },
          { target: 'left', actions: 'startOver' },
        ],
        REPLY: { target: 'left', actions: 'register' },
        UNCLEAR: { target: 'resume', reenter: true, actions: 'again' },
      },
    },
    menu: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'menu' } },
      on: {
        CHOSE: { guard: 'known', target: 'left', actions: 'follow' },
        REPLY: { target: 'left', actions: 'register' },
        UNCLEAR: { target: 'menu', reenter: true, actions: 'again' },
        BACK: { target: 'menu', reenter: true, actions: 'settle' },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});
