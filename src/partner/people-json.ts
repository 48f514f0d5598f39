/** People as programs are shown them. Of the card there are the last four signs, and no more is kept of it. */
import { z } from 'zod';
import { dayOf } from '../clock';
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { ApiSession } from '../store/api-sessions';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { isMissed } from '../vaccination/may-book';
import { DOSES } from '../vaccination/rules/dose-interval';
import { isOneOfOpenFamily } from '../vaccination/settle-places';
import { appointment, appointmentWriter, type WriteAppointment } from './appointment-json';
import { writtenDate } from './fields';
import { CARDS, GENDERS } from './people-kinds';

export const referenceId = z
  .string()
  .regex(/^\d{14}$/)
  .meta({ example: '12345678901234' });

const STATUSES = ['Not Vaccinated', 'Partially Vaccinated', 'Vaccinated'] as const;
const dayOrNone = z.string().regex(/^(\d{2}-\d{2}-\d{4})?$/);

export const beneficiary = z
  .object({
    beneficiary_reference_id: referenceId,
    name: z.string(),
    birth_year: z.string().meta({ example: '1952' }),
    gender: z.enum(['Male', 'Female', 'Others']),
    mobile_number: z.string().describe('The last four digits'),
    photo_id_type: z.string().meta({ example: 'Voter ID' }),
    photo_id_number: z.string().meta({ example: 'XXXXXX6253' }),
    comorbidity_ind: z.enum(['Y', 'N']),
    vaccination_status: z.enum(STATUSES),
    vaccine: z.string().describe('Of the doses so far; empty before the first one').meta({ example: 'COVISHIELD' }),
    dose1_date: dayOrNone.describe('DD-MM-YYYY; empty before the dose'),
    dose2_date: dayOrNone,
    appointments: z.array(appointment).describe('To come, and those at which a dose was given'),
  })
  .meta({ id: 'Beneficiary' });
type Beneficiary = z.output<typeof beneficiary>;

export async function beneficiariesOf(
  store: Store,
  { whose, address }: Pick<ApiSession, 'whose' | 'address'>,
  { now, language }: { now: Date; language: Language | undefined },
): Promise<Beneficiary[]> {
  const [people, write] = await Promise.all([store.persons.ofContact(whose), appointmentWriter(store, language)]);
  return Promise.all(
    people.map(async (person) => {
      const dates = await shownDates(store, person, now);
      return jsonOf(person, address, await Promise.all(dates.map(write)));
    }),
  );
}

/** The first dose first. Of a family nobody is shown a date before it is certain that all have it. */
async function shownDates(store: Store, { _id }: Person, now: Date): Promise<Appointment[]> {
  const isToCome = (date: Appointment): boolean =>
    date.status === 'booked' && !isMissed(date, dayOf(now)) && !isOneOfOpenFamily(date);
  const dates = await store.appointments.ofPerson(_id);
  return dates.filter((date) => date.status === 'vaccinated' || isToCome(date)).sort((a, b) => a.dose - b.dose);
}

export function jsonOf(
  person: Person,
  address: string,
  appointments: Awaited<ReturnType<WriteAppointment>>[],
): Beneficiary {
  const { reference, name, birthYear, gender, card, hasIllness, doses } = person;
  const [first, second] = doses.map(({ day }) => writtenDate(day));
  return {
    ...{ beneficiary_reference_id: reference, name, birth_year: String(birthYear), gender: GENDERS[gender].name },
    ...{
      mobile_number: address.slice(-4),
      photo_id_type: CARDS[card.type].name,
      photo_id_number: `XXXXXX${card.last4}`,
    },
    ...{ comorbidity_ind: hasIllness ? 'Y' : 'N', vaccination_status: STATUSES[Math.min(doses.length, DOSES)] },
    ...{ vaccine: doses[0]?.vaccine ?? '', dose1_date: first ?? '', dose2_date: second ?? '', appointments },
  } as Beneficiary;
}
