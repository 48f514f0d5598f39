/** Registers one person: asks for what is still missing, in this order, whatever order the answers come in. */
import { assign, emit, setup } from 'xstate';
import type { AnswerProblem, Registered, Review } from '../src/conversation/effects';
import type { Answers, Prompt } from '../src/conversation/vocabulary';
import { effect, said, say, type FlowTypes } from './kit';
import { chosen, leadsTo, merge, reviewed, without } from './registration-answers';
import {
  isMissing,
  previousQuestion,
  QUESTIONS,
  questionOf,
  full,
  tooYoung,
  type OpenQuestion,
  type Question,
} from './registration-questions';

export interface Context {
  answers: Answers;
  district: string | null;
  /** The answers as they were before a correction, in case it is given up. */
  before: { answers: Answers; district: string | null } | null;
  review: Review | null;
  problem: AnswerProblem | null;
  attempts: number;
  /** That it is not yet their turn is said once, as soon as it is known, and not after the last question. */
  toldNotYet: boolean;
  registered: Registered | null;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    checkRoom: effect<'checkRoom'>(),
    reviewAnswers: effect<'reviewAnswers'>(),
    registerPerson: effect<'registerPerson'>(),
    tellWhenEligible: effect<'tellWhenEligible'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }, params: { question: Question }) => said(questionOf(params.question, context))),
    take: assign(({ context, event }) =>
      event.type === 'REPLY' ? { answers: merge(context.answers, event.answers), problem: null } : {},
    ),
    takeChoice: assign(({ context, event }, params: { question: Question }) =>
      event.type === 'CHOSE' ? { ...chosen(context, params.question, event.value), attempts: 0, problem: null } : {},
    ),
    dropCard: assign(({ context }) => ({ ...without(context, 'cardType'), attempts: 0 })),
    again: assign(({ context }) => ({ attempts: context.attempts + 1, problem: null })),
    startCorrecting: assign(({ context, event }) =>
      event.type === 'CHOSE'
        ? {
            before: { answers: context.answers, district: context.district },
            ...without(context, event.value as Question),
          }
        : {},
    ),
    stepBack: assign(({ context }, params: { question: Question }) => {
      if (context.before) return { ...context.before, before: null, attempts: 0, problem: null };
      const previous = previousQuestion(params.question, context);
      return previous ? { ...without(context, previous), attempts: 0, problem: null } : {};
    }),
  },
  guards: {
    missing: ({ context }, params: { question: OpenQuestion }) => isMissing(params.question, context),
    correctable: ({ event }) => event.type === 'CHOSE' && (QUESTIONS as readonly string[]).includes(event.value),
    chose: ({ event }, params: { value: string }) => event.type === 'CHOSE' && event.value === params.value,
    noYear: ({ event }) => event.type === 'REPLY' && event.answers.birthYear === undefined,
    atTheStart: ({ context }, params: { question: Question }) =>
      !context.before && !previousQuestion(params.question, context),
  },
});

const question = <Q extends Question>(name: Q) => ({
  tags: ['waiting' as const],
  entry: { type: 'ask' as const, params: { question: name } },
  on: {
    REPLY: { target: 'reviewing', actions: 'take' as const },
    CHOSE: { target: 'reviewing', actions: { type: 'takeChoice' as const, params: { question: name } } },
    UNCLEAR: { target: name, reenter: true, actions: 'again' as const },
    BACK: [
      { guard: { type: 'atTheStart' as const, params: { question: name } }, target: 'left' },
      { target: 'asking', actions: { type: 'stepBack' as const, params: { question: name } } },
    ],
  },
});

export const registration = base.createMachine({
  id: 'registration',
  context: ({ input }) => ({
    answers: input?.meaning && 'answers' in input.meaning ? input.meaning.answers : {},
    district: null,
    before: null,
    review: null,
    problem: null,
    attempts: 0,
    toldNotYet: false,
    registered: null,
  }),
  initial: 'checkingRoom',
  states: {
    checkingRoom: {
      invoke: {
        src: 'checkRoom',
        id: 'checkRoom',
        onDone: [
          { guard: ({ event }) => event.output.room, target: 'reviewing', actions: say('registration:notice') },
          { target: 'left', actions: { type: 'say', params: ({ event }) => full(event.output.most) } },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    reviewing: {
      invoke: {
        src: 'reviewAnswers',
        id: 'reviewAnswers',
        input: ({ context }) => ({ answers: context.answers }),
        onDone: [
          {
            guard: ({ context, event }) => event.output.notYet !== null && !context.toldNotYet,
            target: 'asking',
            actions: [
              { type: 'say', params: ({ event }) => tooYoung(event.output) },
              assign(({ context, event }) => ({ ...reviewed(context, event.output), toldNotYet: true })),
            ],
          },
          { target: 'asking', actions: assign(({ context, event }) => reviewed(context, event.output)) },
        ],
        onError: { target: 'asking', actions: say('common:trouble') },
      },
    },
    asking: {
      always: [
        ...QUESTIONS.map((name) => ({ guard: { type: 'missing' as const, params: { question: name } }, target: name })),
        { target: 'confirm' },
      ],
    },
    name: question('name'),
    age: question('age'),
    birthYear: {
      ...question('birthYear'),
      on: {
        ...question('birthYear').on,
        // The age once more decides no more than it did before.
        REPLY: [
          { guard: 'noYear', target: 'birthYear', reenter: true, actions: 'again' },
          { target: 'reviewing', actions: 'take' },
        ],
      },
    },
    gender: question('gender'),
    comorbidity: question('comorbidity'),
    cardType: question('cardType'),
    cardNumber: {
      ...question('cardNumber'),
      on: {
        ...question('cardNumber').on,
        BACK: { target: 'cardType', actions: ['dropCard', say('registration:cardLater')] },
      },
    },
    pinCode: question('pinCode'),
    district: question('district'),
    confirm: {
      tags: ['waiting'],
      entry: [assign({ before: null }), { type: 'ask', params: { question: 'confirm' } }],
      on: {
        CHOSE: [
          { guard: { type: 'chose', params: { value: 'correct' } }, target: 'registering' },
          { target: 'correct', actions: assign({ attempts: 0 }) },
        ],
        REPLY: { target: 'reviewing', actions: 'take' },
        UNCLEAR: { target: 'confirm', reenter: true, actions: 'again' },
        BACK: 'correct',
      },
    },
    correct: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'correct' } },
      on: {
        CHOSE: { guard: 'correctable', target: 'asking', actions: 'startCorrecting' },
        REPLY: { target: 'reviewing', actions: 'take' },
        UNCLEAR: { target: 'correct', reenter: true, actions: 'again' },
        BACK: { target: 'confirm', actions: assign({ attempts: 0 }) },
      },
    },
    registering: {
      invoke: {
        src: 'registerPerson',
        id: 'registerPerson',
        input: ({ context }) => ({ answers: context.answers, district: context.district ?? '' }),
        onDone: [
          {
            guard: ({ event }) => event.output.status === 'cardTaken',
            target: 'asking',
            actions: ['dropCard', say('registration:cardTaken')],
          },
          {
            guard: ({ event }) => event.output.status === 'elsewhere',
            target: 'left',
            actions: assign({ registered: ({ event }) => event.output }),
          },
          {
            guard: ({ event }) => event.output.status === 'numberFull',
            target: 'left',
            actions: {
              type: 'say',
              params: ({ event }) => full(event.output.status === 'numberFull' ? event.output.most : 0),
            },
          },
          {
            guard: ({ event }) => event.output.status === 'registered' && event.output.eligible,
            target: 'registered',
            actions: [assign({ registered: ({ event }) => event.output }), say('registration:done')],
          },
          { target: 'notYet', actions: assign({ registered: ({ event }) => event.output }) },
        ],
        onError: { target: 'confirm', actions: say('common:trouble') },
      },
    },
    notYet: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'notYet' } },
      on: {
        CHOSE: [
          { guard: { type: 'chose', params: { value: 'tellMe' } }, target: 'promising' },
          { target: 'left', actions: say('registration:kept') },
        ],
        UNCLEAR: { target: 'notYet', reenter: true, actions: 'again' },
      },
    },
    promising: {
      invoke: {
        src: 'tellWhenEligible',
        id: 'tellWhenEligible',
        input: ({ context: { registered } }) => ({
          person: registered && 'person' in registered ? registered.person : '',
        }),
        onDone: { target: 'left', actions: say('registration:willTell') },
        onError: { target: 'notYet', actions: say('common:trouble') },
      },
    },
    registered: { type: 'final' },
    left: { type: 'final' },
  },
  output: ({ context }) => leadsTo(context),
});
