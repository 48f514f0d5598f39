/** The ids under which India's operators know our texts (DLT), as they were taken back from their portals. */
import type { Connection } from 'mongoose';
import { cached } from './cached';
import { driverCollection } from './database';

interface DltTemplate {
  /** `eligible.bn`, `eligible` for all its languages, `*` for every other message. */
  _id: string;
  id: string;
  at: Date;
}

/** @param name `eligible.bn`, `booked.bn-Latn`: key and language; none where it is no template of ours */
export type TemplateId = (name?: string) => Promise<string | undefined>;

export interface DltTemplateStore {
  put: (ids: ReadonlyMap<string, string>, now: Date) => Promise<void>;
  all: () => Promise<ReadonlyMap<string, string>>;
  /** Read at most every few seconds. */
  templateId: TemplateId;
}

const FRESH_MS = 5_000;

export function dltTemplateStore(connection: Connection): DltTemplateStore {
  const templates = driverCollection<DltTemplate>(connection, 'dltTemplates');
  const all = async (): Promise<ReadonlyMap<string, string>> =>
    new Map((await templates.find().toArray()).map(({ _id, id }) => [_id, id]));
  const recent = cached(FRESH_MS, all);
  return {
    put: async (ids, at) => {
      const writes = Array.from(ids, ([_id, id]) => ({
        updateOne: { filter: { _id }, update: { $set: { id, at } }, upsert: true },
      }));
      if (writes.length > 0) await templates.bulkWrite(writes, { ordered: false });
      recent.forget();
    },
    all,
    templateId: async (name = '*') => idOf(await recent(), name),
  };
}

/** Each language is registered by itself; an id of all of them is for who has a gateway that asks for no more. */
function idOf(ids: ReadonlyMap<string, string>, name: string): string | undefined {
  const [key = name] = name.split('.');
  return ids.get(name) ?? ids.get(key) ?? ids.get('*');
}
