/**
 * Slots: one document for each window of a vaccination session and dose, so that taking a place is one atomic update of one
 * document, which also writes down for whom. `free` counts what nobody holds. A holder with an `until` is a place kept for a
 * while (an offer, or a booking under way); without, it belongs to a booked appointment.
 */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { writesTo } from './writes';

export interface Slot {
  _id: string;
  /** The vaccination session it belongs to. */
  session: string;
  centre: string;
  centreNames: Names;
  district: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM` */
  from: string;
  to: string;
  vaccine: string;
  dose: number;
  /** Rupees; 0 is free. */
  price: number;
  capacity: number;
  free: number;
}

export interface Holder {
  id: string;
  until: Date | null;
}
type SlotWithHolders = Slot & { holders: Holder[] };

const schema = new Schema<SlotWithHolders>(
  {
    _id: String,
    session: { type: String, required: true },
    centre: { type: String, required: true },
    centreNames: { type: { bn: String, hi: String, en: String }, required: true, _id: false },
    district: { type: String, required: true },
    day: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    vaccine: { type: String, required: true },
    dose: { type: Number, required: true },
    price: { type: Number, required: true },
    capacity: { type: Number, required: true, min: 0 },
    free: { type: Number, required: true },
    holders: { type: [{ _id: false, id: String, until: Date }], required: true },
  },
  { versionKey: false },
);
schema.index({ centre: 1, dose: 1, day: 1, from: 1 });
// Only slots with a place kept for a while: a sweep looks at those that ran out.
schema.index({ 'holders.until': 1 }, { partialFilterExpression: { 'holders.until': { $type: 'date' } } });

export interface SlotWish {
  centres: readonly string[];
  dose: number;
  fromDay: string;
  toDay: string;
  /** Slots of `fromDay` that begin earlier are left out; `HH:MM`. */
  fromTime: string;
  /** Where only one vaccine will do. */
  vaccine: string | null;
  limit: number;
}

export interface SlotStore {
  /** With free places, by day and hour. */
  find: (wish: SlotWish) => Promise<Slot[]>;
  get: (id: string) => Promise<Slot | null>;
  /** Keeps a place in each slot that has more than its `spare` free ones. Answers where it is kept now. */
  hold: (slots: readonly { id: string; spare: number }[], holder: string, until: Date) => Promise<Set<string>>;
  /** Gives back what is kept for a while; a booked place stays. */
  unhold: (slots: readonly string[], holder: string) => Promise<void>;
  /** Takes a place for a booking under way: the one kept for it, else a free one. `false`: there is none. */
  claim: (slot: string, holder: string, until: Date) => Promise<boolean>;
  /** The place is booked for good. `false`: it was given up meanwhile. */
  confirm: (slot: string, holder: string) => Promise<boolean>;
  /** Gives a place back, booked or kept. Twice is once. */
  release: (slot: string, holder: string) => Promise<void>;
  /** Places whose time has run out, as `[slot, holder]`. */
  lapsed: (now: Date, limit: number) => Promise<{ slot: string; holder: Holder }[]>;
  /** Gives back a lapsed place unless its time was changed since it was looked at. */
  releaseLapsed: (slot: string, holder: Holder) => Promise<void>;
  /** Adds slots that do not exist yet; those that do keep their holders. */
  add: (slots: readonly Slot[]) => Promise<number>;
  createIndexes: () => Promise<void>;
}

const WITHOUT_HOLDERS = { projection: { holders: 0 } } as const;

export function slotStore(connection: Connection): SlotStore {
  const model = connection.model<SlotWithHolders>('Slot', schema, 'slots');
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const take = (holder: Holder) => ({ $inc: { free: -1 }, $push: { holders: holder } });
  const giveBack = (id: string) => ({ $inc: { free: 1 }, $pull: { holders: { id } } });
  const writes = writesTo<SlotWithHolders>(connection, 'slots');
  const byId = gatherByKey(
    (ids) => slots.find({ _id: { $in: ids } }, WITHOUT_HOLDERS).toArray(),
    ({ _id }) => _id,
  );
  const renew = (slot: string, holder: string, until: Date): Promise<boolean> =>
    writes.update({ _id: slot, 'holders.id': holder }, { $set: { 'holders.$.until': until } });
  const takeOne = (slot: string, holder: Holder, spare = 0): Promise<boolean> =>
    writes.update({ _id: slot, free: { $gt: spare }, 'holders.id': { $ne: holder.id } }, take(holder));
  const isHeld = (slot: string, holder: string): Promise<boolean> =>
    slots.findOne({ _id: slot, 'holders.id': holder }, { projection: { _id: 1 } }).then((found) => found !== null);

  return {
    find: ({ centres, dose, fromDay, toDay, fromTime, vaccine, limit }) =>
      slots
        .find(
          {
            centre: { $in: [...centres] },
            dose,
            day: { $gte: fromDay, $lte: toDay },
            free: { $gt: 0 },
            $or: [{ day: { $gt: fromDay } }, { from: { $gt: fromTime } }],
            ...(vaccine ? { vaccine } : {}),
          },
          WITHOUT_HOLDERS,
        )
        .sort({ day: 1, from: 1 })
        .limit(limit)
        .toArray(),

    get: async (id) => (await byId(id))[0] ?? null,

    hold: async (wanted, holder, until) => {
      const held = await Promise.all(
        wanted.map(async ({ id, spare }) => (await takeOne(id, { id: holder, until }, spare)) || isHeld(id, holder)),
      );
      return new Set(wanted.flatMap(({ id }, index) => (held[index] ? id : [])));
    },

    unhold: async (ids, holder) => {
      const kept = { $elemMatch: { id: holder, until: { $ne: null } } };
      await Promise.all(ids.map((_id) => writes.update({ _id, holders: kept }, giveBack(holder))));
    },

    // Between the first look and the second the same booking, run by another process, may have taken the place for us.
    claim: async (slot, holder, until) =>
      (await renew(slot, holder, until)) || (await takeOne(slot, { id: holder, until })) || renew(slot, holder, until),

    confirm: (slot, holder) =>
      writes.update({ _id: slot, 'holders.id': holder }, { $set: { 'holders.$.until': null } }),

    release: async (slot, holder) => {
      await writes.update({ _id: slot, 'holders.id': holder }, giveBack(holder));
    },

    lapsed: async (now, limit) => {
      const found = await slots
        .find({ 'holders.until': { $type: 'date', $lt: now } }, { projection: { holders: 1 } })
        .limit(limit)
        .toArray();
      return found.flatMap(({ _id, holders }) =>
        holders.filter(({ until }) => until && until < now).map((holder) => ({ slot: _id, holder })),
      );
    },

    releaseLapsed: async (slot, { id, until }) => {
      await slots.updateOne({ _id: slot, holders: { $elemMatch: { id, until } } }, giveBack(id));
    },

    add: async (wanted) => {
      const operations = wanted.map(({ _id, ...rest }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { ...rest, holders: [] } }, upsert: true },
      }));
      const { upsertedCount } = await slots.bulkWrite(operations, { ordered: false });
      return upsertedCount;
    },

    createIndexes: () => model.createIndexes(),
  };
}
