/**
 * How many people came to each question and how many went on: one document for each day, channel, language and question, and nothing
 * of whoever it was.
 */
import type { Connection } from 'mongoose';
import type { Entered } from '../conversation/ports';
import type { ChannelName } from '../conversation/vocabulary';
import { driverCollection } from './database';
import { addingUp } from './upsert';

export interface FunnelCount extends Entered {
  entered: number;
  left: number;
}

export interface FunnelWish {
  fromDay: string;
  toDay: string;
  channel?: ChannelName;
  language?: Entered['language'];
}

/** Of all the days, channels and languages asked for. */
export type FunnelLine = Pick<FunnelCount, 'question' | 'entered' | 'left'> & { last: boolean };

export interface FunnelStore {
  add: (counts: readonly FunnelCount[]) => Promise<void>;
  /** The question most people came to first. */
  between: (wish: FunnelWish) => Promise<FunnelLine[]>;
  createIndexes: () => Promise<void>;
}

type Stored = FunnelCount & { _id: string };

export function funnelStore(connection: Connection): FunnelStore {
  const funnel = driverCollection<Stored>(connection, 'funnel');
  return {
    add: (counts) => addingUp(funnel, counts.map(operationOf)),
    between: ({ fromDay, toDay, ...only }) =>
      funnel
        .aggregate<FunnelLine>([
          { $match: { day: { $gte: fromDay, $lte: toDay }, ...only } },
          {
            $group: {
              _id: '$question',
              entered: { $sum: '$entered' },
              left: { $sum: '$left' },
              last: { $max: { $ifNull: ['$last', false] } },
            },
          },
          { $project: { _id: 0, question: '$_id', entered: 1, left: 1, last: 1 } },
          { $sort: { entered: -1, question: 1 } },
        ])
        .toArray(),
    createIndexes: async () => {
      await funnel.createIndexes([{ key: { day: 1 } }]);
    },
  };
}

function operationOf({ entered, left, ...under }: FunnelCount) {
  const { day, channel, language, question } = under;
  const update = { $inc: { entered, left }, $setOnInsert: under };
  return { updateOne: { filter: { _id: [day, channel, language, question].join('|') }, update, upsert: true } };
}
