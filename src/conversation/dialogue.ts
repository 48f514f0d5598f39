/** A dialogue moves on by one meaning: through its flow, from flow to flow, or aside and back. */
import { COMMANDS, NEED_NUMBER } from '../../flows';
import type { FlowInput, FlowName, FlowOutput } from '../../flows/kit';
import { migrate, rescue } from '../../flows/migrations';
import { isRestingState, resumeFlow, startFlow, type Rest, type RunEffect, type Step } from './engine';
import type { Meaning, Prompt } from './vocabulary';

/** A flow at rest, what it said last, and the dialogue it interrupted. */
export interface Dialogue extends Rest {
  said: readonly Prompt[];
  paused: Dialogue | null;
  /** We began it, and the person has not answered yet. */
  begun?: Begun;
}

/** For which message a dialogue was begun by us, and when, as an ISO date. */
export interface Begun {
  occasion: string;
  at: string;
}

export interface Moved {
  dialogue: Dialogue | null;
  prompts: readonly Prompt[];
}

/** What is said besides the flow's own prompts. */
export interface Surroundings {
  languageKnown: boolean;
  /** Whoever writes has proved a telephone number. */
  numberKnown: boolean;
  run: RunEffect;
}

export async function advance(stored: Dialogue | null, meaning: Meaning, around: Surroundings): Promise<Moved> {
  const current = stored && (await brought(stored, around));
  const open = current && !leavesRest(current, meaning) ? current : await pausedOf(current, around);
  if (!open) return begin(meaning, around);
  if (open !== current && meaning.type === 'UNCLEAR') return repeat(open);
  return move(open, meaning, around);
}

/** What is worth being offered again; a date that was only looked at is not. */
const UNFINISHED: readonly FlowName[] = ['registration', 'booking', 'proposal', 'handOver', 'invited'];

/** The question a dialogue waits on; text is read in its light. After a last word it is that of the dialogue before. */
export function questionOf(dialogue: Dialogue | null): Prompt | undefined {
  const last = dialogue?.said.at(-1);
  return dialogue && saidLastWord(dialogue) ? questionOf(dialogue.paused) : last;
}

/** Nothing is asked, whatever may still be chosen from the last slip. */
export const isAtRest = (dialogue: Dialogue | null): boolean =>
  dialogue === null || (dialogue.done && !saidLastWord(dialogue));

/** A last word that asks nothing, with a question still open behind it: what comes next is for that question. */
const saidLastWord = ({ done, paused, said }: Dialogue): boolean => done && paused !== null && !said.at(-1)?.choices;

async function move(dialogue: Dialogue, meaning: Meaning, around: Surroundings): Promise<Moved> {
  if (meaning.type === 'REPEAT') return repeat(dialogue);
  const command = COMMANDS[meaning.type];
  if (command && command !== dialogue.flow) return interrupt(dialogue, command, meaning, around);
  if (command === 'welcome' || answersLanguage(dialogue, meaning, around))
    return start('welcome', startInput(meaning, dialogue.paused, around), dialogue.paused, around);
  return send(dialogue, meaning, around);
}

/** Whoever answers the language question in a script of their own has answered it. */
const answersLanguage = ({ flow, value }: Dialogue, { type }: Meaning, { languageKnown }: Surroundings): boolean =>
  flow === 'welcome' && value === 'language' && languageKnown && type !== 'LANGUAGE';

/** Answered alone where nothing is open: who asks this wants no menu. */
const ANSWERED_ALONE: readonly Meaning['type'][] = ['CASE', 'GLITCH', 'LOOKS', 'NO_REMINDERS'];

/** Nothing was open: an aside is answered in front of the menu, anything else is led in. */
async function begin(meaning: Meaning, around: Surroundings): Promise<Moved> {
  const command = COMMANDS[meaning.type];
  const alone = around.languageKnown && ANSWERED_ALONE.includes(meaning.type);
  if (!command || command === 'welcome' || alone)
    return start(command ?? 'welcome', startInput(meaning, null, around), null, around);
  const { dialogue } = await start('welcome', { languageKnown: around.languageKnown }, null, around);
  return dialogue ? interrupt(dialogue, command, meaning, around) : { dialogue, prompts: [] };
}

function interrupt(dialogue: Dialogue, flow: FlowName, meaning: Meaning, around: Surroundings): Promise<Moved> {
  const paused = without(dialogue, flow);
  return start(flow, startInput(meaning, paused, around), paused, around);
}

/** Nobody comes back twice to the same flow: without this, one sender could pile up dialogues for ever. */
function without(dialogue: Dialogue | null, flow: FlowName): Dialogue | null {
  if (!dialogue) return null;
  const paused = without(dialogue.paused, flow);
  return dialogue.flow === flow ? paused : { ...dialogue, paused };
}

const pausedOf = async (dialogue: Dialogue | null, around: Surroundings): Promise<Dialogue | null> =>
  dialogue?.paused ? brought(dialogue.paused, around) : null;

const startInput = (meaning: Meaning, paused: Dialogue | null, { languageKnown }: Surroundings): FlowInput => ({
  meaning,
  languageKnown,
  interrupts: paused !== null && UNFINISHED.includes(paused.flow),
});

/** What belongs to a number is not touched before the number is proved. */
export async function start(
  wanted: FlowName,
  input: FlowInput,
  paused: Dialogue | null,
  around: Surroundings,
): Promise<Moved> {
  const mustProve = !around.numberKnown && NEED_NUMBER.includes(wanted);
  const step = mustProve
    ? startFlow('binding', { ...input, wanted }, around.run)
    : startFlow(wanted, input, around.run);
  return follow(await step, paused, around, wanted);
}

/** What the machine has no answer to is told like anything unclear; what even that does not move is asked again. */
async function send(dialogue: Dialogue, meaning: Meaning, around: Surroundings): Promise<Moved> {
  for (const event of [meaning, { type: 'UNCLEAR', reason: 'words' } as const]) {
    const step = await resumeFlow(dialogue, event, around.run);
    if (step.prompts.length > 0 || step.output) return follow(step, dialogue.paused, around, dialogue.flow);
    if (event.type === 'LANGUAGE') break;
  }
  return repeat(dialogue);
}

/** @param from the flow that made the step */
export async function follow(
  step: Step,
  paused: Dialogue | null,
  around: Surroundings,
  from: FlowName,
): Promise<Moved> {
  if (step.rest) return { dialogue: { ...step.rest, said: step.prompts, paused }, prompts: step.prompts };
  const silent = step.prompts.length === 0 && !paused;
  const next = await successor(step.output ?? { then: 'resume' }, { paused, silent, from }, around);
  const prompts = [...step.prompts, ...next.prompts];
  return { dialogue: next.dialogue && { ...next.dialogue, said: prompts }, prompts };
}

interface Left {
  paused: Dialogue | null;
  silent: boolean;
  from: FlowName;
}

/**
 * Who goes back and has nothing to go back to finds the menu; nobody is answered with nothing. What was interrupted waits until all
 * that followed is over; only what is chosen from the menu gives it up.
 */
function successor(output: FlowOutput, { paused, silent, from }: Left, around: Surroundings): Moved | Promise<Moved> {
  if (output.then !== 'resume')
    return start(output.then, output.input ?? {}, from === 'welcome' ? null : without(paused, output.then), around);
  if (paused) return repeat(paused);
  return silent ? start('welcome', {}, null, around) : { dialogue: null, prompts: [] };
}

/** The question alone, without what was said before it. */
function repeat(dialogue: Dialogue): Moved {
  const question = questionOf(dialogue);
  return { dialogue, prompts: question ? [question] : [] };
}

/** At the end of a dialogue only its own menu keeps it open. */
const leavesRest = (dialogue: Dialogue, meaning: Meaning): boolean =>
  saidLastWord(dialogue) || (dialogue.done && !['CHOSE', 'REPEAT', 'LANGUAGE'].includes(meaning.type));

/** A dialogue stored by an older version, at a state of today. Nobody is left in a dead conversation. */
async function brought(stored: Dialogue, around: Surroundings): Promise<Dialogue | null> {
  const { flow, version, value, context } = migrate(stored);
  const rest = { ...stored, version, value, context, flow: flow as FlowName };
  if (isRestingState(rest)) return rest;
  const { flow: again, input } = rescue(rest);
  return (await start(again, { languageKnown: around.languageKnown, ...input }, stored.paused, around)).dialogue;
}
