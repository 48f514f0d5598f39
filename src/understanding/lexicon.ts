import { distance } from 'fastest-levenshtein';
import { matchKey } from './normalise';
import type { Phrases, Words } from './words/shape';
import { bn } from './words/bn';
import { en } from './words/en';
import { hi } from './words/hi';

const ALL: readonly Words[] = [bn, hi, en];

/** Match keys and what they stand for. */
export type Lexicon<V> = ReadonlyMap<string, V>;

export const keysOf = (phrases: Phrases): string[] => phrases.split(',').map(matchKey).filter(Boolean);

/** The phrases of every language for one thing. */
export const wordSet = (pick: (words: Words) => Phrases): ReadonlySet<string> =>
  new Set(ALL.flatMap((words) => keysOf(pick(words))));

/** Where two meanings share a word the first listed wins. */
export function lexicon<V extends string>(pick: (words: Words) => Readonly<Record<V, Phrases>>): Lexicon<V> {
  const entries = ALL.flatMap((words) =>
    Object.entries<Phrases>(pick(words)).flatMap(([value, phrases]) =>
      keysOf(phrases).map((key) => [key, value as V] as const),
    ),
  );
  return new Map(entries.reverse());
}

/** `69 ঊনসত্তর unosottor, 70 সত্তর sottor` of every language. */
export function numberLexicon(pick: (words: Words) => Phrases): Lexicon<number> {
  const groups = ALL.flatMap((words) => pick(words).split(',')).map((group) => group.trim().split(/\s+/));
  return new Map(
    groups.flatMap(([number, ...words]) => words.map((word) => [matchKey(word), Number(number)] as const)),
  );
}

/** Groups of words for the same weekday or part of a day, across languages: word → its group. */
export const TIMES: Lexicon<string> = new Map(
  ALL.flatMap(({ times }) => times.flatMap((group, index) => keysOf(group).map((key) => [key, `@${index}`] as const))),
);

const NO_LETTERS = /[\u09cd\u094d ]/g;

/** Letters as people count them: a virama is none. */
const lettersIn = (key: string): number => key.replace(NO_LETTERS, '').length;

const MOST_SLIPS = 2;

/** How many slips of the finger a word of this length may have; short words none. */
function slips(key: string): number {
  const letters = lettersIn(key);
  if (letters < 4) return 0;
  return letters < 7 ? 1 : MOST_SLIPS;
}

/** Misspelt, but this word and no other: same first letter, few slips. */
export function isNear(key: string, word: string): boolean {
  if (key === word) return true;
  if (key[0] !== word[0] || Math.abs(key.length - word.length) > MOST_SLIPS) return false;
  const allowed = Math.min(slips(key), slips(word));
  return allowed > 0 && distance(key, word) <= allowed;
}

/** The meaning of a misspelt word, if only one comes into question. */
export function nearest<V>(key: string, entries: Iterable<readonly [string, V]>): V | undefined {
  const found = new Set<V>();
  for (const [word, value] of entries) if (isNear(key, word)) found.add(value);
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

export const containsPhrase = (key: string, phrase: string): boolean => ` ${key} `.includes(` ${phrase} `);

const LONGEST_PHRASE = 6;

/** Every run of up to six words: looking these up is cheaper than looking for each of a thousand phrases. */
export function phrasesIn(key: string): string[] {
  const words = key.split(' ');
  return words.flatMap((word, from) => {
    const phrases = [word];
    for (const next of words.slice(from + 1, from + LONGEST_PHRASE)) phrases.push(`${phrases.at(-1) ?? ''} ${next}`);
    return phrases;
  });
}

export const containsAny = (key: string, phrases: ReadonlySet<string>): boolean =>
  phrasesIn(key).some((phrase) => phrases.has(phrase));

const FILLERS = wordSet((words) => words.fillers);

/** Without the words said around an answer; as it was if nothing would remain. */
export function withoutFillers(key: string): string {
  const kept = key.split(' ').filter((word) => !FILLERS.has(word));
  return kept.length > 0 ? kept.join(' ') : key;
}

export const isFiller = (word: string): boolean => FILLERS.has(word);
