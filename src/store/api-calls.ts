/** How many calls of the API each caller has made in a stretch of time, in all processes together. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { addingUp } from './upsert';
import type { Vault } from './vault';

interface Counted {
  /** The window begins with its time: what is over is found without an index. */
  _id: string;
  calls: number;
}

export interface ApiCallStore {
  /** Adds what each has made in the window that began then. Answers how many each of them has by now. */
  add: (since: Date, calls: ReadonlyMap<string, number>) => Promise<Map<string, number>>;
  /** Removes the windows that began before. */
  forget: (before: Date) => Promise<void>;
}

export function apiCallStore(connection: Connection, vault: Vault): ApiCallStore {
  const counts = driverCollection<Counted>(connection, 'apiCalls');
  return {
    add: async (since, calls) => {
      const ids = new Map(
        [...calls.keys()].map((who) => [`${since.toISOString()}|${vault.idOf(`calls:${who}`)}`, who]),
      );
      const operations = [...ids].map(([_id, who]) => ({
        updateOne: { filter: { _id }, update: { $inc: { calls: calls.get(who) ?? 0 } }, upsert: true },
      }));
      await addingUp(counts, operations);
      const found = await counts.find({ _id: { $in: [...ids.keys()] } }).toArray();
      return new Map(found.map((each) => [ids.get(each._id) ?? '', each.calls]));
    },
    forget: async (before) => {
      await counts.deleteMany({ _id: { $lt: before.toISOString() } });
    },
  };
}
