/** The people of the bench: who they are follows from their number, so that every run has the same ones. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { readPinTable } from '../../dist/src/cli/seed/pin-table.js';

const FIRST_NAMES = ['রহিমা', 'সুমিত্রা', 'আব্দুল', 'গোপাল', 'লক্ষ্মী', 'ফতিমা', 'হরেকৃষ্ণ', 'মালতী', 'নজরুল', 'শেফালী', 'কমলা'];
const LAST_NAMES = ['বিবি', 'মণ্ডল', 'শেখ', 'দাস', 'মুখোপাধ্যায়', 'সর্দার', 'হাঁসদা'];
/** As different people write the same. */
const GENDERS = ['1', 'মহিলা', 'mohila', '২', 'পুরুষ'];
const CARD_TYPES = ['2', 'ভোটার', '২', 'voter'];

/** Nobody has these numbers beforehand; those from 8000000000 are the people registered beforehand. */
export const newNumber = (index) => `+91${9_000_000_000 + index}`;
export const knownNumber = (index) => `+91${8_000_000_000 + index}`;
/** How many more people one number takes that has one already. */
const FREE_SEATS = 3;

/**
 * Half of the dialogues come from people registered beforehand, all over them, who register one more of their family.
 * @param {number} known how many are registered beforehand
 */
export function personOf(index, known) {
  const pinCode = pick(PIN_CODES, index * 31);
  const half = Math.floor(index / 2);
  const returns = index % 2 === 1 && half < known * FREE_SEATS;
  return {
    from: returns ? knownNumber((half * 7_919) % known) : newNumber(index),
    name: `${pick(FIRST_NAMES, index)} ${pick(LAST_NAMES, index)}`,
    age: written(String(60 + (index % 31)), index),
    gender: pick(GENDERS, index),
    cardType: pick(CARD_TYPES, index),
    cardNumber: index % 3 === 0 ? voterCard(index).replace(/^.../, '$& ').toLowerCase() : voterCard(index),
    pinCode: written(pinCode, index),
    districts: PIN_TABLE.get(pinCode)?.length ?? 1,
  };
}

const pick = (list, index) => list[index % list.length];

/** Every other person has a Bengali keypad. */
const written = (digits, index) =>
  index % 2 === 0 ? digits : digits.replace(/\d/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit)));

/** Three letters and seven digits, the last a Luhn check digit (ISO/IEC 7812-1). */
function voterCard(index) {
  const digits = String(index % 1_000_000).padStart(6, '0');
  const letters = String.fromCodePoint(65 + (Math.floor(index / 1_000_000) % 26));
  return `WB${letters}${digits}${luhnDigit(digits)}`;
}

function luhnDigit(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const PIN_TABLE = readPinTable();
/** One for each example centre, in its own district: as many people come to a district as it has room for. */
const PIN_CODES = pinCodes();

function pinCodes() {
  const centres = JSON.parse(readFileSync(new URL('../../src/cli/seed/centres.json', import.meta.url), 'utf8'));
  const byDistrict = new Map();
  for (const [pin, districts] of PIN_TABLE) {
    for (const district of districts) byDistrict.set(district, [...(byDistrict.get(district) ?? []), pin]);
  }
  return centres.map(({ district, pin }, index) => pick(byDistrict.get(district) ?? [pin], index * 17));
}
