import { isBesideNumbers } from './labels';
import { containsAny, wordSet } from './lexicon';
import { findPhrase, keyOf, segmentsOf, type Token } from './tokens';

const INTRODUCTIONS = wordSet((words) => words.introductions);
const TITLES = wordSet((words) => words.titles);
const NAME_LABELS = wordSet((words) => words.labels.name);
const NEVER = new Set([
  ...wordSet((words) => words.neverName),
  ...[...wordSet((words) => words.menu.change)].flatMap((phrase) => phrase.split(' ')),
]);
/** Mother, husband: who, but not by name. */
const RELATIONS = [...INTRODUCTIONS].map((phrase) => phrase.split(' ').at(-1) ?? '');
const NEVER_ALONE = new Set([
  ...RELATIONS,
  ...wordSet((words) => `${words.yesNo.yes}, ${words.yesNo.no}`),
  ...wordSet((words) => words.fillers),
  ...wordSet((words) => words.menu.correct),
  ...wordSet((words) => Object.values(words.genders).join()),
]);
/** Said before a name by who says everything at once: "please register", `naam lekhate chai`. */
const LEADS = new Set([
  ...NEVER,
  ...wordSet((words) => `${words.fillers}, ${words.keyword}`),
  ...[...wordSet((words) => `${words.menu.register}, ${words.introductions}`)].flatMap((phrase) => phrase.split(' ')),
]);
const LONGEST = 60;
const MOST_WORDS = 6;

const capitalised = (part: string): string => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();

/** RAHIMA and rahima become Rahima; McDonald stays. */
function inTitleCase(word: string): string {
  const isMixed = /^[A-Z].*[a-z].*$/.test(word);
  return isMixed ? word : word.replace(/[a-z]+/gi, capitalised);
}

const written = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text }) => inTitleCase(text))
    .join(' ')
    .replace(/’/g, "'")
    .replace(/(?<=[\p{L}\p{M}]{3})\.$/u, '');

function isName(tokens: readonly Token[]): boolean {
  const name = written(tokens);
  const words = keyOf(tokens).split(' ');
  if (tokens.length === 0 || tokens.length > MOST_WORDS || name.length > LONGEST) return false;
  if ((name.match(/\p{L}/gu)?.length ?? 0) < 2) return false;
  return !words.some((word) => NEVER.has(word)) && !words.every((word) => NEVER_ALONE.has(word));
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  const from = tokens.findIndex(({ key }) => !isBesideNumbers(key));
  const to = tokens.findLastIndex(({ key }) => !isBesideNumbers(key));
  return from < 0 ? [] : tokens.slice(from, to + 1);
}

/** Without the introduction and the title: `my name is Mrs. Rahima Bibi`. */
function bare(tokens: readonly Token[]): readonly Token[] {
  const isIntroduction = (key: string, from: number, to: number) =>
    INTRODUCTIONS.has(key) && (from === 0 || to - from > 1);
  const [from, to] = findPhrase(tokens, isIntroduction) ?? [0, 0];
  const introduced = trimmed(to < tokens.length ? tokens.slice(to) : tokens.slice(0, from));
  const [first] = introduced;
  return first && TITLES.has(first.key) && introduced.length > 1 ? introduced.slice(1) : introduced;
}

/** A name that is said to be one: `naam: Rahima`. */
export function labelledName(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ key }) => containsAny(key, NAME_LABELS));
  if (at < 0) return undefined;
  const [first = []] = segmentsOf(tokens.slice(at + 1));
  const name = bare(first);
  return isName(name) ? written(name) : undefined;
}

/**
 * A name among what no other reader understood.
 * @param others how many other answers the message gives; of who says much at once the words before a name are taken off
 * @param wholly the message is nothing but the name
 */
export function plainName(tokens: readonly Token[], others: number, wholly = false): string | undefined {
  const segments = segmentsOf(tokens);
  const candidates = wholly ? [segments.flat()] : segments;
  const led = others > 1 ? segments.map(afterLeads).find((found) => found !== undefined) : undefined;
  const name = candidates.map(bare).find(isName) ?? led;
  return name && written(name);
}

/** What is left once the fewest words were taken from the front; of two words at least, or it might be anything. */
function afterLeads(segment: readonly Token[]): readonly Token[] | undefined {
  const own = segment.findIndex(({ key }) => !LEADS.has(key));
  const starts = Array.from({ length: Math.max(own, 0) }, (_, dropped) => segment.slice(dropped + 1));
  return starts.find((rest) => rest.length > 1 && isName(rest));
}
