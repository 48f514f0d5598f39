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

/** `मो० सलीम`: the zero that ends an abbreviation. */
const ABBREVIATION = /(?<=[\u0904-\u094f])०(?![\d०-९])/g;

/**
 * As written, but with one spelling of every letter, ASCII digits and single spaces. A line break becomes a comma.
 * ZWJ and ZWNJ stay between letters: a name may need them to look right.
 */
export function clean(text: string): string {
  const abbreviated = text.slice(0, LONGEST).normalize('NFC').replace(ABBREVIATION, '.');
  return asciiDigits(abbreviated)
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

const FOLDS: readonly (readonly [RegExp, readonly (readonly [RegExp, string])[]])[] = [
  [/[\u0980-\u09ff]/, BENGALI],
  [/[\u0900-\u097f]/, DEVANAGARI],
  [/[a-z]/, LATIN],
];

const withoutAccents = (text: string): string =>
  /[\u00c0-\u024f\u1e00-\u1eff]/.test(text)
    ? text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
    : text;

/** The match key of a text that is clean already. */
export function fold(cleaned: string): string {
  let key = withoutAccents(cleaned.toLowerCase().replace(/\u200c|\u200d|['’]/g, ''));
  for (const [script, folds] of FOLDS) {
    if (script.test(key)) for (const [spelling, one] of folds) key = key.replace(spelling, one);
  }
  return key
    .replace(/[^\p{L}\p{M}\d]+/gu, ' ')
    .replace(/(\d)(?=[\p{L}\p{M}])|([\p{L}\p{M}])(?=\d)/gu, '$1$2 ')
    .trim();
}

/** What two spellings of the same word have in common; for comparing only, never shown. */
export const matchKey = (text: string): string => fold(clean(text));
