/** What a vaccination session may be like: checked before anything is written, each fault by the field it is in. */
import { addDays } from '../../clock';
import type { SessionRow } from '../../store/imports';
import { isDay } from './days';

export type SessionWish = SessionRow;
export type WishField = 'centre' | 'day' | 'vaccine' | 'hours' | 'capacity' | 'price' | 'share';
export interface Fault<Field extends string = string> {
  field: Field;
  /** Names a sentence: locales/<language>/web/sessions.json, `fault.<why>`. */
  why: string;
}

/** How far ahead people plan; a later day is a slip of the pen. */
export const MOST_DAYS_AHEAD = 60;
export const MOST_SLOTS = 24;
/** One slot is one document: see slot-schema. */
export const MOST_IN_SLOT = 1_000;
const DEAREST = 5_000;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export interface Known {
  isCentre: boolean;
  vaccines: readonly string[];
  /** Today, `YYYY-MM-DD`, and the time, `HH:MM`. */
  today: string;
  time: string;
}

/** None where all is well. */
export function faultsOf(wish: SessionWish, known: Known): Fault<WishField>[] {
  const faults: [WishField, string | null][] = [
    ['centre', known.isCentre ? null : 'noCentre'],
    ['day', faultOfDay(wish, known)],
    ['vaccine', known.vaccines.includes(wish.vaccine) ? null : 'noVaccine'],
    ['hours', faultOfHours(wish.hours)],
    ['capacity', faultOfCapacity(wish)],
    ['price', isWhole(wish.price, DEAREST) ? null : 'price'],
    ['share', isWhole(wish.keptShare, 100) ? null : 'share'],
  ];
  return faults.flatMap(([field, why]) => (why ? [{ field, why }] : []));
}

function faultOfDay({ day, hours }: SessionWish, { today, time }: Known): string | null {
  if (!isDay(day)) return 'noDay';
  if (day < today || (day === today && hours.some(({ from }) => from <= time))) return 'past';
  return day > addDays(today, MOST_DAYS_AHEAD) ? 'tooFar' : null;
}

function faultOfHours(hours: SessionWish['hours']): string | null {
  if (hours.length === 0 || hours.some(({ from, to }) => !TIME.test(from) || !TIME.test(to) || from >= to))
    return 'noHours';
  if (hours.length > MOST_SLOTS) return 'tooManySlots';
  const inOrder = [...hours].sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.some(({ to }, index) => to > (inOrder[index + 1]?.from ?? to)) ? 'overlapping' : null;
}

function faultOfCapacity({ capacities, hours }: SessionWish): string | null {
  const most = MOST_IN_SLOT * Math.max(1, hours.length);
  if (!capacities.every((each) => isWhole(each, most))) return 'capacity';
  return capacities.some((each) => each > 0) ? null : 'noPlaces';
}

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeAt = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** From `from` to `to` in windows of so many minutes, the last one perhaps shorter. None where that is no time. */
export function cutHours(from: string, to: string, minutes: number): SessionWish['hours'] {
  if (!TIME.test(from) || !TIME.test(to) || from >= to || !(minutes >= 5)) return [];
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return Array.from({ length: Math.ceil((end - start) / minutes) }, (_, index) => ({
    from: timeAt(start + index * minutes),
    to: timeAt(Math.min(end, start + (index + 1) * minutes)),
  }));
}
