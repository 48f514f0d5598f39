/** Who may be vaccinated when, with what, at what interval: dated rules, as data. */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { cached } from './cached';
import { driverCollection } from './database';

export interface Programme {
  _id: string;
  mostPeoplePerNumber: number;
  /** `HH:MM`: bookings for a day close at this hour of that day. */
  bookingClosesAt: string;
  /** How many days ahead places are offered. */
  bookingDays: number;
  holds: {
    minutes: number;
    /** With fewer free places than this, only the first offered place is kept for the person. */
    onlyFirstBelow: number;
  };
  helpline: { from: string; to: string };
  /** Ages are counted on 1 January of the year after; the latest rule that has begun applies. */
  eligibility: EligibilityRule[];
  vaccines: Vaccine[];
}

export interface EligibilityRule {
  /** `YYYY-MM-DD` */
  from: string;
  anyoneFromAge: number;
  withIllnessFromAge: number;
  illnesses: { id: string; name: string }[];
  /** The illnesses as a person would name them. */
  illnessesAsked: Names;
}

export interface Vaccine {
  id: string;
  /** From the first to the second dose; the latest version that has begun applies. */
  intervals: IntervalRule[];
}

export interface IntervalRule {
  /** `YYYY-MM-DD` */
  from: string;
  days: number;
  /** What is best until; nobody is refused afterwards. */
  most?: number;
  /** The rule change that brought it: those concerned are told. */
  change?: string;
}

const spelt = { bn: String, hi: String, en: String, 'bn-Latn': String, 'hi-Latn': String };
const names = { type: spelt, required: true, _id: false };
const schema = new Schema<Programme>(
  {
    _id: { type: String, required: true },
    mostPeoplePerNumber: { type: Number, required: true, min: 1 },
    bookingClosesAt: { type: String, required: true, match: /^\d\d:\d\d$/ },
    bookingDays: { type: Number, required: true, min: 1 },
    holds: { type: { minutes: Number, onlyFirstBelow: Number }, required: true, _id: false },
    helpline: { type: { from: String, to: String }, required: true, _id: false },
    eligibility: [
      {
        _id: false,
        from: { type: String, required: true },
        anyoneFromAge: { type: Number, required: true },
        withIllnessFromAge: { type: Number, required: true },
        illnesses: [{ _id: false, id: String, name: String }],
        illnessesAsked: names,
      },
    ],
    vaccines: [
      {
        _id: false,
        id: { type: String, required: true },
        intervals: [
          {
            _id: false,
            from: { type: String, required: true },
            days: { type: Number, required: true },
            most: Number,
            change: String,
          },
        ],
      },
    ],
  },
  { versionKey: false },
);

export interface ProgrammeStore {
  /** Null where none was seeded. */
  current: () => Promise<Programme | null>;
  /** As it stands this moment, for what must not be some seconds behind. */
  latest: () => Promise<Programme | null>;
  /** Adds a version, or puts it in place of the one that begins the same day. */
  setInterval: (vaccine: string, version: IntervalRule) => Promise<void>;
  replace: (programme: Programme) => Promise<void>;
}

/** A rule changes a few times a year, and every turn of a registration asks for it. */
const KEPT_MS = 10_000;

export function programmeStore(connection: Connection): ProgrammeStore {
  const programmes = connection.model<Programme>('Programme', schema, 'programmes');
  const collection = driverCollection<Programme>(connection, 'programmes');
  const latest = () => programmes.findOne().lean<Programme>().exec();
  const current = cached(KEPT_MS, latest);
  return {
    current,
    latest,
    setInterval: async (vaccine, version) => {
      await collection.updateOne({ 'vaccines.id': vaccine }, withInterval(vaccine, version));
      current.forget();
    },
    replace: async (programme) => {
      await programmes.replaceOne({ _id: programme._id }, programme, { upsert: true, runValidators: true });
      current.forget();
    },
  };
}

/** One update of the one document, whatever else is changed in it meanwhile. */
const withInterval = (vaccine: string, version: IntervalRule) => {
  const others = { $ne: ['$$version.from', { $literal: version.from }] };
  const kept = { $filter: { input: '$$vaccine.intervals', as: 'version', cond: others } };
  const intervals = { $concatArrays: [kept, [{ $literal: version }]] };
  const changed = { $mergeObjects: ['$$vaccine', { intervals }] };
  const each = { $cond: [{ $eq: ['$$vaccine.id', { $literal: vaccine }] }, changed, '$$vaccine'] };
  return [{ $set: { vaccines: { $map: { input: '$vaccines', as: 'vaccine', in: each } } } }];
};
