/**
 * Places kept for a person and told by a message, to be taken with one digit. Under a proposal's id the slot keeps the place, and
 * under the same id it is booked. One open proposal for each person and dose is a unique partial index. `unsettled` says that what
 * follows from the status is still to be done; it is written with the status, and a sweep finishes what a crash left.
 */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { writesTo } from './writes';

export interface Proposal {
  _id: string;
  person: string;
  contact: string;
  dose: number;
  because: 'waiting' | 'closed';
  slot: string;
  vaccine: string;
  centre: string;
  centreNames: Names;
  day: string;
  from: string;
  to: string;
  price: number;
  /** To be answered by then; the place is kept a little longer. */
  until: Date;
  /** `gone`: it came to nothing without the person's doing. */
  status: ProposalStatus;
  /** What was closed. */
  instead: FormerPlace | null;
  /** Whoever waits in line for it. */
  wish: string | null;
  unsettled?: boolean;
  madeAt: Date;
  changedAt: Date;
}

export type ProposalStatus = 'open' | 'taken' | 'refused' | 'lapsed' | 'gone';
export interface FormerPlace {
  centreNames: Names;
  day: string;
  from: string;
  to: string;
}

const names = { type: { bn: String, hi: String, en: String }, required: true, _id: false };
const schema = new Schema<Proposal>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    contact: { type: String, required: true },
    dose: { type: Number, required: true },
    because: { type: String, required: true, enum: ['waiting', 'closed'] },
    slot: { type: String, required: true },
    vaccine: { type: String, required: true },
    centre: { type: String, required: true },
    centreNames: names,
    day: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    price: { type: Number, required: true },
    until: { type: Date, required: true },
    status: { type: String, required: true, enum: ['open', 'taken', 'refused', 'lapsed', 'gone'] },
    instead: {
      type: new Schema<FormerPlace>({ centreNames: names, day: String, from: String, to: String }, { _id: false }),
      default: null,
    },
    wish: { type: String, default: null },
    unsettled: Boolean,
    madeAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ person: 1, dose: 1 }, { unique: true, partialFilterExpression: { status: 'open' } });
schema.index({ until: 1 }, { partialFilterExpression: { status: 'open' } });
schema.index({ changedAt: 1 }, { partialFilterExpression: { unsettled: true } });
schema.index({ person: 1 });

export interface ProposalStore {
  /** `false`: the person has an open one for this dose, or this one was inserted before. */
  insert: (proposal: Proposal) => Promise<boolean>;
  get: (id: string) => Promise<Proposal | null>;
  openOf: (person: string, dose: number) => Promise<Proposal | null>;
  /** `null`: it was not open any more. What follows from it is then to be done, and `settled`. */
  close: (id: string, status: Exclude<ProposalStatus, 'open'>, at: Date) => Promise<Proposal | null>;
  settled: (proposal: Proposal) => Promise<void>;
  /** Open ones that were to be answered before then. */
  overdue: (before: Date, limit: number) => Promise<Proposal[]>;
  /** Changed before then, and not settled since. */
  unsettled: (before: Date, limit: number) => Promise<Proposal[]>;
  /** All that a person has is another number's from now on. */
  setContact: (person: string, contact: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function proposalStore(connection: Connection): ProposalStore {
  const model = connection.model<Proposal>('Proposal', schema, 'proposals');
  const proposals = driverCollection<Proposal>(connection, 'proposals');
  const writes = writesTo<Proposal>(connection, 'proposals');
  const openOfPerson = gatherByKey(
    (people) => proposals.find({ person: { $in: people }, status: 'open' }).toArray(),
    ({ person }) => person,
  );

  return {
    insert: writes.insertNew,
    get: (_id) => proposals.findOne({ _id }),
    openOf: async (person, dose) => (await openOfPerson(person)).find((each) => each.dose === dose) ?? null,
    close: (_id, status, at) =>
      proposals.findOneAndUpdate(
        { _id, status: 'open' },
        { $set: { status, unsettled: true, changedAt: at } },
        { returnDocument: 'after' },
      ),
    settled: async ({ _id, status }) => {
      await writes.update({ _id, status }, { $unset: { unsettled: 1 } });
    },
    overdue: (before, limit) =>
      proposals
        .find({ status: 'open', until: { $lt: before } })
        .sort({ until: 1 })
        .limit(limit)
        .toArray(),
    unsettled: (before, limit) =>
      proposals
        .find({ unsettled: true, changedAt: { $lt: before } })
        .limit(limit)
        .toArray(),
    setContact: async (person, contact) => {
      await proposals.updateMany({ person, contact: { $ne: contact } }, { $set: { contact } });
    },
    createIndexes: () => model.createIndexes(),
  };
}
