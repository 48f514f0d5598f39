/**
 * Tables that staff bring in. One is kept as it was read until somebody says yes to it; from then on it is carried out row by row,
 * and where that was broken off, a sweep goes on: all of it comes in, or none.
 */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import type { Centre } from './places';

export type ImportKind = 'sessions' | 'centres';

export interface SessionRow {
  centre: string;
  /** `YYYY-MM-DD` */
  day: string;
  vaccine: string;
  hours: { from: string; to: string }[];
  /** For first and second doses. */
  capacities: [number, number];
  price: number;
  /** Per cent. */
  keptShare: number;
}

/** What is done with one row once the table was confirmed. */
export type ImportStep =
  | { row: number; do: 'create'; session: SessionRow }
  | { row: number; do: 'change'; id: string; capacities: [number, number]; keptShare: number }
  | { row: number; do: 'save'; centre: Centre };

export interface Import {
  _id: string;
  kind: ImportKind;
  /** Whose it is: nobody else confirms it. */
  staff: string;
  fileName: string;
  at: Date;
  /** As they were read; the first one says what the columns are. */
  rows: string[][];
  status: 'planned' | 'confirmed' | 'done';
  confirmedAt: Date | null;
  steps: ImportStep[];
  /** How many of the steps are done. */
  applied: number;
  /** Rows that could no longer be done as they were confirmed, because somebody else was faster. */
  failed: { row: number; why: string }[];
}

export interface ImportStore {
  /** Twice is once. */
  plan: (wanted: Pick<Import, '_id' | 'kind' | 'staff' | 'fileName' | 'at' | 'rows'>) => Promise<void>;
  get: (id: string) => Promise<Import | null>;
  /** `null`: it was confirmed before. */
  confirm: (id: string, steps: ImportStep[], now: Date) => Promise<Import | null>;
  /** So many steps are done, this one perhaps with a refusal. */
  advance: (id: string, applied: number, failed: Import['failed'][number] | null) => Promise<void>;
  finished: (id: string) => Promise<void>;
  /** Confirmed before, and not done. */
  unfinished: (before: Date, limit: number) => Promise<Import[]>;
  /** Tables from before, in batches; not those that are still being carried out. */
  forget: (before: Date) => Promise<number>;
  createIndexes: () => Promise<void>;
}

export function importStore(connection: Connection): ImportStore {
  const imports = driverCollection<Import>(connection, 'imports');
  const fresh = { status: 'planned' as const, confirmedAt: null, steps: [], applied: 0, failed: [] };
  return {
    plan: async (wanted) => {
      try {
        await imports.insertOne({ ...wanted, ...fresh });
      } catch (error) {
        if (!duplicateKey(error)) throw error;
      }
    },
    get: (_id) => imports.findOne({ _id }),
    confirm: (_id, steps, confirmedAt) =>
      imports.findOneAndUpdate(
        { _id, status: 'planned' },
        { $set: { status: 'confirmed', steps, confirmedAt } },
        { returnDocument: 'after' },
      ),
    advance: async (_id, applied, failed) => {
      // Two may be at it; whoever is behind writes nothing.
      const change = { $set: { applied }, ...(failed ? { $push: { failed } } : {}) };
      await imports.updateOne({ _id, applied: applied - 1 }, change);
    },
    finished: async (_id) => {
      await imports.updateOne({ _id }, { $set: { status: 'done' } });
    },
    unfinished: (before, limit) =>
      imports
        .find({ status: 'confirmed', confirmedAt: { $lte: before } })
        .sort({ confirmedAt: 1 })
        .limit(limit)
        .toArray(),
    forget: async (before) => {
      const { deletedCount } = await imports.deleteMany({ at: { $lt: before }, status: { $ne: 'confirmed' } });
      return deletedCount;
    },
    createIndexes: async () => {
      await imports.createIndexes([
        { key: { confirmedAt: 1 }, partialFilterExpression: { status: 'confirmed' } },
        { key: { at: 1 } },
      ]);
    },
  };
}
