/** Who looked at what or changed it, when, from where, and why: append-only, each entry chained to the one before. */
import { mongo, type Connection } from 'mongoose';
import { createChain, type Link, type Verified } from './audit-chain';
import { driverCollection, duplicateKey } from './database';
import { gather } from './gather';
import type { Role } from './staff';
import type { Vault } from './vault';

export interface AuditEntry {
  /** 1, 2, 3, … */
  seq: number;
  at: Date;
  /** Id of the member of staff. */
  staff: string;
  /** The name at that time. */
  name: string;
  /** `null`: nobody was signed in, as on the command line or where a sign-in was refused. */
  role: Role | null;
  /** Address of the connection. */
  from: string;
  /** Past participle after its thing: `person.looked`, `session.closed`, `dose.recorded`. */
  action: string;
  /** `person:<id>`, `contact:<id>`, `session:<id>`: what it was done to. */
  about: string | null;
  why: string | null;
  /** What was said or changed; sealed where it is stored. */
  detail: unknown;
  /** What is sealed was altered, and opens no more. */
  unreadable?: true;
}

export type Deed = Omit<AuditEntry, 'seq' | 'unreadable'>;

/** Entries that fit all that is given. */
export interface AuditFilter {
  staff?: string;
  about?: string;
  action?: string;
  /** Only older ones than this entry. */
  before?: number;
}

export interface AuditStore {
  /** Throws where it could not be written: what leaves no trace is not to be done. */
  append: (deed: Deed) => Promise<AuditEntry>;
  /** Newest first. */
  of: (about: string, limit: number) => Promise<AuditEntry[]>;
  /** Newest first. */
  find: (filter: AuditFilter, limit: number) => Promise<AuditEntry[]>;
  /** Whether every entry stands as it was written. @param progress told how many were looked at */
  verify: (progress?: (entries: number) => void) => Promise<Verified>;
  createIndexes: () => Promise<void>;
}

interface Stored extends Omit<AuditEntry, 'seq' | 'why' | 'detail' | 'unreadable'>, Link {
  sealed: Buffer;
}

export function auditStore(connection: Connection, vault: Vault): AuditStore {
  const entries = driverCollection<Stored>(connection, 'audit');
  const chain = createChain<Stored>(connection, entries, vault);
  const linked = (deeds: readonly Deed[], after: Pick<Link, '_id' | 'hash'>): Stored[] => {
    let last = after;
    return deeds.map(({ why, detail, ...deed }) => {
      const _id = last._id + 1;
      const sealed = vault.seal(placeOf(_id), { why, detail });
      const link = chain.link({ _id, ...deed, sealed }, last);
      last = link;
      return link;
    });
  };
  /** Those of other processes may come between: who comes second to a number goes on behind the first. */
  const appendAll = async (deeds: readonly Deed[]): Promise<AuditEntry[]> => {
    const written: AuditEntry[] = [];
    while (written.length < deeds.length) {
      const left = deeds.slice(written.length);
      const links = linked(left, await chain.end());
      const count = await insertedOf(entries, links);
      written.push(...left.slice(0, count).map((deed, n) => ({ ...deed, seq: links[n]?._id ?? 0 })));
      const last = links[count - 1];
      if (last) await chain.moveHead(last);
    }
    return written;
  };
  const opened = ({ _id, before: _, hash: __, sealed, ...deed }: Stored): AuditEntry => ({
    ...{ seq: _id, ...deed },
    ...openedText(vault, _id, sealed),
  });
  const find: AuditStore['find'] = async ({ before, ...filter }, limit) => {
    const older = before === undefined ? {} : { _id: { $lt: before } };
    const found = entries.find({ ...filter, ...older }, { promoteBuffers: true });
    return (await found.sort({ _id: -1 }).limit(limit).toArray()).map(opened);
  };
  return {
    append: gather(appendAll),
    of: (about, limit) => find({ about }, limit),
    find,
    verify: chain.verify,
    createIndexes: async () => {
      await entries.createIndexes(
        (['about', 'staff', 'action'] as const).map((field) => ({ key: { [field]: 1, _id: -1 } })),
      );
    },
  };
}

/** How many were written before one whose number was taken meanwhile. */
async function insertedOf<T extends mongo.Document>(entries: mongo.Collection<T>, links: T[]): Promise<number> {
  try {
    const { insertedCount } = await entries.insertMany(links as mongo.OptionalUnlessRequiredId<T>[], { ordered: true });
    return insertedCount;
  } catch (error) {
    if (!duplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    return error.insertedCount;
  }
}

/** One entry that was altered must not hide the others from whoever looks for it. */
function openedText(vault: Vault, seq: number, sealed: Uint8Array): Pick<AuditEntry, 'why' | 'detail' | 'unreadable'> {
  try {
    return vault.open(placeOf(seq), sealed) as Pick<AuditEntry, 'why' | 'detail'>;
  } catch {
    return { why: null, detail: null, unreadable: true };
  }
}

const placeOf = (seq: number) => `audit:${String(seq)}:text` as const;
