/** What a partner is told of an appointment: no name, no number, and the ids by which their program knows it. */
import type { Appointment, AppointmentStatus } from '../../store/appointments';
import { sessionOf } from '../appointment-json';
import { writtenDate } from '../fields';
import type { Ids } from '../ids';
import { uuidOf } from '../own-appointments';
import { slotText } from '../slot-text';

export interface WebhookEvent {
  type: `appointment.${AppointmentStatus}`;
  /** When it came about. */
  timestamp: string;
  data: {
    /** One for all of a family who were booked together. */
    appointment_id: string;
    beneficiary_reference_id: string;
    dose: number;
    status: AppointmentStatus;
    center_id: number;
    session_id: string;
    /** DD-MM-YYYY */
    date: string;
    /** `09:00AM-11:00AM` */
    slot: string;
  };
}

/** What makes an event of its own: another status, or another place. */
export const stateOf = ({ status, holder }: Pick<Appointment, 'status' | 'holder'>): string => `${status} ${holder}`;

/** @param reference of the person */
export function eventOf(appointment: Appointment, reference: string, ids: Ids): WebhookEvent {
  const { status, dose, centre, slot, day, changedAt } = appointment;
  return {
    type: `appointment.${status}`,
    timestamp: changedAt.toISOString(),
    data: {
      appointment_id: uuidOf(ids, appointment),
      beneficiary_reference_id: reference,
      dose,
      status,
      center_id: ids.numberOf(centre),
      session_id: ids.sessionUuid(sessionOf(slot)),
      date: writtenDate(day),
      slot: slotText(appointment),
    },
  };
}
