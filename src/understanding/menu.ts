import type { DateWish, MenuItem } from '../conversation/vocabulary';
import { containsAny, numberLexicon, withoutFillers, wordSet } from './lexicon';
import type { Heard } from './listening';
import { onlyOne, wordsFor } from './menu-words';
import { matchKey } from './normalise';

const NUMBERS = numberLexicon((words) => words.digits);
const AROUND_NUMBERS = wordSet((words) => words.labels.number);

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
  onlyOne(menu.filter(({ value }) => wordsFor(value).includes(key)));

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

const WISHES: readonly DateWish[] = ['appointments', 'cancel', 'move'];

/** Which of the things one may do with a date was named, and nothing else. */
export function wishedFor({ key, menu }: Heard): DateWish | undefined {
  const said = [key, withoutFillers(key)];
  return WISHES.find(
    (wish) => !menu.some(({ value }) => value === wish) && said.some((words) => wordsFor(wish).includes(words)),
  );
}

const NEGATIONS = wordSet((words) => words.negations);

export const denies = ({ key }: Heard): boolean => key.includes(' ') && containsAny(key, NEGATIONS);
