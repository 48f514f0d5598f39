/** Whom the helpline is to call, because no message reached them. The address is sealed, as in every list of people. */
import type { Connection, mongo } from 'mongoose';
import type { Conversation } from '../conversation/ports';
import type { Language } from '../conversation/vocabulary';
import type { BeatStore } from './beats';
import { driverCollection } from './database';
import { hasPhone } from './no-phone';
import { back, hasIt, left, ofTaker, takenBy, type Takeable, type Taken, type Taker } from './taking';
import type { Vault } from './vault';

export interface Call {
  /** One call for each. */
  occasion: string;
  contact: string;
  person?: string;
  reason: 'undelivered' | 'closed' | 'unanswered' | 'overdue';
  /** Unset: as the person last wrote. */
  language?: Language;
  /** Unset: that of the conversation. */
  address?: string;
  at: Date;
  /** Afterwards the call is of no use. */
  by: Date;
}

export interface OpenCall extends Omit<Call, 'address' | 'language'> {
  address: string | null;
  language: Language | null;
  taken: Taken | null;
  /** Nobody answered so often. */
  tries: number;
  /** Not to be called before. */
  notBefore: Date | null;
}

export const OUTCOMES = ['reached', 'wrongNumber'] as const;
/** What the call list is done with. */
export interface CallEnd {
  by: string;
  outcome: (typeof OUTCOMES)[number];
  note: string;
  now: Date;
}

interface Stored extends Omit<OpenCall, 'occasion' | 'address' | 'taken' | 'tries' | 'notBefore'>, Takeable {
  _id: string;
  sealed: Buffer;
  tries?: number;
  notBefore?: Date;
  outcome?: CallEnd['outcome'];
  doneAt?: Date;
  sealedNote?: Buffer;
}

export interface CallStore {
  /** `false`: it was on the list before. */
  list: (call: Call) => Promise<boolean>;
  get: (occasion: string) => Promise<OpenCall | null>;
  /** Those that are needed soonest first. */
  open: (limit: number) => Promise<OpenCall[]>;
  takenOnes: (limit: number) => Promise<OpenCall[]>;
  /** All that one contact is to be called about, soonest first. */
  ofContact: (contact: string) => Promise<OpenCall[]>;
  /** `null`: it is not open any more. */
  take: (occasion: string, by: Taker, now: Date) => Promise<OpenCall | null>;
  /** The rest only by who has it; `false`: somebody else. */
  giveBack: (occasion: string, staff: string) => Promise<boolean>;
  /** Back on the list, not to be called before. @param tried nobody answered */
  later: (occasion: string, staff: string, notBefore: Date, tried?: boolean) => Promise<boolean>;
  done: (occasion: string, end: CallEnd) => Promise<boolean>;
  /** Somebody who has taken some is still at the desk. */
  seen: (staff: string, now: Date) => Promise<void>;
  /** Gives back what those have who were not seen since. How many it were. */
  giveBackOf: (notSeenSince: Date) => Promise<number>;
  /** Removes what was done before. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** More reasons to call the same person do not change what is said. */
const MOST_OF_CONTACT = 50;

type Load = (contact: string) => Promise<Conversation | null>;

export function callStore(
  connection: Connection,
  vault: Vault,
  load: Load,
  { changed }: Pick<BeatStore, 'changed'>,
): CallStore {
  const calls = driverCollection<Stored>(connection, 'calls');
  const many = async (filter: mongo.Filter<Stored>, limit: number): Promise<OpenCall[]> => {
    const found = calls.find(filter, { promoteBuffers: true }).sort({ by: 1 }).limit(limit);
    return (await found.toArray()).map((stored) => opened(stored, vault));
  };
  const mine = async (occasion: string, staff: string, change: object): Promise<boolean> => {
    const { matchedCount } = await calls.updateOne(hasIt(occasion, staff), change);
    if (matchedCount > 0) await changed('calls');
    return matchedCount > 0;
  };
  return {
    list: async ({ occasion, address, language, ...call }) => {
      if (!hasPhone(call.contact)) return false;
      const known = address && language ? null : await load(call.contact);
      const sealed = vault.seal(placeOf(occasion), address ?? known?.address ?? null);
      const entry = { ...call, language: language ?? known?.language ?? null, status: 'open' as const, sealed };
      const { upsertedCount } = await calls.updateOne({ _id: occasion }, { $setOnInsert: entry }, { upsert: true });
      if (upsertedCount > 0) await changed('calls');
      return upsertedCount > 0;
    },
    get: async (_id) => {
      const found = await calls.findOne({ _id, status: { $ne: 'done' } }, { promoteBuffers: true });
      return found && opened(found, vault);
    },
    open: (limit) => many({ status: 'open' }, limit),
    takenOnes: (limit) => many({ status: 'taken' }, limit),
    ofContact: (contact) => many({ contact, status: { $ne: 'done' } }, MOST_OF_CONTACT),
    take: async (_id, by, now) => {
      const options = { returnDocument: 'after', promoteBuffers: true } as const;
      const taken = await calls.findOneAndUpdate({ _id, status: 'open' }, takenBy(by, now), options);
      if (taken) await changed('calls');
      return taken && opened(taken, vault);
    },
    giveBack: (occasion, staff) => mine(occasion, staff, { $set: { status: 'open' }, ...back }),
    later: (occasion, staff, notBefore, tried = false) =>
      mine(occasion, staff, {
        ...{ $set: { status: 'open', notBefore }, ...back },
        ...(tried ? { $inc: { tries: 1 } } : {}),
      }),
    done: (occasion, { by, outcome, note, now }) => {
      const sealedNote = vault.seal(notePlaceOf(occasion), note);
      return mine(occasion, by, { $set: { status: 'done', outcome, sealedNote, doneAt: now } });
    },
    seen: async (staff, seenAt) => {
      await calls.updateMany(ofTaker(staff), { $set: { seenAt } });
    },
    giveBackOf: async (notSeenSince) => {
      const change = { $set: { status: 'open' as const }, ...back };
      const { modifiedCount } = await calls.updateMany(left(notSeenSince), change);
      if (modifiedCount > 0) await changed('calls');
      return modifiedCount;
    },
    forget: async (before) => {
      await calls.deleteMany({ doneAt: { $lt: before }, status: 'done' });
    },
    createIndexes: async () => {
      await calls.createIndexes([
        { key: { status: 1, by: 1 } },
        { key: { contact: 1, by: 1 } },
        { key: { doneAt: 1 }, partialFilterExpression: { status: 'done' } },
      ]);
    },
  };
}

function opened({ _id, sealed, taken, tries, notBefore, ...stored }: Stored, vault: Vault): OpenCall {
  const { contact, person, reason, language, at, by } = stored;
  return {
    ...{ occasion: _id, contact, reason, language, at, by, ...(person ? { person } : {}) },
    address: vault.open(placeOf(_id), sealed) as string | null,
    ...{ taken: taken ?? null, tries: tries ?? 0, notBefore: notBefore ?? null },
  };
}

const placeOf = (occasion: string) => `calls:${occasion}:address` as const;
const notePlaceOf = (occasion: string) => `calls:${occasion}:note` as const;
