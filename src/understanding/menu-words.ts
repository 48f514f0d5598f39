import type { MenuItem } from '../conversation/vocabulary';
import { keysOf } from './lexicon';
import { bn } from './words/bn';
import { en } from './words/en';
import { hi } from './words/hi';
import type { Words } from './words/shape';

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

export const wordsFor = (value: string): readonly string[] => WORDS.get(value) ?? [];

export function onlyOne(items: readonly MenuItem[]): MenuItem | undefined {
  return items.length === 1 ? items[0] : undefined;
}
