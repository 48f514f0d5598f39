/** Telephone numbers and members of staff who have signed in to the API, for as long as their tokens last. */
import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import type { Vault } from './vault';

export interface ApiSession {
  /** SHA-256 of what the token names: what is stored would open nothing for whoever stole it. */
  _id: string;
  /** Who: a contact, or the id of a member of staff. */
  whose: string;
  kind: 'number' | 'staff';
  /** `tel:+91…`; empty for staff. */
  address: string;
  /** Id of the partner whose program signed in; null without a key. */
  partner: string | null;
  until: Date;
}

interface Stored extends Omit<ApiSession, 'address'> {
  sealedAddress: Buffer;
}

export type NewApiSession = Omit<ApiSession, '_id' | 'until'>;

export interface ApiSessionStore {
  /** Answers what the token is to name. */
  open: (session: NewApiSession, now: Date) => Promise<{ name: string; until: Date }>;
  /** `null`: it is over, was ended, or never was. */
  find: (name: string, now: Date) => Promise<ApiSession | null>;
  end: (id: string) => Promise<void>;
  endAllOf: (whose: string) => Promise<void>;
  /** Removes what is over. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const LASTS_MS = 15 * 60_000;

export function apiSessionStore(connection: Connection, vault: Vault): ApiSessionStore {
  const sessions = driverCollection<Stored>(connection, 'apiSessions');
  const byId = gatherByKey(
    (ids) => sessions.find({ _id: { $in: ids } }, { promoteBuffers: true }).toArray(),
    ({ _id }) => _id,
  );
  return {
    open: async ({ address, ...session }, now) => {
      const name = randomBytes(16).toString('base64url');
      const [_id, until] = [hashOf(name), new Date(now.getTime() + LASTS_MS)];
      await sessions.insertOne({ _id, ...session, until, sealedAddress: vault.seal(placeOf(_id), address) });
      return { name, until };
    },
    find: async (name, now) => {
      const [found] = await byId(hashOf(name));
      if (!found || found.until <= now) return null;
      const { sealedAddress, ...session } = found;
      return { ...session, address: vault.open(placeOf(found._id), sealedAddress) as string };
    },
    end: async (_id) => {
      await sessions.deleteOne({ _id });
    },
    endAllOf: async (whose) => {
      await sessions.deleteMany({ whose });
    },
    forget: async (now) => {
      await sessions.deleteMany({ until: { $lte: now } });
    },
    createIndexes: async () => {
      await sessions.createIndexes([{ key: { whose: 1 } }, { key: { until: 1 } }]);
    },
  };
}

const hashOf = (name: string): string => createHash('sha256').update(name).digest('base64url');

const placeOf = (id: string) => `apiSessions:${id}:address` as const;
