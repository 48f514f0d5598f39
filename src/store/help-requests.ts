/**
 * People who asked for a person: open, taken by one of the helpline, done. The address is sealed: the helpline needs it, a thief of
 * the database does not.
 */
import type { Connection } from 'mongoose';
import type { HelpTopic, Language } from '../conversation/vocabulary';
import type { BeatStore } from './beats';
import { driverCollection } from './database';
import { back, hasIt, left, ofTaker, takenBy, type Takeable, type Taken, type Taker } from './taking';
import { upserting } from './upsert';
import type { Vault } from './vault';

export interface HelpRequest {
  contact: string;
  address: string;
  topic: HelpTopic;
  language: Language;
  askedAt: Date;
  promisedBy: Date;
}

/** As it stands on the list. */
export interface ListedRequest extends HelpRequest {
  id: string;
  taken: Taken | null;
  /** The hour at which the person is to be called, where one was agreed on. */
  callAt: Date | null;
  /** The hour agreed on, else the promise; who asked again since was promised anew, and is called by whichever is sooner. */
  dueAt: Date;
}

/** Who has taken a request, and of which contact. */
export interface LeftRequest {
  contact: string;
  staff: string;
}

interface Stored extends Omit<HelpRequest, 'address'>, Takeable {
  _id: string;
  sealedAddress: Buffer;
  callAt?: Date;
  dueAt: Date;
  doneAt?: Date;
}

export interface HelpRequestStore {
  /** One open request for each contact and topic; asking again keeps the place in the queue, and the promise unless it has passed. */
  open: (request: HelpRequest) => Promise<{ promisedBy: Date }>;
  /** `null` also where it is done. */
  get: (id: string) => Promise<ListedRequest | null>;
  /** Those that nobody has taken, soonest first. */
  openOnes: (limit: number) => Promise<ListedRequest[]>;
  takenOnes: (limit: number) => Promise<ListedRequest[]>;
  /** `null`: it is not open any more, and whoever has it now is not told here. */
  take: (id: string, by: Taker, now: Date) => Promise<ListedRequest | null>;
  /** The rest only by who has it; `false`: somebody else. */
  giveBack: (id: string, staff: string) => Promise<boolean>;
  /** Back on the list, to be called at that hour. */
  callAt: (id: string, staff: string, at: Date) => Promise<boolean>;
  done: (id: string, staff: string, now: Date) => Promise<boolean>;
  /** Somebody who has taken some is still at the desk. */
  seen: (staff: string, now: Date) => Promise<void>;
  /** What those have who were not seen since. */
  leftOnes: (notSeenSince: Date) => Promise<LeftRequest[]>;
  /** Gives those back. How many it were. */
  giveBackOf: (notSeenSince: Date) => Promise<number>;
  /** Removes what was done before. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function helpRequestStore(
  connection: Connection,
  vault: Vault,
  { changed }: Pick<BeatStore, 'changed'>,
): HelpRequestStore {
  const requests = driverCollection<Stored>(connection, 'helpRequests');
  const many = async (status: Stored['status'], limit: number): Promise<ListedRequest[]> => {
    const found = requests.find({ status }, { promoteBuffers: true }).sort({ dueAt: 1 }).limit(limit);
    return (await found.toArray()).map((stored) => listed(stored, vault));
  };
  const mine = async (id: string, staff: string, change: object): Promise<boolean> => {
    const { matchedCount } = await requests.updateOne(hasIt(id, staff), change);
    if (matchedCount > 0) await changed('queue');
    return matchedCount > 0;
  };
  return {
    open: async ({ address, ...request }) => {
      const _id = `${request.contact}:${request.topic}`;
      const sealedAddress = vault.seal(placeOf(_id), address);
      const stored = await upserting(() =>
        requests.findOneAndUpdate({ _id }, asking({ ...request, sealedAddress }), {
          ...{ upsert: true, returnDocument: 'after' },
        }),
      );
      await changed('queue');
      return { promisedBy: stored?.promisedBy ?? request.promisedBy };
    },
    get: async (_id) => {
      const found = await requests.findOne({ _id, status: { $ne: 'done' } }, { promoteBuffers: true });
      return found && listed(found, vault);
    },
    openOnes: (limit) => many('open', limit),
    takenOnes: (limit) => many('taken', limit),
    take: async (_id, by, now) => {
      const options = { returnDocument: 'after', promoteBuffers: true } as const;
      const taken = await requests.findOneAndUpdate({ _id, status: 'open' }, takenBy(by, now), options);
      if (taken) await changed('queue');
      return taken && listed(taken, vault);
    },
    giveBack: (id, staff) => mine(id, staff, { $set: { status: 'open' }, ...back }),
    callAt: (id, staff, at) => mine(id, staff, { $set: { status: 'open', callAt: at, dueAt: at }, ...back }),
    done: (id, staff, doneAt) => mine(id, staff, { $set: { status: 'done', doneAt } }),
    seen: async (staff, seenAt) => {
      await requests.updateMany(ofTaker(staff), { $set: { seenAt } });
    },
    leftOnes: async (notSeenSince) => {
      const found = await requests.find(left(notSeenSince)).toArray();
      return found.flatMap(({ contact, taken }) => (taken ? { contact, staff: taken.by.staff } : []));
    },
    giveBackOf: async (notSeenSince) => {
      const change = { $set: { status: 'open' as const }, ...back };
      const { modifiedCount } = await requests.updateMany(left(notSeenSince), change);
      if (modifiedCount > 0) await changed('queue');
      return modifiedCount;
    },
    forget: async (before) => {
      await requests.deleteMany({ doneAt: { $lt: before }, status: 'done' });
    },
    createIndexes: async () => {
      await requests.createIndexes([
        { key: { status: 1, dueAt: 1 } },
        { key: { doneAt: 1 }, partialFilterExpression: { status: 'done' } },
      ]);
      // What an older version wrote down has no place on the list yet.
      await requests.updateMany({ dueAt: { $exists: false } }, [{ $set: { dueAt: '$promisedBy' } }]);
    },
  };
}

/** Who asks again while nobody is done with it asks for the same thing; afterwards it is a new request. */
function asking({ askedAt, promisedBy, ...request }: Omit<HelpRequest, 'address'> & { sealedAddress: Buffer }) {
  const isLive = { $in: ['$status', ['open', 'taken']] };
  const stands = { $and: [isLive, { $gt: ['$promisedBy', askedAt] }] };
  const ifLive = (kept: string, fresh: unknown): object => ({ $cond: [isLive, kept, fresh] });
  return [
    {
      $set: {
        ...request,
        askedAt: ifLive('$askedAt', askedAt),
        promisedBy: { $cond: [stands, '$promisedBy', promisedBy] },
        ...{ taken: ifLive('$taken', '$$REMOVE'), seenAt: ifLive('$seenAt', '$$REMOVE') },
        ...{ callAt: ifLive('$callAt', '$$REMOVE'), doneAt: '$$REMOVE', status: ifLive('$status', 'open') },
      },
    },
    // `$min` passes over what is missing.
    { $set: { dueAt: { $min: ['$callAt', '$promisedBy'] } } },
  ];
}

function listed({ _id, sealedAddress, taken, callAt, dueAt, ...stored }: Stored, vault: Vault): ListedRequest {
  const { contact, topic, language, askedAt, promisedBy } = stored;
  const address = vault.open(placeOf(_id), sealedAddress) as string;
  return {
    ...{ id: _id, contact, address, topic, language, askedAt, promisedBy },
    ...{ taken: taken ?? null, callAt: callAt ?? null, dueAt },
  };
}

const placeOf = (id: string) => `helpRequests:${id}:address` as const;
