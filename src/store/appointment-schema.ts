/** What is kept of an appointment, and how it is found. */
import { Schema } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import type { AtCentre } from './at-centre';
import type { Door } from './slot-schema';

export interface Appointment {
  _id: string;
  person: string;
  contact: string;
  dose: number;
  vaccine: string;
  slot: string;
  /** Under this id the slot holds the place. */
  holder: string;
  /** By which door this place was taken, where that matters. */
  door?: Door | null;
  centre: string;
  centreNames: Names;
  day: string;
  from: string;
  to: string;
  price: number;
  /** Four digits, to be said at the door. */
  code: string;
  status: AppointmentStatus;
  /** Why it was cancelled, where not by the person. */
  because?: Displaced;
  /** Cancelled by us, and the person not yet given another date or called. */
  owed?: boolean;
  /** A family booked together: all of them stand, or none. */
  group?: { id: string; size: number };
  settling: Settling | null;
  /** When the person is next to be reminded of it. */
  remindAt: Date | null;
  /** What staff have written of it on its day. */
  atCentre?: AtCentre;
  bookedAt: Date;
  changedAt: Date;
  /** Id of the operator who booked or moved it in the person's name; unset or `null` where the person did. */
  by?: string | null;
  /** Id of the partner whose program booked it, or through whose program the person is known. */
  partner?: string;
  /** From the first message to this booking; only where the person wrote it. */
  took?: { seconds: number; messages: number };
  /** Of the person, when it was booked: `60-69`. */
  ageGroup?: string;
}

export type AppointmentStatus = 'booked' | 'cancelled' | 'vaccinated' | 'missed';
export type Displaced = 'closed' | 'shrunk';

/** What an appointment takes over from its slot. */
export type PlaceOfAppointment = Pick<
  Appointment,
  | 'slot'
  | 'holder'
  | 'vaccine'
  | 'centre'
  | 'centreNames'
  | 'day'
  | 'from'
  | 'to'
  | 'price'
  | 'remindAt'
  | 'by'
  | 'door'
>;

/** An appointment that is to be moved from the place held as `from`. */
export interface Follower {
  appointment: string;
  from: string;
  to: PlaceOfAppointment;
}

export interface Settling {
  /** The places left behind by moves and a cancellation: one change may follow another before the first is settled. */
  leave: { slot: string; holder: string }[];
  /** Booked with others, and not yet known whether all of them are. */
  together?: boolean;
  /** The others of the family, who move with this one. */
  follow?: readonly Follower[];
}

export const appointmentSchema = new Schema<Appointment>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    contact: { type: String, required: true },
    dose: { type: Number, required: true },
    vaccine: { type: String, required: true },
    slot: { type: String, required: true },
    holder: { type: String, required: true },
    door: String,
    centre: { type: String, required: true },
    centreNames: { type: { bn: String, hi: String, en: String }, required: true, _id: false },
    day: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    price: { type: Number, required: true },
    code: { type: String, required: true, match: /^\d{4}$/ },
    status: { type: String, required: true, enum: ['booked', 'cancelled', 'vaccinated', 'missed'] },
    because: { type: String, enum: ['closed', 'shrunk'] },
    owed: Boolean,
    group: { type: { id: String, size: Number }, _id: false },
    remindAt: { type: Date, default: null },
    settling: {
      type: { leave: [{ slot: String, holder: String, _id: false }], together: Boolean, follow: [Object] },
      ...{ default: null, _id: false },
    },
    atCentre: Object,
    bookedAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    by: String,
    partner: String,
    took: { type: { seconds: Number, messages: Number }, _id: false },
    ageGroup: String,
  },
  { versionKey: false },
);
appointmentSchema.index({ person: 1, dose: 1 }, { unique: true, partialFilterExpression: { status: 'booked' } });
appointmentSchema.index({ person: 1, day: 1 });
appointmentSchema.index({ contact: 1, status: 1, day: 1 });
appointmentSchema.index({ 'group.id': 1, _id: 1 }, { partialFilterExpression: { 'group.id': { $type: 'string' } } });
appointmentSchema.index({ changedAt: 1, _id: 1 }, { partialFilterExpression: { owed: true } });
appointmentSchema.index({ remindAt: 1 }, { partialFilterExpression: { status: 'booked' } });
appointmentSchema.index({ holder: 1 });
appointmentSchema.index(
  { 'atCentre.given.pending': 1, changedAt: 1 },
  { partialFilterExpression: { 'atCentre.given.pending': true } },
);
appointmentSchema.index({ centre: 1, day: 1, status: 1, 'atCentre.arrived.walkIn': 1 });
appointmentSchema.index({ centre: 1, bookedAt: 1 }, { partialFilterExpression: { ageGroup: { $exists: true } } });
appointmentSchema.index(
  { centre: 1, bookedAt: 1, partner: 1 },
  { partialFilterExpression: { partner: { $type: 'string' } } },
);
appointmentSchema.index({ changedAt: 1 }, { partialFilterExpression: { settling: { $type: 'object' } } });
