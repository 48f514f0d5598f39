/** Whom the helpline is to call, because no message reached them. The address is sealed, as in every list of people. */
import type { Connection } from 'mongoose';
import type { Conversation } from '../conversation/ports';
import type { Language } from '../conversation/vocabulary';
import { driverCollection } from './database';
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

export type OpenCall = Omit<Call, 'address' | 'language'> & { address: string | null; language: Language | null };
type Stored = Omit<OpenCall, 'occasion' | 'address'> & { _id: string; status: 'open' | 'done'; sealed: Buffer };

export interface CallStore {
  /** `false`: it was on the list before. */
  list: (call: Call) => Promise<boolean>;
  /** Those that are needed soonest first. */
  open: (limit: number) => Promise<OpenCall[]>;
  done: (occasion: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

type Load = (contact: string) => Promise<Conversation | null>;

export function callStore(connection: Connection, vault: Vault, load: Load): CallStore {
  const calls = driverCollection<Stored>(connection, 'calls');
  return {
    list: async ({ occasion, address, language, ...call }) => {
      const known = address && language ? null : await load(call.contact);
      const sealed = vault.seal(placeOf(occasion), address ?? known?.address ?? null);
      const entry = { ...call, language: language ?? known?.language ?? null, status: 'open' as const, sealed };
      const { upsertedCount } = await calls.updateOne({ _id: occasion }, { $setOnInsert: entry }, { upsert: true });
      return upsertedCount > 0;
    },
    open: async (limit) => {
      const found = calls.find({ status: 'open' }, { promoteBuffers: true }).sort({ by: 1 }).limit(limit);
      return (await found.toArray()).map(({ _id, sealed, status: _, ...call }) => ({
        ...call,
        occasion: _id,
        address: vault.open(placeOf(_id), sealed) as string | null,
      }));
    },
    done: async (_id) => {
      await calls.updateOne({ _id }, { $set: { status: 'done' } });
    },
    createIndexes: async () => {
      await calls.createIndexes([{ key: { status: 1, by: 1 } }]);
    },
  };
}

const placeOf = (occasion: string) => `calls:${occasion}:address` as const;
