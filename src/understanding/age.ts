import type { Answers } from '../conversation/vocabulary';
import type { Taken } from './card';
import { numberLexicon, wordSet } from './lexicon';
import { matchKey } from './normalise';
import { BREAK, wordsAfter, wordsBefore, type Token } from './tokens';

const OLDEST = 120;
const FIRST_YEAR = 1890;
/** The Bengali year 1359 began in April 1952. */
const BENGALI_YEARS = 593;

const AGE = wordSet((words) => words.labels.age);
const BIRTH = wordSet((words) => words.labels.birth);
const PIN = wordSet((words) => words.labels.pin);
const YEARS = wordSet((words) => words.labels.years);
const TENS = numberLexicon((words) => words.ages);
const UNITS = numberLexicon((words) => words.digits);
/** `৫২ সাল` is a year; the Hindi साल counts years. */
const SAL = new Set(['সাল', 'সালে', 'সালের'].map(matchKey));
const BENGALI = /বাংলা|বঙ্গাব্দ|bangla|bongabdo/;
const SCORE = new Set(['kuri', 'কুড়ি'].map(matchKey));

const isYear = (year: number, now: number): boolean => year >= FIRST_YEAR && year <= now;

function endsWith(words: string, labels: ReadonlySet<string>): boolean {
  const parts = words.split(' ');
  return parts.some((_, from) => labels.has(parts.slice(from).join(' ')));
}

function startsWith(words: string, units: ReadonlySet<string>): boolean {
  const parts = words.split(' ');
  return parts.some((_, at) => units.has(parts.slice(0, at + 1).join(' ')));
}

/** `12-03-1952`, `12 03 1952`, `12.3.52`, `1952-03-12` */
const DATES: readonly RegExp[] = [
  /(?<!\d)(?<day>\d{1,2})[./ -](?<month>\d{1,2})[./ -](?<year>\d{4})(?!\d)/,
  /(?<!\d)(?<year>\d{4})[./-](?<month>\d{1,2})[./-](?<day>\d{1,2})(?!\d)/,
  /(?<!\d)(?<day>\d{1,2})[./-](?<month>\d{1,2})[./-](?<year>\d{2})(?!\d)/,
];

const ASKED_DATE = /(?<!\d)(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})(?!\d)/;

function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const last = 1900 + Number(year);
  return now - last > 110 ? last + 100 : last;
}

/** A date of birth; only its year is kept. */
export function takeDate(text: string, now: number, asked: boolean): Taken {
  for (const pattern of asked ? [...DATES, ASKED_DATE] : DATES) {
    const match = pattern.exec(text);
    const { day = '', month = '', year = '' } = match?.groups ?? {};
    if (!match || Number(day) > 31 || Number(month) > 12 || Number(month) < 1) continue;
    const birthYear = fullYear(year, now);
    if (isYear(birthYear, now)) return { answers: { birthYear }, rest: text.replace(match[0], ' , ') };
  }
  return { answers: {}, rest: text };
}

/** How sure we are that a number is an age: said to be one, asked for, or merely possible. */
interface Candidate {
  at: number;
  answers: Answers;
  sure: boolean;
}

function candidate(tokens: readonly Token[], at: number, now: number): Candidate | undefined {
  const digits = tokens[at]?.text ?? '';
  const before = wordsBefore(tokens, at);
  const after = wordsAfter(tokens, at);
  const number = Number(digits);
  if (endsWith(before, PIN)) return undefined;
  const born = endsWith(before, BIRTH) || startsWith(after, SAL);
  if (digits.length === 4) return yearCandidate(number, at, now, born || BENGALI.test(`${before} ${after}`));
  if (born && digits.length === 2) return { at, answers: { birthYear: fullYear(digits, now) }, sure: true };
  if (digits.length > 3 || number < 1 || number > OLDEST) return undefined;
  const sure = endsWith(before, AGE) || startsWith(after, YEARS);
  return { at, answers: { age: number }, sure };
}

/** No one living was born in 1359 but by the Bengali calendar. */
function yearCandidate(number: number, at: number, now: number, sure: boolean): Candidate | undefined {
  if (isYear(number, now)) return { at, answers: { birthYear: number }, sure: true };
  const birthYear = number + BENGALI_YEARS;
  return isYear(birthYear, now) ? { at, answers: { birthYear }, sure } : undefined;
}

/** The number with its label and unit, so that neither is taken for a name. */
function consume(tokens: readonly Token[], at: number): Token[] {
  const from = at - (endsWith(tokens[at - 1]?.key ?? '', AGE) || endsWith(tokens[at - 1]?.key ?? '', BIRTH) ? 1 : 0);
  const to = at + (startsWith(tokens[at + 1]?.key ?? '', YEARS) ? 2 : 1);
  return [...tokens.slice(0, from), BREAK, ...tokens.slice(to)];
}

export interface AgesRead {
  /** Labelled, with a unit, or a year of four digits. */
  sure: Answers;
  /** A lone number that would do as an age. */
  possible: Answers;
  rest: Token[];
}

/** Ages and years of birth among the numbers of a message. */
export function takeAges(tokens: readonly Token[], now: number): AgesRead {
  const found = tokens
    .flatMap((token, at) => (token.kind === 'number' ? [candidate(tokens, at, now)] : []))
    .filter((one) => one !== undefined);
  const certain = found.filter(({ sure }) => sure);
  const bare = found.filter(({ sure }) => !sure);
  const sure = certain.reduceRight<Answers>((all, { answers }) => ({ ...all, ...answers }), {});
  const rest = found.reduceRight<Token[]>((left, { at }) => consume(left, at), [...tokens]);
  return { sure, possible: bare.length === 1 && certain.length === 0 ? (bare[0]?.answers ?? {}) : {}, rest };
}

/** `বয়স পঁয়ষট্টি`, `sattar saal`: a number in words where a label or unit says that it is an age. */
export function withAgeDigits(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    const age = token.kind === 'word' ? TENS.get(token.key) : undefined;
    const isAge = AGE.has(tokens[at - 1]?.key ?? '') || YEARS.has(tokens[at + 1]?.key ?? '');
    return age !== undefined && isAge ? { kind: 'number', text: String(age), key: String(age) } : token;
  });
}

/** `ষাটের উপর`, shattorer moto */
const inWords = (word: string): number | undefined => TENS.get(word) ?? TENS.get(word.replace(/(?:ের|er)$/, ''));

/** `সত্তর`, `sixty nine`, `tin kuri dosh` (three score and ten). */
export function ageInWords(key: string): number | undefined {
  const words = key.split(' ');
  const at = words.findIndex((word) => inWords(word) !== undefined);
  const base = inWords(words[at] ?? '');
  if (base === undefined) return undefined;
  const scores = SCORE.has(words[at] ?? '') ? (UNITS.get(words[at - 1] ?? '') ?? 1) : 1;
  const next = words[at + 1] ?? '';
  const more = base % 10 === 0 ? (UNITS.get(next) ?? (/^1?\d$/.test(next) ? Number(next) : 0)) : 0;
  const age = base * scores + more;
  return age <= OLDEST ? age : undefined;
}
