import { matchKey } from '../../src/understanding/normalise';
import { bn } from '../../src/understanding/words/bn';
import { en } from '../../src/understanding/words/en';
import { hi } from '../../src/understanding/words/hi';
import type { Words } from '../../src/understanding/words/shape';

const ALL = { bn, hi, en };

/** word → every meaning some language gives it */
function meanings(tables: (words: Words) => Readonly<Record<string, string>>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [meaning, phrases] of Object.values(ALL).flatMap((words) => Object.entries(tables(words)))) {
    for (const key of phrases.split(',').map(matchKey)) found.set(key, (found.get(key) ?? new Set()).add(meaning));
  }
  return found;
}

const ambiguous = (tables: (words: Words) => Readonly<Record<string, string>>): string[] =>
  [...meanings(tables)].filter(([, all]) => all.size > 1).map(([key]) => key);

function numbers(phrases: string): Record<string, string> {
  return Object.fromEntries(
    phrases.split(',').map((group) => {
      const [number = '', ...words] = group.trim().split(/\s+/);
      return [number, words.join()];
    }),
  );
}

describe('the words of all languages together', () => {
  test.each<[string, (words: Words) => Readonly<Record<string, string>>]>([
    ['commands', ({ commands }) => commands],
    ['genders', ({ genders }) => genders],
    ['cards', ({ cards }) => cards],
    ['yes and no', ({ yesNo }) => yesNo],
    ['help', ({ help }) => help],
    ['questions', ({ questions }) => questions],
    ['menu numbers', ({ digits }) => numbers(digits)],
    ['ages', ({ ages }) => numbers(ages)],
    ['languages', ({ called }) => ({ [called]: called })],
  ])('%s: no word means two things', (_, tables) => {
    expect(ambiguous(tables)).toEqual([]);
  });

  test('no word mixes two scripts by a slip of the keyboard', () => {
    const mixed =
      /[a-z][\u0900-\u09ff]|[\u0900-\u09ff][a-z]|[\u0980-\u09ff][\u0900-\u0963]|[\u0900-\u0963][\u0980-\u09ff]/i;
    const slips = JSON.stringify(ALL).match(new RegExp(`\\S*(?:${mixed.source})\\S*`, 'gi'));
    expect((slips ?? []).filter((slip) => !slip.includes('"'))).toEqual([]);
  });
});
