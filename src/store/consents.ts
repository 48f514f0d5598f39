/** Who of the staff was let see whom: a caller proved to an operator that the number is theirs. It lasts for a call. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { upserting } from './upsert';
import type { Vault } from './vault';

/** It called us, gave back a code, or told two things of its own record. */
export type ProvedBy = 'call' | 'code' | 'facts';

interface Stored {
  _id: string;
  how: ProvedBy;
  until: Date;
}
export type Consent = Pick<Stored, 'how' | 'until'>;

export interface ConsentStore {
  give: (operator: string, contact: string, consent: Consent) => Promise<void>;
  of: (operator: string, contact: string, now: Date) => Promise<Consent | null>;
  /** Removes what has expired. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function consentStore(connection: Connection, vault: Vault): ConsentStore {
  const consents = driverCollection<Stored>(connection, 'consents');
  const idOf = (operator: string, contact: string): string => vault.idOf(`consent:${operator}:${contact}`);
  return {
    give: async (operator, contact, { how, until }) => {
      // A later proof never shortens what an earlier one gave.
      const given = { how, until: { $max: ['$until', until] } };
      const _id = idOf(operator, contact);
      await upserting(() => consents.updateOne({ _id }, [{ $set: given }], { upsert: true }));
    },
    of: async (operator, contact, now) => {
      const found = await consents.findOne({ _id: idOf(operator, contact), until: { $gt: now } });
      return found && { how: found.how, until: found.until };
    },
    forget: async (now) => {
      await consents.deleteMany({ until: { $lte: now } });
    },
    createIndexes: async () => {
      await consents.createIndexes([{ key: { until: 1 } }]);
    },
  };
}
