/** When a place is proposed, and how long somebody has to answer. India's time. */
import { addDays, dayOf, instantOf } from '../../clock';

const HOUR_MS = 3_600_000;
/** India's clocks are half an hour off the world's. */
const HALF_HOUR_MS = HOUR_MS / 2;
/** After this hour nobody is asked any more: there would be hardly an hour of daylight to answer in. */
const LAST_PROPOSALS = '19:00';
const MORNING = '08:00';
const EVENING = '20:00';
const DAYLIGHT_TO_ANSWER_MS = 2 * HOUR_MS;
/** Whose centre was closed is told from then on. */
const URGENT_FROM = '06:00';
const CLOSED_LATE = '18:00';
const CLOSED_LATE_UNTIL = '10:00';
/** Nobody should have to run. */
const BEFORE_START_MS = HOUR_MS;
/** Less than this is no time to answer. */
const LEAST_MS = HOUR_MS / 2;
/** An answer may be on its way while its time runs out. */
const ON_ITS_WAY_MS = 10 * 60_000;

export const isDaylight = (now: Date): boolean =>
  now >= instantOf(dayOf(now), MORNING) && now < instantOf(dayOf(now), LAST_PROPOSALS);

/** Eight o'clock of the next day. */
export const nextMorning = (now: Date): Date => instantOf(addDays(dayOf(now), 1), MORNING);

/** When it is next looked for somebody who waits. */
export function nextLook(now: Date): Date {
  const morning = instantOf(dayOf(now), MORNING);
  if (now < morning) return morning;
  return isDaylight(now) ? now : nextMorning(now);
}

export interface Proposable {
  day: string;
  from: string;
}

/**
 * Until when a place is kept that is proposed now; `null` where it begins too soon to be answered.
 * @param closesAt `HH:MM`: until then a day's places can be booked on that day
 */
export function answerBy(
  now: Date,
  { day, from }: Proposable,
  because: 'waiting' | 'closed',
  closesAt: string,
): Date | null {
  const latest = earlier(new Date(instantOf(day, from).getTime() - BEFORE_START_MS), instantOf(day, closesAt));
  const by = earlier(because === 'waiting' ? hoursOfDaylightAfter(now) : eveningAfter(now), latest);
  const toldAt = because === 'waiting' ? firstLight(now) : later(now, instantOf(dayOf(now), URGENT_FROM));
  return by.getTime() - toldAt.getTime() >= LEAST_MS ? by : null;
}

/** Until then the slot keeps it. */
export const keptUntil = (until: Date): Date => new Date(until.getTime() + ON_ITS_WAY_MS);

/** What had to be answered by then, and no answer is on its way any more. */
export const overdueAt = (now: Date): Date => new Date(now.getTime() - ON_ITS_WAY_MS);

/** By then the helpline has called whoever is put on its list now. */
export const callBy = (now: Date): Date =>
  now < instantOf(dayOf(now), CLOSED_LATE)
    ? instantOf(dayOf(now), EVENING)
    : instantOf(addDays(dayOf(now), 1), '12:00');

/** What is left of the two hours when night falls is given in the morning. Nobody says twenty past twelve: to the full hour. */
const hoursOfDaylightAfter = (now: Date): Date =>
  new Date(Math.ceil((twoHoursAfter(now).getTime() - HALF_HOUR_MS) / HOUR_MS) * HOUR_MS + HALF_HOUR_MS);

function twoHoursAfter(now: Date): Date {
  const begin = firstLight(now);
  const evening = instantOf(dayOf(begin), EVENING);
  const left = DAYLIGHT_TO_ANSWER_MS - (evening.getTime() - begin.getTime());
  if (left <= 0) return new Date(begin.getTime() + DAYLIGHT_TO_ANSWER_MS);
  return new Date(nextMorning(begin).getTime() + left);
}

function firstLight(now: Date): Date {
  const today = dayOf(now);
  return now < instantOf(today, EVENING) ? later(now, instantOf(today, MORNING)) : nextMorning(now);
}

const eveningAfter = (now: Date): Date =>
  now < instantOf(dayOf(now), CLOSED_LATE)
    ? instantOf(dayOf(now), EVENING)
    : instantOf(addDays(dayOf(now), 1), CLOSED_LATE_UNTIL);

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
const later = (a: Date, b: Date): Date => (a > b ? a : b);
