/**
 * What only two members of staff may do together: one asks and says why, another one looks and confirms. First it is confirmed
 * here, then it is done; a sweep does what was confirmed before a crash. What is asked for in vain runs out by itself.
 */
import type { Connection } from 'mongoose';
import type { Who } from './at-centre';
import { driverCollection, duplicateKey } from './database';
import { writesTo } from './writes';

export interface SecondLook {
  _id: string;
  /** A dose without the person's code, or a recorded one taken back. */
  kind: 'dose' | 'undo';
  appointment: string;
  person: string;
  centre: string;
  /** On which the dose was given. */
  day: string;
  batch: string;
  why: string;
  by: Who;
  at: Date;
  until: Date;
  /** Of what was recorded without network. */
  conflict?: string;
  /** What is taken back: the key it was given under. */
  of?: string;
  status: 'open' | 'confirmed' | 'done' | 'refused' | 'withdrawn' | 'lapsed';
  witness?: Who;
  confirmedAt?: Date;
  /** Why it could not be done after all. */
  because?: string;
}

export interface SecondLookStore {
  /** Answers the one that is open: this one, or another one that was asked for before. */
  ask: (look: SecondLook) => Promise<SecondLook>;
  get: (id: string) => Promise<SecondLook | null>;
  openAt: (centre: string, now: Date) => Promise<SecondLook[]>;
  /** By another one than who asked, in time. `null`: not any more. */
  confirm: (id: string, witness: Who, now: Date) => Promise<SecondLook | null>;
  /** By whoever asked. */
  withdraw: (id: string, by: string) => Promise<boolean>;
  ended: (id: string, status: 'done' | 'refused', because?: string) => Promise<void>;
  /** Confirmed before then, and not known to be done. */
  unfinished: (before: Date, limit: number) => Promise<SecondLook[]>;
  createIndexes: () => Promise<void>;
}

export function secondLookStore(connection: Connection): SecondLookStore {
  const looks = driverCollection<SecondLook>(connection, 'secondLooks');
  const writes = writesTo<SecondLook>(connection, 'secondLooks');
  const inserted = async (look: SecondLook): Promise<boolean> => {
    try {
      await looks.insertOne(look);
      return true;
    } catch (error) {
      if (duplicateKey(error)) return false;
      throw error;
    }
  };
  return {
    ask: async (look) => {
      const { _id, appointment, kind, at } = look;
      for (;;) {
        await looks.updateMany(
          { appointment, kind, status: 'open', until: { $lte: at } },
          { $set: { status: 'lapsed' } },
        );
        if (await inserted(look)) return look;
        const known = (await looks.findOne({ _id })) ?? (await looks.findOne({ appointment, kind, status: 'open' }));
        if (known) return known;
      }
    },
    get: (_id) => looks.findOne({ _id }),
    openAt: (centre, now) =>
      looks
        .find({ centre, status: 'open', until: { $gt: now } })
        .sort({ at: 1 })
        .toArray(),
    confirm: (_id, witness, now) =>
      looks.findOneAndUpdate(
        { _id, status: 'open', until: { $gt: now }, 'by.id': { $ne: witness.id } },
        { $set: { status: 'confirmed', witness, confirmedAt: now } },
        { returnDocument: 'after' },
      ),
    withdraw: (_id, by) => writes.update({ _id, status: 'open', 'by.id': by }, { $set: { status: 'withdrawn' } }),
    ended: async (_id, status, because) => {
      await writes.update({ _id, status: 'confirmed' }, { $set: { status, ...(because ? { because } : {}) } });
    },
    unfinished: (before, limit) =>
      looks
        .find({ status: 'confirmed', confirmedAt: { $lt: before } })
        .limit(limit)
        .toArray(),
    createIndexes: async () => {
      await looks.createIndexes([
        { key: { appointment: 1, kind: 1 }, unique: true, partialFilterExpression: { status: 'open' } },
        { key: { centre: 1, at: 1 }, partialFilterExpression: { status: 'open' } },
        { key: { confirmedAt: 1 }, partialFilterExpression: { status: 'confirmed' } },
      ]);
    },
  };
}
