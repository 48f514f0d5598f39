/**
 * What was recorded without network and did not fit what had happened meanwhile: kept until somebody has seen to it. What the
 * device sent is sealed; the code that was typed is not kept.
 */
import type { Connection } from 'mongoose';
import type { Who } from './at-centre';
import { driverCollection } from './database';
import type { Vault } from './vault';
import { writesTo } from './writes';

export interface DayConflict {
  /** Of the deed, as the device made it. */
  _id: string;
  centre: string;
  day: string;
  kind: 'arrived' | 'vaccinated' | 'walkIn';
  reason: string;
  /** `null`: of a walk-in. */
  appointment: string | null;
  by: Who;
  /** When it was done, and when we heard of it. */
  at: Date;
  heardAt: Date;
  /** What was typed. */
  said: unknown;
  settled?: { how: 'confirmed' | 'discarded'; by: Who; at: Date; why: string };
}

type Stored = Omit<DayConflict, 'said'> & { sealed: Buffer };

export interface DayConflictStore {
  /** `false`: it was written down before. */
  add: (conflict: DayConflict) => Promise<boolean>;
  get: (id: string) => Promise<DayConflict | null>;
  /** Not yet seen to, longest ago first. */
  openAt: (centre: string) => Promise<DayConflict[]>;
  settle: (id: string, settled: NonNullable<DayConflict['settled']>) => Promise<boolean>;
  createIndexes: () => Promise<void>;
}

export function dayConflictStore(connection: Connection, vault: Vault): DayConflictStore {
  const conflicts = driverCollection<Stored>(connection, 'dayConflicts');
  const writes = writesTo<Stored>(connection, 'dayConflicts');
  const opened = ({ sealed, ...rest }: Stored): DayConflict => ({
    ...rest,
    said: vault.open(placeOf(rest._id), sealed),
  });
  return {
    add: ({ said, ...rest }) => writes.insertNew({ ...rest, sealed: vault.seal(placeOf(rest._id), said) }),
    get: async (_id) => {
      const found = await conflicts.findOne({ _id }, { promoteBuffers: true });
      return found && opened(found);
    },
    openAt: async (centre) => {
      const open = { centre, settled: { $exists: false } };
      return (await conflicts.find(open, { promoteBuffers: true }).sort({ heardAt: 1 }).toArray()).map(opened);
    },
    settle: (_id, settled) => writes.update({ _id, settled: { $exists: false } }, { $set: { settled } }),
    createIndexes: async () => {
      await conflicts.createIndexes([{ key: { centre: 1, heardAt: 1 } }]);
    },
  };
}

const placeOf = (id: string) => `dayConflicts:${id}:said` as const;
