/**
 * Another interval between the doses of a vaccine from a day on. It stands in the programme with the id of its change, in one
 * update; those concerned are told by `recomputeIntervals`.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { IntervalRule, Programme } from '../store/programme';
import { latestProgramme } from './latest-programme';
import { isDay } from './rules/days';
import { intervalOn } from './rules/dose-interval';

export interface IntervalChange {
  vaccine: string;
  days: number;
  most?: number | undefined;
  /** `YYYY-MM-DD` */
  from: string;
  now: Date;
}

export interface IntervalSet {
  /** `same`: it was the rule already. */
  status: 'set' | 'same';
  /** The change that people are told of. */
  change: string | undefined;
  /** What held today before. */
  was: IntervalRule | undefined;
  /** Its first day is past. */
  late: boolean;
}
export type IntervalRefused =
  | { status: 'unknownVaccine'; known: string[] }
  | { status: 'noDay' }
  | { status: 'badDays'; least: number; most: number }
  /** A later version holds already: this one never would. */
  | { status: 'overruled'; from: string };

/** Nobody waits longer than a year between two doses, and nobody has both at once. */
const LEAST_DAYS = 1;
const MOST_DAYS = 365;

export async function setInterval(store: Store, wanted: IntervalChange): Promise<IntervalSet | IntervalRefused> {
  const today = dayOf(wanted.now);
  const programme = await latestProgramme(store);
  const wrong = wrongOf(wanted, programme) ?? overruledBy(wanted, programme, today);
  if (wrong) return wrong;
  const { vaccine, from, now } = wanted;
  const was = intervalOn(programme, vaccine, today);
  const late = from < today;
  const there = versionsOf(programme, vaccine).find((version) => isSame(version, wanted));
  if (there) {
    await announce(store, vaccine, there, now);
    return { status: 'same', change: there.change, was, late };
  }
  const version = versionOf(wanted);
  await store.programme.setInterval(vaccine, version);
  await announce(store, vaccine, version, now);
  return { status: 'set', change: version.change, was, late };
}

function wrongOf(
  { vaccine, days, most = days, from }: IntervalChange,
  { vaccines }: Programme,
): IntervalRefused | null {
  const known = vaccines.map(({ id }) => id);
  const inReason = (count: number): boolean => Number.isInteger(count) && count >= LEAST_DAYS && count <= MOST_DAYS;
  if (!known.includes(vaccine)) return { status: 'unknownVaccine', known };
  if (!inReason(days) || !inReason(most) || most < days)
    return { status: 'badDays', least: LEAST_DAYS, most: MOST_DAYS };
  return isDay(from) ? null : { status: 'noDay' };
}

function overruledBy({ vaccine, from }: IntervalChange, programme: Programme, today: string): IntervalRefused | null {
  const later = versionsOf(programme, vaccine).find((version) => version.from > from && version.from <= today);
  return later ? { status: 'overruled', from: later.from } : null;
}

const versionsOf = ({ vaccines }: Programme, vaccine: string): IntervalRule[] =>
  vaccines.find(({ id }) => id === vaccine)?.intervals ?? [];

const isSame = (version: IntervalRule, { from, days, most }: IntervalChange): boolean =>
  version.from === from && version.days === days && version.most === most;

const versionOf = ({ vaccine, from, days, most, now }: IntervalChange): IntervalRule => ({
  ...{ from, days, change: `${vaccine}:${from}:${now.getTime().toString(36)}` },
  ...(most === undefined ? {} : { most }),
});

async function announce(store: Store, vaccine: string, version: IntervalRule, announcedAt: Date): Promise<void> {
  const { change, ...rule } = version;
  if (change !== undefined) await store.ruleChanges.announce({ _id: change, vaccine, ...rule, announcedAt });
}

/** Whoever was stopped after the programme was changed has not announced it. */
export async function announceAll(store: Store, now: Date): Promise<void> {
  const known = new Set((await store.ruleChanges.all()).map(({ _id }) => _id));
  for (const { id, intervals } of (await latestProgramme(store)).vaccines)
    for (const version of intervals)
      if (version.change !== undefined && !known.has(version.change)) await announce(store, id, version, now);
}
