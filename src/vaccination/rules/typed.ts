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

/** All of it, as it is compared: strokes only where they belong, in old voter cards: `WB/23/158/123456`. */
export function typedCardNumber(text: string): string {
  const number = typedCard(text);
  return /^[A-Z]{2}(?:\/\d+){3}$/.test(number) ? number : number.replace(/\//g, '');
}

const LONGEST_NAME = 60;
const MOST_WORDS = 6;
const NAME = /^(?:\p{L}|\p{M}|\u200c|\u200d|[ .'’-])+$/u;

/** As much of a name as messages have room for; `null` where it is none: of two letters at least, and no number or link. */
export function typedName(text: string): string | null {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  const fits = name.length <= LONGEST_NAME && name.split(' ').length <= MOST_WORDS;
  return fits && letters >= 2 && NAME.test(name) ? name : null;
}

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
