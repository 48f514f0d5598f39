/**
 * What a vaccination session is to become: written down before the first of its slots is changed, so that a crash in the middle
 * leaves something to finish. The latest change of a session counts.
 */
import { Schema, type Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';

export interface SessionChange {
  /** The vaccination session. */
  _id: string;
  /** All its slots together. */
  capacity: number;
  /** How many of them are for first doses, second doses …; else they stay in proportion to what was planned. */
  byDose?: number[] | null;
  /** Per cent that partner apps leave to telephones; else it stays. */
  keptShare?: number | null;
  /** Why it does not take place. */
  closed: string | null;
  /** What was over at this moment stays as it was. */
  at: Date;
  /** Counts the changes of this vaccination session. */
  revision: number;
  /** Not all slots are known to follow it yet. */
  open: boolean;
}
export type Wanted = Pick<SessionChange, 'capacity' | 'byDose' | 'keptShare' | 'closed' | 'at'>;

const schema = new Schema<SessionChange>(
  {
    _id: String,
    capacity: { type: Number, required: true },
    byDose: { type: [Number], default: null },
    keptShare: { type: Number, default: null },
    closed: { type: String, default: null },
    at: { type: Date, required: true },
    revision: { type: Number, required: true },
    open: { type: Boolean, required: true },
  },
  { versionKey: false },
);
schema.index({ at: 1 }, { partialFilterExpression: { open: true } });

export interface SessionChangeStore {
  begin: (session: string, wanted: Wanted) => Promise<SessionChange>;
  unfinished: (limit: number) => Promise<SessionChange[]>;
  /** Not where another change has begun meanwhile. */
  finished: (change: SessionChange) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function sessionChangeStore(connection: Connection): SessionChangeStore {
  const model = connection.model<SessionChange>('SessionChange', schema, 'sessionChanges');
  const changes = driverCollection<SessionChange>(connection, 'sessionChanges');
  const begin = async (_id: string, wanted: Wanted): Promise<SessionChange> => {
    try {
      const update = { $set: { byDose: null, keptShare: null, ...wanted, open: true }, $inc: { revision: 1 } };
      const begun = await changes.findOneAndUpdate({ _id }, update, { upsert: true, returnDocument: 'after' });
      return begun as SessionChange;
    } catch (error) {
      // Two began the first change of a vaccination session at once: the other one's document is there now.
      if (duplicateKey(error)) return begin(_id, wanted);
      throw error;
    }
  };
  return {
    begin,
    unfinished: (limit) => changes.find({ open: true }).sort({ at: 1 }).limit(limit).toArray(),
    finished: async ({ _id, revision }) => {
      await changes.updateOne({ _id, revision }, { $set: { open: false } });
    },
    createIndexes: () => model.createIndexes(),
  };
}
