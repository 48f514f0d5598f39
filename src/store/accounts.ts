/** Accounts of other networks and the number each has proved to be its own. */
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
  /** The number. */
  sealed: Buffer;
  /** The account's own address. */
  sealedAccount?: Buffer;
}

export interface AccountStore extends Omit<Accounts, 'bind'> {
  bind: (account: string, number: string, at: Date) => Promise<void>;
  /** Addresses of the accounts that have proved this number. */
  accountsOf: (contact: string) => Promise<string[]>;
  /** How many accounts lost the number. */
  unbind: (contact: string) => Promise<number>;
  createIndexes: () => Promise<void>;
}

export function accountStore(connection: Connection, vault: Vault): AccountStore {
  const accounts = driverCollection<Account>(connection, 'accounts');
  const bound = gatherByKey(
    (ids) => accounts.find({ _id: { $in: ids } }, { promoteBuffers: true }).toArray(),
    ({ _id }) => _id,
  );
  const ofNumber = gatherByKey(
    (numbers) => accounts.find({ number: { $in: numbers } }, { promoteBuffers: true }).toArray(),
    ({ number }) => number,
  );
  return {
    numberOf: async (account) => {
      const _id = vault.contactOf(account);
      const [found] = await bound(_id);
      return found ? (vault.open(placeOf('accounts', _id), found.sealed) as string) : null;
    },
    bind: async (account, number, boundAt) => {
      const _id = vault.contactOf(account);
      const sealed = vault.seal(placeOf('accounts', _id), number);
      const sealedAccount = vault.seal(ownPlaceOf(_id), account);
      const change = { number: vault.contactOf(number), boundAt, sealed, sealedAccount };
      await accounts.updateOne({ _id }, { $set: change }, { upsert: true });
    },
    accountsOf: async (contact) => {
      const found = await ofNumber(contact);
      const known = found.flatMap(({ _id, sealedAccount }) => (sealedAccount ? [{ _id, sealedAccount }] : []));
      return known.map(({ _id, sealedAccount }) => vault.open(ownPlaceOf(_id), sealedAccount) as string);
    },
    unbind: async (contact) => (await accounts.deleteMany({ number: contact })).deletedCount,
    createIndexes: async () => {
      await accounts.createIndexes([{ key: { number: 1 } }]);
    },
  };
}

const placeOf = (collection: string, id: string) => `${collection}:${id}:number` as const;
const ownPlaceOf = (id: string) => `accounts:${id}:account` as const;
