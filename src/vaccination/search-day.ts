/**
 * Finds somebody on the day's list: by the beginnings of the name, by the last digits of their number, card or telephone, or by
 * the code they say. Whoever tries codes that nobody has is stopped.
 */
import type { Store } from '../store';
import type { DayPerson } from './list-day';
import { nameBegins } from './rules/name-search';
import { typedDigits } from './rules/typed';

export interface Search {
  people: readonly DayPerson[];
  /** Of the same day and centre. */
  centre: string;
  day: string;
  typed: string;
  /** Not still being typed: four digits may become a longer number. */
  isWhole: boolean;
  /** Id of the member of staff. */
  by: string;
  now: Date;
}

export interface Found {
  found: readonly DayPerson[];
  /** Ids of the dates with this code; `null` where none was looked for. That one was is written down. */
  byCode: readonly string[] | null;
  tooManyCodes: boolean;
}

const LETTER = /\p{L}/u;
const CODE_LENGTH = 4;
/** Whether it may be the code of somebody. */
export const isCode = (typed: string): boolean => typedDigits(typed).length === CODE_LENGTH && !LETTER.test(typed);

const FEWEST_DIGITS = 2;
/** In an hour, of codes that nobody has. Each is a guess at all who have a date. */
const MOST_WRONG = 5;
const HOUR_MS = 3_600_000;

export async function searchDay(store: Store, search: Search): Promise<Found> {
  const { people, typed } = search;
  const text = typed.trim();
  const plain = { byCode: null, tooManyCodes: false };
  if (text === '') return { found: people, ...plain };
  const digits = typedDigits(text);
  // Letters too: the last of a card may be some.
  if (digits === '' || LETTER.test(text)) return { found: people.filter((each) => isCalled(each, text)), ...plain };
  if (digits.length < FEWEST_DIGITS) return { found: [], ...plain };
  const byDigits = people.filter(({ reference, card }) => reference.endsWith(digits) || card.last4.endsWith(digits));
  if (search.isWhole && isCode(text)) return withCode(store, search, digits, byDigits);
  return { found: byDigits.length > 0 ? byDigits : await byPhone(store, people, digits), ...plain };
}

const isCalled = ({ name, card }: DayPerson, text: string): boolean =>
  nameBegins(name, text) || card.last4 === text.toUpperCase();

/** Those whose code it is, beside those whose number or card ends so. */
async function withCode(
  store: Store,
  { people, centre, day, by, now }: Search,
  code: string,
  byDigits: readonly DayPerson[],
): Promise<Found> {
  const isOther = byDigits.length > 0;
  // Whoever looks for a card is not to be stopped; what it tells of codes in passing is counted apart.
  const whose = isOther ? `dayCodeBeside:${by}` : `dayCode:${by}`;
  const trying = { key: store.vault.idOf(`dayCode:${code}`), since: new Date(now.getTime() - HOUR_MS), now };
  if (!(await store.limits.allows(whose, MOST_WRONG, trying)))
    return { found: byDigits, byCode: null, tooManyCodes: !isOther };
  const byCode = await store.atCentre.withCode(centre, day, code);
  const here = people.filter((each) => byDigits.includes(each) || byCode.includes(each.appointment));
  const found = here.length > 0 ? here : await byPhone(store, people, code);
  if (found.length > byDigits.length) await store.limits.takeBack(whose, trying.key);
  return { found, byCode, tooManyCodes: false };
}

async function byPhone(store: Store, people: readonly DayPerson[], digits: string): Promise<DayPerson[]> {
  const found = await Promise.all(
    people.map(async (person) => {
      const conversation = await store.conversations.load(person.contact);
      return conversation?.address.startsWith('tel:') && conversation.address.endsWith(digits) ? person : null;
    }),
  );
  return found.filter((each) => each !== null);
}
