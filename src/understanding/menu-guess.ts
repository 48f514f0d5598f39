import type { MenuItem } from '../conversation/vocabulary';
import { containsAny, containsPhrase, isNear, keysOf, nearest, TIMES, withoutFillers, wordSet } from './lexicon';
import type { Heard } from './listening';
import { onlyOne, wordsFor } from './menu-words';
import { matchKey } from './normalise';

/** `28 tarikh` */
const DATE_WORDS = new Set(keysOf('তারিখ, tarikh, তারিখে, तारीख, date'));

const sameWord = (word: string): string => TIMES.get(word) ?? word;

const isPartOf = (word: string, labelWord: string): boolean =>
  word === labelWord ||
  (!/^\d/.test(word) &&
    (isNear(word, labelWord) || (labelWord.length > 2 && word.length > 2 && startEqual(word, labelWord))));

const startEqual = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** The day of a label comes before its hours: of `Fri 27 Nov, 9-11 am` a lone number can only mean 27. */
function labelWords(label: string, lone: boolean): string[] {
  const words = matchKey(label).split(' ');
  return lone ? words.filter((word) => /^\d/.test(word)).slice(0, 1) : words.map(sameWord);
}

/** `রহিমা` for the person রহিমা বিবি, `শুক্রবার` for শুক্র 27 নভে: every word belongs to one label only. */
function byPartOfLabel(key: string, menu: readonly MenuItem[]): MenuItem | undefined {
  const day = key
    .split(' ')
    .filter((word) => !DATE_WORDS.has(word))
    .join(' ');
  const lone = /^\d+$/.test(day);
  if (lone && day.length < 2) return undefined;
  const words = withoutFillers(lone ? day : key)
    .split(' ')
    .map(sameWord);
  const isIn = ({ label }: MenuItem) => {
    const shown = labelWords(label, lone);
    return words.every((word) => shown.some((labelWord) => isPartOf(word, labelWord)));
  };
  return onlyOne(menu.filter(isIn));
}

const byNearWord = (key: string, menu: readonly MenuItem[]): MenuItem | undefined =>
  nearest(
    key,
    menu.flatMap((item) => [matchKey(item.label), ...wordsFor(item.value)].map((word) => [word, item] as const)),
  );

/** What was probably chosen: part of a label, or a misspelt word. */
export function probablyChosen({ key, menu, text }: Heard): string | undefined {
  if (text.endsWith('?')) return undefined;
  const item = byPartOfLabel(key, menu) ?? byNearWord(key, menu) ?? byNearWord(withoutFillers(key), menu);
  return item?.value;
}

const QUESTION_WORDS = wordSet((words) => words.questionWords);
const NEGATIONS = wordSet((words) => words.negations);

/** `নাম ভুল আছে`, `amar ma er naam lekhate chai`: one known phrase among a few other words, and nothing asked or denied. */
export function hintedAt({ key, menu, text }: Heard): string | undefined {
  if (/[\d?]/.test(text) || key.split(' ').length > 7) return undefined;
  if (containsAny(key, QUESTION_WORDS) || containsAny(key, NEGATIONS)) return undefined;
  const isSaid = ({ value }: MenuItem) => wordsFor(value).some((word) => word.length > 2 && containsPhrase(key, word));
  return onlyOne(menu.filter(isSaid))?.value;
}
