/** Accounts of other networks and the number each has proved to be its own; and the codes that are still to be given back. */
import type { Connection } from 'mongoose';
import type { Accounts } from '../conversation/ports';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import type { Vault } from './vault';

interface Account {
  /** Keyed hash of the account's address, and of the number's. */
  _id: string;
  number: string;
  boundAt: Date;
  sealed: Buffer;
}

interface Code {
  /** The account that asked for it. */
  _id: string;
  hash: string;
  tries: number;
  expiresAt: Date;
  sealed: Buffer;
}

interface Limit {
  _id: string;
  asked: { key: string; at: Date }[];
}

/** What is asked for, the same when it is asked for again; and how far back what was asked for counts. */
interface Asking {
  key: string;
  since: Date;
  now: Date;
}

export interface AccountStore extends Omit<Accounts, 'bind'> {
  bind: (account: string, number: string, at: Date) => Promise<void>;
  /** How many accounts lost the number. */
  unbind: (contact: string) => Promise<number>;
  /** Whether one more is allowed to someone: at most `most` since `since`. */
  allows: (whose: string, most: number, asking: Asking) => Promise<boolean>;
  /** In place of any code the account asked for before. */
  keepCode: (account: string, number: string, code: string, expiresAt: Date) => Promise<void>;
  /** The number the code was sent to, where it is right; each try counts, and the last one allowed is the last. */
  tryCode: (account: string, code: string, now: Date) => Promise<{ number: string } | 'wrong' | 'over'>;
  /** Removes what has expired. */
  forgetCodes: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const MOST_TRIES = 5;

export function accountStore(connection: Connection, vault: Vault): AccountStore {
  const accounts = driverCollection<Account>(connection, 'accounts');
  const codes = driverCollection<Code>(connection, 'codes');
  const limits = driverCollection<Limit>(connection, 'codeLimits');
  const bound = gatherByKey(
    (ids) => accounts.find({ _id: { $in: ids } }, { promoteBuffers: true }).toArray(),
    ({ _id }) => _id,
  );
  const hashOf = (account: string, code: string): string => vault.idOf(`code:${account}:${code}`);
  return {
    numberOf: async (account) => {
      const _id = vault.contactOf(account);
      const [found] = await bound(_id);
      return found ? (vault.open(placeOf('accounts', _id), found.sealed) as string) : null;
    },
    bind: async (account, number, boundAt) => {
      const _id = vault.contactOf(account);
      const sealed = vault.seal(placeOf('accounts', _id), number);
      await accounts.updateOne(
        { _id },
        { $set: { number: vault.contactOf(number), boundAt, sealed } },
        { upsert: true },
      );
    },
    unbind: async (contact) => (await accounts.deleteMany({ number: contact })).deletedCount,
    allows: async (whose, most, { key, since, now }) => {
      const _id = vault.idOf(`limit:${whose}`);
      const recent = { $filter: { input: { $ifNull: ['$asked', []] }, cond: { $gt: ['$$this.at', since] } } };
      const counted = {
        $cond: [{ $in: [{ $literal: key }, '$asked.key'] }, [], [{ key: { $literal: key }, at: now }]],
      };
      const after = await limits.findOneAndUpdate(
        { _id },
        // One more than allowed is kept to tell who came too late; it counts for nothing more.
        [
          { $set: { asked: recent } },
          { $set: { asked: { $slice: [{ $concatArrays: ['$asked', counted] }, most + 1] } } },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      return after?.asked.slice(0, most).some((each) => each.key === key) ?? false;
    },
    keepCode: async (account, number, code, expiresAt) => {
      const _id = vault.contactOf(account);
      const sealed = vault.seal(placeOf('codes', _id), number);
      const stored = { hash: hashOf(account, code), tries: 0, expiresAt, sealed };
      await codes.updateOne({ _id }, { $set: stored }, { upsert: true });
    },
    tryCode: async (account, code, now) => {
      const _id = vault.contactOf(account);
      const tried = await codes.findOneAndUpdate(
        { _id, expiresAt: { $gt: now }, tries: { $lt: MOST_TRIES } },
        { $inc: { tries: 1 } },
        { returnDocument: 'after', promoteBuffers: true },
      );
      if (!tried) return 'over';
      if (tried.hash === hashOf(account, code))
        return { number: vault.open(placeOf('codes', _id), tried.sealed) as string };
      return tried.tries < MOST_TRIES ? 'wrong' : 'over';
    },
    forgetCodes: async (now) => {
      await codes.deleteMany({ expiresAt: { $lte: now } });
      await limits.deleteMany({ 'asked.at': { $not: { $gt: new Date(now.getTime() - 86_400_000) } } });
    },
    createIndexes: async () => {
      await accounts.createIndexes([{ key: { number: 1 } }]);
    },
  };
}

const placeOf = (collection: string, id: string) => `${collection}:${id}:number` as const;
