/** Sign-ins to the API that were begun: to which number a code went, and who asked for it. */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Vault } from './vault';

interface Stored {
  /** Keyed hash of the id that was given out. */
  _id: string;
  asker: string;
  until: Date;
  sealed: Buffer;
}

/** Where a code was sent, as an address, and for whom: a partner, or a network. */
export interface ApiTransaction {
  number: string;
  asker: string;
}

export interface ApiTransactionStore {
  /** Answers its id: a UUID. */
  begin: (transaction: ApiTransaction, until: Date) => Promise<string>;
  find: (id: string, now: Date) => Promise<ApiTransaction | null>;
  /** Removes what is over. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function apiTransactionStore(connection: Connection, vault: Vault): ApiTransactionStore {
  const begun = driverCollection<Stored>(connection, 'apiTransactions');
  const idOf = (id: string): string => vault.idOf(`apiTransaction:${id}`);
  return {
    begin: async ({ number, asker }, until) => {
      const id = randomUUID();
      const _id = idOf(id);
      await begun.insertOne({ _id, asker, until, sealed: vault.seal(placeOf(_id), number) });
      return id;
    },
    find: async (id, now) => {
      const found = await begun.findOne({ _id: idOf(id), until: { $gt: now } }, { promoteBuffers: true });
      return found && { asker: found.asker, number: vault.open(placeOf(found._id), found.sealed) as string };
    },
    forget: async (now) => {
      await begun.deleteMany({ until: { $lte: now } });
    },
    createIndexes: async () => {
      await begun.createIndexes([{ key: { until: 1 } }]);
    },
  };
}

const placeOf = (id: string) => `apiTransactions:${id}:number` as const;
