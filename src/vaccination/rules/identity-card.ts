/** Whether a card number can be right. Shapes and check digits only; nobody is asked whether the card exists. */
import type { CardType } from '../../conversation/vocabulary';

export type CardProblem = 'shape' | 'checkDigit';

interface CardRule {
  shape: RegExp;
  /** Where the number carries a check digit. */
  check?: (number: string) => boolean;
}

const CARDS: Record<CardType, CardRule> = {
  // UIDAI: twelve digits, the first 2–9, the last a Verhoeff check digit.
  aadhaar: { shape: /^[2-9]\d{11}$/, check: verhoeff },
  // Election Commission: three letters and seven digits, the last a Luhn check digit; older cards WB/23/158/123456 have none.
  voter: {
    shape: /^[A-Z]{3}\d{7}$|^[A-Z]{2}\/\d{1,2}\/\d{2,3}\/\d{5,7}$/,
    check: (number) => number.includes('/') || luhn(number.slice(3)),
  },
  // Income Tax Department: the fourth letter of a person's number is P.
  pan: { shape: /^[A-Z]{3}P[A-Z]\d{4}[A-Z]$/ },
  passport: { shape: /^[A-Z]\d{7}$/ },
  // State and office, then year and running number; older ones are shorter.
  licence: { shape: /^[A-Z]{2}\d{2}[A-Z0-9]{6,13}$/ },
  pension: { shape: /^[A-Z0-9]{5,20}$/ },
  npr: { shape: /^[A-Z0-9]{6,20}$/ },
};

/** @param number upper case, without spaces */
export function cardProblem(type: CardType, number: string): CardProblem | null {
  const { shape, check } = CARDS[type];
  if (!shape.test(number)) return 'shape';
  return check && !check(number) ? 'checkDigit' : null;
}

/** ISO/IEC 7812-1 annex B. */
function luhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** J. Verhoeff, "Error Detecting Decimal Codes" (1969): products in the dihedral group of the pentagon. */
function verhoeff(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => product(total, permuted(Number(digit), index)), 0);
  return sum === 0;
}

function product(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}

const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function permuted(digit: number, times: number): number {
  return Array.from({ length: times % 8 }).reduce<number>((value) => PERMUTATION[value] ?? 0, digit);
}
