/** How often somebody may do something: at most so many times in a stretch of time, and the same doing again is no second time. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Vault } from './vault';
import { upserting } from './upsert';

interface Limit {
  _id: string;
  asked: { key: string; at: Date }[];
}

/** What is asked for, the same when it is asked for again; and how far back what was asked for counts. */
interface Asking {
  key: string;
  since: Date;
  now: Date;
}

export interface LimitStore {
  /** Whether one more is allowed to someone: at most `most` since `since`. */
  allows: (whose: string, most: number, asking: Asking) => Promise<boolean>;
  /** What was allowed shall not count: of tries, only those that were wrong do. */
  takeBack: (whose: string, key: string) => Promise<void>;
  /** Removes what nothing was asked of for a day. */
  forget: (now: Date) => Promise<void>;
}

const DAY_MS = 86_400_000;

export function limitStore(connection: Connection, vault: Vault): LimitStore {
  const limits = driverCollection<Limit>(connection, 'limits');
  return {
    allows: async (whose, most, { key, since, now }) => {
      const _id = vault.idOf(`limit:${whose}`);
      const recent = { $filter: { input: { $ifNull: ['$asked', []] }, cond: { $gt: ['$$this.at', since] } } };
      const counted = {
        $cond: [{ $in: [{ $literal: key }, '$asked.key'] }, [], [{ key: { $literal: key }, at: now }]],
      };
      // One more than allowed is kept to tell who came too late; it counts for nothing more.
      const asked = { $slice: [{ $concatArrays: ['$asked', counted] }, most + 1] };
      const after = await upserting(() =>
        limits.findOneAndUpdate({ _id }, [{ $set: { asked: recent } }, { $set: { asked } }], {
          upsert: true,
          returnDocument: 'after',
        }),
      );
      return after?.asked.slice(0, most).some((each) => each.key === key) ?? false;
    },
    takeBack: async (whose, key) => {
      await limits.updateOne({ _id: vault.idOf(`limit:${whose}`) }, { $pull: { asked: { key } } });
    },
    forget: async (now) => {
      await limits.deleteMany({ 'asked.at': { $not: { $gt: new Date(now.getTime() - DAY_MS) } } });
    },
  };
}
