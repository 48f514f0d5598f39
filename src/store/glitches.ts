/** Glitches: what staff report as not working. Their numbers are short enough for an SMS; what staff write is sealed. */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';

export const GLITCH_STATUSES = ['reported', 'seen', 'fixed', 'notAFault'] as const;
export type GlitchStatus = (typeof GLITCH_STATUSES)[number];

/** Where whoever reports it works, as narrow as is known: an operator works nowhere in particular. */
export interface GlitchPlace {
  centre: string | null;
  district: string | null;
  state: string | null;
}

export interface Report extends GlitchPlace {
  /** The same where the same report is sent twice. */
  key: string;
  /** Who of the staff. */
  by: string;
  /** Named as they were then. */
  name: string;
  /** As it was written. */
  text: string;
  /** It came by SMS, and is answered so. */
  bySms: boolean;
  at: Date;
}

export interface Glitch extends Report {
  number: number;
  status: GlitchStatus;
  /** When it came to this. */
  since: Date;
  history: GlitchEntry[];
}

export interface GlitchEntry {
  status: GlitchStatus;
  at: Date;
  /** Who of the staff. */
  who: string;
  note: string;
}

/** Whose places are asked for: of these districts, of these states, or of no place. */
export interface GlitchScope {
  districts: readonly string[];
  states: readonly string[];
  placeless: boolean;
}

interface Stored extends Omit<Glitch, 'number' | 'text' | 'history'> {
  _id: number;
  /** Only while somebody still has to see to it. */
  open?: true;
  /** Who reported it by SMS has not been told of the status yet. */
  untold?: true;
  sealedText: Buffer;
  history: (Omit<GlitchEntry, 'note'> & { sealedNote: Buffer })[];
}

export interface GlitchStore {
  report: (report: Report) => Promise<Glitch>;
  get: (number: number) => Promise<Glitch | null>;
  /** Newest first. */
  ofStaff: (staff: string, limit: number) => Promise<Glitch[]>;
  /** Those somebody still has to see to, longest ago first; or, closed, the newest. */
  within: (scope: GlitchScope, open: boolean, limit: number) => Promise<Glitch[]>;
  /** `null`: it is closed, or has come to this before. */
  move: (number: number, entry: GlitchEntry) => Promise<Glitch | null>;
  untold: (limit: number) => Promise<Glitch[]>;
  told: (number: number, status: GlitchStatus) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** Two digits from the first one on. */
const BEFORE_FIRST = 10;
const CLOSED: readonly GlitchStatus[] = ['fixed', 'notAFault'];

export function glitchStore(connection: Connection, vault: Vault): GlitchStore {
  const glitches = driverCollection<Stored>(connection, 'glitches');
  const counters = driverCollection<{ _id: string; last: number }>(connection, 'counters');
  const sealed = (number: number, { note, ...entry }: GlitchEntry) => ({
    ...{ ...entry, sealedNote: vault.seal(placeOf(number, 'note'), note) },
  });
  const opened = ({ _id: number, open: _, untold: __, sealedText, history, ...rest }: Stored): Glitch => ({
    ...{ ...rest, number, text: vault.open(placeOf(number, 'text'), sealedText) as string },
    history: history.map(({ sealedNote, ...entry }) => ({
      ...{ ...entry, note: vault.open(placeOf(number, 'note'), sealedNote) as string },
    })),
  });
  const many = async (filter: object, order: 1 | -1, limit: number): Promise<Glitch[]> => {
    const found = glitches.find(filter, { promoteBuffers: true }).sort({ _id: order }).limit(limit);
    return (await found.toArray()).map(opened);
  };
  const nextNumber = async (): Promise<number> => {
    const last = { $add: [{ $ifNull: ['$last', BEFORE_FIRST] }, 1] };
    const options = { upsert: true, returnDocument: 'after' } as const;
    return (await counters.findOneAndUpdate({ _id: 'glitches' }, [{ $set: { last } }], options))?.last ?? BEFORE_FIRST;
  };
  const inserted = async ({ text, ...report }: Report): Promise<Glitch> => {
    const _id = await nextNumber();
    const first: GlitchEntry = { status: 'reported', at: report.at, who: report.by, note: '' };
    const stored: Stored = {
      ...{ _id, ...report, status: 'reported', since: report.at, open: true },
      ...{ sealedText: vault.seal(placeOf(_id, 'text'), text), history: [sealed(_id, first)] },
    };
    await glitches.insertOne(stored);
    return opened(stored);
  };

  return {
    report: async (report) => {
      for (;;) {
        const [known] = await many({ key: report.key }, 1, 1);
        if (known) return known;
        try {
          return await inserted(report);
        } catch (error) {
          // Sent twice at once, or the very first number was taken by two.
          if (!duplicateKey(error)) throw error;
        }
      }
    },
    get: async (number) => (await many({ _id: number }, 1, 1))[0] ?? null,
    ofStaff: (by, limit) => many({ by }, -1, limit),
    within: (scope, open, limit) =>
      many({ ...placesOf(scope), open: open ? true : { $exists: false } }, open ? 1 : -1, limit),
    move: async (number, entry) => {
      const { status, at } = entry;
      const moved = await glitches.findOneAndUpdate(
        { _id: number, open: true, status: { $ne: status } },
        [{ $set: { ...{ status, since: at }, ...movedOn(status), history: pushed(sealed(number, entry)) } }],
        { returnDocument: 'after', promoteBuffers: true },
      );
      return moved && opened(moved);
    },
    untold: (limit) => many({ untold: true }, 1, limit),
    told: async (number, status) => {
      await glitches.updateOne({ _id: number, status }, { $unset: { untold: 1 } });
    },
    createIndexes: async () => {
      await glitches.createIndexes([
        { key: { key: 1 }, unique: true },
        { key: { by: 1, _id: -1 } },
        { key: { open: 1, _id: 1 }, partialFilterExpression: { open: true } },
        { key: { untold: 1, _id: 1 }, partialFilterExpression: { untold: true } },
      ]);
    },
  };
}

const movedOn = (status: GlitchStatus): object => ({
  untold: { $cond: ['$bySms', true, '$$REMOVE'] },
  ...(CLOSED.includes(status) ? { open: '$$REMOVE' } : {}),
});
const pushed = (entry: object): object => ({ $concatArrays: ['$history', [{ $literal: entry }]] });

const placesOf = ({ districts, states, placeless }: GlitchScope): object => ({
  $or: [
    { district: { $in: [...districts] } },
    { state: { $in: [...states] } },
    ...(placeless ? [{ district: null, state: null }] : []),
  ],
});

const placeOf = (number: number, what: 'text' | 'note') => `glitches:${number}:${what}` as const;
