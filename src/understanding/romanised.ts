import type { Language } from '../conversation/vocabulary';
import { clean } from './normalise';
import { containsPhrase } from './lexicon';
import { bn } from './words/bn';
import { en } from './words/en';
import { hi } from './words/hi';
import { languageOfScript } from './script';

const asWritten = (phrases: string): string[] => phrases.split(',').map((phrase) => phrase.trim());

const TELLING: Readonly<Record<Language, readonly string[]>> = {
  bn: asWritten(bn.telling),
  hi: asWritten(hi.telling),
  en: asWritten(en.telling),
};

/** Bengali, Hindi or English in Latin letters, where the words leave no doubt: `naam lekhan`, `naam likhvana hai`. */
export function romanisedLanguage(text: string): Language | undefined {
  if (languageOfScript(text)) return undefined;
  const plain = clean(text)
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  const told = (language: Language) => TELLING[language].filter((word) => containsPhrase(plain, word)).length;
  if (told('bn') > told('hi')) return 'bn';
  if (told('hi') > told('bn')) return 'hi';
  return told('bn') === 0 && told('en') > 1 ? 'en' : undefined;
}
