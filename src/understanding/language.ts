import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { keysOf, withoutFillers, type Lexicon } from './lexicon';
import { shows, type Heard } from './listening';
import { bn } from './words/bn';
import { en } from './words/en';
import { hi } from './words/hi';

const CALLED: Lexicon<Language> = new Map(
  Object.entries({ bn, hi, en }).flatMap(([language, { called }]) =>
    keysOf(called).map((key) => [key, language as Language] as const),
  ),
);

/** `हिन्दी 8, English 9`: the two others, in the order of LANGUAGES. */
function byDigit(heard: Heard): Language | undefined {
  if (heard.language === undefined || !/^[89]$/.test(heard.key) || shows(heard, heard.key)) return undefined;
  const others = LANGUAGES.filter((language) => language !== heard.language);
  return others[Number(heard.key) - 8];
}

/** The language asked for by name or by its digit. */
export function languageAskedFor(heard: Heard): Language | undefined {
  return CALLED.get(heard.key) ?? CALLED.get(withoutFillers(heard.key)) ?? byDigit(heard);
}
