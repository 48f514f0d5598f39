/** What a message means, in the light of what the person was shown: a text, a button, a call that begins. */
import { yearOf } from '../clock';
import type { Render } from '../render/render';
import { understand } from '../understanding/understand';
import { questionOf } from './dialogue';
import { localeOf } from './locale';
import type { Conversation, PinCodeNear } from './ports';
import type { Inbound, Language, Meaning, MenuItem, Prompt } from './vocabulary';

/** A dropped call continues where it was; whoever dials again on another day is asked whether to. */
const SAME_MATTER_MS = 24 * 3_600_000;

export function meaningOf(render: Render, conversation: Conversation, inbound: Inbound): Meaning {
  if (inbound.optOut === 'STOP') return { type: 'STOP', sure: true };
  if (inbound.optOut === 'START') return { type: 'START' };
  // Twilio has answered it; a turn nobody reads must not change anything.
  if (inbound.optOut === 'HELP') return { type: 'REPEAT' };
  if (inbound.event === 'dial') return dialled(conversation, inbound.receivedAt);
  if (inbound.aside && !inbound.choice) return { type: 'REPEAT' };
  const question = questionOf(conversation.dialogue);
  const meaning = inbound.choice
    ? ({ type: 'CHOSE', value: inbound.choice.value } as const)
    : understand(inbound.text, {
        asks: question?.asks,
        menu: menuOf(render, conversation, question),
        language: conversation.language ?? undefined,
        year: yearOf(inbound.receivedAt),
      });
  if (question?.asks !== 'language' || meaning.type !== 'CHOSE') return meaning;
  return { type: 'LANGUAGE', language: meaning.value as Language };
}

function dialled({ dialogue, heardAt }: Conversation, now: Date): Meaning {
  const open = dialogue !== null && !dialogue.done && questionOf(dialogue) !== undefined;
  const same = heardAt !== null && now.getTime() - new Date(heardAt).getTime() < SAME_MATTER_MS;
  return open && same ? { type: 'REPEAT' } : { type: 'HELLO', answers: {} };
}

/** As last shown; after a last word that had none, that of the question still open behind it. */
function menuOf(
  render: Render,
  { menu, language, script, channel }: Conversation,
  question?: Prompt,
): readonly MenuItem[] {
  if (menu.length > 0 || !question?.choices) return menu;
  return render([question], localeOf({ language, script }, { channel })).menu;
}

/** A button of an earlier question is not taken for an answer to this one. */
export function withoutOldButton({ choice, ...inbound }: Inbound, { turn, menu }: Conversation): Inbound {
  const live = choice?.turn === turn && menu.some(({ value }) => value === choice.value);
  if (!choice) return inbound;
  return live ? { ...inbound, choice } : { ...inbound, aside: 'common:oldButton' };
}

/** A place on the map stands for the PIN code it lies in. */
export async function withPinCode(inbound: Inbound, pinCodeNear: PinCodeNear): Promise<Inbound> {
  if (!inbound.location) return inbound;
  const text = await pinCodeNear(inbound.location);
  return text === null ? { ...inbound, aside: 'common:nowhereNear' } : { ...inbound, text };
}
