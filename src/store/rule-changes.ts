/** Rules that were changed, and how far the people they concern have been told. */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';

export interface RuleChange {
  _id: string;
  vaccine: string;
  days: number;
  most?: number;
  /** `YYYY-MM-DD`: from then on people are told. */
  from: string;
  announcedAt: Date;
  /** The last person looked at. */
  cursor: string;
  /** How many were looked at, and how many of them told. */
  people: number;
  told: number;
  status: 'waiting' | 'running' | 'done';
  /** Until then one process is at it. */
  leasedUntil: Date;
}

export type Announcement = Pick<RuleChange, '_id' | 'vaccine' | 'days' | 'most' | 'from' | 'announcedAt'>;
export type Progress = Pick<RuleChange, 'cursor' | 'people' | 'told' | 'status'>;

export interface RuleChangeStore {
  /** Announced again it is as it was. */
  announce: (change: Announcement) => Promise<void>;
  /** The first change of some vaccine that has begun and is not done, leased to the caller; `null` where others are at it. */
  take: (today: string, now: Date, leasedUntil: Date) => Promise<RuleChange | null>;
  /** How far it has come, leased until then. `null`: another process has taken it over meanwhile. */
  advance: (change: RuleChange, progress: Progress, leasedUntil: Date) => Promise<RuleChange | null>;
  /** Newest first. */
  all: () => Promise<RuleChange[]>;
  createIndexes: () => Promise<void>;
}

const NEVER = new Date(0);

export function ruleChangeStore(connection: Connection): RuleChangeStore {
  const changes = driverCollection<RuleChange>(connection, 'ruleChanges');
  const after = { returnDocument: 'after' } as const;

  return {
    announce: async (announcement) => {
      const fresh = { cursor: '', people: 0, told: 0, status: 'waiting', leasedUntil: NEVER } as const;
      try {
        await changes.insertOne({ ...announcement, ...fresh });
      } catch (error) {
        if (!duplicateKey(error)) throw error;
      }
    },
    take: async (today, now, leasedUntil) => {
      const begun = { status: { $in: ['waiting', 'running'] as const }, from: { $lte: today } };
      const all = await changes.find(begun).sort({ announcedAt: 1, _id: 1 }).toArray();
      for (const { _id } of firstOfEach(all)) {
        const mine = { _id, ...begun, leasedUntil: { $lte: now } };
        const taken = await changes.findOneAndUpdate(mine, { $set: { status: 'running', leasedUntil } }, after);
        if (taken) return taken;
      }
      return null;
    },
    advance: ({ _id, leasedUntil: mine }, progress, leasedUntil) =>
      changes.findOneAndUpdate({ _id, leasedUntil: mine }, { $set: { ...progress, leasedUntil } }, after),
    all: () => changes.find().sort({ announcedAt: -1, _id: 1 }).toArray(),
    createIndexes: async () => {
      await changes.createIndexes([{ key: { status: 1, from: 1 } }]);
    },
  };
}

/** Two changes of one vaccine never at once: the same people would be told of both. */
const firstOfEach = (all: readonly RuleChange[]): RuleChange[] =>
  all.filter((change, index) => all.findIndex(({ vaccine }) => vaccine === change.vaccine) === index);
