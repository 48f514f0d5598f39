/** What partners' programs ask for, and what they are answered: one document for each day, partner and kind of call. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { addingUp } from './upsert';

/** By what they were answered. */
export const OUTCOMES = ['ok', 'refused', 'tooMany', 'broken'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Outcomes = Record<Outcome, number>;
export const NO_CALLS: Readonly<Outcomes> = { ok: 0, refused: 0, tooMany: 0, broken: 0 };

export interface UsageKind {
  day: string;
  /** Id; null: calls without a key. */
  partner: string | null;
  /** As the API's document groups them: `Places`. */
  tag: string;
}
export type UsageCount = UsageKind & Outcomes;

export interface ApiUsageStore {
  add: (counts: readonly UsageCount[]) => Promise<void>;
  between: (fromDay: string, toDay: string) => Promise<UsageCount[]>;
}

/** The day comes first, so that a stretch of days is a stretch of ids. */
type Stored = UsageCount & { _id: string };

export function apiUsageStore(connection: Connection): ApiUsageStore {
  const usage = driverCollection<Stored>(connection, 'apiUsage');
  return {
    add: (counts) => addingUp(usage, counts.map(operationOf)),
    between: (fromDay, toDay) =>
      usage.find<UsageCount>({ _id: { $gte: fromDay, $lt: `${toDay}~` } }, { projection: { _id: 0 } }).toArray(),
  };
}

function operationOf({ day, partner, tag, ...outcomes }: UsageCount) {
  const update = { $inc: outcomes, $setOnInsert: { day, partner, tag } };
  return { updateOne: { filter: { _id: [day, partner ?? '', tag].join('|') }, update, upsert: true } };
}
