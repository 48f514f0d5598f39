/** Which dialogues of ours stand open, and which wait behind a new one. */
import { follow, type Begun, type Dialogue, type Moved, type Surroundings } from './dialogue';
import { startFlow, type Step } from './engine';
import type { Opens } from './ports';

/** What we asked and nobody answered in that time is not asked again by the way. */
const STALE_MS = 24 * 3_600_000;
/** As many of our questions may wait behind each other. */
const MOST_WAITING = 3;

/** Without what we began for this occasion, as long as nobody has answered it. */
export function withoutOpening(dialogue: Dialogue | null, occasion: string): Dialogue | null {
  if (!dialogue) return null;
  const paused = withoutOpening(dialogue.paused, occasion);
  return dialogue.begun?.occasion === occasion ? paused : { ...dialogue, paused };
}

export const isOpened = (dialogue: Dialogue | null, occasion: string): boolean =>
  dialogue !== null && (dialogue.begun?.occasion === occasion || isOpened(dialogue.paused, occasion));

/** `null`: there is nothing to be said. A dialogue of `null` with prompts: nothing is asked. */
export async function openDialogue(
  current: Dialogue | null,
  { flow, input }: Opens,
  begun: Begun,
  around: Surroundings,
): Promise<Moved | null> {
  const step = await startFlow(flow, input, around.run);
  const goesOn = step.output !== null && step.output.then !== 'resume';
  if (!step.rest && !goesOn) return saidOnly(step);
  const waiting = newest(worthWaiting(current), new Date(begun.at), MOST_WAITING);
  const { dialogue, prompts } = await follow(step, waiting, around, flow);
  const asks = dialogue && dialogue.flow !== 'welcome' && dialogue.context !== waiting?.context;
  return asks ? { dialogue: { ...dialogue, begun }, prompts } : saidOnly(step);
}

const saidOnly = ({ prompts }: Step): Moved | null => (prompts.length > 0 ? { dialogue: null, prompts } : null);

/** A menu or a last slip is not what anybody waits to get back to. */
function worthWaiting(dialogue: Dialogue | null): Dialogue | null {
  if (!dialogue) return null;
  return dialogue.done || dialogue.flow === 'welcome' ? worthWaiting(dialogue.paused) : dialogue;
}

function newest(dialogue: Dialogue | null, now: Date, most: number): Dialogue | null {
  if (!dialogue) return null;
  const { begun } = dialogue;
  if (!begun) return { ...dialogue, paused: newest(dialogue.paused, now, most) };
  const stale = now.getTime() - new Date(begun.at).getTime() > STALE_MS;
  if (stale || most === 0) return newest(dialogue.paused, now, most);
  return { ...dialogue, paused: newest(dialogue.paused, now, most - 1) };
}
