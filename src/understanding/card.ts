import type { Answers, CardType } from '../conversation/vocabulary';
import { lexicon } from './lexicon';
import type { Heard } from './listening';
import { findPhrase, keyOf, tokensOf, without } from './tokens';

const CARDS = lexicon<CardType>((words) => words.cards);
const AROUND = '(?<![\\p{L}\\p{N}])';
const BEHIND = '(?![\\p{L}\\p{M}\\p{N}])';
const shape = (pattern: string): RegExp => new RegExp(AROUND + pattern + BEHIND, 'iu');

/** What a number looks like tells which card it is on. Spaces only where no name and age could stand instead. */
const SHAPES: readonly (readonly [CardType, RegExp])[] = [
  ['voter', shape('[a-z]{2} ?/ ?\\d{1,3} ?/ ?\\d{1,3} ?/ ?\\d{4,7}')],
  ['licence', shape('[a-z]{2}-?\\d{2}[ -]?(?:\\d{9,12}|\\d{4}[ -]\\d{5,8})')],
  ['voter', shape('[a-z]{3}[ /-]?\\d{7}')],
  ['pan', shape('[a-z]{5}\\d{4}[a-z]')],
  ['passport', shape('[a-z]\\d{7}')],
  ['aadhaar', shape('(?:\\d{12}|(?<!(?!19)\\d{4}[ -])(?!19)\\d{4}([ -])\\d{4}\\1\\d{4}(?![ -]?\\d{3}))')],
];

/** Pension and NPR numbers look like anything; they are known by the word before them. `PPO 123456` */
const NAMED: readonly (readonly [CardType, RegExp])[] = [
  [
    'pension',
    /(?<![\p{L}\p{M}])(?:ppo|pension|penson|পেনশন|पेंशन|पेन्शन)[^\d,;]{0,15}?(?<number>[a-z]{0,5}[\d/-]{5,20})(?![\p{L}\d])/iu,
  ],
  ['npr', /(?<![\p{L}\p{M}])(?:npr|এনপিআর|एनपीआर)[^\d,;]{0,15}?(?<number>[a-z]{0,5}[\d/-]{5,20})(?![\p{L}\d])/iu],
];

/** `+91 98300 12345`, `9830012345`: neither a card nor a PIN code. */
const PHONE = /(?<!\d)(?:(?:\+|00)91[ -]?[6-9]\d{4}[ -]?\d{5}|0?[6-9]\d{9}|0?[6-9]\d{4}[ -]\d{5})(?!\d)/g;

/** `2041 7733 9152 06`: our own number of a person. */
const REFERENCE = /^\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{2}$/;

export function withoutPhones(text: string): string {
  return REFERENCE.test(text) ? '' : text.replace(PHONE, ' , ');
}

/** Upper case without spaces; the slashes of an old voter card stay: `WB/23/158/123456`. */
function compact(number: string): string {
  const letters = number.toUpperCase().replace(/[^A-Z0-9/]/g, '');
  return /^[A-Z]{2}\/\d+\/\d+\/\d+$/.test(letters) ? letters : letters.replace(/\//g, '');
}

export interface Taken {
  answers: Answers;
  rest: string;
}

/** A card number by its shape, whatever was asked. Without `trustShape` only the word before it names the card. */
export function takeCard(text: string, trustShape: boolean): Taken {
  for (const [cardType, pattern] of [...NAMED, ...SHAPES]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [whole] = match;
    const named = match.groups?.number;
    const cardNumber = compact(named ?? whole);
    const answers = trustShape || named ? { cardType, cardNumber } : { cardNumber };
    return { answers, rest: text.replace(whole, ' , ') };
  }
  return { answers: {}, rest: text };
}

const SAID_AROUND = /^(?:amar|my|mera|number|nombor|no|card|kard|is|hai|holo|hol|er|ka|the|namber|nambar)$/i;

/** Where the shape leaves no doubt, letters typed for digits are put right: WKH118625O. */
function withDigits(number: string): string {
  const match = /^([A-Z]{3}|)([0-9OIL]+)$/.exec(number);
  const [, letters = '', digits = ''] = match ?? [];
  if (digits.length !== (letters ? 7 : 12)) return number;
  return letters + digits.replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** `voter wkh 118 6253`: the whole message is the number, but for the card's name. */
export function wholeCard({ text }: Heard): Answers {
  const tokens = tokensOf(text);
  const named = findPhrase(tokens, (key) => CARDS.has(key));
  const cardType = named && CARDS.get(keyOf(tokens.slice(...named)));
  const words = (named ? without(tokens, ...named) : tokens).filter(({ text: word }) => !SAID_AROUND.test(word));
  const old = /[a-z]{2}(?: ?\/ ?\d+){3}/i.exec(text)?.[0];
  const cardNumber = withDigits(compact(old ?? words.map(({ text: word }) => word).join('')));
  const plausible = cardNumber.length <= 20 && (cardNumber.match(/\d/g)?.length ?? 0) > 3;
  // Another card than the one asked about: `আধার`.
  if (cardType && cardNumber === '') return { cardType };
  if (!plausible || cardNumber.length < 4) return {};
  return cardType ? { cardType, cardNumber } : { cardNumber };
}
