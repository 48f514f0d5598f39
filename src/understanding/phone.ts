/** Telephone numbers among other writing. */

/** `Ph. no: `, `মোঃ নং `: it belongs to the number and to no name. */
const LABEL =
  '(?:(?<![\\p{L}\\p{M}])(?:ph|phone|mob|mobile|tel|contact|cell|whatsapp|ফোন|মোবাইল|মোঃ|फ़ोन|फोन|मोबाइल|मो)(?![\\p{L}\\p{M}])[ .:-]*(?:(?:no|number|নং|নম্বর|नं|नंबर)[ .:-]*)?)?';
/** Ten digits, the first 6 to 9, together or in groups as people write them: 98300 12345, 9830 012 345, 983 001 2345. */
const TEN = '(?:[6-9]\\d{9}|[6-9]\\d{4}[ -]\\d{5}|[6-9]\\d{3}[ -]\\d{3}[ -]\\d{3}|[6-9]\\d{2}[ -]\\d{3}[ -]\\d{4})';
const NUMBER = new RegExp(`${LABEL}(?<![\\p{L}\\d])(?:(?:\\+|00)91[ -]?|0)?(${TEN})(?!\\d)`, 'iu');
/** Twelve digits may be an Aadhaar card as well. */
const WITH_COUNTRY = new RegExp(`${LABEL}(?<![\\p{L}\\d/])91[ -]?(${TEN})(?!\\d)`, 'iu');
/** Too long for a PIN code and too short for a card. */
const ALMOST = new RegExp(`${LABEL}(?<![\\p{L}\\d/])(?:\\+91 ?)?(\\d{7,11}|\\d{5}[ -]\\d{3,6})(?![\\d/])`, 'iu');

export interface PhoneTaken {
  /** `+919830012345` */
  phone?: string;
  /** What stands where the number belongs, and is none: its digits. */
  notPhone?: string;
  rest: string;
}

/** @param alone nothing else is written there, so twelve digits are no card */
export function takePhone(text: string, alone: boolean): PhoneTaken {
  const match = NUMBER.exec(text) ?? (alone ? WITH_COUNTRY.exec(text) : null);
  if (match) return { phone: `+91${digitsOf(match[1])}`, rest: text.replace(match[0], ' , ') };
  const digits = digitsOf(text);
  if (alone) return { ...(digits ? { notPhone: digits } : {}), rest: text };
  return { rest: text };
}

/** The number where nothing else has claimed it; and what may have been meant as one. */
export function takeLeftPhone(text: string): PhoneTaken {
  const match = WITH_COUNTRY.exec(text);
  if (match) return { phone: `+91${digitsOf(match[1])}`, rest: text.replace(match[0], ' , ') };
  const almost = ALMOST.exec(text);
  return almost ? { notPhone: digitsOf(almost[1]), rest: text.replace(almost[0], ' , ') } : { rest: text };
}

const digitsOf = (text = ''): string => text.replace(/\D/g, '');
