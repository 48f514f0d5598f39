/**
 * Slots: one document for each window of a vaccination session and dose, so that taking a place is one atomic update of one
 * document, which also writes down for whom. `free` counts what nobody holds. A holder with an `until` is a place kept for a
 * while (an offer, a proposal, or a booking under way); without, it belongs to a booked appointment. Where a capacity was lowered
 * `free` may be below zero: so many of the holders must be moved.
 */
import { Schema } from 'mongoose';
import type { Names } from '../conversation/vocabulary';

export interface Slot {
  _id: string;
  /** The vaccination session it belongs to. */
  session: string;
  centre: string;
  centreNames: Names;
  district: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM` */
  from: string;
  to: string;
  vaccine: string;
  dose: number;
  /** Rupees; 0 is free. */
  price: number;
  capacity: number;
  /** The capacity it had before it was ever changed: its share of what the vaccination session is given. */
  planned?: number;
  /** The change of the vaccination session that set the capacity; an earlier one that comes late is not heard. */
  revision?: number;
  free: number;
  /** How many of the places partner apps may not take before the hour the programme says. */
  kept: number;
  /** Per cent of its places that are kept so; without it, what is usual. */
  keptShare?: number;
  /** How many places came free since the queue of those who wait was last looked at; 0: none. */
  freed: number;
  /** Why the vaccination session does not take place. */
  closed?: string;
}

/** By which door a place was taken, where that matters. */
export type Door = 'partner';

export interface Holder {
  id: string;
  until: Date | null;
  door?: Door;
}
export type SlotWithHolders = Slot & { holders: Holder[] };

export const WITHOUT_HOLDERS = { projection: { holders: 0 } } as const;

/** The index of only those slots with places that those who wait have not been offered yet. */
export const FREED = { day: 1 } as const;

export const slotSchema = new Schema<SlotWithHolders>(
  {
    _id: String,
    session: { type: String, required: true },
    centre: { type: String, required: true },
    centreNames: { type: { bn: String, hi: String, en: String }, required: true, _id: false },
    district: { type: String, required: true },
    day: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    vaccine: { type: String, required: true },
    dose: { type: Number, required: true },
    price: { type: Number, required: true },
    capacity: { type: Number, required: true, min: 0 },
    planned: Number,
    revision: Number,
    free: { type: Number, required: true },
    kept: { type: Number, required: true, min: 0 },
    keptShare: Number,
    freed: { type: Number, required: true },
    closed: String,
    holders: { type: [{ _id: false, id: String, until: Date, door: String }], required: true },
  },
  { versionKey: false },
);
slotSchema.index({ centre: 1, dose: 1, day: 1, from: 1 });
slotSchema.index({ session: 1 });
slotSchema.index({ district: 1, day: 1 });
slotSchema.index(FREED, { partialFilterExpression: { freed: { $gt: 0 } } });
// Only those that hold more people than they have places.
slotSchema.index({ free: 1 }, { partialFilterExpression: { free: { $lt: 0 } } });
// Only slots with a place kept for a while: a sweep looks at those that ran out.
slotSchema.index({ 'holders.until': 1 }, { partialFilterExpression: { 'holders.until': { $type: 'date' } } });
