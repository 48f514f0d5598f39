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
}

export interface Moved {
  dialogue: Dialogue | null;
  prompts: readonly Prompt[];
}

/** What is said besides the flow's own prompts. */
interface Surroundings {
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
const UNFINISHED: readonly FlowName[] = ['registration', 'booking'];

/** The question a dialogue waits on; text is read in its light. After a last word it is that of the dialogue before. */
export function questionOf(dialogue: Dialogue | null): Prompt | undefined {
  const last = dialogue?.said.at(-1);
  return dialogue && saidLastWord(dialogue) ? questionOf(dialogue.paused) : last;
}

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

/** Nothing was open: an aside is answered in front of the menu, anything else is led in. */
async function begin(meaning: Meaning, around: Surroundings): Promise<Moved> {
  const command = COMMANDS[meaning.type];
  if (!command || command === 'welcome') return start('welcome', startInput(meaning, null, around), null, around);
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
async function start(
  wanted: FlowName,
  input: FlowInput,
  paused: Dialogue | null,
  around: Surroundings,
): Promise<Moved> {
  const mustProve = !around.numberKnown && NEED_NUMBER.includes(wanted);
  const step = mustProve
    ? startFlow('binding', { ...input, wanted }, around.run)
    : startFlow(wanted, input, around.run);
  return follow(await step, paused, around);
}

/** What the machine has no answer to is told like anything unclear; what even that does not move is asked again. */
async function send(dialogue: Dialogue, meaning: Meaning, around: Surroundings): Promise<Moved> {
  for (const event of [meaning, { type: 'UNCLEAR', reason: 'words' } as const]) {
    const step = await resumeFlow(dialogue, event, around.run);
    if (step.prompts.length > 0 || step.output) return follow(step, dialogue.paused, around);
    if (event.type === 'LANGUAGE') break;
  }
  return repeat(dialogue);
}

async function follow(step: Step, paused: Dialogue | null, around: Surroundings): Promise<Moved> {
  if (step.rest) return { dialogue: { ...step.rest, said: step.prompts, paused }, prompts: step.prompts };
  const silent = step.prompts.length === 0 && !paused;
  const next = await successor(step.output ?? { then: 'resume' }, paused, silent, around);
  const prompts = [...step.prompts, ...next.prompts];
  return { dialogue: next.dialogue && { ...next.dialogue, said: prompts }, prompts };
}

/** Who goes back and has nothing to go back to finds the menu; nobody is answered with nothing. */
function successor(
  output: FlowOutput,
  paused: Dialogue | null,
  silent: boolean,
  around: Surroundings,
): Moved | Promise<Moved> {
  if (output.then !== 'resume') return start(output.then, output.input ?? {}, null, around);
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
