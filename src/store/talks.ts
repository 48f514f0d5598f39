/** What is said while a person of the helpline has the conversation: the last lines of each contact, sealed one by one. */
import type { Connection } from 'mongoose';
import type { KeepLine, TalkLine } from '../conversation/ports';
import type { BeatStore } from './beats';
import { driverCollection } from './database';
import { upserting } from './upsert';
import type { Vault } from './vault';

interface StoredLine {
  key: string;
  at: Date;
  sealed: Buffer;
}

interface Talk {
  _id: string;
  at: Date;
  lines: StoredLine[];
}

export interface TalkStore {
  /** The same key is the same line, kept once. */
  keep: KeepLine;
  /** Oldest first. */
  of: (contact: string) => Promise<TalkLine[]>;
  /** Removes those in which nothing was said since. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** More than anybody reads, and less than a sender could use to fill the house, or more than one document holds. */
const MOST_LINES = 200;
const LONGEST_LINE = 4_096;

export function talkStore(connection: Connection, vault: Vault, { changed }: Pick<BeatStore, 'changed'>): TalkStore {
  const talks = driverCollection<Talk>(connection, 'talks');
  return {
    keep: async (contact, { key, at, text, ...by }) => {
      const said = { ...by, text: text.slice(0, LONGEST_LINE) };
      const line = { key, at, sealed: vault.seal(placeOf(contact, key), said) };
      const before = { $ifNull: ['$lines', []] };
      const lines = { $slice: [{ $concatArrays: [before, [{ $literal: line }]] }, -MOST_LINES] };
      const isKnown = { $in: [{ $literal: key }, { $ifNull: ['$lines.key', []] }] };
      const change = { at, lines: { $cond: [isKnown, before, lines] } };
      await upserting(() => talks.updateOne({ _id: contact }, [{ $set: change }], { upsert: true }));
      await changed(`talk:${contact}`);
    },
    of: async (contact) => {
      const talk = await talks.findOne({ _id: contact }, { promoteBuffers: true });
      return (talk?.lines ?? []).map(({ key, at, sealed }) => ({
        ...(vault.open(placeOf(contact, key), sealed) as Omit<TalkLine, 'key' | 'at'>),
        ...{ key, at },
      }));
    },
    forget: async (before) => {
      await talks.deleteMany({ at: { $lt: before } });
    },
    createIndexes: async () => {
      await talks.createIndexes([{ key: { at: 1 } }]);
    },
  };
}

const placeOf = (contact: string, key: string) => `talks:${contact}:${key}` as const;
