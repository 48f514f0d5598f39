/** An answer of the conversation as the messages Telegram is to show. Pure. */
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import type { Answer } from '../../conversation/ports';
import type { Locale } from '../../conversation/vocabulary';
import { buttonsOf, rowOf, shareKeyboard } from './keyboard';

export interface Outgoing {
  text: string;
  markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;
}

/** The text of a catalogue key. */
export type Say = (key: string, locale: Locale) => string;

/** UTF-16 units. https://core.telegram.org/bots/api#sendmessage */
const MOST_TEXT = 4096;
const NO_KEYBOARD: ReplyKeyboardRemove = { remove_keyboard: true };

export const asksForNumber = ({ expects }: Pick<Answer, 'expects'>): boolean => expects === 'binding.phone';

/**
 * @param keyboardShown the person still sees the keyboard that shares their number. A message carries either buttons or the word
 *   that takes a keyboard away, so in front of buttons a "thank you" takes it away.
 */
export function outgoingOf(answer: Answer, say: Say, keyboardShown: boolean): Outgoing[] {
  if (answer.text.trim() === '') return [];
  const sayHere = (key: string): string => say(key, answer.language);
  if (asksForNumber(answer)) return ending(written(answer), shareKeyboard(sayHere('telegram:shareNumber')));
  const buttons = buttonsOf(answer);
  // Taken away also where nobody remembers it: after a restart, that is how it goes.
  if (!buttons) return ending(written(answer), NO_KEYBOARD);
  const before = keyboardShown ? [{ text: sayHere('telegram:thanks'), markup: NO_KEYBOARD }] : [];
  return [...before, ...ending(answer.text, buttons)];
}

/** The answer for who has no buttons: its choices below the text, unless the text has them already. */
export function written({ text, menu }: Pick<Answer, 'text' | 'menu'>): string {
  const missing = menu.map(rowOf).filter((row) => !text.includes(row));
  return [text, ...missing].join('\n');
}

/** The keyboard stands below the last piece. */
function ending(text: string, markup: NonNullable<Outgoing['markup']>): Outgoing[] {
  const pieces = piecesOf(text);
  return pieces.map((piece, index) => (index === pieces.length - 1 ? { text: piece, markup } : { text: piece }));
}

/** As many messages as it takes, cut between lines or words where there are any. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.toWellFormed().trim();
  while (rest.length > MOST_TEXT) {
    const end = endOfPiece(rest);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

function endOfPiece(text: string): number {
  const most = text.slice(0, MOST_TEXT + 1);
  const between = Math.max(most.lastIndexOf('\n'), most.lastIndexOf(' '));
  if (between > 0) return between;
  const insideEmoji = /[\uD800-\uDBFF]/.test(text[MOST_TEXT - 1] ?? '');
  return insideEmoji ? MOST_TEXT - 1 : MOST_TEXT;
}
