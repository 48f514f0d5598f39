/**
 * Appointments. One active appointment for each person and dose is a unique partial index. `settling` says what is still to be
 * done to the slots: it is written in the same update as the change itself, and a sweep finishes what a crash left.
 */
import type { Connection } from 'mongoose';
import {
  appointmentSchema,
  type Appointment,
  type Displaced,
  type Follower,
  type PlaceOfAppointment,
} from './appointment-schema';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { writesTo } from './writes';

export type {
  Appointment,
  AppointmentStatus,
  Displaced,
  Follower,
  PlaceOfAppointment,
  Settling,
} from './appointment-schema';

export interface AppointmentStore {
  /** `false`: the person has an active appointment for this dose, or this one was inserted before. */
  insert: (appointment: Appointment) => Promise<boolean>;
  get: (id: string) => Promise<Appointment | null>;
  activeOf: (person: string, dose: number) => Promise<Appointment | null>;
  activeOfContact: (contact: string, fromDay: string) => Promise<Appointment[]>;
  activeByHolder: (holder: string) => Promise<Appointment | null>;
  /** In whatever state. */
  byHolders: (slot: string, holders: readonly string[]) => Promise<Appointment[]>;
  /**
   * Moves an active appointment from the place held as `from` to another, leaving the old place to be settled.
   * @param follow those of the family who are to be moved when this one is settled
   */
  move: (
    id: string,
    from: string,
    to: PlaceOfAppointment,
    at: Date,
    follow?: readonly Follower[],
  ) => Promise<Appointment | null>;
  /** `null`: it was not active, or not this contact's. */
  cancel: (id: string, contact: string | null, at: Date) => Promise<Appointment | null>;
  /** Takes the place from under an active appointment, which is then owed another. `null`: it is not held there any more. */
  displace: (holder: string, slot: string, because: Displaced, at: Date) => Promise<Appointment | null>;
  owed: (limit: number) => Promise<Appointment[]>;
  /** The person has been given another date, or will be called. */
  paid: (id: string) => Promise<void>;
  /** It came to its end: the dose was given, or nobody came. `false`: it was not active, or not held as `holder` any more. */
  finish: (id: string, status: 'vaccinated' | 'missed', at: Date, holder?: string) => Promise<boolean>;
  /** Of this person, newest day first. */
  ofPerson: (person: string) => Promise<Appointment[]>;
  ofGroup: (group: string) => Promise<Appointment[]>;
  /** All that a person has is another number's from now on. */
  setContact: (person: string, contact: string) => Promise<void>;
  /** Active ones to be reminded of by now, longest ago first. */
  toRemind: (now: Date, limit: number) => Promise<Appointment[]>;
  /** This reminder is on its way; the next one is due then. Not where the appointment was changed meanwhile. */
  reminded: (appointments: readonly { appointment: Appointment; next: Date | null }[]) => Promise<void>;
  /** Changed before `before` and not settled since. */
  unsettled: (before: Date, limit: number) => Promise<Appointment[]>;
  /** Everything this appointment left is settled; what another change left meanwhile is not. */
  settled: (appointment: Appointment) => Promise<void>;
  createIndexes: () => Promise<void>;
}

/** Unless it was moved, or stepped on by another process. */
function remindedOf({ holder, remindAt }: Appointment, next: Date | null): object[] {
  const isAsRead = { $and: [{ $eq: ['$holder', { $literal: holder }] }, { $eq: ['$remindAt', remindAt] }] };
  return [{ $set: { remindAt: { $cond: [isAsRead, next, '$remindAt'] } } }];
}

/** What was left before, and the place held now. */
const LEAVING = {
  leave: { $concatArrays: [{ $ifNull: ['$settling.leave', []] }, [{ slot: '$slot', holder: '$holder' }]] },
  together: '$$REMOVE',
  follow: '$$REMOVE',
};

export function appointmentStore(connection: Connection): AppointmentStore {
  const model = connection.model<Appointment>('Appointment', appointmentSchema, 'appointments');
  const appointments = driverCollection<Appointment>(connection, 'appointments');
  const writes = writesTo<Appointment>(connection, 'appointments');
  const byId = gatherByKey(
    (ids) => appointments.find({ _id: { $in: ids } }).toArray(),
    ({ _id }) => _id,
  );
  const activeOfPerson = gatherByKey(
    (people) => appointments.find({ person: { $in: people }, status: 'booked' }).toArray(),
    ({ person }) => person,
  );
  const after = { returnDocument: 'after' } as const;

  return {
    insert: writes.insertNew,
    get: async (id) => (await byId(id))[0] ?? null,
    activeOf: async (person, dose) => (await activeOfPerson(person)).find((each) => each.dose === dose) ?? null,
    activeOfContact: (contact, fromDay) =>
      appointments
        .find({ contact, status: 'booked', day: { $gte: fromDay } })
        .sort({ day: 1 })
        .toArray(),
    activeByHolder: (holder) => appointments.findOne({ holder, status: 'booked' }),
    byHolders: (slot, holders) => appointments.find({ holder: { $in: [...holders] }, slot }).toArray(),
    move: (_id, from, to, at, follow) =>
      appointments.findOneAndUpdate(
        { _id, status: 'booked', holder: from },
        [
          { $set: { settling: { ...LEAVING, ...(follow ? { follow: { $literal: follow } } : {}) }, changedAt: at } },
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
    displace: (holder, slot, because, at) =>
      appointments.findOneAndUpdate(
        { holder, slot, status: 'booked' },
        [{ $set: { status: 'cancelled', because, owed: true, settling: LEAVING, changedAt: at } }],
        after,
      ),
    owed: (limit) => appointments.find({ owed: true }).sort({ changedAt: 1 }).limit(limit).toArray(),
    paid: async (_id) => {
      await appointments.updateOne({ _id }, { $unset: { owed: 1 } });
    },
    finish: (_id, status, at, holder) =>
      writes.update(
        {
          _id,
          ...(holder ? { holder } : {}),
          status: status === 'vaccinated' ? { $in: ['booked', 'missed'] } : 'booked',
        },
        { $set: { status, changedAt: at, remindAt: null } },
      ),
    ofPerson: (person) => appointments.find({ person }).sort({ day: -1 }).toArray(),
    // The type is that of the index: without it the database would look through all appointments.
    ofGroup: (group) =>
      appointments
        .find({ 'group.id': { $eq: group, $type: 'string' } })
        .sort({ _id: 1 })
        .toArray(),
    setContact: async (person, contact) => {
      await appointments.updateMany({ person, contact: { $ne: contact } }, { $set: { contact } });
    },
    toRemind: (now, limit) =>
      appointments
        .find({ status: 'booked', remindAt: { $lte: now } })
        .sort({ remindAt: 1 })
        .limit(limit)
        .toArray(),
    reminded: async (all) => {
      await Promise.all(
        // By its id alone it takes the database's shortest way, at half the cost of any other.
        all.map(({ appointment, next }) => writes.change({ _id: appointment._id }, remindedOf(appointment, next))),
      );
    },
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
