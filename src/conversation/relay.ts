/**
 * An operator writes in a person's name: the person's own conversation goes on at its question, in the language of the person and
 * as sentences to be said. What the person is asked can be read without a turn.
 */
import type { Render } from '../render/render';
import { clean } from '../understanding/normalise';
import { questionOf } from './dialogue';
import { isStillOpen } from './listen';
import { openQuestion } from './open-question';
import type { Answer, Conversation, Relayed } from './ports';
import type { Inbound, Language, Meaning, MenuItem } from './vocabulary';

/** As many turns as one looks back on in a call. */
const MOST_REMEMBERED = 12;
/** The last word of a call is there until the operator has read it out. */
const SAME_CALL_MS = 30 * 60_000;

/** What a turn adds to what is remembered of the call; nothing where the person wrote. */
export function relayMarks(
  conversation: Conversation,
  inbound: Inbound,
  meaning: Meaning,
  answer: Answer,
): Pick<Conversation, 'relayed'> {
  const { by, receivedAt } = inbound;
  if (!by) return {};
  const said = saidIn(conversation, inbound, meaning);
  const turn: Relayed = { turn: answer.turn, by, at: receivedAt.toISOString(), said, answer: answer.text };
  return { relayed: [...(conversation.relayed ?? []), turn].slice(-MOST_REMEMBERED) };
}

/** The answer by its label, whether a button was pressed or its number written. */
function saidIn({ menu, dialogue }: Conversation, { text }: Inbound, meaning: Meaning): string {
  const chosen = meaning.type === 'CHOSE' ? menu.find(({ value }) => value === meaning.value) : undefined;
  if (chosen) return chosen.label;
  const given = 'answers' in meaning ? meaning.answers.cardNumber : undefined;
  if (given) return withoutCard(text, given);
  return questionOf(dialogue)?.asks === 'cardNumber' ? clean(text).replace(ALL_BUT_LAST_4, '•') : text;
}

/** Cards are kept by their last four only; so they are here. */
function withoutCard(text: string, card: string): string {
  const letters = Array.from(card, (letter) => letter.replace(/[^\p{L}\d]/u, '\\$&'));
  return clean(text).replace(new RegExp(letters.join('[^\\p{L}\\d]*'), 'giu'), `…${card.slice(-4)}`);
}

/** Of a card number that was not understood. */
const ALL_BUT_LAST_4 = /\d(?=(?:\D*\d){4})/g;

/** What there is to say to the person now, and the answers to choose from. */
export interface AskedAloud {
  text: string;
  menu: readonly MenuItem[];
  /** The turn that a chosen answer carries. */
  turn: number;
  language: Language;
}

/** `null` where nothing is open, or only something of another day: it is begun as a call is. */
export function askedAloud(render: Render, conversation: Conversation, now: Date): AskedAloud | null {
  const { turn, relayed = [], menu } = conversation;
  const language = conversation.language ?? 'en';
  const last = relayed.at(-1);
  if (last?.turn === turn && now.getTime() - Date.parse(last.at) < SAME_CALL_MS)
    return { text: last.answer, menu, turn, language };
  const question = isStillOpen(conversation, now) ? openQuestion(render, conversation, language) : undefined;
  return question ? { ...render([question], language, { form: 'aloud' }), turn, language } : null;
}
