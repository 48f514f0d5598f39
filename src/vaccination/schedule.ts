/**
 * Books one to four people of a number through a program: with the rules of every other door, and only places that are neither kept
 * for telephones nor promised to those who wait. What they have is told by SMS as well: the program may not be theirs.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Slot } from '../store/slots';
import { bookAppointment } from './book-appointment';
import { bookTogether } from './book-together';
import { activeDate, isMissed, whyNotDue, type NotDue } from './may-book';
import { settle } from './settle-places';
import { tellPlaces } from './tell-places';

export interface ScheduleWish {
  contact: string;
  people: readonly Person[];
  slot: Slot;
  /** The same for one that is sent again. */
  hold: string;
  /** Id of the partner whose program books. */
  partner: string | null;
  now: Date;
}

export type NotScheduled = NotDue | 'alreadyBooked';
/** Of several the appointment of one of them. */
export type Scheduled = { status: 'booked'; appointment: Appointment } | { status: NotScheduled };

export async function schedule(store: Store, wish: ScheduleWish): Promise<Scheduled> {
  const refused = await refusalOf(store, wish);
  if (!refused) await book(store, wish);
  // Also where it is refused by now: sent again it is what it was.
  const appointments = await madeBy(store, wish);
  const [appointment] = appointments;
  if (appointment && appointments.length === wish.people.length) {
    if (wish.partner !== null) await store.persons.setPartner(idsOf(wish), wish.partner);
    await tellPlaces(store, appointments, 'booking:booked', wish.now);
    return { status: 'booked', appointment };
  }
  // Somebody may have been booked elsewhere in this very moment.
  return { status: refused ?? ((await hasOtherDate(store, wish)) ? 'alreadyBooked' : 'full') };
}

/** What was promised to those who wait is not offered to others. */
export const isPromised = async (store: Store, { centre, freed }: Slot): Promise<boolean> =>
  freed > 0 && (await store.wishes.queuedCentres()).includes(centre);

/** Those that stand: what a crash left half-made is finished or undone. */
async function madeBy(store: Store, { contact, people, hold, now }: ScheduleWish): Promise<Appointment[]> {
  const written = people.length > 1 ? await store.appointments.ofGroup(hold) : [await store.appointments.get(hold)];
  const booked = written.filter((each) => each?.status === 'booked' && each.contact === contact) as Appointment[];
  if (booked.length < people.length) return booked;
  const stand = await Promise.all(
    booked.map(async (each) => each.settling === null || (await settle(store, each, now))),
  );
  return booked.filter((_, index) => stand[index]);
}

async function refusalOf(store: Store, wish: ScheduleWish): Promise<NotScheduled | null> {
  if (await hasOtherDate(store, wish)) return 'alreadyBooked';
  for (const person of wish.people) {
    const refused = await whyNotDue(store, person, wish.slot, wish.now);
    if (refused) return refused;
  }
  return wish.slot.free < wish.people.length || (await isPromised(store, wish.slot)) ? 'full' : null;
}

async function hasOtherDate(store: Store, { people, slot, hold, now }: ScheduleWish): Promise<boolean> {
  for (const { _id } of people) {
    const active = await store.appointments.activeOf(_id, slot.dose);
    if (!active || active._id === hold || active.group?.id === hold) continue;
    const date = await activeDate(store, _id, slot.dose, now);
    if (date && !isMissed(date, dayOf(now))) return true;
  }
  return false;
}

const idsOf = ({ people }: ScheduleWish): string[] => people.map(({ _id }) => _id);

async function book(store: Store, scheduled: ScheduleWish): Promise<void> {
  const { contact, slot, hold, partner, now } = scheduled;
  const ids = idsOf(scheduled);
  const [person = ''] = ids;
  const wish = { contact, slot: slot._id, hold, others: [], now, door: 'partner' as const };
  const through = partner === null ? {} : { partner };
  if (ids.length > 1) await bookTogether(store, { ...wish, ...through, people: ids });
  else await bookAppointment(store, { ...wish, ...through, person, move: false });
}
