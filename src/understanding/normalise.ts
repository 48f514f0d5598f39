/** Nobody writes more than this on a keypad; what follows is not worth the time of matching. */
const LONGEST = 500;

const ZEROS = ['০', '०', '٠', '۰', '０'].map((zero) => zero.charCodeAt(0));

function asciiDigits(text: string): string {
  return text.replace(/[০-৯०-९٠-٩۰-۹０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? 0x30;
    return String(code - zero);
  });
}

/**
 * As written, but with one spelling of every letter, ASCII digits and single spaces. A line break becomes a comma.
 * ZWJ and ZWNJ stay between letters: a name may need them to look right.
 */
export function clean(text: string): string {
  return asciiDigits(text.slice(0, LONGEST).normalize('NFC'))
    .replace(/[\n\r\u2028\u2029]+/g, ' , ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\ufe00-\ufe0f\u20e3]/gu, '')
    .replace(/(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu, '')
    .replace(/(?![\u200c\u200d])[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
}

/** Letters that people, keyboards and schools spell in more than one way. */
const BENGALI: readonly (readonly [RegExp, string])[] = [
  [/[়ঁ]/g, ''],
  [/ী/g, 'ি'],
  [/ূ/g, 'ু'],
  [/ঈ/g, 'ই'],
  [/ঊ/g, 'উ'],
  [/[শষ]/g, 'স'],
  [/ণ/g, 'ন'],
  [/ৎ/g, 'ত'],
];

const DEVANAGARI: readonly (readonly [RegExp, string])[] = [
  [/[़ः]/g, ''],
  [/ी/g, 'ि'],
  [/ू/g, 'ु'],
  [/ई/g, 'इ'],
  [/ऊ/g, 'उ'],
  [/[शष]/g, 'स'],
  [/ण/g, 'न'],
  [/ँ|[ङञनम]्(?=[क-ह])/g, 'ं'],
  [/ं(?![\p{L}\p{M}])/gu, ''],
];

/** teeka = tika, naam = nam, boyosh = boyos, phir = fir. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/e{2,}/g, 'i'],
  [/o{2,}/g, 'u'],
  [/([a-z])\1+/g, '$1'],
  [/sh/g, 's'],
  [/ph/g, 'f'],
  [/z/g, 'j'],
  [/q/g, 'k'],
  [/chh/g, 'ch'],
];

const FOLDS = [...BENGALI, ...DEVANAGARI, ...LATIN];

/** What two spellings of the same word have in common; for comparing only, never shown. */
export function matchKey(text: string): string {
  const plain = clean(text)
    .toLowerCase()
    .replace(/\u200c|\u200d|['’]/g, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  const folded = FOLDS.reduce((key, [spelling, one]) => key.replace(spelling, one), plain);
  return folded
    .replace(/[^\p{L}\p{M}\d]+/gu, ' ')
    .replace(/(\d)(?=[\p{L}\p{M}])|([\p{L}\p{M}])(?=\d)/gu, '$1$2 ')
    .trim();
}
