/** That something has changed which somebody may be looking at: a number for each thing, raised after every change of it. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { upserting } from './upsert';

/** The helpline's lists, and what is said with one contact. */
export type Topic = 'queue' | 'calls' | 'cases' | `talk:${string}`;

interface Beat {
  _id: Topic;
  count: number;
}

export interface BeatStore {
  /** Whoever is stopped before it has changed something all the same: who looks on asks anew now and then. */
  changed: (topic: Topic) => Promise<void>;
  /** 0 where nothing has changed yet. */
  of: (topics: readonly Topic[]) => Promise<ReadonlyMap<Topic, number>>;
}

export function beatStore(connection: Connection): BeatStore {
  const beats = driverCollection<Beat>(connection, 'beats');
  return {
    changed: async (_id) => {
      await upserting(() => beats.updateOne({ _id }, { $inc: { count: 1 } }, { upsert: true }));
    },
    of: async (topics) => {
      const found = await beats.find({ _id: { $in: [...topics] } }).toArray();
      const counts = new Map(found.map(({ _id, count }) => [_id, count]));
      return new Map(topics.map((topic) => [topic, counts.get(topic) ?? 0]));
    },
  };
}
