/** What every flow is made of: prompts that are emitted, effects that the engine runs, questions that grow simpler. */
import { fromPromise } from 'xstate';
import type { AppointmentSummary, EffectName, EffectTypes } from '../src/conversation/effects';
import type { Choice, Meaning, Params, Prompt } from '../src/conversation/vocabulary';

export type FlowName =
  | 'welcome'
  | 'registration'
  | 'booking'
  | 'waiting'
  | 'proposal'
  | 'appointment'
  | 'correction'
  | 'handOver'
  | 'invited'
  | 'looks'
  | 'person'
  | 'question'
  | 'optOut'
  | 'glitch'
  | 'binding';

/** How a flow ends: the dialogue it interrupted goes on (or nothing, where it interrupted none), or another flow follows. */
export type FlowOutput = { then: 'resume' } | { then: FlowName; input?: FlowInput };

/** Everything a flow can be started with; each takes what it knows and ignores the rest. */
export interface FlowInput {
  meaning?: Meaning;
  languageKnown?: boolean;
  /** There is an unfinished dialogue to go back to. */
  interrupts?: boolean;
  person?: string;
  action?: 'move' | 'cancel';
  move?: boolean;
  replaces?: AppointmentSummary;
  fresh?: boolean;
  /** What a number has to be proved for first. */
  wanted?: FlowName;
  /** Why we begin this dialogue ourselves; its first words are then a message of ours. */
  because?: 'missed' | 'due' | 'dueAgain';
  proposal?: string;
  /** The line of a village's list. */
  invitation?: string;
  /** Where a place is looked for. */
  pinCode?: string | null;
}

/** What a machine hears: what the person meant. */
export type FlowEvent = Meaning;
export interface Said {
  type: 'PROMPT';
  prompt: Prompt;
}
/** `waiting`: the person's turn. `done`: nothing is open; whatever is not in the menu leads back to the start. */
export type FlowTag = 'waiting' | 'done';

/** What every machine hears, says, is started with and ends with, around a context of its own. */
export interface FlowTypes<Context> {
  context: Context;
  events: FlowEvent;
  emitted: Said;
  /** XState calls the context factory once without any at each step; a factory that throws then costs more than the step. */
  input: FlowInput | undefined;
  output: FlowOutput;
  tags: FlowTag;
}

/** Stands in for an effect; the engine runs the real one and feeds its result in. */
export function effect<N extends EffectName>() {
  return fromPromise<EffectTypes[N]['output'], EffectTypes[N]['input']>(() =>
    Promise.reject(new Error('effects are run by the engine, never by an actor')),
  );
}

export const said = (prompt: Prompt): Said => ({ type: 'PROMPT', prompt });

/** The `say` action of a flow: something said without asking. Every flow declares `say: emit((_, prompt: Prompt) => said(prompt))`. */
export const say = (key: string, params?: Params) => ({
  type: 'say' as const,
  params: (params ? { key, params } : { key }) as Prompt,
});

/** The same question said more simply after a first misunderstanding, with a person's help offered after the second. */
export function simpler(key: string, attempts: number): string {
  if (attempts === 0) return key;
  return attempts === 1 ? `${key}_again` : `${key}_help`;
}

export const choice = (value: string, key: string, params?: Params): Choice =>
  params ? { value, key, params } : { value, key };
