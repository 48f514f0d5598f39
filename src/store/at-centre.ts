/**
 * What staff write of a date on its day, each time one update of the appointment: who has come, and that the dose was given. A
 * dose is claimed here before it is written to the person, so that of two nurses, or of a nurse and a cancellation, one is first.
 */
import type { Connection } from 'mongoose';
import type { Appointment } from './appointment-schema';
import { driverCollection, duplicateKey } from './database';

/** One of the staff, by the name they had then. */
export interface Who {
  id: string;
  name: string;
}

export interface AtCentre {
  /** Counts only for the slot it was written for: a date may be moved afterwards. */
  arrived?: { at: Date; by: Who; slot: string; walkIn?: true };
  given?: Given;
  /** Keys of doses that two people took back: asked for once more, none of them is recorded again. */
  takenBack?: string[];
  /** Ids of staff who were shown the code, to write it on paper: by them alone it proves nothing. */
  shownTo?: string[];
}

export interface Given {
  /** Of what was asked for: the same one is done once. */
  key: string;
  by: Who;
  /** When it was recorded. */
  at: Date;
  /** On which it was given: `YYYY-MM-DD`. */
  day: string;
  batch: string;
  /** Without the person's code: why, and who else has looked. */
  witness?: { by: Who; why: string };
  /** Not yet known to be written to the person. */
  pending?: true;
}

export interface AtCentreStore {
  /** Of a centre's day, the cancelled ones left out; by hour. By one command, however many they are. */
  ofDay: (centre: string, day: string) => Promise<OnList[]>;
  /** `null`: it is not active there any more. Who had come before keeps the earlier hour. */
  arrived: (id: string, arrived: NonNullable<AtCentre['arrived']>) => Promise<Appointment | null>;
  notArrived: (id: string, slot: string) => Promise<boolean>;
  /** Takes an appointment for a dose. `null`: it is no longer as it was read. */
  beginDose: (id: string, holder: string, given: Given, at: Date) => Promise<Appointment | null>;
  doseWritten: (id: string, key: string) => Promise<void>;
  takenBack: (id: string, key: string) => Promise<void>;
  codeShown: (id: string, to: Who) => Promise<void>;
  /** It was not given after all. `null`: it is not this dose that the appointment ended with. */
  reopen: (id: string, key: string, as: Reopened) => Promise<Appointment | null>;
  /** Claimed before then, and not known to be written. */
  halfGiven: (before: Date, limit: number) => Promise<Appointment[]>;
  /** Recorded since then, newest first. */
  givenSince: (centre: string, since: Date, fromDay: string) => Promise<Appointment[]>;
  /** Ids of active ones with this code. */
  withCode: (centre: string, day: string, code: string) => Promise<string[]>;
  lastBatch: (centre: string, day: string, vaccine: string) => Promise<string | null>;
}

export type Reopened = Pick<Appointment, 'changedAt' | 'remindAt'> & { status: 'booked' | 'missed' };

const ON_LIST = {
  ...{ person: 1, slot: 1, dose: 1, vaccine: 1, price: 1, from: 1, to: 1, status: 1, atCentre: 1 },
} as const;
/** What the list of a day needs of a date. */
export type OnList = Pick<Appointment, '_id' | keyof typeof ON_LIST>;

/** More than one centre has in a day. */
const ALL = 20_000;

export function atCentreStore(connection: Connection): AtCentreStore {
  const appointments = driverCollection<Appointment>(connection, 'appointments');
  const after = { returnDocument: 'after' } as const;
  const reopened = (_id: string, key: string, as: Reopened): Promise<Appointment | null> =>
    appointments.findOneAndUpdate(
      { _id, status: 'vaccinated', 'atCentre.given.key': key },
      // Its place may have been given to another meanwhile: that is looked at next, or by the sweep.
      { $set: { ...as, settling: { leave: [] } }, $unset: { 'atCentre.given': 1 } },
      after,
    );
  return {
    ofDay: (centre, day) =>
      appointments
        .find<OnList>({ centre, day, status: { $ne: 'cancelled' } }, { projection: ON_LIST, batchSize: ALL })
        .sort({ from: 1, _id: 1 })
        .toArray(),
    arrived: (_id, arrived) => {
      const isHere = { $eq: ['$atCentre.arrived.slot', { $literal: arrived.slot }] };
      const first = { $cond: [isHere, '$atCentre.arrived', { $literal: arrived }] };
      return appointments.findOneAndUpdate(
        { _id, slot: arrived.slot, status: 'booked' },
        [{ $set: { 'atCentre.arrived': first } }],
        after,
      );
    },
    notArrived: async (_id, slot) => {
      const change = { $unset: { 'atCentre.arrived': 1 } } as const;
      return (await appointments.updateOne({ _id, slot, status: 'booked' }, change)).matchedCount > 0;
    },
    beginDose: (_id, holder, given, at) =>
      appointments.findOneAndUpdate(
        { _id, holder, status: { $in: ['booked', 'missed'] }, 'atCentre.takenBack': { $ne: given.key } },
        {
          $set: {
            ...{ status: 'vaccinated', changedAt: at, remindAt: null },
            'atCentre.given': { ...given, pending: true },
          },
        },
        after,
      ),
    doseWritten: async (_id, key) => {
      await appointments.updateOne({ _id, 'atCentre.given.key': key }, { $unset: { 'atCentre.given.pending': 1 } });
    },
    takenBack: async (_id, key) => {
      await appointments.updateOne({ _id }, { $addToSet: { 'atCentre.takenBack': key } });
    },
    codeShown: async (_id, { id }) => {
      await appointments.updateOne({ _id }, { $addToSet: { 'atCentre.shownTo': id } });
    },
    reopen: async (id, key, as) => {
      try {
        return await reopened(id, key, as);
      } catch (error) {
        if (!duplicateKey(error)) throw error;
        // The person has taken another date meanwhile.
        return reopened(id, key, { ...as, status: 'missed', remindAt: null });
      }
    },
    halfGiven: (before, limit) =>
      appointments
        .find({ 'atCentre.given.pending': true, changedAt: { $lt: before } })
        .sort({ changedAt: 1 })
        .limit(limit)
        .toArray(),
    givenSince: (centre, since, fromDay) =>
      appointments
        .find({ centre, day: { $gte: fromDay }, 'atCentre.given.at': { $gte: since } })
        .sort({ 'atCentre.given.at': -1 })
        .toArray(),
    withCode: async (centre, day, code) => {
      const found = appointments.find({ centre, day, code, status: 'booked' }, { projection: { _id: 1 } });
      return (await found.toArray()).map(({ _id }) => _id);
    },
    lastBatch: async (centre, day, vaccine) => {
      const given = { centre, day, vaccine, 'atCentre.given': { $exists: true } };
      const last = await appointments.findOne(given, { sort: { 'atCentre.given.at': -1 } });
      return last?.atCentre?.given?.batch ?? null;
    },
  };
}
