/** In place of a date that was taken away: free places of the same or the next day, near where it was. */
import { addDays, dayOf, instantOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import type { Slot } from '../store/slots';
import { knownPlace } from './known-place';
import { nearestCentres } from './nearest-centres';
import { answerBy } from './rules/answer-time';

/** Who is told today has to read it, answer and go there. */
const LEAST_AHEAD_MS = 3 * 3_600_000;
const MOST = 200;

export interface Alternative {
  slot: Slot;
  until: Date;
}

export interface Lost {
  appointment: Appointment;
  person: Person;
  /** Where only one vaccine will do. */
  vaccine: string | null;
  /** For how many in one slot. */
  together: number;
  closesAt: string;
  now: Date;
}

/** The same day first, then the nearest centre, then the hour most like the one that was lost. */
export async function findAlternatives(store: Store, lost: Lost): Promise<Alternative[]> {
  const { appointment, vaccine, together, closesAt, now } = lost;
  const { pin, district } = await whereabouts(store, lost);
  const centres = await nearestCentres(store, [district], pin);
  const today = dayOf(now);
  const fromDay = appointment.day > today ? appointment.day : today;
  const slots = await store.slots.find({
    ...{ centres, dose: appointment.dose, vaccine, atLeast: together, limit: MOST },
    ...{ fromDay, toDay: addDays(fromDay, 1), fromTime: fromDay === today ? timeOf(now) : '' },
  });
  return slots
    .filter(({ _id, day, from }) => _id !== appointment.slot && isInReach(day, from, now))
    .sort((a, b) => likeness(a, b, appointment, centres))
    .flatMap((slot) => {
      const until = answerBy(now, slot, 'closed', closesAt);
      return until ? { slot, until } : [];
    });
}

const isInReach = (day: string, from: string, now: Date): boolean =>
  instantOf(day, from).getTime() - now.getTime() >= LEAST_AHEAD_MS;

/** No centre is near it. */
const NOWHERE = { pin: '', district: '' };

/** Whoever chose a centre far from home would go there, not home. */
export async function whereabouts(
  store: Store,
  { appointment, person }: Pick<Lost, 'appointment' | 'person'>,
): Promise<{ pin: string; district: string }> {
  const slot = await store.slots.get(appointment.slot);
  const centres = await store.places.centresIn(slot ? [slot.district] : []);
  const centre = centres.find(({ _id }) => _id === appointment.centre);
  return centre ?? (await knownPlace(store, person)) ?? NOWHERE;
}

const likeness = (a: Slot, b: Slot, { from }: Appointment, centres: readonly string[]): number =>
  a.day.localeCompare(b.day) ||
  centres.indexOf(a.centre) - centres.indexOf(b.centre) ||
  hoursBetween(a.from, from) - hoursBetween(b.from, from);

const hoursBetween = (a: string, b: string): number => Math.abs(Number(a.slice(0, 2)) - Number(b.slice(0, 2)));
