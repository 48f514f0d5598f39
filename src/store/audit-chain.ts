/**
 * Entries that cannot be changed, removed or slipped in unnoticed by whoever has the database but not DATA_KEY: each carries a
 * keyed hash of itself and of the one before. The head, a document of its own, says how far the chain went; without it a removed
 * last entry would not be missed. Whoever puts back an old copy of everything, head included, is found only by who
 * remembers how many entries there were.
 */
import type { Connection, mongo } from 'mongoose';
import { driverCollection, type DriverCollection } from './database';
import { upserting } from './upsert';
import type { Vault } from './vault';

export interface Link {
  /** Its number. Unique, so that two processes cannot write two of them. */
  _id: number;
  /** Hash of the one before; of the first one empty. */
  before: string;
  hash: string;
}

export interface Broken {
  seq: number;
  /** `missing`: it is not there. `order`: it stands where another one stood, or between two. */
  what: 'changed' | 'missing' | 'order';
}

export interface Verified {
  /** So many stand as they were written. */
  entries: number;
  /** The first thing that is wrong. */
  broken: Broken | null;
}

interface Head {
  _id: 'head';
  seq: number;
  hash: string;
  /** Keyed hash of the two. */
  proof: string;
}

type End = Pick<Link, '_id' | 'hash'>;

export interface Chain<T extends Link> {
  /** After which the next one comes. */
  end: () => Promise<End>;
  link: (entry: Omit<T, 'before' | 'hash'>, after: End) => T;
  /** Forward only. Killed before it, we leave it behind the last entry, which is no harm. */
  moveHead: (last: End) => Promise<void>;
  verify: (progress?: (entries: number) => void) => Promise<Verified>;
}

const START: End = { _id: 0, hash: '' };
const BATCH = 1_000;

export function createChain<T extends Link>(
  connection: Connection,
  entries: DriverCollection<T>,
  vault: Vault,
): Chain<T> {
  const heads = driverCollection<Head>(connection, 'auditHead');
  const proofOf = (seq: number, hash: string): string => vault.chain(`head:${seq}:${hash}`);
  const headAt = ({ _id: seq, hash }: End) => ({ seq, hash, proof: proofOf(seq, hash) });
  /** Only where nothing was written yet: a head that was taken away is not to be put back. */
  const begin = async (): Promise<void> => {
    await upserting(() => heads.updateOne({ _id: 'head' }, { $setOnInsert: headAt(START) }, { upsert: true }));
  };
  const lastEntry = async (): Promise<End | undefined> => (await inOrder(entries, -1).limit(1).toArray())[0];
  /** Reads the head first: what is written meanwhile comes after it. */
  const verify: Chain<T>['verify'] = async (progress = () => undefined) => {
    const head = await heads.findOne({ _id: 'head' });
    let last: End = START;
    for await (const entry of inOrder(entries, 1)) {
      const wrong = wrongWith(entry, last, vault) ?? (head?.seq === entry._id ? wrongAt(head, entry) : null);
      if (wrong) return { entries: last._id, broken: wrong };
      last = { _id: entry._id, hash: entry.hash };
      if (last._id % BATCH === 0) progress(last._id);
    }
    const proved = head ? head.proof === proofOf(head.seq, head.hash) && head.seq <= last._id : last._id === 0;
    return { entries: last._id, broken: proved ? null : { seq: last._id + 1, what: 'missing' } };
  };
  return {
    end: async () => {
      const [head, last] = await Promise.all([heads.findOne({ _id: 'head' }), lastEntry()]);
      if (!head && !last) await begin();
      const ends: End[] = [...(head ? [{ _id: head.seq, hash: head.hash }] : []), ...(last ? [last] : []), START];
      // Where the last entry was taken away, the next one still comes after it, and the gap shows.
      return ends.reduce((furthest, each) => (each._id > furthest._id ? each : furthest));
    },
    link: (entry, { hash: before }) => {
      const linked = { ...entry, before };
      return { ...linked, hash: hashOf(linked, vault) } as unknown as T;
    },
    moveHead: async (last) => {
      await heads.updateOne({ _id: 'head', seq: { $lt: last._id } }, { $set: headAt(last) });
    },
    verify,
  };
}

const inOrder = <T extends Link>(entries: DriverCollection<T>, order: 1 | -1): mongo.FindCursor<T> =>
  entries.find<T>({}, { promoteBuffers: true, batchSize: BATCH }).sort({ _id: order });

function wrongWith(entry: Link, last: End, vault: Vault): Broken | null {
  const seq = last._id + 1;
  if (entry._id > seq) return { seq, what: 'missing' };
  if (entry._id !== seq) return { seq: entry._id, what: 'order' };
  const { hash, ...rest } = entry;
  if (hash !== hashOf(rest, vault)) return { seq, what: 'changed' };
  return entry.before === last.hash ? null : { seq, what: 'order' };
}

const wrongAt = ({ hash }: Head, entry: Link): Broken | null =>
  hash === entry.hash ? null : { seq: entry._id, what: 'changed' };

/** Of every field, also of those that somebody adds. */
function hashOf(entry: object, vault: Vault): string {
  const fields = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  return vault.chain(JSON.stringify(fields.map(([name, value]) => [name, written(value)])));
}

/** As it will be read: of half a character (a lone surrogate) the database keeps only that something was there. */
function written(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value).toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
