import * as fc from 'fast-check';
import { CARD_TYPES, type Asked } from '../../src/conversation/vocabulary';
import { clean, matchKey } from '../../src/understanding/normalise';
import { romanisedLanguage } from '../../src/understanding/romanised';
import { languageOfScript } from '../../src/understanding/script';
import { understand } from '../../src/understanding/understand';
import { CARD, FIRST, GENDER, listening, OFFER, PERSONS } from './support';

const ASKED: (Asked | undefined)[] = [
  undefined,
  'language',
  'choice',
  'name',
  'age',
  'birthYear',
  'gender',
  'comorbidity',
  'cardType',
  'cardNumber',
  'pinCode',
];
const SCRIPTS = ['0123456789', '০১২৩৪৫৬৭৮৯', '०१२३४५६७८९', '０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩'];
const inScript = (digits: string, script: string): string =>
  digits.replace(/\d/g, (digit) => script[Number(digit)] ?? '');

describe('spelling', () => {
  test.each([
    ['ড়', 'ড়'],
    ['বয়স', 'বয়স'],
    ['कोड', 'कोड़'],
    ['हिन्दी', 'हिंदी'],
    ['नम्बर', 'नंबर'],
    ['হ্যাঁ', 'হ্যা'],
    ['ক্‍ষ', 'ক্ষ'],
    ['mohilaa', 'Mohila'],
    ['teeka', 'TIKA'],
    ['Rahimā', 'rahima'],
  ])('%s = %s', (one, other) => expect(matchKey(one)).toBe(matchKey(other)));

  test.each([
    ['\u0000a\u0007b\u00a0\u200bc\u2003d', 'a b cd'.replace('cd', 'c d')],
    ['\u200e69\u200f', '69'],
    ['\ud800 ok', 'ok'],
    ['৬৯', '69'],
  ])('%j is cleaned', (text, cleaned) => expect(clean(text)).toBe(cleaned));
});

describe('the language of a message', () => {
  test.each([
    ['টিকা', 'bn'],
    ['टीका', 'hi'],
    ['৬৯', 'bn'],
    ['Rahima রহিমা', 'bn'],
    ['69', undefined],
    ['tika', undefined],
    ['।', undefined],
  ])('%s by its script', (text, language) => expect(languageOfScript(text)).toBe(language));

  test.each([
    ['naam lekhan', 'bn'],
    // A keyword and a greeting tell nothing: the language is asked for in three scripts.
    ['tika', undefined],
    ['TIKA Rahima Bibi 1952 F', undefined],
    ['namaste', undefined],
    ['mohila', 'bn'],
    ['ami tika nite chai', 'bn'],
    ['naam likhvana hai', 'hi'],
    ['mujhe tika lagwana hai', 'hi'],
    ['teeka', undefined],
    ['Rahima Bibi', undefined],
    ['69', undefined],
    ['hi', undefined],
    ['I want to register my name', undefined],
    ['टीका', undefined],
  ])('%s by its words', (text, language) => expect(romanisedLanguage(text)).toBe(language));
});

describe('any message at all', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  );

  test('is read without a fault', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...ASKED),
        fc.constantFrom([], FIRST, CARD, OFFER, PERSONS),
        (any, asks, items) => {
          expect(understand(any, listening(asks, items))).toHaveProperty('type');
          romanisedLanguage(any);
          languageOfScript(any);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['1', 'a ', '1 ', '12/', '((((', 'ক্', 'aA1-', 'WB/1/', '\ud800', '🙏', '7 o', 'amar nam '])(
    '%s, ten thousand times',
    (piece) => {
      for (const asks of ASKED) expect(understand(piece.repeat(10_000), listening(asks, CARD))).toHaveProperty('type');
    },
  );
});

describe('digits of every script', () => {
  test('a PIN code is the same in each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 999_999 }), fc.constantFrom(...SCRIPTS), (pin, script) => {
        const meaning = understand(inScript(String(pin), script), listening('pinCode'));
        expect(meaning).toEqual({ type: 'REPLY', answers: { pinCode: String(pin) } });
      }),
    );
  });

  test('an age is the same in each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 120 }), fc.constantFrom(...SCRIPTS), (age, script) => {
        expect(understand(inScript(String(age), script), listening('age'))).toEqual({
          type: 'REPLY',
          answers: { age },
        });
      }),
    );
  });

  test('a voter card is the same in each', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{3}\d{7}$/), fc.constantFrom(...SCRIPTS), (card, script) => {
        const meaning = understand(inScript(card, script), listening('cardNumber'));
        expect(meaning).toMatchObject({ type: 'REPLY', answers: { cardNumber: card } });
      }),
    );
  });

  test('a number of the menu always chooses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(...SCRIPTS),
        fc.constantFrom(...ASKED),
        (at, script, asks) => {
          const meaning = understand(inScript(String(at + 1), script), listening(asks, CARD));
          expect(meaning).toEqual({ type: 'CHOSE', value: CARD_TYPES[at] });
        },
      ),
    );
    expect(understand('3', listening('gender', GENDER))).toEqual({ type: 'CHOSE', value: 'other' });
  });
});
