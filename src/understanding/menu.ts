import type { MenuItem } from '../conversation/vocabulary';
import { keysOf, isNear, nearest, numberLexicon, TIMES, withoutFillers, wordSet } from './lexicon';
import type { Heard } from './listening';
import { matchKey } from './normalise';
import { bn } from './words/bn';
import { en } from './words/en';
import { hi } from './words/hi';
import type { Words } from './words/shape';

const NUMBERS = numberLexicon((words) => words.digits);
const AROUND_NUMBERS = wordSet((words) => words.labels.number);

/** Every word known for a value of a menu; a value of the flows that has none is matched by its label. */
const WORDS = wordsOfValues([bn, hi, en]);

function wordsOfValues(languages: readonly Words[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const { menu, genders, cards, yesNo, illnesses } of languages) {
    const all = { ...menu, ...genders, ...cards, yes: `${yesNo.yes}, ${illnesses}`, no: yesNo.no };
    for (const [value, phrases] of Object.entries(all)) {
      words.set(value, [...(words.get(value) ?? []), ...keysOf(phrases)]);
    }
  }
  return words;
}

/** `1 nombor`, `option 2`, `তিন` → the digits alone. */
function numberOf(key: string): string | undefined {
  const words = key.split(' ').filter((word) => !AROUND_NUMBERS.has(word));
  const [word, ...more] = words.length > 0 ? words : [key];
  if (word === undefined || more.length > 0) return undefined;
  if (/^\d+$/.test(word)) return word.replace(/^0+(?=\d)/, '');
  const number = NUMBERS.get(word);
  return number === undefined ? undefined : String(number);
}

const byNumber = (key: string, menu: readonly MenuItem[]): MenuItem | undefined => {
  const number = numberOf(key) ?? numberOf(withoutFillers(key));
  return menu.find((item) => item.number === number);
};

const byLabel = (key: string, menu: readonly MenuItem[]) =>
  onlyOne(menu.filter(({ label }) => matchKey(label) === key));

const byWord = (key: string, menu: readonly MenuItem[]) =>
  onlyOne(menu.filter(({ value }) => WORDS.get(value)?.includes(key)));

const byLabelOrWord = (key: string, menu: readonly MenuItem[]): MenuItem | undefined =>
  byLabel(key, menu) ?? byWord(key, menu) ?? byWord(withoutFillers(key), menu);

/** `1 মহিলা`: the number and what stands beside it. */
function byNumberAndLabel(key: string, menu: readonly MenuItem[]): MenuItem | undefined {
  const space = key.indexOf(' ');
  if (space < 0) return undefined;
  const item = menu.find(({ number }) => number === key.slice(0, space));
  return item && byLabelOrWord(key.slice(space + 1), [item]);
}

/** What was chosen beyond doubt: the number, the label, or a word for it. */
export function chosen({ key, menu }: Heard): string | undefined {
  const item = byNumber(key, menu) ?? byLabelOrWord(key, menu) ?? byNumberAndLabel(key, menu);
  return item?.value;
}

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
  const lone = /^\d+$/.test(key);
  if (lone && key.length < 2) return undefined;
  const words = withoutFillers(key).split(' ').map(sameWord);
  const isIn = ({ label }: MenuItem) => {
    const shown = labelWords(label, lone);
    return words.every((word) => shown.some((labelWord) => isPartOf(word, labelWord)));
  };
  return onlyOne(menu.filter(isIn));
}

const byNearWord = (key: string, menu: readonly MenuItem[]): MenuItem | undefined =>
  nearest(
    key,
    menu.flatMap((item) =>
      [matchKey(item.label), ...(WORDS.get(item.value) ?? [])].map((word) => [word, item] as const),
    ),
  );

/** What was probably chosen: part of a label, or a misspelt word. */
export function probablyChosen({ key, menu, text }: Heard): string | undefined {
  if (text.endsWith('?')) return undefined;
  const item = byPartOfLabel(key, menu) ?? byNearWord(key, menu) ?? byNearWord(withoutFillers(key), menu);
  return item?.value;
}

function onlyOne(items: readonly MenuItem[]): MenuItem | undefined {
  return items.length === 1 ? items[0] : undefined;
}
