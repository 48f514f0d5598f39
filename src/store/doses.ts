/**
 * What is written of people's doses: each time one update of the person's own document. `unsettled` says that appointments,
 * those who wait and the person are still to learn of it; `untold` says of which dose the person is.
 */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import type { Dose, Person, StoredPerson } from './person-schema';
import { writesTo } from './writes';

/** Where the second dose falls due. */
export interface Due {
  /** `YYYY-MM-DD` */
  dueDay: string;
  remindAt: Date;
}

/** A second dose is due, is still due, and then somebody calls. */
export type DueStep = 'due' | 'dueAgain' | 'overdue';

export interface DoseStore {
  /** The next dose of somebody who has had `before` ones. `false`: another one was written down meanwhile. */
  giveDose: (id: string, before: number, dose: Dose, due: Due | null) => Promise<boolean>;
  /** In place of what was recorded wrongly; the day that falls due is then not known. `false`: it is no longer what it was. */
  correctDose: (id: string, nth: number, was: Dose, dose: Dose, remindAt: Date | null) => Promise<boolean>;
  /** The last dose, recorded at that moment, is taken back. `false`: it is gone, or not the last one any more. */
  takeBack: (id: string, nth: number, dose: Dose & { at: Date }) => Promise<boolean>;
  /** Of whom not everything is known everywhere yet. */
  unsettled: (limit: number) => Promise<Person[]>;
  /** Everything knows of the person as read; of what was written since it does not. */
  settled: (person: Person) => Promise<void>;
  /** Between two doses, to be told by now that the second is due. */
  toRemind: (now: Date, limit: number) => Promise<Person[]>;
  reminded: (id: string, was: Date, next: { remindAt: Date | null; dueStep: DueStep | null }) => Promise<void>;
  /** Who has had only a first dose of this vaccine, in the order of their ids. */
  betweenDoses: (vaccine: string, afterId: string, limit: number) => Promise<Person[]>;
  /** The second dose falls due on another day than was said. Not where a dose was written or corrected since. */
  setDue: (changes: readonly DueChange[]) => Promise<void>;
}

const BUFFERS = { promoteBuffers: true } as const;

/** @param opened what is stored as it may leave the room */
export function doseStore(connection: Connection, opened: (stored: StoredPerson) => Person): DoseStore {
  const collection = driverCollection<StoredPerson>(connection, 'persons');
  const writes = writesTo<StoredPerson>(connection, 'persons');

  return {
    giveDose: (_id, before, dose, due) => {
      const change = { ...NOTHING_DUE, ...due, unsettled: true, untold: before + 1, tellWhenEligible: null };
      return writes.update(
        { _id, doses: { $size: before }, leftAt: { $exists: false } },
        { $push: { doses: dose }, $set: change },
      );
    },
    correctDose: (_id, nth, { vaccine, day }, dose, remindAt) =>
      writes.update(
        { _id, [`doses.${nth}.vaccine`]: vaccine, [`doses.${nth}.day`]: day },
        { $set: { [`doses.${nth}`]: dose, ...NOTHING_DUE, remindAt, unsettled: true } },
      ),
    takeBack: (_id, nth, dose) =>
      writes.update(
        { _id, doses: { $size: nth }, [`doses.${nth - 1}.at`]: dose.at },
        { $pop: { doses: 1 }, $set: { ...NOTHING_DUE, unsettled: true, undone: dose }, $unset: { untold: 1 } },
      ),
    unsettled: async (limit) => {
      // Sorted so that the index of the unsettled is the one that is read.
      const found = collection.find({ unsettled: true }, BUFFERS).sort({ registeredAt: 1 }).limit(limit);
      return (await found.toArray()).map(opened);
    },
    settled: async ({ _id, contact, doses }) => {
      await writes.update({ _id, contact, doses }, { $unset: { unsettled: 1, untold: 1, undone: 1 } });
    },
    toRemind: async (now, limit) => {
      const due = collection.find({ remindAt: { $type: 'date', $lte: now } }, BUFFERS).sort({ remindAt: 1 });
      return (await due.limit(limit).toArray()).map(opened);
    },
    reminded: async (_id, was, next) => {
      await writes.update({ _id, remindAt: was }, { $set: next });
    },
    betweenDoses: async (vaccine, afterId, limit) => {
      const one = { 'doses.vaccine': vaccine, 'doses.0': { $exists: true }, doses: { $size: 1 } };
      const found = collection.find({ ...one, _id: { $gt: afterId } }, BUFFERS).sort({ _id: 1 });
      return (await found.limit(limit).toArray()).map(opened);
    },
    setDue: async (changes) => {
      if (changes.length === 0) return;
      // A command of its own: many at once must not stand in one queue with the turns of people who wait.
      await collection.bulkWrite(alike(changes).map(updateOf), { ordered: false });
    },
  };
}

const NOTHING_DUE = { dueDay: null, remindAt: null, dueStep: null };

type DueChange = { person: Person } & Due;

/** Who had the first dose on the same day has the second due on the same day: together they cost a third of one by one. */
function alike(changes: readonly DueChange[]): DueChange[][] {
  const groups = new Map<string, DueChange[]>();
  for (const change of changes) {
    const { vaccine, day } = change.person.doses[0] ?? {};
    const key = JSON.stringify([vaccine, day, change.dueDay, change.remindAt]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()];
}

function updateOf(changes: readonly DueChange[]) {
  const [{ person, dueDay, remindAt }] = changes as [DueChange];
  const { vaccine, day } = person.doses[0] ?? {};
  const first = { doses: { $size: 1 }, 'doses.0.vaccine': vaccine, 'doses.0.day': day };
  const filter = { _id: { $in: changes.map(({ person: { _id } }) => _id) }, ...first };
  return { updateMany: { filter, update: { $set: { ...NOTHING_DUE, dueDay, remindAt } } } };
}
