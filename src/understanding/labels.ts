import { keysOf, wordSet } from './lexicon';
import { BREAK, type Token } from './tokens';

/** Labels and joints left beside a number that was understood; they begin or end a run of words and belong to no name. */
const BESIDE_NUMBERS = new Set([
  ...wordSet(({ labels }) => `${labels.pin}, ${labels.birth}, ${labels.number}`),
  ...keysOf('card, kard, কার্ড, कार्ड, phone, mobile, mob, ফোন, মোবাইল, फोन, मोबाइल, id, code, কোড, कोड'),
  ...keysOf(
    'hai, hain, ba, बा, hun, hu, है, हैं, हूँ, holo, hobe, hoga, হবে, होगा, bolchi, বলছি, and, ar, aur, আর, এবং, और',
  ),
]);

export const isBesideNumbers = (key: string): boolean => BESIDE_NUMBERS.has(key);

/** `F phone …`: once the number is taken, its label is no word any more. */
export function withoutLabels(tokens: readonly Token[]): Token[] {
  const rest = [...tokens];
  for (let at = rest.length - 1; at >= 0; at--) {
    const token = rest[at] ?? BREAK;
    if (rest[at + 1]?.kind !== 'word' && isBesideNumbers(token.key)) rest[at] = BREAK;
  }
  return rest;
}
