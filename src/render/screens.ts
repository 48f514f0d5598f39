/** A text and its choices on screens of a few characters, as USSD shows them: `98` turns on, `0` goes back. */
import type { MenuItem } from '../conversation/vocabulary';
import { row } from './menu';
import { unitsOf } from './segments';
import { UNBROKEN } from './values';

/** What a USSD screen surely shows (3GPP TS 23.038 allows 182 and 80; networks take some for themselves). */
const LIMITS = { gsm7: 160, ucs2: 70 };
/** As many as a person keeps in mind. */
const MOST_CHOICES = 4;
/** Without a blank for so long it is no word, and may be cut anywhere. */
const LONGEST_WORD = 40;
/** At least; `98 more 0 back` is hardly longer in any language. */
const FOOTER = 20;

export interface ScreenText {
  before: string;
  choices: readonly MenuItem[];
  after: string;
}

export interface ScreenWords {
  /** `98 more` */
  more: string;
  /** `0 back`; an answer of the menu that is numbered 0 stands in its place. */
  back: string;
  /** Whether the first screen, too, says how to go back. */
  leadsBack: boolean;
  /** Nothing can be answered after the last screen. */
  ends: boolean;
}

interface Piece {
  text: string;
  /** What stands between it and the piece before it. */
  glue: '\n' | ' ' | '';
  /** How many answers it holds. */
  choices: number;
}

export function screensOf(text: ScreenText, words: ScreenWords): string[] {
  const zero = text.choices.find(({ number }) => number === '0');
  const footers = zero ? { ...words, back: row(zero) } : words;
  // In the letters of the footer: a Latin line shares its screen with Bengali words, and then has room for fewer.
  const room = `${words.more} ${words.back}`.padEnd(FOOTER);
  const pieces = piecesOf(text, room);
  const pages = holds(pieces, zero ? footers.back : '') ? [pieces] : pagesOf(pieces, footers);
  return pages.map((page, index) => {
    // An answer numbered 0 is not offered before any other.
    const leadsBack = zero ? pages.length === 1 || page.some(({ choices }) => choices > 0) : words.leadsBack;
    return shown(page, index, index === pages.length - 1, { ...footers, leadsBack });
  });
}

/** @param room of the words that lead on, as they are written below */
function piecesOf({ before, choices, after }: ScreenText, room: string): Piece[] {
  const numbered = choices.filter(({ number }) => number !== '0').map((item) => ({ text: row(item), choices: 1 }));
  // Few answers are compared with each other, and stay on one screen.
  const together = { text: numbered.map(({ text }) => text).join('\n'), choices: numbered.length };
  const block = numbered.length <= MOST_CHOICES && fits(together.text + room) ? [together] : numbered;
  const answers = numbered.length === 0 ? [] : block.flatMap((answer) => answerOf(answer, room));
  return [...linesOf(before, room), ...answers, ...linesOf(after, room)];
}

/** In one piece, unless it is longer than any screen. */
function answerOf(answer: { text: string; choices: number }, room: string): Piece[] {
  if (fits(answer.text + room)) return [{ ...answer, glue: '\n' }];
  return wordsOf(answer.text).map((piece, index) => ({ ...piece, choices: index === 0 ? answer.choices : 0 }));
}

export function fits(text: string): boolean {
  const { encoding, units } = unitsOf(text.replaceAll(UNBROKEN, ' '));
  return units <= LIMITS[encoding];
}

function pagesOf(pieces: readonly Piece[], { more, back }: ScreenWords): Piece[][] {
  const pages: Piece[][] = [[]];
  for (const piece of pieces) {
    const page = pages.at(-1) ?? [];
    // The back of the first screen is left out where it does not fit, unless it is the only way to that answer.
    const footer = pages.length === 1 ? more : `${more} ${back}`;
    if (page.length === 0 || holds([...page, piece], footer)) page.push(piece);
    else pages.push([piece]);
  }
  return pages;
}

const holds = (page: readonly Piece[], footer: string): boolean =>
  page.reduce((sum, { choices }) => sum + choices, 0) <= MOST_CHOICES && fits(closed(page, [footer]));

/** On the first screen going back is told only where there is room for it. */
function shown(page: readonly Piece[], index: number, last: boolean, words: ScreenWords): string {
  const onward = last ? '' : words.more;
  if (last && words.ends) return closed(page, []);
  const both = closed(page, [onward, words.back]);
  return index > 0 || (words.leadsBack && fits(both)) ? both : closed(page, [onward]);
}

/** Each word of the footer on a line of its own where there is room. */
function closed(page: readonly Piece[], footer: readonly string[]): string {
  const text = page.map((piece, index) => (index === 0 ? piece.text : piece.glue + piece.text)).join('');
  const words = footer.filter(Boolean);
  const below = [text, ...words].join('\n');
  return words.length < 2 || fits(below) ? below : `${text}\n${words.join(' ')}`;
}

/** A line stays together where a screen can hold it beside the words that lead on. */
function linesOf(text: string, room: string): Piece[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) =>
    fits(line + room) ? [{ text: line, glue: '\n', choices: 0 } as const] : wordsOf(line),
  );
}

const wordsOf = (line: string): Piece[] =>
  line
    .split(' ')
    .flatMap((word, index) =>
      cut(word).map((part, at) => ({ text: part, glue: at > 0 ? '' : index > 0 ? ' ' : '\n', choices: 0 }) as const),
    );

function cut(word: string): string[] {
  if (word.length <= LONGEST_WORD) return [word];
  return word.match(new RegExp(`.{1,${LONGEST_WORD}}`, 'gsu')) ?? [word];
}
