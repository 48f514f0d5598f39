/**
 * Vaccination sessions as staff have planned them: written down before the first of their slots exists, so that a crash in the
 * middle leaves something to finish, and so that of two who plan at once each gets an id of their own.
 */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import type { Slot } from './slot-schema';

export interface SessionPlan {
  /** The vaccination session. */
  _id: string;
  /** The same form sent twice plans once. */
  once: string;
  centre: string;
  day: string;
  vaccine: string;
  slots: Slot[];
  /** Not all slots are known to exist yet. */
  open: boolean;
  at: Date;
}

export interface SessionPlanStore {
  /** `false`: the id is taken, or the form was sent before. */
  begin: (plan: SessionPlan) => Promise<boolean>;
  ofOnce: (once: string) => Promise<SessionPlan | null>;
  /** Without their slots. */
  onDay: (centre: string, day: string) => Promise<Omit<SessionPlan, 'slots'>[]>;
  /** Ids of what is planned from this day on. */
  from: (day: string) => Promise<string[]>;
  unfinished: (limit: number) => Promise<SessionPlan[]>;
  finished: (id: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function sessionPlanStore(connection: Connection): SessionPlanStore {
  const plans = driverCollection<SessionPlan>(connection, 'sessionPlans');
  return {
    begin: async (plan) => {
      try {
        await plans.insertOne(plan);
        return true;
      } catch (error) {
        if (duplicateKey(error)) return false;
        throw error;
      }
    },
    ofOnce: (once) => plans.findOne({ once }),
    onDay: (centre, day) => plans.find({ day, centre }, { projection: { slots: 0 } }).toArray(),
    from: async (day) => {
      const found = await plans.find({ day: { $gte: day } }, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => _id);
    },
    unfinished: (limit) => plans.find({ open: true }).sort({ at: 1 }).limit(limit).toArray(),
    finished: async (_id) => {
      await plans.updateOne({ _id }, { $set: { open: false } });
    },
    createIndexes: async () => {
      await plans.createIndexes([
        { key: { once: 1 }, unique: true },
        { key: { day: 1, centre: 1 } },
        { key: { at: 1 }, partialFilterExpression: { open: true } },
      ]);
    },
  };
}
