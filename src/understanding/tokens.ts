import { isFiller } from './lexicon';
import { fold } from './normalise';

/** A piece of a message. What a reader has understood becomes a break, so that it cannot be read as a name too. */
export interface Token {
  kind: 'word' | 'number' | 'break';
  text: string;
  key: string;
}

export const BREAK: Token = { kind: 'break', text: ',', key: '' };

const PIECES = /\d+|[\p{L}\p{M}](?:[\p{L}\p{M}.'’-]|\u200c|\u200d)*|[,;|।()/]/gu;

function tokenOf(text: string): Token {
  if (/^\d/.test(text)) return { kind: 'number', text, key: text };
  const word = text.replace(/[-'’]+$/, '');
  const key = fold(word);
  return key ? { kind: 'word', text: word, key } : BREAK;
}

export const tokensOf = (text: string): Token[] => (text.match(PIECES) ?? []).map(tokenOf);

/** The runs of words between breaks and numbers. */
export function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'word') segments.at(-1)?.push(token);
    else segments.push([]);
  }
  return segments.filter((segment) => segment.length > 0);
}

export const keyOf = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join(' ');

/** The words that lead up to a number, without fillers: `pin code is 700091` → `pin code`. */
export function wordsBefore(tokens: readonly Token[], at: number): string {
  let start = at;
  while (tokens[start - 1]?.kind === 'word') start -= 1;
  const words = tokens.slice(start, at).filter(({ key }) => !isFiller(key));
  return keyOf(words.slice(-4));
}

export function wordsAfter(tokens: readonly Token[], at: number): string {
  const next = tokens.slice(at + 1, at + 3);
  const end = next.findIndex(({ kind }) => kind !== 'word');
  return keyOf(end < 0 ? next : next.slice(0, end));
}

const LONGEST_PHRASE = 5;

/** The first and longest phrase of a set, as positions from–to (exclusive). */
export function findPhrase(
  tokens: readonly Token[],
  isPhrase: (key: string, from: number, to: number) => boolean,
): [number, number] | undefined {
  for (let from = 0; from < tokens.length; from++) {
    for (let to = Math.min(tokens.length, from + LONGEST_PHRASE); to > from; to--) {
      const words = tokens.slice(from, to);
      if (words.every(({ kind }) => kind === 'word') && isPhrase(keyOf(words), from, to)) return [from, to];
    }
  }
  return undefined;
}

export const without = (tokens: readonly Token[], from: number, to: number): Token[] => [
  ...tokens.slice(0, from),
  BREAK,
  ...tokens.slice(to),
];
