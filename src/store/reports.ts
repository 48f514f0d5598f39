/** What is counted of many documents at once for whoever is responsible for a district: numbers alone, and nobody's name. */
import type { Connection } from 'mongoose';
import type { Appointment } from './appointments';
import { driverCollection } from './database';
import type { MessageKind } from './message-types';
import type { Stored as StoredMessage } from './messages';
import type { SlotWithHolders } from './slot-schema';

/** What a centre has on a day. */
export interface Planned {
  centre: string;
  capacity: number;
  /** Of them for a second dose. */
  second: number;
  free: number;
  /** Vaccination sessions that take place, and that do not. */
  open: number;
  closed: number;
}

export interface DatesCounted {
  centre: string;
  /** That still stand. */
  booked: number;
  done: number;
  missed: number;
  /** Of all these, who came without a date. */
  walkIns: number;
}

/** Of one kind of message by one route; `route` is null where none has taken it. */
export interface MessagesCounted {
  kind: MessageKind;
  route: string | null;
  waiting: number;
  /** Handed over, and no word since. */
  sent: number;
  delivered: number;
  notDelivered: number;
  /** No longer true when their time came. */
  dropped: number;
}

/** `[median, nine of ten need no more]` */
export type Typical = [number, number];
export interface WayCounted {
  ageGroup: string;
  bookings: number;
  seconds: Typical;
  messages: Typical;
}

/** Of one partner's program. */
export interface ThroughPartner {
  partner: string;
  taken: number;
  /** Of them, cancelled since. */
  cancelled: number;
}

export interface ReportStore {
  plannedOn: (districts: readonly string[], day: string) => Promise<Planned[]>;
  /** Centres that have an open vaccination session between two days. */
  atWork: (districts: readonly string[], fromDay: string, toDay: string) => Promise<Set<string>>;
  datesOn: (centres: readonly string[], day: string) => Promise<DatesCounted[]>;
  /** Who has a date there on that day; no more than `limit` of them. */
  contactsOn: (centres: readonly string[], day: string, limit: number) => Promise<string[]>;
  /** Of dates booked by conversation between two moments. */
  waysTo: (centres: readonly string[], from: Date, to: Date) => Promise<WayCounted[]>;
  /** Dates taken through partners' programs since then. */
  throughPartners: (centres: readonly string[], from: Date) => Promise<ThroughPartner[]>;
  /** @param contacts theirs alone */
  messages: (from: Date, to: Date, contacts?: readonly string[]) => Promise<MessagesCounted[]>;
}

export function reportStore(connection: Connection): ReportStore {
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const appointments = driverCollection<Appointment>(connection, 'appointments');
  const messages = driverCollection<StoredMessage>(connection, 'messages');
  return {
    plannedOn: (districts, day) =>
      slots.aggregate<Planned>([{ $match: { district: { $in: [...districts] }, day } }, ...PLANNED]).toArray(),
    atWork: async (districts, fromDay, toDay) => {
      const match = { district: { $in: [...districts] }, day: { $gte: fromDay, $lte: toDay }, capacity: { $gt: 0 } };
      const found = slots.aggregate<{ _id: string }>([{ $match: match }, { $group: { _id: '$centre' } }]);
      return new Set((await found.toArray()).map(({ _id }) => _id));
    },
    datesOn: (centres, day) =>
      appointments
        .aggregate<DatesCounted>([
          { $match: { centre: { $in: [...centres] }, day } },
          { $group: { _id: '$centre', ...DATES } },
          { $project: { _id: 0, centre: '$_id', booked: 1, done: 1, missed: 1, walkIns: 1 } },
        ])
        .toArray(),
    contactsOn: async (centres, day, limit) => {
      const match = { centre: { $in: [...centres] }, day, status: { $ne: 'cancelled' as const } };
      const group = { $group: { _id: '$contact' } };
      const found = appointments.aggregate<{ _id: string }>([{ $match: match }, group, { $limit: limit }]);
      return (await found.toArray()).map(({ _id }) => _id);
    },
    waysTo: (centres, from, to) =>
      appointments
        .aggregate<WayCounted>([
          { $match: { centre: { $in: [...centres] }, bookedAt: { $gte: from, $lt: to }, ageGroup: { $exists: true } } },
          {
            $group: {
              ...{ _id: '$ageGroup', bookings: { $sum: 1 } },
              ...{ seconds: typical('$took.seconds'), messages: typical('$took.messages') },
            },
          },
          { $project: { _id: 0, ageGroup: '$_id', bookings: 1, seconds: 1, messages: 1 } },
          { $sort: { ageGroup: 1 } },
        ])
        .toArray(),
    throughPartners: (centres, from) =>
      appointments
        .aggregate<ThroughPartner>([
          { $match: { centre: { $in: [...centres] }, bookedAt: { $gte: from }, partner: { $type: 'string' } } },
          { $group: { _id: '$partner', taken: { $sum: 1 }, cancelled: isStatus('cancelled') } },
          { $project: { _id: 0, partner: '$_id', taken: 1, cancelled: 1 } },
        ])
        .toArray(),
    messages: (from, to, contacts) =>
      messages
        .aggregate<MessagesCounted>([
          { $match: { ...(contacts ? { contact: { $in: [...contacts] } } : {}), at: { $gte: from, $lt: to } } },
          { $group: { _id: { kind: '$kind', route: { $ifNull: ['$sent.route', null] } }, ...STATUSES } },
          { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT'] } },
          { $unset: '_id' },
          { $sort: { kind: 1, route: 1 } },
        ])
        .toArray(),
  };
}

const where = (condition: object, amount: unknown = 1): object => ({ $sum: { $cond: [condition, amount, 0] } });
const isStatus = (...statuses: readonly string[]): object => where({ $in: ['$status', statuses] });
const typical = (input: string): object => ({ $percentile: { input, p: [0.5, 0.9], method: 'approximate' } });

const DATES = {
  booked: isStatus('booked'),
  done: isStatus('vaccinated'),
  missed: isStatus('missed'),
  walkIns: where({ $and: [{ $eq: ['$atCentre.arrived.walkIn', true] }, { $ne: ['$status', 'cancelled'] }] }),
};
const STATUSES = {
  waiting: isStatus('queued'),
  sent: isStatus('sent'),
  delivered: isStatus('delivered'),
  notDelivered: isStatus('undelivered', 'failed'),
  dropped: isStatus('dropped'),
};

/** Slot by slot, then vaccination session by vaccination session. */
const PLANNED = [
  {
    $group: {
      _id: { centre: '$centre', session: '$session' },
      capacity: { $sum: '$capacity' },
      second: where({ $eq: ['$dose', 2] }, '$capacity'),
      free: { $sum: { $max: ['$free', 0] } },
      isClosed: { $max: { $eq: [{ $type: '$closed' }, 'string'] } },
    },
  },
  {
    $group: {
      _id: '$_id.centre',
      capacity: { $sum: '$capacity' },
      second: { $sum: '$second' },
      free: { $sum: '$free' },
      open: where({ $not: '$isClosed' }),
      closed: where('$isClosed' as unknown as object),
    },
  },
  { $project: { _id: 0, centre: '$_id', capacity: 1, second: 1, free: 1, open: 1, closed: 1 } },
];
