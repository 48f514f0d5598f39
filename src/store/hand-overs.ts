/** Who may ask for whom: somebody named the card and the year of birth of a person who is registered on another number. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';

interface HandOver {
  /** Who asks, and for whom. */
  _id: string;
  until: Date;
}

export interface HandOverStore {
  allow: (asker: string, person: string, until: Date) => Promise<void>;
  isAllowed: (asker: string, person: string, now: Date) => Promise<boolean>;
  /** Removes what has expired. */
  forget: (now: Date) => Promise<void>;
}

export function handOverStore(connection: Connection): HandOverStore {
  const allowed = driverCollection<HandOver>(connection, 'handOvers');
  const idOf = (asker: string, person: string): string => `${asker}:${person}`;
  return {
    allow: async (asker, person, until) => {
      await allowed.updateOne({ _id: idOf(asker, person) }, { $set: { until } }, { upsert: true });
    },
    isAllowed: async (asker, person, now) =>
      (await allowed.findOne({ _id: idOf(asker, person), until: { $gt: now } })) !== null,
    forget: async (now) => {
      await allowed.deleteMany({ until: { $lte: now } });
    },
  };
}
