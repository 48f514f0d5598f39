import type { Meaning } from '../conversation/vocabulary';
import { containsAny, keysOf, withoutFillers, wordSet } from './lexicon';
import type { Heard } from './listening';

const CASES = wordSet((words) => words.cases);
const LOOKS = wordSet((words) => words.looks);
/** `case no 214`, `केस नंबर 214` */
const LABELS = new Set([...wordSet((words) => words.labels.number), ...keysOf('number, no, num')]);

/** `case 214`, `214 কেস`: how does it stand? Without a number, all of them. */
export function caseAsked({ key }: Heard): Meaning | undefined {
  const words = withoutFillers(key)
    .split(' ')
    .filter((word) => !LABELS.has(word));
  const numbers = words.filter((word) => /^\d{1,6}$/.test(word));
  const named = words.filter((word) => !numbers.includes(word)).join(' ');
  if (!CASES.has(named) || numbers.length > 1) return undefined;
  return { type: 'CASE', number: numbers[0] === undefined ? null : Number(numbers[0]) };
}

/** "Who saw my record?", in the middle of other words too: nothing else is asked with these. */
export const looksAsked = ({ key }: Heard): Meaning | undefined =>
  containsAny(key, LOOKS) ? { type: 'LOOKS' } : undefined;
