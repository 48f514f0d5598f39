/** Who may be vaccinated when, with what, at what interval: dated rules, as data. */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { cached } from './cached';

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
  /** Days from the first to the second dose; the latest version that has begun applies. */
  intervals: { from: string; days: number }[];
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
        intervals: [{ _id: false, from: { type: String, required: true }, days: { type: Number, required: true } }],
      },
    ],
  },
  { versionKey: false },
);

export interface ProgrammeStore {
  /** Null where none was seeded. */
  current: () => Promise<Programme | null>;
  replace: (programme: Programme) => Promise<void>;
}

/** A rule changes a few times a year, and every turn of a registration asks for it. */
const KEPT_MS = 10_000;

export function programmeStore(connection: Connection): ProgrammeStore {
  const programmes = connection.model<Programme>('Programme', schema, 'programmes');
  const current = cached(KEPT_MS, () => programmes.findOne().lean<Programme>().exec());
  return {
    current,
    replace: async (programme) => {
      await programmes.replaceOne({ _id: programme._id }, programme, { upsert: true, runValidators: true });
      current.forget();
    },
  };
}
