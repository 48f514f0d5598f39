import type { Answers, Asked, CardType, Gender, YesNo } from '../conversation/vocabulary';
import { containsAny, keysOf, lexicon, nearest, wordSet, type Lexicon } from './lexicon';
import { BREAK, findPhrase, keyOf, segmentsOf, without, type Token } from './tokens';

const GENDERS = lexicon<Gender>((words) => words.genders);
const CARDS = lexicon<CardType>((words) => words.cards);
const YES_NO = lexicon<YesNo>((words) => words.yesNo);
const NO = wordSet((words) => words.yesNo.no);
const ILLNESSES = wordSet((words) => words.illnesses);
const NEGATIONS = wordSet((words) => words.negations);

/** Initials: `Rahima Bibi 1952 F`, but `M Rahman`. */
const INITIALS = new Set(keysOf('f, m, ম, পু, म, पु'));
/** Also names or parts of names (Adhar Das, Man Singh, Haru Pan): an answer only if they stand alone. */
const ALSO_NAMES = new Set(
  keysOf(
    'adhar, aadhar, pan, man, men, lady, boy, girl, wife, other, others, anya, dl, epic, stri, mard, marad, nari, janana, trans, mail, mel, pain',
  ),
);

export interface Described {
  answers: Answers;
  rest: Token[];
}

interface Light {
  asks: Asked | undefined;
  /** A number among the words makes it more than a name. */
  hasDigits: boolean;
  hasCard: boolean;
}

/** Could this be part of a name instead? */
function mayStand(tokens: readonly Token[], [from, to]: [number, number], key: string, light: Light): boolean {
  const last = tokens[to]?.kind !== 'word';
  const alone = last && tokens[from - 1]?.kind !== 'word';
  if (INITIALS.has(key)) return alone || (last && light.hasDigits);
  if (ALSO_NAMES.has(key)) return alone || (last && light.hasCard);
  return true;
}

interface Said<V> {
  value: V | undefined;
  rest: Token[];
}

function first<V>(tokens: Token[], words: Lexicon<V>, asked: boolean, light: Light): Said<V> {
  const isDenied = (to: number) => NEGATIONS.has(tokens[to]?.key ?? '');
  const isSaid = (key: string, from: number, to: number) =>
    words.has(key) && !isDenied(to) && (asked || mayStand(tokens, [from, to], key, light));
  const isNearly = (key: string, _: number, to: number) =>
    key.length > 4 && !isDenied(to) && nearest(key, words) !== undefined;
  const found = findPhrase(tokens, isSaid) ?? (asked ? findPhrase(tokens, isNearly) : undefined);
  if (!found) return { value: undefined, rest: tokens };
  const key = keyOf(tokens.slice(...found));
  return { value: words.get(key) ?? nearest(key, words), rest: without(tokens, ...found) };
}

/** The one value said; `M/F` copied from a form says none. */
function theOnly<V>(tokens: Token[], words: Lexicon<V>, asked: boolean, light: Light): Said<V> {
  const said = first(tokens, words, asked, light);
  const next = said.value === undefined ? undefined : first(said.rest, words, false, light).value;
  return next === undefined || next === said.value ? said : { value: undefined, rest: said.rest };
}

/** An illness not denied in the same breath; asked for it, a plain yes or no among other words will do. */
function comorbidityIn(tokens: readonly Token[], asked: boolean): YesNo | undefined {
  const ill = segmentsOf(tokens)
    .map(keyOf)
    .filter((key) => containsAny(key, ILLNESSES));
  if (ill.length > 0) return ill.every((key) => containsAny(key, NEGATIONS)) ? 'no' : 'yes';
  if (!asked) return undefined;
  const key = keyOf(tokens.filter(({ kind }) => kind === 'word'));
  return containsAny(key, NO) ? 'no' : nearest(key, YES_NO);
}

function withoutIllnesses(tokens: Token[]): Token[] {
  const found = findPhrase(tokens, (key) => ILLNESSES.has(key));
  if (!found) return tokens;
  const rest = without(tokens, ...found);
  return withoutIllnesses(rest.map((token, at) => (at >= found[0] && NEGATIONS.has(token.key) ? BREAK : token)));
}

/** What is said in words: woman or man, ill or not, which card. */
export function takeDescribed(tokens: Token[], light: Light): Described {
  const card = first(tokens, CARDS, light.asks === 'cardType', light);
  const gender = theOnly(card.rest, GENDERS, light.asks === 'gender', light);
  const comorbidity = comorbidityIn(gender.rest, light.asks === 'comorbidity');
  return {
    answers: {
      ...(gender.value && { gender: gender.value }),
      ...(card.value && { cardType: card.value }),
      ...(comorbidity && { comorbidity }),
    },
    rest: withoutIllnesses(gender.rest),
  };
}
