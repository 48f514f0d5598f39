/** Where people stop, and how long their way to a booking was: what a turn adds to what is counted of its conversation. */
import { dayOf } from '../clock';
import type { Conversation, Entered, Journey } from './ports';
import type { ChannelName, Prompt } from './vocabulary';

/** One turn, as the funnel counts it: the question it left, the question it came to. */
export interface Passed {
  left: Entered | null;
  entered: Entered | null;
}

/** Who writes again after so long a time begins anew. */
const PAUSE_MS = 12 * 3_600_000;

const BOOKED: ReadonlySet<string> = new Set(['booking:booked', 'booking:moved', 'booking:bookedTogether']);

/** The way to the next booking, this message included. */
export function journeyAt({ journey, heardAt }: Conversation, now: Date): Journey {
  const goesOn = journey !== null && heardAt !== null && now.getTime() - Date.parse(heardAt) <= PAUSE_MS;
  return goesOn ? { ...journey, messages: journey.messages + 1 } : { since: now.toISOString(), messages: 1 };
}

export const journeyAfter = (journey: Journey | null, prompts: readonly Prompt[]): Journey | null =>
  prompts.some(({ key }) => BOOKED.has(key)) ? null : journey;

/**
 * A question is left under what it was entered under, whenever and however it is answered: of those who came to it on one day by
 * one channel in one language, so many went on, and never more.
 */
export function enteredBy(before: Conversation, next: Conversation, channel: ChannelName, at: Date): Entered | null {
  const { dialogue, language } = next;
  if (!dialogue) return null;
  const question = `${dialogue.flow}.${dialogue.value}`;
  if (before.entered?.question === question) return before.entered;
  return { question, day: dayOf(at), channel, language: language ?? 'none', ...(dialogue.done ? { last: true } : {}) };
}

/** Nothing is told where it rests at the question it rested at. */
export function tellPassed(
  tell: ((passed: Passed) => void) | undefined,
  { entered: left }: Conversation,
  { entered }: Conversation,
): void {
  if (left !== entered) tell?.({ left, entered });
}
