/** How many places there are: set, exceeded, and come free for those who wait. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { FREED, type Slot, type SlotWithHolders, WITHOUT_HOLDERS } from './slot-schema';
import { writesTo } from './writes';

export interface Capacity {
  capacity: number;
  kept: number;
  /** The share of it that `kept` is; undefined: the usual one. */
  keptShare?: number | undefined;
  /** Why nobody is vaccinated there. */
  closed: string | null;
  /** A change with a lower number than the last one is not heard any more. */
  revision: number;
}

/** What begins after this moment: `day` later, or that day and ending after `time` (`HH:MM`). */
export interface Moment {
  day: string;
  time: string;
}

export interface SlotCapacity {
  ofSession: (session: string) => Promise<SlotWithHolders[]>;
  /** Of a centre's day, by hour. */
  ofDay: (centre: string, day: string) => Promise<Slot[]>;
  /** Of a centre or of all, from a day on. */
  sessionsFrom: (day: string, centre?: string) => Promise<Slot[]>;
  /** Never touches a holder: who is too many is moved afterwards. */
  setCapacity: (id: string, change: Capacity) => Promise<void>;
  /** With more holders than places, and not over yet. */
  overfull: (now: Moment, limit: number) => Promise<SlotWithHolders[]>;
  /** With free places that those who wait have not been offered yet, soonest first. */
  freshBetween: (fromDay: string, toDay: string, limit: number) => Promise<Slot[]>;
  /** Nobody who waits wants what came free up to here. */
  lookedAt: (slot: Pick<Slot, '_id' | 'freed'>) => Promise<void>;
  /** Nobody waits anywhere but in these centres. */
  lookedAtBut: (centres: readonly string[]) => Promise<void>;
  /** Somebody new waits: what is free in these centres is looked at once more. */
  lookAgain: (centres: readonly string[], dose: number, fromDay: string) => Promise<void>;
}

export function slotCapacity(connection: Connection): SlotCapacity {
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const writes = writesTo<SlotWithHolders>(connection, 'slots');
  const byDay = gatherByKey((days) => slots.find({ $or: days.map(dayIn) }, WITHOUT_HOLDERS).toArray(), keyOfDay);
  return {
    ofSession: (session) => slots.find({ session }).sort({ from: 1, dose: 1 }).toArray(),
    ofDay: async (centre, day) => (await byDay(keyOfDay({ centre, day }))).sort(byHour),
    sessionsFrom: (day, centre) =>
      slots
        .find({ ...(centre ? { centre } : {}), day: { $gte: day } }, WITHOUT_HOLDERS)
        .sort({ centre: 1, day: 1, from: 1, dose: 1 })
        .toArray(),
    setCapacity: async (_id, { capacity, kept, keptShare, closed, revision }) => {
      const more = { $max: [0, { $subtract: [capacity, '$capacity'] }] };
      const set = {
        free: { $subtract: [capacity, { $size: '$holders' }] },
        freed: { $add: ['$freed', more] },
        planned: { $ifNull: ['$planned', '$capacity'] },
        closed: closed === null ? '$$REMOVE' : { $literal: closed },
        ...{ capacity, kept, revision },
        ...(keptShare === undefined ? {} : { keptShare }),
      };
      // Of two changes at once the later one stands, whichever writes last.
      await slots.updateOne({ _id, revision: { $not: { $gt: revision } } }, [{ $set: set }]);
    },
    overfull: ({ day, time }, limit) =>
      slots
        .find({ free: { $lt: 0 }, $or: [{ day: { $gt: day } }, { day, to: { $gt: time } }] })
        .limit(limit)
        .toArray(),
    freshBetween: (fromDay, toDay, limit) =>
      slots
        .find({ freed: { $gt: 0 }, free: { $gt: 0 }, day: { $gte: fromDay, $lte: toDay } }, WITHOUT_HOLDERS)
        .sort({ day: 1 })
        .limit(limit)
        .toArray(),
    lookedAt: async ({ _id, freed }) => {
      await writes.update({ _id, freed }, { $set: { freed: 0 } });
    },
    lookedAtBut: async (centres) => {
      const unwanted = { freed: { $gt: 0 }, centre: { $nin: [...centres] } };
      // Else the database goes by the centres, which are nearly all there are.
      await slots.updateMany(unwanted, { $set: { freed: 0 } }, { hint: FREED });
    },
    lookAgain: async (centres, dose, fromDay) => {
      await slots.updateMany(
        { centre: { $in: [...centres] }, dose, day: { $gte: fromDay }, free: { $gt: 0 } },
        { $inc: { freed: 1 } },
      );
    },
  };
}

/** A day holds no space. */
const keyOfDay = ({ centre, day }: Pick<Slot, 'centre' | 'day'>): string => `${day} ${centre}`;
const dayIn = (key: string): Pick<Slot, 'centre' | 'day'> => ({ centre: key.slice(11), day: key.slice(0, 10) });

const byHour = (a: Slot, b: Slot): number => a.from.localeCompare(b.from) || a.dose - b.dose;
