/**
 * Cases: something recorded about a dose is wrong, and somebody sees to it. Their numbers are short enough to be said on the
 * telephone. A case is about a person, and so goes along when the person goes to another number. What staff write is sealed.
 */
import type { Connection } from 'mongoose';
import type { CaseAbout, CaseSummary } from '../conversation/effects';
import type { BeatStore } from './beats';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';

export type CaseStatus = CaseSummary['status'];

export interface Case {
  number: number;
  person: string;
  about: CaseAbout;
  status: CaseStatus;
  /** When it came to this. */
  since: Date;
  /** The person has not been told of it yet. */
  untold: boolean;
  history: CaseEntry[];
}

export interface CaseEntry {
  status: CaseStatus;
  at: Date;
  /** `person`, or who of the staff. */
  who: string;
  note: string;
}

interface Stored extends Omit<Case, 'number' | 'untold' | 'history'> {
  _id: number;
  /** Only while somebody still has to see to it. */
  open?: true;
  untold?: true;
  history: (Omit<CaseEntry, 'note'> & { sealedNote: Buffer })[];
}

export interface CaseStore {
  /** A person has one open case about one thing: where there is one already, it is that one. */
  open: (person: string, about: CaseAbout, at: Date) => Promise<Case>;
  get: (number: number) => Promise<Case | null>;
  /** Newest first. */
  ofPeople: (people: readonly string[], limit: number) => Promise<Case[]>;
  /** That somebody still has to see to, longest ago first. */
  openOnes: (limit: number) => Promise<Case[]>;
  /** The person is to be told. `null`: it is closed, or has come to this before. */
  move: (number: number, entry: CaseEntry) => Promise<Case | null>;
  untold: (limit: number) => Promise<Case[]>;
  told: (number: number, status: CaseStatus) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** Three digits from the first one on. */
const BEFORE_FIRST = 199;
const CLOSED: readonly CaseStatus[] = ['corrected', 'refused'];

export function caseStore(connection: Connection, vault: Vault, { changed }: Pick<BeatStore, 'changed'>): CaseStore {
  const cases = driverCollection<Stored>(connection, 'cases');
  const counters = driverCollection<{ _id: string; last: number }>(connection, 'counters');
  const sealed = (number: number, { note, ...entry }: CaseEntry) => ({
    ...entry,
    sealedNote: vault.seal(placeOf(number), note),
  });
  const opened = ({ _id, open: _, untold, history, ...rest }: Stored): Case => ({
    ...rest,
    number: _id,
    untold: untold ?? false,
    history: history.map(({ sealedNote, ...entry }) => ({
      ...entry,
      note: vault.open(placeOf(_id), sealedNote) as string,
    })),
  });
  const many = async (filter: object, order: 1 | -1, limit: number): Promise<Case[]> => {
    const found = cases.find(filter, { promoteBuffers: true }).sort({ _id: order }).limit(limit);
    return (await found.toArray()).map(opened);
  };
  const nextNumber = async (): Promise<number> => {
    const last = { $add: [{ $ifNull: ['$last', BEFORE_FIRST] }, 1] };
    const counter = await counters.findOneAndUpdate({ _id: 'cases' }, [{ $set: { last } }], {
      ...{ upsert: true, returnDocument: 'after' },
    });
    return counter?.last ?? BEFORE_FIRST;
  };
  const inserted = async (person: string, about: CaseAbout, at: Date): Promise<Case> => {
    const _id = await nextNumber();
    const first: CaseEntry = { status: 'open', at, who: 'person', note: '' };
    const stored: Stored = {
      ...{ _id, person, about, status: 'open', since: at, open: true, history: [sealed(_id, first)] },
    };
    await cases.insertOne(stored);
    await changed('cases');
    return opened(stored);
  };
  const openOf = async (person: string, about: CaseAbout): Promise<Case | undefined> =>
    (await many({ person, about, open: true }, 1, 1))[0];

  return {
    open: async (person, about, at) => {
      for (;;) {
        const known = await openOf(person, about);
        if (known) return known;
        try {
          return await inserted(person, about, at);
        } catch (error) {
          // Opened by another process meanwhile, or the very first number was taken by two.
          if (!duplicateKey(error)) throw error;
        }
      }
    },
    get: async (number) => (await many({ _id: number }, 1, 1))[0] ?? null,
    ofPeople: (people, limit) => many({ person: { $in: [...people] } }, -1, limit),
    openOnes: (limit) => many({ open: true }, 1, limit),
    move: async (number, entry) => {
      const { status, at } = entry;
      const moved = await cases.findOneAndUpdate(
        { _id: number, open: true, status: { $ne: status } },
        {
          $set: { status, since: at, untold: true },
          ...(CLOSED.includes(status) ? { $unset: { open: 1 } } : {}),
          $push: { history: sealed(number, entry) },
        },
        { returnDocument: 'after', promoteBuffers: true },
      );
      if (moved) await changed('cases');
      return moved && opened(moved);
    },
    untold: (limit) => many({ untold: true }, 1, limit),
    told: async (number, status) => {
      await cases.updateOne({ _id: number, status }, { $unset: { untold: 1 } });
    },
    createIndexes: async () => {
      await cases.createIndexes([
        { key: { person: 1, about: 1 }, unique: true, partialFilterExpression: { open: true } },
        { key: { person: 1, _id: -1 } },
        { key: { open: 1, _id: 1 }, partialFilterExpression: { open: true } },
        { key: { untold: 1, _id: 1 }, partialFilterExpression: { untold: true } },
      ]);
    },
  };
}

const placeOf = (number: number) => `cases:${number}:note` as const;
