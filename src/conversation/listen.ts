/** What a message means, in the light of what the person was shown: a text, a button, a call that begins. */
import { yearOf } from '../clock';
import type { Render } from '../render/render';
import { understand } from '../understanding/understand';
import { isAtRest, questionOf } from './dialogue';
import { localeOf } from './locale';
import type { Conversation, PinCodeNear } from './ports';
import type { Inbound, Language, Meaning, MenuItem, Prompt } from './vocabulary';

/** A dropped call continues where it was; whoever dials again on another day is asked whether to. */
const SAME_MATTER_MS = 24 * 3_600_000;
const MENU_REMEMBERED_MS = 3_600_000;

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
    : inLightOf(question, menuOf(render, conversation, question), conversation, inbound);
  if (question?.asks !== 'language' || meaning.type !== 'CHOSE') return behindSlip(meaning, conversation, inbound);
  return { type: 'LANGUAGE', language: meaning.value as Language };
}

const inLightOf = (
  question: Prompt | undefined,
  menu: readonly MenuItem[],
  conversation: Conversation,
  { text, receivedAt }: Inbound,
): Meaning =>
  understand(text, {
    asks: question?.asks,
    menu,
    language: conversation.language ?? undefined,
    year: yearOf(receivedAt),
    ofSlips: ofSlips(conversation, receivedAt),
  });

/** What is not for the slip shown last may answer the question that was open before it. */
function behindSlip(meaning: Meaning, conversation: Conversation, inbound: Inbound): Meaning {
  const { dialogue } = conversation;
  if (meaning.type !== 'UNCLEAR' || !dialogue?.done || !dialogue.paused) return meaning;
  const behind = inLightOf(questionOf(dialogue.paused), [], conversation, inbound);
  return behind.type === 'REPLY' ? behind : meaning;
}

/** The main menu may itself have said what 7 does: for as long as that is remembered, it does that. */
function ofSlips({ dialogue, language, heardAt }: Conversation, now: Date): readonly string[] {
  if (language === null) return [];
  if (isAtRest(dialogue)) return ['6', '7'];
  if (dialogue?.flow !== 'welcome' || dialogue.value !== 'menu') return [];
  const fresh = heardAt !== null && now.getTime() - Date.parse(heardAt) < MENU_REMEMBERED_MS;
  return fresh && language !== 'en' ? ['6'] : ['6', '7'];
}

const dialled = (conversation: Conversation, now: Date): Meaning =>
  isStillOpen(conversation, now) ? { type: 'REPEAT' } : { type: 'HELLO', answers: {} };

/** A question waits for its answer, and was asked or read not too long ago. */
export function isStillOpen({ dialogue, heardAt }: Conversation, now: Date): boolean {
  const open = dialogue !== null && !dialogue.done && questionOf(dialogue) !== undefined;
  const same = [heardAt, dialogue?.begun?.at].some((at) => at && now.getTime() - Date.parse(at) < SAME_MATTER_MS);
  return open && same;
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
