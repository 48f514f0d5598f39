/** What is recorded wrongly of a dose becomes a case with a number; how it stands is told to whoever asks. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { CaseAbout, CaseSummary, Standing } from '../src/conversation/effects';
import type { Meaning, Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowTypes } from './kit';

interface Context {
  /** Asked for by its number; `null`: all of them. */
  number: number | null;
  person: string | null;
  /** Whose last dose it is about. */
  standing: Standing | null;
  about: CaseAbout;
  attempts: number;
}

/** The newest ones: more are no answer that can be read on a small screen. */
const MOST_TOLD = 3;
const ABOUT: readonly CaseAbout[] = ['vaccine', 'date', 'number', 'name'];
const isAbout = (value: string): value is CaseAbout => (ABOUT as readonly string[]).includes(value);

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: {
    listStandings: effect<'listStandings'>(),
    openCase: effect<'openCase'>(),
    listCases: effect<'listCases'>(),
  },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    ask: emit(({ context }) => said(question(context))),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    take: assign(({ event }) =>
      event.type === 'CHOSE' && isAbout(event.value) ? { about: event.value, attempts: 0 } : {},
    ),
  },
  guards: {
    aboutSomebody: ({ context }) => context.person !== null,
    choseAbout: ({ event }) => event.type === 'CHOSE' && isAbout(event.value),
  },
});

export const correction = base.createMachine({
  id: 'correction',
  context: ({ input }) => ({
    number: numberIn(input?.meaning),
    person: input?.person ?? null,
    standing: null,
    about: 'vaccine',
    attempts: 0,
  }),
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'aboutSomebody', target: 'looking' }, { target: 'listing' }] },
    looking: {
      invoke: {
        src: 'listStandings',
        id: 'listStandings',
        onDone: [
          {
            guard: ({ context, event }) => recordOf(event.output, context) !== null,
            target: 'about',
            actions: assign({ standing: ({ context, event }) => recordOf(event.output, context) }),
          },
          { target: 'left', actions: say('correction:noDose') },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    about: {
      tags: ['waiting'],
      entry: 'ask',
      on: {
        CHOSE: [
          { guard: 'choseAbout', target: 'opening', actions: 'take' },
          { target: 'about', reenter: true, actions: 'again' },
        ],
        UNCLEAR: { target: 'about', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    opening: {
      invoke: {
        src: 'openCase',
        id: 'openCase',
        input: ({ context }) => ({ person: context.person ?? '', about: context.about }),
        onDone: { target: 'left', actions: { type: 'say', params: ({ event }) => opened(event.output) } },
        onError: { target: 'about', actions: say('common:trouble') },
      },
    },
    listing: {
      invoke: {
        src: 'listCases',
        id: 'listCases',
        onDone: {
          target: 'left',
          actions: enqueueActions(({ context, event, enqueue }) => {
            for (const prompt of told(event.output, context)) enqueue.emit(said(prompt));
          }),
        },
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});

const numberIn = (meaning: Meaning | undefined): number | null => (meaning?.type === 'CASE' ? meaning.number : null);

const recordOf = (standings: readonly Standing[], { person }: Context): Standing | null =>
  standings.find((each) => each.person === person && each.doses.length > 0) ?? null;

function question({ standing, attempts }: Context): Prompt {
  const dose = standing?.doses.at(-1);
  return {
    key: simpler('correction:about', attempts),
    asks: 'choice',
    params: {
      name: { person: standing?.name ?? '' },
      vaccine: { key: dose ? `common:vaccine.${dose.vaccine}` : 'common:nothing' },
      day: { day: dose?.day ?? '' },
    },
    choices: ABOUT.map((each) => choice(each, `correction:about.${each}`)),
  };
}

const opened = (each: CaseSummary): Prompt => ({ key: 'correction:opened', params: paramsOf(each) });

function told(cases: readonly CaseSummary[], { number }: Context): Prompt[] {
  if (number === null)
    return cases.length > 0 ? cases.slice(0, MOST_TOLD).map(standingOf) : [{ key: 'correction:none' }];
  const found = cases.find((each) => each.number === number);
  return [found ? standingOf(found) : { key: 'correction:unknown', params: { number } }];
}

const standingOf = (each: CaseSummary): Prompt => ({ key: `correction:is_${each.status}`, params: paramsOf(each) });

const paramsOf = ({ number, name, about, since }: CaseSummary) => ({
  number,
  name: { person: name },
  about: { key: `correction:about.${about}` },
  day: { day: since },
});
