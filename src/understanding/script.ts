import type { Language } from '../conversation/vocabulary';

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** Digits of a script count as its letters do: `৬৯` is written by someone who reads Bengali. */
export function languageOfScript(text: string): Language | undefined {
  const start = text.slice(0, 500);
  const bengali = count(start, /[\u0980-\u09ff]/g);
  // The danda । belongs to the Devanagari block but ends Bengali sentences too.
  const devanagari = count(start, /[\u0900-\u0963\u0966-\u097f]/g);
  if (bengali === 0 && devanagari === 0) return undefined;
  return bengali >= devanagari ? 'bn' : 'hi';
}
