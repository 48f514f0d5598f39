/** An appointment as programs are shown it: with the centre, and the ids they know centre and session by. */
import { z } from 'zod';
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Centre } from '../store/places';
import { placeJson, placeOfCenter } from './center-json';
import { hour, writtenDate } from './fields';
import { knownPlaces } from './known-places';
import { uuidOf } from './own-appointments';
import { slotText } from './slot-text';

export const appointment = z
  .object({
    appointment_id: z.uuid().describe('One for all who were booked together'),
    session_id: z.uuid(),
    ...placeOfCenter.shape,
    // Programs with types of their own were made from Co-WIN's document, which has text; what it sent had none.
    pincode: z.string().describe('Text, and not a number as with centers').meta({ example: '700091' }),
    from: hour,
    to: hour,
    fee_type: z.enum(['Free', 'Paid']),
    fee: z.string().describe('Rupees').meta({ example: '0' }),
    vaccine: z.string().meta({ example: 'COVISHIELD' }),
    dose: z.int().min(1),
    date: z.string().describe('DD-MM-YYYY').meta({ example: '31-03-2021' }),
    slot: z.string().meta({ example: '09:00AM-11:00AM' }),
  })
  .meta({ id: 'Appointment' });

export type WriteAppointment = (date: Appointment) => Promise<z.output<typeof appointment>>;

export async function appointmentWriter(store: Store, language: Language | undefined): Promise<WriteAppointment> {
  const places = await knownPlaces(store);
  return async (date) => {
    const { slot, from, to, price, vaccine, dose, day } = date;
    const centre = places.centre(date.centre) ?? (await centreOf(store, date));
    return {
      ...{ appointment_id: uuidOf(places.ids, date), session_id: places.ids.sessionUuid(sessionOf(slot)) },
      ...placeJson(places, centre, language),
      ...{ pincode: centre.pin, from: `${from}:00`, to: `${to}:00` },
      ...{ fee_type: price > 0 ? 'Paid' : 'Free', fee: String(price) },
      ...{ vaccine, dose, date: writtenDate(day), slot: slotText({ from, to }) },
    };
  };
}

/** `<session>:09:00:1` → `<session>` */
export const sessionOf = (slot: string): string => slot.replace(/:\d\d:\d\d:\d+$/, '');

/** One that was added a moment ago; or that is no more, of which we know what it was called. */
async function centreOf({ places }: Store, { centre, centreNames: names }: Appointment): Promise<Centre> {
  const known = await places.centre(centre);
  return known ?? { _id: centre, names, district: '', pin: '', location: [0, 0], price: 0 };
}
