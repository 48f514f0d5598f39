/** Windows of vaccination sessions that can be booked: what they are, who holds their places, how many there are. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import type { Centre } from './places';
import { sessionSummaries, type SessionSummaries } from './session-summaries';
import { slotAvailability, type SlotAvailability } from './slot-availability';
import { slotCapacity, type SlotCapacity } from './slot-capacity';
import { slotHolders, type SlotHolders } from './slot-holders';
import { type Slot, slotSchema, type SlotWithHolders, WITHOUT_HOLDERS } from './slot-schema';

export type { SessionSummary } from './session-summaries';
export type { OpenSession, OpenWindow } from './slot-availability';
export type { Capacity, Moment } from './slot-capacity';
export type { Door, Holder, Slot, SlotWithHolders } from './slot-schema';

export interface SlotWish {
  centres: readonly string[];
  dose: number;
  fromDay: string;
  toDay: string;
  /** Slots of `fromDay` that begin earlier are left out; `HH:MM`. */
  fromTime: string;
  /** Where only one vaccine will do. */
  vaccine: string | null;
  /** How many places there must be for a family. */
  atLeast?: number;
  /** Centres in which somebody waits: what came free there is theirs first. */
  queued?: readonly string[];
  limit: number;
}

export interface SlotStore extends SlotHolders, SlotCapacity, SlotAvailability, SessionSummaries {
  /** With free places, by day and hour. */
  find: (wish: SlotWish) => Promise<Slot[]>;
  get: (id: string) => Promise<Slot | null>;
  /** Adds slots that do not exist yet; those that do keep their holders. */
  add: (slots: readonly Slot[]) => Promise<number>;
  /** What a centre is called, in slots from this day on. */
  rename: (centre: Pick<Centre, '_id' | 'names' | 'district'>, fromDay: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function slotStore(connection: Connection): SlotStore {
  const model = connection.model<SlotWithHolders>('Slot', slotSchema, 'slots');
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const byId = gatherByKey(
    (ids) => slots.find({ _id: { $in: ids } }, WITHOUT_HOLDERS).toArray(),
    ({ _id }) => _id,
  );
  return {
    ...slotHolders(connection),
    ...slotCapacity(connection),
    ...slotAvailability(connection),
    ...sessionSummaries(connection),
    find: (wish) => slots.find(filterFor(wish), WITHOUT_HOLDERS).sort({ day: 1, from: 1 }).limit(wish.limit).toArray(),
    get: async (id) => (await byId(id))[0] ?? null,
    add: async (wanted) => {
      const operations = wanted.map(({ _id, ...rest }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { ...rest, holders: [] } }, upsert: true },
      }));
      const { upsertedCount } = await slots.bulkWrite(operations, { ordered: false });
      return upsertedCount;
    },
    rename: async ({ _id, names, district }, fromDay) => {
      const theirs = { centre: _id, dose: { $gt: 0 }, day: { $gte: fromDay } };
      await slots.updateMany(theirs, { $set: { centreNames: names, district } });
    },
    createIndexes: () => model.createIndexes(),
  };
}

const filterFor = ({ centres, dose, fromDay, toDay, fromTime, vaccine, atLeast = 1, queued = [] }: SlotWish) => ({
  centre: { $in: [...centres] },
  dose,
  day: { $gte: fromDay, $lte: toDay },
  free: { $gte: atLeast },
  $or: [{ day: { $gt: fromDay } }, { from: { $gt: fromTime } }],
  ...(vaccine ? { vaccine } : {}),
  ...(queued.length > 0 ? { $nor: [{ centre: { $in: [...queued] }, freed: { $gt: 0 } }] } : {}),
});
