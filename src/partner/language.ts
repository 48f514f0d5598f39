import { LANGUAGES, type Language } from '../conversation/vocabulary';

/** `hi_IN`, `hi-IN, en;q=0.8` → hi: in which the names beside the English ones are wanted. English is there anyhow. */
export function wantedLanguage(accepted: string | undefined): Language | undefined {
  const [first = ''] = (accepted ?? '').toLowerCase().split(/[,;]/, 1);
  const [language] = first.trim().split(/[_-]/, 1);
  return LANGUAGES.find((each) => each === language && each !== 'en');
}
