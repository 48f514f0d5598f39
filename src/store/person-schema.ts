/** What is kept of a person, and how they are found. */
import { Schema } from 'mongoose';
import type { CardType, Gender } from '../conversation/vocabulary';
import type { DueStep } from './doses';

export interface Person {
  _id: string;
  contact: string;
  /** 1 … as many as the programme allows on one number. */
  seat: number;
  /** 14 digits. */
  reference: string;
  name: string;
  birthYear: number;
  gender: Gender;
  hasIllness: boolean;
  card: { type: CardType; last4: string; hash: string };
  /** Where they are at home; of who came through a partner's program only where they said so. */
  pin: string | null;
  district: string | null;
  doses: Dose[];
  /** A dose or another number was written down and is not yet known everywhere. */
  unsettled?: boolean;
  /** The dose, counted from 1, that the person is still to be told of. */
  untold?: number;
  /** The dose that was taken back, of which the person is still to be told. */
  undone?: Dose;
  /** The day the second dose falls due, as the person was last told; only between two doses. */
  dueDay?: string | null;
  /** When the person is next to be told that the second dose is due; only between two doses. */
  remindAt?: Date | null;
  /** What is said then; unset, the first of it. */
  dueStep?: DueStep | null;
  /** The day on which a message that they may now come was asked for. */
  tellWhenEligible: Date | null;
  /** The places last offered and the id they are kept under. */
  offered?: Offered;
  registeredAt: Date;
  /** Id of the operator who wrote for them; unset where they wrote themselves. */
  by?: string;
  /** Id of the partner whose program registered them, or last booked for them. */
  partner?: string;
  /** Taken off the number that had them. A minute later nothing is left of them. */
  leftAt?: Date;
}

export interface Dose {
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** Where it was given, if we know. */
  centre?: string;
  /** Of the vial, as printed on it. */
  batch?: string;
  /** Which of the staff recorded it, and when. */
  by?: string;
  at?: Date;
}

export interface Offered {
  slots: string[];
  hold: string;
}

export type StoredPerson = Omit<Person, 'name'> & { sealedName: Buffer };

export const personSchema = new Schema<StoredPerson>(
  {
    _id: { type: String, required: true },
    contact: { type: String, required: true },
    seat: { type: Number, required: true, min: 1 },
    reference: { type: String, required: true, match: /^\d{14}$/ },
    sealedName: { type: Buffer, required: true },
    birthYear: { type: Number, required: true, min: 1880 },
    gender: { type: String, required: true, enum: ['female', 'male', 'other'] },
    hasIllness: { type: Boolean, required: true },
    card: {
      type: new Schema(
        {
          type: { type: String, required: true },
          last4: { type: String, required: true },
          hash: { type: String, required: true },
        },
        { _id: false, typeKey: 'type' },
      ),
      required: true,
    },
    pin: { type: String, default: null, match: /^\d{6}$/ },
    district: { type: String, default: null },
    doses: [{ _id: false, vaccine: String, day: String, centre: String, batch: String, by: String, at: Date }],
    unsettled: Boolean,
    untold: Number,
    undone: Object,
    dueDay: String,
    remindAt: Date,
    dueStep: String,
    tellWhenEligible: { type: Date, default: null },
    offered: { type: new Schema<Offered>({ slots: [String], hold: String }, { _id: false }) },
    registeredAt: { type: Date, required: true },
    by: String,
    partner: String,
    leftAt: Date,
  },
  { versionKey: false },
);
personSchema.index({ contact: 1, seat: 1 }, { unique: true });
personSchema.index({ birthYear: 1 }, { partialFilterExpression: { tellWhenEligible: { $type: 'date' } } });
personSchema.index({ reference: 1 }, { unique: true });
personSchema.index({ registeredAt: 1 }, { partialFilterExpression: { unsettled: true } });
personSchema.index({ leftAt: 1 }, { partialFilterExpression: { leftAt: { $type: 'date' } } });
personSchema.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $type: 'date' } } });
// Who has had something: a rule that changes is about them.
personSchema.index({ 'doses.vaccine': 1, _id: 1 }, { partialFilterExpression: { 'doses.0': { $exists: true } } });
personSchema.index({ 'card.hash': 1 }, { unique: true });
