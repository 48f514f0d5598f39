/**
 * Appointments. One active appointment for each person and dose is a unique partial index. `settling` says what is still to be
 * done to the slots: it is written in the same update as the change itself, and a sweep finishes what a crash left.
 */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { driverCollection, duplicateKey } from './database';
import { gatherByKey } from './gather';
import { writesTo } from './writes';

export interface Appointment {
  _id: string;
  person: string;
  contact: string;
  dose: number;
  vaccine: string;
  slot: string;
  /** Under this id the slot holds the place. */
  holder: string;
  centre: string;
  centreNames: Names;
  day: string;
  from: string;
  to: string;
  price: number;
  /** Four digits, to be said at the door. */
  code: string;
  status: 'booked' | 'cancelled';
  settling: Settling | null;
  bookedAt: Date;
  changedAt: Date;
}

export interface Settling {
  /** The places left behind by moves and a cancellation: one change may follow another before the first is settled. */
  leave: { slot: string; holder: string }[];
}

const schema = new Schema<Appointment>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    contact: { type: String, required: true },
    dose: { type: Number, required: true },
    vaccine: { type: String, required: true },
    slot: { type: String, required: true },
    holder: { type: String, required: true },
    centre: { type: String, required: true },
    centreNames: { type: { bn: String, hi: String, en: String }, required: true, _id: false },
    day: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    price: { type: Number, required: true },
    code: { type: String, required: true, match: /^\d{4}$/ },
    status: { type: String, required: true, enum: ['booked', 'cancelled'] },
    settling: { type: { leave: [{ slot: String, holder: String, _id: false }] }, default: null, _id: false },
    bookedAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ person: 1, dose: 1 }, { unique: true, partialFilterExpression: { status: 'booked' } });
schema.index({ contact: 1, status: 1, day: 1 });
schema.index({ holder: 1 });
schema.index({ changedAt: 1 }, { partialFilterExpression: { settling: { $type: 'object' } } });

/** What an appointment takes over from its slot. */
export type PlaceOfAppointment = Pick<
  Appointment,
  'slot' | 'holder' | 'vaccine' | 'centre' | 'centreNames' | 'day' | 'from' | 'to' | 'price'
>;

export interface AppointmentStore {
  /** `false`: the person has an active appointment for this dose, or this one was inserted before. */
  insert: (appointment: Appointment) => Promise<boolean>;
  get: (id: string) => Promise<Appointment | null>;
  activeOf: (person: string, dose: number) => Promise<Appointment | null>;
  activeOfContact: (contact: string, fromDay: string) => Promise<Appointment[]>;
  activeByHolder: (holder: string) => Promise<Appointment | null>;
  /** Moves an active appointment from the place held as `from` to another, leaving the old place to be settled. */
  move: (id: string, from: string, to: PlaceOfAppointment, at: Date) => Promise<Appointment | null>;
  /** `null`: it was not active, or not this contact's. */
  cancel: (id: string, contact: string | null, at: Date) => Promise<Appointment | null>;
  /** Changed before `before` and not settled since. */
  unsettled: (before: Date, limit: number) => Promise<Appointment[]>;
  /** Everything this appointment left is settled; what another change left meanwhile is not. */
  settled: (appointment: Appointment) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** What was left before, and the place held now. */
const LEAVING = {
  leave: { $concatArrays: [{ $ifNull: ['$settling.leave', []] }, [{ slot: '$slot', holder: '$holder' }]] },
};

export function appointmentStore(connection: Connection): AppointmentStore {
  const model = connection.model<Appointment>('Appointment', schema, 'appointments');
  const appointments = driverCollection<Appointment>(connection, 'appointments');
  const writes = writesTo<Appointment>(connection, 'appointments');
  const activeOfPerson = gatherByKey(
    (people) => appointments.find({ person: { $in: people }, status: 'booked' }).toArray(),
    ({ person }) => person,
  );
  const after = { returnDocument: 'after' } as const;

  return {
    insert: async (appointment) => {
      try {
        await writes.insert(appointment);
        return true;
      } catch (error) {
        if (duplicateKey(error)) return false;
        throw error;
      }
    },
    get: (_id) => appointments.findOne({ _id }),
    activeOf: async (person, dose) => (await activeOfPerson(person)).find((each) => each.dose === dose) ?? null,
    activeOfContact: (contact, fromDay) =>
      appointments
        .find({ contact, status: 'booked', day: { $gte: fromDay } })
        .sort({ day: 1 })
        .toArray(),
    activeByHolder: (holder) => appointments.findOne({ holder, status: 'booked' }),
    move: (_id, from, to, at) =>
      appointments.findOneAndUpdate(
        { _id, status: 'booked', holder: from },
        [
          { $set: { settling: LEAVING, changedAt: at } },
          { $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: to }] } },
        ],
        after,
      ),
    cancel: (_id, contact, at) =>
      appointments.findOneAndUpdate(
        { _id, status: 'booked', ...(contact ? { contact } : {}) },
        [{ $set: { status: 'cancelled', settling: LEAVING, changedAt: at } }],
        after,
      ),
    unsettled: (before, limit) =>
      appointments
        .find({ settling: { $type: 'object' }, changedAt: { $lt: before } })
        .limit(limit)
        .toArray(),
    settled: async ({ _id, holder, settling }) => {
      await writes.update({ _id, holder, settling }, { $set: { settling: null } });
    },
    createIndexes: () => model.createIndexes(),
  };
}
