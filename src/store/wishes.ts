/**
 * "Look for me": who waits in line for a place. One document for each person and dose. The line of a centre is an index: the
 * oldest first, of the same age who asked first. Whoever has ended waiting is in no centre's line any more.
 */
import type { Connection } from 'mongoose';
import { AppError } from '../errors';
import { cached } from './cached';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { type Asking, type Hours, type Wish, wishSchema } from './wish-schema';
import { writesTo } from './writes';

export type { Asking, Hours, Wish } from './wish-schema';

/** Of somebody in line what it takes to propose a place. */
export type InLine = Pick<Wish, '_id' | 'person' | 'contact' | 'dose'>;
const IN_LINE = { _id: 1, person: 1, contact: 1, dose: 1 } as const;

/** Whom a place would suit. */
export interface Fitting {
  slot: string;
  centre: string;
  dose: number;
  vaccine: string;
  day: string;
  hours: readonly Hours[];
  price: number;
  now: Date;
}

/** How somebody waits on after a proposal. */
export interface WaitingOn {
  restsUntil: Date;
  unanswered?: number;
  refused?: string;
}

export interface WishStore {
  /** Asked again it keeps its place in line. */
  ask: (wish: Asking) => Promise<Wish>;
  get: (id: string) => Promise<Wish | null>;
  /** What is still looked for. */
  ofPerson: (person: string) => Promise<Wish[]>;
  /** How many who could take the same places come before. */
  ahead: (wish: Wish) => Promise<number>;
  /** The first in line for a place, in order. */
  next: (place: Fitting, limit: number) => Promise<InLine[]>;
  /** `false`: the person no longer waits, or another process was first. */
  propose: (id: string, proposed: { id: string; slot: string }, at: Date) => Promise<boolean>;
  /** The proposal is made and told. */
  settled: (id: string, proposal: string) => Promise<void>;
  /** At its old place in line, unless another proposal or a date came in between. */
  waitOn: (id: string, proposal: string, how: WaitingOn) => Promise<boolean>;
  end: (id: string, status: 'met' | 'withdrawn') => Promise<void>;
  isWaitedFor: (centre: string, dose: number) => Promise<boolean>;
  /** The centres somebody waits for, as of some seconds ago. */
  queuedCentres: () => Promise<string[]>;
  centresWaitedFor: () => Promise<string[]>;
  /** Who has rested long enough. */
  rested: (now: Date, limit: number) => Promise<Wish[]>;
  rise: (wishes: readonly Wish[]) => Promise<void>;
  /** With a proposal begun before then and not told since. */
  unsettled: (before: Date, limit: number) => Promise<Wish[]>;
  unchecked: (before: Date, limit: number) => Promise<Wish[]>;
  /** What has changed around a person who still waits. */
  recheck: (id: string, changes: Partial<Asking> & Pick<Wish, 'checkedAt'>) => Promise<void>;
  /** All that a person has is another number's from now on. */
  setContact: (person: string, contact: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const LOOKING = ['waiting', 'proposed'] as const;
const QUEUE_KEPT_MS = 3_000;
const MOST_REFUSED = 50;
const MOST_COUNTED = 10_000;

export function wishStore(connection: Connection): WishStore {
  const model = connection.model<Wish>('Wish', wishSchema, 'wishes');
  const wishes = driverCollection<Wish>(connection, 'wishes');
  const writes = writesTo<Wish>(connection, 'wishes');
  const byId = gatherByKey(
    (ids) => wishes.find({ _id: { $in: ids } }).toArray(),
    ({ _id }) => _id,
  );

  // Without a condition it is read off the index, a step for each centre: those who ended are in no line.
  const centresWaitedFor = async (): Promise<string[]> => {
    // An empty list has its place in the index too.
    const centres: unknown[] = await wishes.distinct('centres');
    return centres.filter((centre) => typeof centre === 'string');
  };
  const queuedCentres = cached(QUEUE_KEPT_MS, centresWaitedFor);

  return {
    ask: async ({ _id, ...asking }) => {
      const stored = await wishes.findOneAndUpdate({ _id }, asked(asking), { upsert: true, returnDocument: 'after' });
      if (!stored) throw new AppError('DATABASE_UNAVAILABLE', 'the database wrote a wish and does not know it');
      queuedCentres.forget();
      return stored;
    },
    get: async (id) => (await byId(id))[0] ?? null,
    ofPerson: (person) => wishes.find({ person, status: { $in: [...LOOKING] } }).toArray(),
    ahead: ({ centres, dose, vaccine, birthYear, askedAt }) =>
      wishes.countDocuments(
        {
          ...{ centres: { $in: centres }, dose, vaccine, status: 'waiting' },
          $or: [{ birthYear: { $lt: birthYear } }, { birthYear, askedAt: { $lt: askedAt } }],
        },
        { limit: MOST_COUNTED },
      ),
    next: (place, limit) =>
      wishes.find(suitedBy(place), { projection: IN_LINE }).sort({ birthYear: 1, askedAt: 1 }).limit(limit).toArray(),
    propose: (_id, proposed, at) =>
      writes.update({ _id, status: 'waiting' }, { $set: { status: 'proposed', proposed, unsettled: at } }),
    settled: async (_id, proposal) => {
      await writes.update({ _id, 'proposed.id': proposal }, { $unset: { unsettled: 1 } });
    },
    waitOn: (_id, proposal, { refused, ...how }) =>
      writes.update(
        { _id, status: 'proposed', 'proposed.id': proposal },
        {
          $set: { status: 'waiting', proposed: null, ...how },
          $unset: { unsettled: 1 },
          ...(refused ? { $push: { refused: { $each: [refused], $slice: -MOST_REFUSED } } } : {}),
        },
      ),
    end: async (_id, status) => {
      const ended = { status, centres: [], proposed: null, restsUntil: null };
      await writes.update({ _id, status: { $in: [...LOOKING] } }, { $set: ended, $unset: { unsettled: 1 } });
      queuedCentres.forget();
    },
    isWaitedFor: async (centre, dose) =>
      (await wishes.findOne({ centres: centre, dose, status: 'waiting' }, { projection: { _id: 1 } })) !== null,
    queuedCentres,
    centresWaitedFor,
    rested: (now, limit) =>
      wishes
        .find({ restsUntil: { $type: 'date', $lte: now }, status: 'waiting' })
        .sort({ restsUntil: 1 })
        .limit(limit)
        .toArray(),
    rise: async (rested) => {
      await Promise.all(
        rested.map(({ _id, restsUntil }) => writes.update({ _id, restsUntil }, { $set: { restsUntil: null } })),
      );
    },
    unsettled: (before, limit) =>
      wishes
        .find({ unsettled: { $type: 'date', $lt: before } })
        .limit(limit)
        .toArray(),
    unchecked: (before, limit) =>
      wishes
        .find({ status: 'waiting', checkedAt: { $lt: before } })
        .sort({ checkedAt: 1 })
        .limit(limit)
        .toArray(),
    recheck: async (_id, changes) => {
      await writes.update({ _id, status: 'waiting' }, { $set: changes });
    },
    setContact: async (person, contact) => {
      await wishes.updateMany({ person, contact: { $ne: contact } }, { $set: { contact } });
    },
    createIndexes: () => model.createIndexes(),
  };
}

/** Whoever was not in line joins it now; whoever was stays where they are, with a proposal that may be open. */
function asked(asking: Omit<Asking, '_id'>): object[] {
  const isLooking = { $in: ['$status', [...LOOKING]] };
  const kept = (field: string, otherwise: unknown) => ({ $cond: [isLooking, field, { $literal: otherwise }] });
  return [
    {
      $set: {
        ...Object.fromEntries(Object.entries(asking).map(([name, value]) => [name, { $literal: value }])),
        askedAt: kept('$askedAt', asking.checkedAt),
        status: kept('$status', 'waiting'),
        proposed: kept('$proposed', null),
        refused: kept('$refused', []),
        unanswered: 0,
      },
    },
  ];
}

const suitedBy = ({ slot, centre, dose, vaccine, day, hours, price, now }: Fitting) => ({
  ...{ centres: centre, dose, status: 'waiting' as const },
  vaccine: { $in: [null, vaccine] },
  fromDay: { $lte: day },
  hours: { $in: [...hours] },
  ...(price > 0 ? { freeOnly: false } : {}),
  $or: [{ restsUntil: null }, { restsUntil: { $lte: now } }],
  refused: { $ne: slot },
});
