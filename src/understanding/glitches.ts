import { wordSet } from './lexicon';
import { clean, fold } from './normalise';

const WORDS = wordSet((words) => words.glitches);

/** `GLITCH the printer is dead`, `গড়বড়: প্রিন্টার চলছে না` → what follows the word, as it was written. */
export function glitchIn(text: string): string | undefined {
  const cleaned = clean(text);
  const [word = ''] = cleaned.split(' ', 1);
  const rest = cleaned.slice(word.length).replace(/^[\s,:;.-]+/, '');
  return /\p{L}/u.test(rest) && WORDS.has(fold(word)) ? rest : undefined;
}
