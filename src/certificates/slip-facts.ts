/** What a slip says: when and where, who of a number comes, and what they bring. As it is stored now. */
import { dayOf } from '../clock';
import type { Names } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { grouped } from '../store/grouped';
import { currentProgramme } from '../vaccination/current-programme';
import { summaryOf } from '../vaccination/list-appointments';

export type Guest = Pick<ReturnType<typeof summaryOf>, 'name' | 'reference' | 'cardType' | 'needsCertificate'>;

export interface SlipFacts extends Pick<
  Appointment,
  'day' | 'from' | 'to' | 'dose' | 'vaccine' | 'price' | 'code' | 'centreNames'
> {
  district: Names | null;
  /** Of the centre. */
  pin: string | null;
  guests: Guest[];
}

/** One for each place and hour: of a family one may have moved. In the order of their days. */
export async function slipFactsOf(store: Store, appointments: readonly Appointment[], now: Date): Promise<SlipFacts[]> {
  const bySlot = grouped(appointments, ({ slot }) => slot);
  const facts = await Promise.all([...bySlot.values()].map((each) => factsOf(store, each, now)));
  return facts.flatMap((each) => each ?? []).sort((a, b) => `${a.day} ${a.from}`.localeCompare(`${b.day} ${b.from}`));
}

async function factsOf(store: Store, appointments: readonly Appointment[], now: Date): Promise<SlipFacts | null> {
  const [appointment] = appointments;
  if (!appointment) return null;
  const { day, from, to, dose, vaccine, price, code, centreNames } = appointment;
  const [guests, centre, districts] = await Promise.all([
    guestsOf(store, appointments, now),
    store.places.centre(appointment.centre),
    store.places.districts(),
  ]);
  return {
    ...{ day, from, to, dose, vaccine, price, code, centreNames, guests },
    district: districts.find(({ _id }) => _id === centre?.district)?.names ?? null,
    pin: centre?.pin ?? null,
  };
}

async function guestsOf(store: Store, appointments: readonly Appointment[], now: Date): Promise<Guest[]> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const people = await Promise.all(appointments.map(({ person }) => store.persons.get(person)));
  return appointments.flatMap((appointment, index) => {
    const person = people[index];
    return person ? summaryOf(appointment, person, rule, now) : [];
  });
}
