/** Places taken and given back: each for one holder, by one update of the slot's document. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Door, Holder, SlotWithHolders } from './slot-schema';
import { writesTo } from './writes';

export interface SlotHolders {
  /** Keeps a place in each slot that has more than its `spare` free ones. Answers where it is kept now. */
  hold: (slots: readonly { id: string; spare: number }[], holder: string, until: Date) => Promise<Set<string>>;
  /** Gives back what is kept for a while; a booked place stays. */
  unhold: (slots: readonly string[], holder: string) => Promise<void>;
  /**
   * Takes a place for a booking under way: the one kept for it, else a free one. `false`: there is none.
   * @param door 'partner' leaves the places that are kept for telephones
   */
  claim: (slot: string, holder: string, until: Date, door?: Door) => Promise<boolean>;
  /** Takes a place for each of a family, or none, in place of the one kept under `instead`. */
  claimAll: (slot: string, holders: readonly string[], until: Date, instead: string, door?: Door) => Promise<boolean>;
  /** All of them are booked for good, or, where one was given up meanwhile, none. */
  confirmAll: (slot: string, holders: readonly string[]) => Promise<boolean>;
  /** The place is booked for good. `false`: it was given up meanwhile. */
  confirm: (slot: string, holder: string) => Promise<boolean>;
  /** Is the place of one of them booked for good? */
  isConfirmed: (slot: string, holders: readonly string[]) => Promise<boolean>;
  /** Gives a place back, booked or kept. Twice is once. */
  release: (slot: string, holder: string) => Promise<void>;
  /** Places whose time has run out, as `[slot, holder]`. */
  lapsed: (now: Date, limit: number) => Promise<{ slot: string; holder: Holder }[]>;
  /** Gives back a lapsed place unless its time was changed since it was looked at. */
  releaseLapsed: (slot: string, holder: Holder) => Promise<void>;
}

const BY_TELEPHONE = { $ne: [{ $ifNull: ['$$this.door', null] }, 'partner'] };
/** Of the places kept for telephones those not yet taken by one of these holders; below zero where they have taken more. */
const keptBut = (holders: unknown) => ({
  $subtract: ['$kept', { $size: { $filter: { input: holders, cond: BY_TELEPHONE } } }],
});
const MORE_THAN_KEPT = { $gt: ['$free', keptBut('$holders')] };

const take = (holder: Holder) => ({ $inc: { free: -1 }, $push: { holders: holder } });
const giveBack = (id: string) => ({ $inc: { free: 1, freed: 1 }, $pull: { holders: { id } } });

/** The family's places in place of the one that was kept under `instead`. */
function takeAll(holders: readonly string[], until: Date, instead: string, door?: Door) {
  const isInstead = { $eq: ['$$this.id', { $literal: instead }] };
  const left = {
    $subtract: [
      { $add: ['$free', { $size: { $filter: { input: '$holders', cond: isInstead } } }] },
      { $literal: holders.length },
    ],
  };
  const others = { $filter: { input: '$holders', cond: { $not: [isInstead] } } };
  const places = { $literal: holders.map((id) => ({ id, until, ...(door ? { door } : {}) })) };
  return {
    isEnough: { $gte: [left, door ? { $max: [0, keptBut(others)] } : 0] },
    // Both are counted from what the document was before.
    change: [{ $set: { free: left, holders: { $concatArrays: [others, places] } } }],
  };
}

export function slotHolders(connection: Connection): SlotHolders {
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const writes = writesTo<SlotWithHolders>(connection, 'slots');
  const renew = (slot: string, holder: string, until: Date): Promise<boolean> =>
    writes.update({ _id: slot, 'holders.id': holder }, { $set: { 'holders.$.until': until } });
  const takeOne = (slot: string, holder: Holder, spare = 0): Promise<boolean> =>
    writes.update(
      {
        _id: slot,
        free: { $gt: spare },
        'holders.id': { $ne: holder.id },
        ...(holder.door ? { $expr: MORE_THAN_KEPT } : {}),
      },
      take(holder),
    );
  const exists = (filter: object): Promise<boolean> =>
    slots.findOne(filter, { projection: { _id: 1 } }).then((found) => found !== null);

  return {
    hold: async (wanted, holder, until) => {
      const held = await Promise.all(
        wanted.map(
          async ({ id, spare }) =>
            (await takeOne(id, { id: holder, until }, spare)) || exists({ _id: id, 'holders.id': holder }),
        ),
      );
      return new Set(wanted.flatMap(({ id }, index) => (held[index] ? id : [])));
    },

    unhold: async (ids, holder) => {
      const kept = { $elemMatch: { id: holder, until: { $ne: null } } };
      await Promise.all(ids.map((_id) => writes.update({ _id, holders: kept }, giveBack(holder))));
    },

    // Between the first look and the second the same booking, run by another process, may have taken the place for us.
    claim: async (slot, holder, until, door) =>
      (await renew(slot, holder, until)) ||
      (await takeOne(slot, { id: holder, until, ...(door ? { door } : {}) })) ||
      renew(slot, holder, until),

    // One update of one document: all are in it, or none is.
    claimAll: async (slot, holders, until, instead, door) => {
      const { isEnough, change } = takeAll(holders, until, instead, door);
      const filter = { _id: slot, 'holders.id': { $nin: [...holders] }, $expr: isEnough };
      const { matchedCount } = await slots.updateOne(filter, change);
      return matchedCount > 0 || exists({ _id: slot, 'holders.id': { $all: [...holders] } });
    },

    confirmAll: async (slot, holders) => {
      const whose = { arrayFilters: [{ 'each.id': { $in: [...holders] } }] };
      const filter = { _id: slot, 'holders.id': { $all: [...holders] } };
      const { matchedCount } = await slots.updateOne(filter, { $set: { 'holders.$[each].until': null } }, whose);
      return matchedCount > 0;
    },

    confirm: (slot, holder) =>
      writes.update({ _id: slot, 'holders.id': holder }, { $set: { 'holders.$.until': null } }),

    isConfirmed: (slot, holders) =>
      exists({ _id: slot, holders: { $elemMatch: { id: { $in: [...holders] }, until: null } } }),

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
  };
}
