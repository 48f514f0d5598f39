/** Somebody who waits in line, as stored. */
import { Schema } from 'mongoose';

export type Hours = 'any' | 'morning' | 'afternoon';

export interface Wish {
  /** `<person>:<dose>` */
  _id: string;
  person: string;
  contact: string;
  dose: number;
  /** Where only one vaccine will do. */
  vaccine: string | null;
  pin: string;
  /** The nearest ones; none once the waiting has ended. */
  centres: string[];
  /** `YYYY-MM-DD` */
  fromDay: string;
  hours: Hours;
  freeOnly: boolean;
  birthYear: number;
  askedAt: Date;
  status: 'waiting' | 'proposed' | 'met' | 'withdrawn';
  /** Until then nothing is proposed; afterwards whatever is free by then is looked at once more. */
  restsUntil: Date | null;
  /** How many proposals in a row got no answer. */
  unanswered: number;
  /** Slots the person does not want. */
  refused: string[];
  /** The proposal that is being made or open, and the slot that keeps the place. */
  proposed: { id: string; slot: string } | null;
  /** Since when a proposal is being made that is not yet told. */
  unsettled?: Date;
  /** When it was last seen that the person may still come, and to which centres. */
  checkedAt: Date;
}

export type Asking = Omit<Wish, 'askedAt' | 'status' | 'unanswered' | 'refused' | 'proposed' | 'unsettled'>;

export const wishSchema = new Schema<Wish>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    contact: { type: String, required: true },
    dose: { type: Number, required: true },
    vaccine: { type: String, default: null },
    pin: { type: String, required: true },
    centres: { type: [String], required: true },
    fromDay: { type: String, required: true },
    hours: { type: String, required: true, enum: ['any', 'morning', 'afternoon'] },
    freeOnly: { type: Boolean, required: true },
    birthYear: { type: Number, required: true },
    askedAt: { type: Date, required: true },
    status: { type: String, required: true, enum: ['waiting', 'proposed', 'met', 'withdrawn'] },
    restsUntil: { type: Date, default: null },
    unanswered: { type: Number, required: true },
    refused: { type: [String], required: true },
    proposed: { type: { id: String, slot: String }, default: null, _id: false },
    unsettled: Date,
    checkedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
wishSchema.index({ centres: 1, dose: 1, status: 1, vaccine: 1, birthYear: 1, askedAt: 1 });
wishSchema.index({ person: 1 });
wishSchema.index({ restsUntil: 1 }, { partialFilterExpression: { restsUntil: { $type: 'date' } } });
wishSchema.index({ unsettled: 1 }, { partialFilterExpression: { unsettled: { $type: 'date' } } });
wishSchema.index({ checkedAt: 1 }, { partialFilterExpression: { status: 'waiting' } });
