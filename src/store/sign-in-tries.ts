/**
 * How often somebody tried in vain to sign in under a name. Counted by name, whether there is such an account or not: a lock
 * tells nobody which names exist.
 */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { nameKey } from './staff';
import { upserting } from './upsert';
import type { Vault } from './vault';

interface Tries {
  _id: string;
  /** In a row. */
  wrong: number;
  at: Date;
  until: Date | null;
  /** Of the try that was let in last. */
  last: string;
}

export interface TryRules {
  /** From so many wrong ones in a row on, each is followed by a pause. */
  free: number;
  /** Twice as long after each further one, … */
  firstPauseMs: number;
  /** … but never longer. */
  longestPauseMs: number;
}

export interface SignInTries {
  /**
   * Counts one more try as wrong before anybody looks whether it is right: of a thousand at once only as many are looked at
   * as are free. `locked`: it may not be looked at. `until`: when the next may, where this one is wrong.
   */
  begin: (name: string, key: string, now: Date, rules: TryRules) => Promise<{ locked: boolean; until: Date | null }>;
  /** It was right: what was counted is forgotten. */
  right: (name: string) => Promise<void>;
  /** Removes what counts no more. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const DAY_MS = 86_400_000;

export function signInTries(connection: Connection, vault: Vault): SignInTries {
  const tries = driverCollection<Tries>(connection, 'signInTries');
  const idOf = (name: string): string => vault.idOf(`signIn:${nameKey(name)}`);
  return {
    begin: async (name, key, now, rules) => {
      const after = await upserting(() =>
        tries.findOneAndUpdate({ _id: idOf(name) }, counting(key, now, rules), {
          ...{ upsert: true, returnDocument: 'after' },
        }),
      );
      return { locked: after?.last !== key, until: after?.until ?? null };
    },
    right: async (name) => {
      await tries.deleteOne({ _id: idOf(name) });
    },
    forget: async (now) => {
      await tries.deleteMany({ at: { $not: { $gt: dayBefore(now) } } });
    },
    createIndexes: async () => {
      await tries.createIndexes([{ key: { at: 1 } }]);
    },
  };
}

const dayBefore = (now: Date): Date => new Date(now.getTime() - DAY_MS);

function counting(key: string, now: Date, { free, firstPauseMs, longestPauseMs }: TryRules): object[] {
  const isFree = { $lte: [{ $ifNull: ['$until', now] }, now] };
  const isFresh = { $gt: ['$at', dayBefore(now)] };
  const doubled = { $multiply: [firstPauseMs, { $pow: [2, { $subtract: ['$wrong', free] }] }] };
  const until = { $add: [now, { $min: [doubled, longestPauseMs] }] };
  return [
    { $set: { last: { $cond: [isFree, { $literal: key }, '$last'] } } },
    {
      $set: {
        wrong: { $add: [{ $cond: [isFresh, '$wrong', 0] }, { $cond: [itIs(key), 1, 0] }] },
        at: { $cond: [itIs(key), now, '$at'] },
      },
    },
    { $set: { until: { $cond: [itIs(key), { $cond: [{ $gte: ['$wrong', free] }, until, null] }, '$until'] } } },
  ];
}

const itIs = (key: string): object => ({ $eq: ['$last', { $literal: key }] });
