/** Answers to requests that may be sent again with the same `Idempotency-Key`: each is carried out by one at a time, and answered once. */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Vault } from './vault';
import { writesTo } from './writes';

interface Stored {
  _id: string;
  /** Keyed hash of what was sent. */
  content: string;
  /** What is done, in all its runs; what is asked for a day later is something else. */
  deed: string;
  /** Who carries it out; `null`: nobody, it came to nothing. */
  run: string | null;
  startedAt: Date;
  answer: Buffer | null;
}

/** A request as it came: under which key, and what was in it. */
export interface KeyedRequest {
  key: string;
  content: string;
}

export type Begun =
  /** Carry it out, then say `keep` or `drop` of this run. */
  { run: string; deed: string } | { answer: unknown } | 'running' | 'other';

export interface ApiAnswerStore {
  begin: (request: KeyedRequest, now: Date) => Promise<Begun>;
  keep: (key: string, run: string, answer: unknown) => Promise<void>;
  /** It may be tried again at once. */
  drop: (key: string, run: string) => Promise<void>;
  /** Removes what nobody is answered with any more. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const KEPT_MS = 24 * 3_600_000;
/** No call takes longer: whoever was at it is gone. What it did is done once all the same. */
const ABANDONED_MS = 30_000;

export function apiAnswerStore(connection: Connection, vault: Vault): ApiAnswerStore {
  const answers = driverCollection<Stored>(connection, 'apiAnswers');
  const writes = writesTo<Stored>(connection, 'apiAnswers');
  const idOf = (key: string): string => vault.idOf(`api answer:${key}`);
  const isOlder = ({ startedAt }: Stored, ms: number, now: Date): boolean => now.getTime() - startedAt.getTime() >= ms;

  /** Of two who come to it at once one wins. */
  const takeOver = async ({ _id, run, answer }: Stored, by: Stored & { run: string }): Promise<Begun> => {
    const taken = await writes.update({ _id, run, answer }, { $set: by });
    return taken ? { run: by.run, deed: by.deed } : 'running';
  };

  return {
    begin: async ({ key, content }, now) => {
      const _id = idOf(key);
      const [deed, run] = [randomUUID(), randomUUID()];
      const fresh = { _id, content: vault.idOf(content), deed, run, startedAt: now, answer: null };
      if (await writes.insertNew(fresh)) return { run, deed };
      const found = await answers.findOne({ _id }, { promoteBuffers: true });
      // Forgotten in between: the next time it is free.
      if (!found) return 'running';
      if (isOlder(found, KEPT_MS, now)) return takeOver(found, fresh);
      if (found.content !== fresh.content) return found.run === null ? takeOver(found, fresh) : 'other';
      if (found.answer) return { answer: vault.open(placeOf(_id), found.answer) };
      const isLeft = found.run === null || isOlder(found, ABANDONED_MS, now);
      return isLeft ? takeOver(found, { ...fresh, deed: found.deed }) : 'running';
    },
    keep: async (key, run, answer) => {
      const _id = idOf(key);
      await writes.update({ _id, run }, { $set: { answer: vault.seal(placeOf(_id), answer) } });
    },
    drop: async (key, run) => {
      await writes.update({ _id: idOf(key), run }, { $set: { run: null } });
    },
    forget: async (now) => {
      await answers.deleteMany({ startedAt: { $lte: new Date(now.getTime() - KEPT_MS) } });
    },
    createIndexes: async () => {
      await answers.createIndexes([{ key: { startedAt: 1 } }]);
    },
  };
}

const placeOf = (id: string) => `apiAnswers:${id}:answer` as const;
