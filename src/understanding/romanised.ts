import type { Language } from '../conversation/vocabulary';
import { clean } from './normalise';
import { containsPhrase } from './lexicon';
import { bn } from './words/bn';
import { hi } from './words/hi';
import { languageOfScript } from './script';

const asWritten = (phrases = ''): string[] => phrases.split(',').map((phrase) => phrase.trim());

const TELLING = {
  bn: asWritten(bn.telling),
  hi: asWritten(hi.telling),
};

/** Bengali or Hindi in Latin letters, where the words leave no doubt: `naam lekhan`, `naam likhvana hai`. */
export function romanisedLanguage(text: string): Language | undefined {
  if (languageOfScript(text)) return undefined;
  const plain = clean(text)
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  const told = (language: keyof typeof TELLING) =>
    TELLING[language].filter((word) => containsPhrase(plain, word)).length;
  if (told('bn') > told('hi')) return 'bn';
  return told('hi') > told('bn') ? 'hi' : undefined;
}
