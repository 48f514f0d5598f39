/** Who looked at what is recorded of the people of a number: the newest looks first, a few at a time. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { EffectTypes, Look } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { choice, effect, said, say, simpler, type FlowTypes } from './kit';

interface Context {
  shown: Look[];
  /** How many were told before these. */
  skip: number;
  more: boolean;
  attempts: number;
}

const base = setup({
  types: {} as FlowTypes<Context>,
  actors: { listLooks: effect<'listLooks'>() },
  actions: {
    say: emit((_, prompt: Prompt) => said(prompt)),
    take: assign((_, { looks, more }: EffectTypes['listLooks']['output']) => ({ shown: looks, more, attempts: 0 })),
    tell: enqueueActions(({ context, enqueue }) => {
      for (const prompt of told(context)) enqueue.emit(said(prompt));
    }),
    again: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    goOn: assign(({ context }) => ({ skip: context.skip + context.shown.length })),
  },
  guards: {
    areMore: ({ context }) => context.more,
    choseMore: ({ event }) => event.type === 'CHOSE' && event.value === 'more',
  },
});

export const looks = base.createMachine({
  id: 'looks',
  context: { shown: [], skip: 0, more: false, attempts: 0 },
  initial: 'listing',
  states: {
    listing: {
      invoke: {
        src: 'listLooks',
        id: 'listLooks',
        input: ({ context }) => ({ skip: context.skip }),
        onDone: {
          target: 'telling',
          actions: { type: 'take', params: ({ event }) => event.output },
        },
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    telling: {
      always: [
        { guard: 'areMore', target: 'shown' },
        { target: 'left', actions: 'tell' },
      ],
    },
    shown: {
      tags: ['waiting'],
      entry: 'tell',
      on: {
        CHOSE: [{ guard: 'choseMore', target: 'listing', actions: 'goOn' }, { target: 'left' }],
        UNCLEAR: { target: 'shown', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    left: { type: 'final' },
  },
  output: { then: 'resume' },
});

/** Where there are more, the last line is also the question. */
function told({ shown, skip, more, attempts }: Context): Prompt[] {
  if (attempts > 0) return [asking({ key: simpler('looks:shown', attempts) })];
  const lines = shown.map(lineOf);
  const last = lines.at(-1);
  if (!last) return [{ key: 'looks:nobody' }];
  const first = skip === 0 ? [{ key: 'looks:first' }] : [];
  return [...first, ...lines.slice(0, -1), more ? asking(last) : last];
}

const asking = (prompt: Prompt): Prompt => ({
  ...prompt,
  asks: 'choice',
  choices: [choice('more', 'looks:more'), { ...choice('back', 'common:back'), number: '0' }],
});

const lineOf = ({ day, who, place, why, name }: Look): Prompt => ({
  key: name === null ? 'looks:line' : 'looks:lineOf',
  params: {
    ...{ day: { day }, who: { person: who }, place: { key: `looks:place.${place}` }, why: { key: `looks:why.${why}` } },
    ...(name === null ? {} : { name: { person: name } }),
  },
});
