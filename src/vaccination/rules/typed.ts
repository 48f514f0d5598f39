/** What staff type on a small keyboard, brought into the shape it is compared in. */

/** Code points of the zero in Bengali and Devanagari; the other digits follow it. */
const ZEROS = [0x9e6, 0x966];

/** All the digits of a text, in ASCII, and nothing else. */
export function typedDigits(text: string): string {
  return Array.from(text.normalize('NFC'), (sign) => {
    const point = sign.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => point >= each && point < each + 10);
    return zero === undefined ? sign : String(point - zero);
  })
    .join('')
    .replace(/\D/g, '');
}

/** The last four of a card, which on some cards are letters too: "62 53" → "6253". */
export const typedLast4 = (text: string): string => typedCard(text).slice(-4);

/** Upper case, without blanks and points; a stroke is part of old voter cards. */
export const typedCard = (text: string): string => signs(text).replace(/[^A-Z0-9/]/g, '');

const LONGEST_BATCH = 20;

/** As printed on the vial, without what separates: "4120-z 001" → "4120Z001"; `null` where that is none. */
export function typedBatch(text: string): string | null {
  const batch = signs(text).replace(/[\s./_-]/g, '');
  return /^[A-Z0-9]+$/.test(batch) && batch.length <= LONGEST_BATCH ? batch : null;
}

/** An Indian mobile number as an address, however it is written; `null` where it is none. */
export function typedPhone(text: string): string | null {
  const [, number] = /^(?:0|0{0,2}91)?([6-9]\d{9})$/.exec(typedDigits(text)) ?? [];
  return number === undefined ? null : `tel:+91${number}`;
}

function signs(text: string): string {
  return Array.from(text, (sign) => typedDigits(sign) || sign)
    .join('')
    .toUpperCase();
}
