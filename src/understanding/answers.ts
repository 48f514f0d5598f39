import type { Answers } from '../conversation/vocabulary';
import { ageInWords, takeAges, takeDate, withAgeDigits } from './age';
import { takeCard, wholeCard, withoutPhones } from './card';
import { takeDescribed } from './described';
import type { Heard } from './listening';
import { withoutLabels } from './labels';
import { labelledName, plainName } from './name';
import { fold } from './normalise';
import { mendDigits, takeAskedPin, takePin } from './pin';
import { tokensOf, type Token } from './tokens';

const isEmpty = (answers: Answers): boolean => Object.keys(answers).length === 0;

const asksAge = ({ asks }: Heard): boolean => asks === 'age' || asks === 'birthYear';

/** `w/o Abdul Karim`: whose wife, son or daughter someone is, as forms have it. */
const RELATION = /(?<!\p{L})[swdc]\/o(?!\p{L})[^,;\d]*/giu;

interface Numbers {
  answers: Answers;
  rest: string;
}

/** Numbers whose shape says what they are: cards, PIN codes, dates. */
function takeNumbers(heard: Heard): Numbers {
  const own = heard.text.replace(RELATION, ' , ');
  const text = withoutPhones(asksAge(heard) ? mendDigits(own) : own);
  const card = takeCard(text, heard.asks !== 'cardNumber');
  const date = takeDate(card.rest, heard.year, asksAge(heard));
  const pin = heard.asks === 'pinCode' ? takeAskedPin(date.rest) : takePin(date.rest);
  return { answers: { ...card.answers, ...date.answers, ...pin.answers }, rest: pin.rest };
}

/** Digits alone answer what was asked and nothing else, but for numbers that can be only one thing. */
function misplaced(heard: Heard, { answers }: Numbers): boolean {
  if (!/^[\d\s./-]+$/.test(heard.text)) return false;
  if (heard.asks === 'pinCode') return answers.pinCode === undefined;
  return asksAge(heard) && isDateOfSixDigits(heard.text);
}

/** `120352` may be 12 March 1952 or a PIN code: better asked again than guessed. */
const isDateOfSixDigits = (text: string): boolean => /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}$/.test(text);

function nameIn(tokens: readonly Token[], heard: Heard, others: number): string | undefined {
  const labelled = labelledName(tokens);
  if (labelled) return labelled;
  if (/\S\s+\S+\s+\S+[?؟]$/.test(heard.text)) return undefined;
  if (heard.asks === 'name') return plainName(tokens, others, others === 0 && !/\d/.test(heard.text));
  const early = heard.asks === undefined || heard.asks === 'language' || heard.asks === 'choice';
  return early && others > 1 ? plainName(tokens, others) : undefined;
}

/** A lone number is an age if one was asked for, or if it stands beside other answers. */
function agesIn(heard: Heard, { sure, possible }: { sure: Answers; possible: Answers }, company: number): Answers {
  if (asksAge(heard)) {
    const age = isEmpty(sure) && isEmpty(possible) ? ageInWords(heard.key) : undefined;
    return age === undefined ? { ...possible, ...sure } : { age };
  }
  const worthIt = company > 0 && (possible.age ?? 0) > 9;
  return worthIt ? { ...possible, ...sure } : sure;
}

function read(heard: Heard): Answers {
  const numbers = takeNumbers(heard);
  if (misplaced(heard, numbers)) return {};
  const tokens = tokensOf(numbers.rest);
  const ages = takeAges(asksAge(heard) ? tokens : withAgeDigits(tokens), heard.year);
  const described = takeDescribed(withoutLabels(ages.rest), {
    asks: heard.asks,
    hasDigits: /\d/.test(heard.text),
    hasCard: numbers.answers.cardNumber !== undefined,
  });
  const known = { ...ages.sure, ...described.answers, ...numbers.answers };
  const others = Object.keys(known).length + (isEmpty(ages.possible) ? 0 : 1);
  const name = nameIn(described.rest, heard, others);
  const company = Object.keys(known).length + (name ? 1 : 0);
  return { ...known, ...agesIn(heard, ages, company), ...(name && { name }) };
}

/** Everything one message answers, in the light of what was asked. */
export function readAnswers(heard: Heard): Answers {
  if (heard.asks !== 'cardNumber') return read(heard);
  const answers = takeCard(heard.text, false).answers.cardNumber ? read(heard) : {};
  return answers.cardNumber ? answers : wholeCard(heard);
}

/** The same message without its first words. */
export function withText(heard: Heard, text: string): Heard {
  return { ...heard, text, key: fold(text) };
}
