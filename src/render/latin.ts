/**
 * Bengali and Devanagari letters as people write them with Latin ones: a name typed in its own script must not turn a romanised
 * screen into boxes. The two blocks of Unicode lie in the same order, so one table serves both.
 */
const BLOCK = 0x80;
const VIRAMA = 0x4d;
const NUKTA = 0x3c;

const VOWELS = new Map(pairs('05a 06a 07i 08i 09u 0au 0bri 0fe 10ai 13o 14au'));
const CONSONANTS = new Map(
  pairs(
    '15k 16kh 17g 18gh 19ng 1ach 1bchh 1cj 1djh 1en 1ft 20th 21d 22dh 23n 24t 25th 26d 27dh 28n ' +
      '2ap 2bph 2cb 2dbh 2em 2fy 30r 32l 35v 36sh 37sh 38s 39h',
  ),
);
/** ড় ঢ় য় ज़ फ़: a dot below makes another letter. */
const DOTTED = new Map(pairs('21r 22rh 2fy 1cz 2bf'));
const SIGNS = new Map(pairs('3ea 3fi 40i 41u 42u 43ri 47e 48ai 4bo 4cau'));
/** What follows a syllable; the nasal sign over a vowel is not written. */
const AFTER = new Map([...pairs('02n 03h'), [0x01, ''] as const]);

function pairs(table: string): [number, string][] {
  return table.split(' ').map((entry) => [Number.parseInt(entry.slice(0, 2), 16), entry.slice(2)]);
}

// Each range stands for itself: no letter is meant to combine with the one before it.
// eslint-disable-next-line no-misleading-character-class
const INDIC_WORD = /[\u0900-\u0963\u0970-\u097f\u0980-\u09e3\u09f0\u09f1\u09fc\u09fe]+/g;
const INDIC = /[\u0900-\u09ff]/;

/** `রহিমা বিবি` → `Rahima Bibi`; digits become ASCII, `।` a full stop. What is Latin already stays as it is. */
export function latin(text: string): string {
  if (!INDIC.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/।/g, '.')
    .replace(/[\u09e6-\u09ef\u0966-\u096f]/g, (digit) => String(((digit.charCodeAt(0) - 0x66) % BLOCK) % 10))
    .replace(INDIC_WORD, (word) => capital(spelt(Array.from(word, (letter) => letter.charCodeAt(0) % BLOCK))));
}

function spelt(letters: readonly number[]): string {
  let text = '';
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? 0;
    const dotted = letters[at + 1] === NUKTA;
    const consonant = (dotted ? DOTTED.get(letter) : undefined) ?? CONSONANTS.get(letter);
    if (dotted) at++;
    if (consonant === undefined) text += VOWELS.get(letter) ?? SIGNS.get(letter) ?? AFTER.get(letter) ?? '';
    else text += consonant + inherent(letters, at);
  }
  return text;
}

/** A consonant is spoken with an "a" unless another vowel or consonant follows it; at the end only two together keep it. */
function inherent(letters: readonly number[], at: number): string {
  const next = letters[at + 1];
  if (next === undefined) return letters[at - 1] === VIRAMA ? 'a' : '';
  return next === VIRAMA || SIGNS.has(next) ? '' : 'a';
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
