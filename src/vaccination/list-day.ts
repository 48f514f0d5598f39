/**
 * Everybody who has a date at a centre on a day, by slot: what staff need to find, compare and tick off. The codes are not in it:
 * the person says theirs, and only the service compares.
 */
import { dayOf, yearOf } from '../clock';
import type { CardType, Gender } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Given, OnList } from '../store/at-centre';
import type { Listed } from '../store/persons';
import type { EligibilityRule } from '../store/programme';
import type { Slot } from '../store/slots';
import { currentProgramme } from './current-programme';
import { standingOf } from './rules/eligibility';

export interface DayList {
  centre: string;
  day: string;
  slots: DaySlot[];
  counts: DayCounts;
  /** By vaccine: the batch that was used last. */
  batches: Record<string, string>;
}

/** Of the same hours, with one vaccine and dose. */
export interface DaySlot extends Pick<Slot, '_id' | 'from' | 'to' | 'vaccine' | 'dose' | 'price' | 'free'> {
  closed: boolean;
  people: DayPerson[];
}

/** `expected`: all who have a date; `arrived`: of those still to be vaccinated; `left`: neither vaccinated nor missed. */
export interface DayCounts {
  expected: number;
  arrived: number;
  vaccinated: number;
  left: number;
}

/** `waiting`: for a second pair of eyes. */
export type DayStatus = 'booked' | 'arrived' | 'waiting' | 'vaccinated' | 'missed';

export interface DayPerson {
  appointment: string;
  person: string;
  contact: string;
  name: string;
  birthYear: number;
  gender: Gender;
  reference: string;
  card: { type: CardType; last4: string };
  dose: number;
  vaccine: string;
  price: number;
  from: string;
  to: string;
  needsCertificate: boolean;
  walkIn: boolean;
  status: DayStatus;
  arrivedAt: Date | null;
  /** Unset where it was recorded in another way than here. */
  given: Given | null;
}

export interface WhichDay {
  centre: string;
  day: string;
  now: Date;
}

/** As on paper one looks for a name. */
const BY_NAME = new Intl.Collator('bn');

/** Five commands, however many have a date. */
export async function listDay(store: Store, { centre, day, now }: WhichDay): Promise<DayList> {
  const [appointments, slots, looks, { rule }] = await Promise.all([
    store.atCentre.ofDay(centre, day),
    store.slots.ofDay(centre, day),
    store.secondLooks.openAt(centre, now),
    currentProgramme(store, dayOf(now)),
  ]);
  const persons = await store.persons.many([...new Set(appointments.map(({ person }) => person))]);
  const byId = new Map(persons.map((person) => [person._id, person]));
  const waiting = new Set(looks.filter(({ kind }) => kind === 'dose').map(({ appointment }) => appointment));
  const bySlot = new Map<string, DayPerson[]>(slots.map(({ _id }) => [_id, []]));
  const year = yearOf(now);
  for (const appointment of appointments) {
    const person = byId.get(appointment.person);
    if (person)
      bySlot.get(appointment.slot)?.push(dayPerson(appointment, person, rule, waiting.has(appointment._id), year));
  }
  for (const here of bySlot.values()) here.sort((a, b) => BY_NAME.compare(a.name, b.name));
  const people = [...bySlot.values()].flat();
  return {
    ...{ centre, day, counts: countsOf(people), batches: batchesOf(people) },
    slots: slots
      .map((slot) => daySlot(slot, bySlot.get(slot._id) ?? []))
      .filter(({ closed, people: here }) => !closed || here.length > 0),
  };
}

function daySlot({ closed, ...slot }: Slot, people: DayPerson[]): DaySlot {
  const { _id, from, to, vaccine, dose, price, free } = slot;
  return { _id, from, to, vaccine, dose, price, free, closed: closed !== undefined, people };
}

/** What staff see of one person on one date. @param year of today */
export function dayPerson(
  appointment: OnList,
  person: Listed,
  rule: EligibilityRule,
  isWaiting: boolean,
  year: number,
): DayPerson {
  const { slot, atCentre } = appointment;
  const { birthYear, hasIllness, card } = person;
  const arrived = atCentre?.arrived?.slot === slot ? atCentre.arrived : null;
  return {
    appointment: appointment._id,
    person: person._id,
    contact: person.contact,
    name: person.name,
    birthYear,
    gender: person.gender,
    reference: person.reference,
    card: { type: card.type, last4: card.last4 },
    dose: appointment.dose,
    vaccine: appointment.vaccine,
    price: appointment.price,
    from: appointment.from,
    to: appointment.to,
    // Whoever comes by age alone needs no doctor's paper.
    needsCertificate: hasIllness && standingOf({ birthYear }, rule, year).standing === 'illness',
    walkIn: arrived?.walkIn === true,
    status: statusOf(appointment, arrived !== null, isWaiting),
    arrivedAt: arrived?.at ?? null,
    given: atCentre?.given ?? null,
  };
}

function statusOf({ status }: OnList, hasArrived: boolean, isWaiting: boolean): DayStatus {
  if (status === 'vaccinated' || status === 'missed') return status;
  if (isWaiting) return 'waiting';
  return hasArrived ? 'arrived' : 'booked';
}

function countsOf(people: readonly DayPerson[]): DayCounts {
  const count = (...statuses: DayStatus[]): number => people.filter(({ status }) => statuses.includes(status)).length;
  return {
    expected: people.length,
    arrived: people.filter(({ arrivedAt, status }) => arrivedAt && status !== 'vaccinated').length,
    vaccinated: count('vaccinated'),
    left: count('booked', 'arrived', 'waiting'),
  };
}

function batchesOf(people: readonly DayPerson[]): Record<string, string> {
  const given = people.flatMap(({ vaccine, given: dose }) => (dose ? [{ vaccine, ...dose }] : []));
  const inOrder = given.sort((a, b) => a.at.getTime() - b.at.getTime());
  return Object.fromEntries(inOrder.map(({ vaccine, batch }) => [vaccine, batch]));
}
