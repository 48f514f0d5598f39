/** Which districts and days a page is about: those asked for, as far as they are the officer's. */
import { addDays, dayOf } from '../clock';
import type { Store } from '../store';
import type { District } from '../store/places';
import { isDay } from '../vaccination/rules/days';
import { seesDistrict } from '../web/rights';
import type { Visit } from '../web/route';

export interface Asked {
  /** All that are theirs. */
  theirs: readonly District[];
  /** The one that is looked at closely; `null`: all of theirs beside each other. */
  chosen: District | null;
  /** Ids of those that are counted. */
  counted: readonly string[];
  day: string;
  today: string;
}

/** `null`: it is none of theirs. */
export async function askedOf({ places }: Store, { staff, query, now }: Visit): Promise<Asked | null> {
  const theirs = (await places.districts()).filter((district) => seesDistrict(staff, district));
  const only = theirs.length === 1 ? theirs[0] : undefined;
  const chosen = (query['district'] ? theirs.find(({ _id }) => _id === query['district']) : only) ?? null;
  if (query['district'] && !chosen) return null;
  const today = dayOf(now);
  const counted = chosen ? [chosen._id] : theirs.map(({ _id }) => _id);
  return { theirs, chosen, counted, today, day: dayIn(query['day']) ?? today };
}

/** Within a year from the first to the last; the last seven days where nothing else is asked for. */
export function rangeOf({ query, now }: Pick<Visit, 'query' | 'now'>): { fromDay: string; toDay: string } {
  const toDay = dayIn(query['to']) ?? dayOf(now);
  const fromDay = dayIn(query['from']) ?? addDays(toDay, -6);
  const earliest = addDays(toDay, -LONGEST);
  return { toDay, fromDay: fromDay > toDay ? toDay : fromDay < earliest ? earliest : fromDay };
}

const LONGEST = 366;
const dayIn = (text = ''): string | undefined => (isDay(text) ? text : undefined);
