/** Vaccination sessions as a whole, added up from their slots by the database. */
import type { Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { driverCollection } from './database';
import type { SlotWithHolders } from './slot-schema';

export interface SessionSummary {
  _id: string;
  centre: string;
  centreNames: Names;
  day: string;
  /** From the first slot to the last, `HH:MM`. */
  from: string;
  to: string;
  vaccine: string;
  price: number;
  /** Places for first and second doses, and how many of them are free. */
  capacities: [number, number];
  free: [number, number];
  keptShare: number | null;
  /** Why it does not take place. */
  closed: string | null;
}

export interface SessionSummaries {
  /** By day, centre and hour. */
  sessionsOf: (centres: readonly string[], fromDay: string, toDay: string) => Promise<SessionSummary[]>;
}

const DOSES = [1, 2];
const ofDose = (dose: number, value: unknown) => ({ $sum: { $cond: [{ $eq: ['$dose', dose] }, value, 0] } });
const FREE = { $max: [0, '$free'] };

export function sessionSummaries(connection: Connection): SessionSummaries {
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const group = {
    _id: '$session',
    ...Object.fromEntries(['centre', 'centreNames', 'day', 'vaccine', 'price'].map((of) => [of, { $first: `$${of}` }])),
    ...{ from: { $min: '$from' }, to: { $max: '$to' }, keptShare: { $max: '$keptShare' }, closed: { $max: '$closed' } },
    ...{ first: ofDose(1, '$capacity'), second: ofDose(2, '$capacity') },
    ...{ firstFree: ofDose(1, FREE), secondFree: ofDose(2, FREE) },
  };
  const whole = {
    ...{ centre: 1, centreNames: 1, day: 1, from: 1, to: 1, vaccine: 1, price: 1, keptShare: 1, closed: 1 },
    ...{ capacities: ['$first', '$second'], free: ['$firstFree', '$secondFree'] },
  };
  return {
    sessionsOf: (centres, fromDay, toDay) =>
      slots
        .aggregate<SessionSummary>([
          // The doses are named for the index, which has them before the day.
          { $match: { centre: { $in: [...centres] }, dose: { $in: DOSES }, day: { $gte: fromDay, $lte: toDay } } },
          { $group: group },
          { $project: whole },
          { $sort: { day: 1, centre: 1, from: 1, _id: 1 } },
        ])
        .toArray(),
  };
}
