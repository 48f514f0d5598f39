import fc from 'fast-check';
import type { CardType } from '../../../src/conversation/vocabulary';
import { cardProblem } from '../../../src/vaccination/rules/identity-card';

test.each<[CardType, string, string | null]>([
  // UIDAI's own test numbers.
  ['aadhaar', '999941057058', null],
  ['aadhaar', '999971658847', null],
  ['aadhaar', '999933119405', null],
  ['aadhaar', '999955183433', null],
  ['aadhaar', '999990501894', null],
  ['aadhaar', '999941057059', 'checkDigit'],
  ['aadhaar', '99994105705', 'shape'],
  ['aadhaar', '9999410570588', 'shape'],
  ['aadhaar', '099941057058', 'shape'],
  ['aadhaar', '199941057058', 'shape'],
  ['voter', 'WKH1186253', null],
  ['voter', 'WKH1186263', 'checkDigit'],
  ['voter', 'WK11186253', 'shape'],
  ['voter', 'WKH118625', 'shape'],
  ['voter', 'WKH11862533', 'shape'],
  ['voter', 'wkh1186253', 'shape'],
  ['voter', 'WB/23/158/123456', null],
  ['voter', 'WB/1/15/12345', null],
  ['voter', 'WB/23/158', 'shape'],
  ['voter', 'WB23158123456', 'shape'],
  ['pan', 'ABCPD1234E', null],
  ['pan', 'ABCCD1234E', 'shape'],
  ['pan', 'ABCPD12345', 'shape'],
  ['passport', 'A1234567', null],
  ['passport', 'A123456', 'shape'],
  ['passport', 'AB123456', 'shape'],
  ['licence', 'WB0120010012345', null],
  ['licence', 'WB01123456', null],
  ['licence', 'WB0112345', 'shape'],
  ['licence', '0120010012345', 'shape'],
  ['pension', '12345', null],
  ['pension', '1234', 'shape'],
  ['pension', '123456789012345678901', 'shape'],
  ['npr', '1234567890', null],
  ['npr', '12345', 'shape'],
  ['npr', '', 'shape'],
])('%s %s: %s', (type, number, problem) => {
  expect(cardProblem(type, number)).toBe(problem);
});

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });
const replaced = (number: string, at: number, digit: string): string =>
  number.slice(0, at) + digit + number.slice(at + 1);
const swapped = (number: string, at: number): string =>
  replaced(replaced(number, at, number[at + 1] ?? ''), at + 1, number[at] ?? '');

/** With the only check digit that makes it right. */
function completed(type: CardType, start: string): string {
  const right = Array.from('0123456789')
    .map((digit) => start + digit)
    .filter((number) => cardProblem(type, number) === null);
  expect(right).toHaveLength(1);
  return right[0] ?? '';
}

const aadhaar = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digits(10))
  .map(([first, rest]) => completed('aadhaar', [first, ...rest].join('')));
const voter = digits(6).map((numbers) => completed('voter', `WKH${numbers.join('')}`));

test.each([
  ['aadhaar', aadhaar, 0, 12],
  ['voter', voter, 3, 10],
] as const)('one wrong digit of %s never passes', (type, numbers, from, to) => {
  const place = fc.integer({ min: from, max: to - 1 });
  fc.assert(
    fc.property(numbers, place, fc.integer({ min: 0, max: 9 }), (number, at, digit) => {
      fc.pre(number[at] !== String(digit));
      expect(cardProblem(type, replaced(number, at, String(digit)))).not.toBeNull();
    }),
  );
});

test('two neighbours of Aadhaar changing places never pass', () => {
  fc.assert(
    fc.property(aadhaar, fc.integer({ min: 0, max: 10 }), (number, at) => {
      fc.pre(number[at] !== number[at + 1]);
      expect(cardProblem('aadhaar', swapped(number, at))).not.toBeNull();
    }),
  );
});

test('nor do two of a voter card, but for 0 and 9, which Luhn cannot tell', () => {
  fc.assert(
    fc.property(voter, fc.integer({ min: 3, max: 8 }), (number, at) => {
      const pair = [number[at], number[at + 1]].sort().join('');
      fc.pre(number[at] !== number[at + 1]);
      if (pair === '09') expect(cardProblem('voter', swapped(number, at))).toBeNull();
      else expect(cardProblem('voter', swapped(number, at))).toBe('checkDigit');
    }),
  );
});

test('whatever is written, a card number is judged and nothing breaks', () => {
  const types = fc.constantFrom<CardType>('aadhaar', 'voter', 'pan', 'passport', 'licence', 'pension', 'npr');
  fc.assert(
    fc.property(types, fc.string({ unit: 'binary', maxLength: 40 }), (type, text) => {
      expect([null, 'shape', 'checkDigit']).toContain(cardProblem(type, text));
    }),
  );
});
