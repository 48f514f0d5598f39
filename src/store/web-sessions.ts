/** Who is signed in to the consoles. The browser holds a token; what is stored would open nothing for whoever stole it. */
import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Vault } from './vault';

interface Stored {
  /** SHA-256 of the token. */
  _id: string;
  staff: string;
  openedAt: Date;
  usedAt: Date;
  ip: string;
}

export interface SignedIn {
  id: string;
  /** Id of the member of staff. */
  staff: string;
  /** What every form of theirs carries. */
  csrf: string;
  usedAt: Date;
}

export interface WebSessionStore {
  open: (staff: string, now: Date, ip: string) => Promise<{ token: string }>;
  /** `expired`: it was this one's, who has to sign in again. */
  find: (token: string, now: Date) => Promise<SignedIn | { expired: string } | null>;
  /** Somebody is at work. Written at most once a minute. */
  touch: (session: Pick<SignedIn, 'id' | 'usedAt'>, now: Date) => Promise<void>;
  close: (token: string) => Promise<void>;
  /** @param but the one that stays */
  closeAllOf: (staff: string, but?: string) => Promise<void>;
  /** Removes what nobody comes back to. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A laptop left on the table of a centre is soon nobody's; a long telephone call is shorter. */
export const IDLE_MS = 30 * MINUTE_MS;
/** The longest shift, so that nobody signs in twice in one, and no token is good for two. */
export const LONGEST_MS = 12 * HOUR_MS;
/** Whoever comes back to a half-filled form the next morning is still known as its owner, once signed in. */
const KEPT_MS = 36 * HOUR_MS;

export function webSessionStore(connection: Connection, vault: Vault): WebSessionStore {
  const sessions = driverCollection<Stored>(connection, 'webSessions');
  return {
    open: async (staff, now, ip) => {
      const token = randomBytes(32).toString('base64url');
      await sessions.insertOne({ _id: hashOf(token), staff, openedAt: now, usedAt: now, ip });
      return { token };
    },
    find: async (token, now) => {
      const found = await sessions.findOne({ _id: hashOf(token) });
      if (!found) return null;
      const { _id: id, staff, usedAt } = found;
      return isOver(found, now) ? { expired: staff } : { id, staff, csrf: vault.idOf(`csrf:${token}`), usedAt };
    },
    touch: async ({ id, usedAt }, now) => {
      if (now.getTime() - usedAt.getTime() < MINUTE_MS) return;
      await sessions.updateOne({ _id: id, usedAt: { $lt: now } }, { $set: { usedAt: now } });
    },
    close: async (token) => {
      await sessions.deleteOne({ _id: hashOf(token) });
    },
    closeAllOf: async (staff, but = '') => {
      await sessions.deleteMany({ staff, _id: { $ne: but } });
    },
    forget: async (now) => {
      await sessions.deleteMany({ openedAt: { $lt: new Date(now.getTime() - KEPT_MS) } });
    },
    createIndexes: async () => {
      await sessions.createIndexes([{ key: { staff: 1 } }, { key: { openedAt: 1 } }]);
    },
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const isOver = ({ usedAt, openedAt }: Stored, now: Date): boolean =>
  now.getTime() - usedAt.getTime() > IDLE_MS || now.getTime() - openedAt.getTime() > LONGEST_MS;
