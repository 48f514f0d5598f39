/**
 * What partners are still to be told. One document for each appointment of a partner: its events wait in it in their order, and
 * whoever has taken the document sends the first of them. So one appointment's are never sent beside each other.
 */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Appointment } from './appointment-schema';
import { driverCollection } from './database';
import type { Vault } from './vault';
import { writesTo } from './writes';

interface Stored {
  /** `<partner>:<appointment>` */
  _id: string;
  partner: string;
  /** What the last event tells. */
  state: string;
  /** How many events there were. */
  told: number;
  events: { nth: number; body: string }[];
  /** By the service's clock; unset where nothing waits. */
  dueAt?: Date;
  /** Of the first one. */
  tries: number;
  lease?: string;
  /** By the clock on the wall. */
  leasedUntil?: Date;
  /** How many were given up. */
  failed: number;
  changedAt: Date;
}

export interface NewEvent {
  partner: string;
  appointment: string;
  state: string;
  body: string;
  /** How many there were when the appointment was looked at. */
  after: number;
}

/** An event in the hands of one process. */
export interface TakenEvent {
  document: string;
  lease: string;
  /** The same however often it is sent. */
  id: string;
  body: string;
  /** How often it was not taken before. */
  tries: number;
}

export interface WebhookEventStore {
  /** Of appointments: what was told last, and how many events there were. */
  told: (partner: string, appointments: readonly string[]) => Promise<Map<string, Pick<Stored, 'state' | 'told'>>>;
  /** `false`: meanwhile another process has told something of this appointment. */
  add: (event: NewEvent, now: Date) => Promise<boolean>;
  /** Who is to be told something by now. */
  duePartners: (now: Date) => Promise<string[]>;
  claim: (partner: string, time: { now: Date; onTheWall: Date; leasedUntil: Date }) => Promise<TakenEvent | null>;
  later: (taken: TakenEvent, dueAt: Date) => Promise<void>;
  /** The next one's turn has come. */
  done: (taken: TakenEvent, outcome: 'delivered' | 'failed', now: Date) => Promise<void>;
  /** Nobody wants to be told any more. */
  drop: (partner: string) => Promise<void>;
  countsOf: (partner: string) => Promise<{ waiting: number; failed: number }>;
  /** A partner's appointments that changed since, in the order in which they did. */
  changedSince: (partner: string, since: Date, after: Changed | null, limit: number) => Promise<Changed[]>;
  /** Removes what was settled before then. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export type Changed = Pick<Appointment, '_id' | 'changedAt' | 'status' | 'holder'>;
const CHANGED = { projection: { changedAt: 1, status: 1, holder: 1 } } as const;
const behind = ({ _id, changedAt }: Changed) => ({
  $or: [{ changedAt: { $gt: changedAt } }, { changedAt, _id: { $gt: _id } }],
});

const WAITING = { dueAt: { $exists: true } } as const;
/** More than one appointment ever has. */
const ALL = 1_000;

export function webhookEventStore(connection: Connection, vault: Vault): WebhookEventStore {
  const events = driverCollection<Stored>(connection, 'webhookEvents');
  const writes = writesTo<Stored>(connection, 'webhookEvents');
  const appointments = driverCollection<Appointment>(connection, 'appointments');
  const takenOf = ({ _id, lease, tries, events: [first] }: Stored): TakenEvent | null =>
    first && lease !== undefined ? { document: _id, lease, id: idFor(_id, first), body: first.body, tries } : null;
  // With what it tells: where the ones before were forgotten, they are counted from one again.
  const idFor = (_id: string, { nth, body }: Stored['events'][number]): string =>
    `evt_${vault.idOf(`webhook:${_id}:${nth}:${body}`)}`;
  return {
    told: async (partner, ids) => {
      const keys = ids.map((id) => keyOf(partner, id));
      const found = await events.find({ _id: { $in: keys } }, { projection: { state: 1, told: 1 } }).toArray();
      return new Map(found.map(({ _id, state, told }) => [_id.slice(partner.length + 1), { state, told }]));
    },
    add: (event, now) => (event.after === 0 ? insert(event, now) : append(event, now)),
    duePartners: (now) => events.distinct('partner', { dueAt: { $lte: now } }),
    claim: async (partner, { now, onTheWall, leasedUntil }) => {
      const due = { partner, dueAt: { $lte: now }, leasedUntil: { $not: { $gt: onTheWall } } };
      const change = { $set: { lease: randomUUID(), leasedUntil } };
      const taken = await events.findOneAndUpdate(due, change, { sort: { dueAt: 1 }, returnDocument: 'after' });
      return taken && takenOf(taken);
    },
    later: async ({ document: _id, lease, tries }, dueAt) => {
      await events.updateOne({ _id, lease }, { $set: { dueAt, tries: tries + 1 }, $unset: LEASE });
    },
    done: async ({ document: _id, lease }, outcome, now) => {
      const failed = { $add: ['$failed', outcome === 'failed' ? 1 : 0] };
      await events.updateOne({ _id, lease }, [
        { $set: { events: { $slice: ['$events', 1, ALL] }, tries: 0, failed, changedAt: now } },
        { $set: { dueAt: { $cond: [{ $eq: ['$events', []] }, '$$REMOVE', now] } } },
        { $unset: Object.keys(LEASE) },
      ]);
    },
    drop: async (partner) => {
      await events.updateMany(
        { partner, ...WAITING },
        { $set: { events: [], tries: 0 }, $unset: { dueAt: 1, ...LEASE } },
      );
    },
    countsOf: async (partner) => {
      const [waiting, failed] = await Promise.all([
        sumOf({ partner, ...WAITING }, { $size: '$events' }),
        sumOf({ partner, failed: { $gt: 0 } }, '$failed'),
      ]);
      return { waiting, failed };
    },
    changedSince: (partner, since, after, limit) =>
      appointments
        .find<Changed>({ partner, ...(after === null ? { changedAt: { $gte: since } } : behind(after)) }, CHANGED)
        .sort({ changedAt: 1, _id: 1 })
        .limit(limit)
        .toArray(),
    forget: async (before) => {
      await events.deleteMany({ changedAt: { $lt: before }, dueAt: { $exists: false } });
    },
    createIndexes: async () => {
      await events.createIndexes([
        { key: { dueAt: 1, partner: 1 }, partialFilterExpression: WAITING },
        { key: { partner: 1, dueAt: 1 }, partialFilterExpression: WAITING },
        { key: { partner: 1, failed: 1 }, partialFilterExpression: { failed: { $gt: 0 } } },
        { key: { changedAt: 1 } },
      ]);
      const ofPartners = { partner: { $exists: true } };
      await appointments.createIndexes([
        { key: { partner: 1, changedAt: 1, _id: 1 }, partialFilterExpression: ofPartners },
      ]);
    },
  };

  function insert({ partner, appointment, state, body }: NewEvent, now: Date): Promise<boolean> {
    const first = { state, told: 1, events: [{ nth: 1, body }], dueAt: now, tries: 0, failed: 0, changedAt: now };
    return writes.insertNew({ _id: keyOf(partner, appointment), partner, ...first });
  }

  async function append({ partner, appointment, state, body, after }: NewEvent, now: Date): Promise<boolean> {
    const next = { $literal: [{ nth: after + 1, body }] };
    const { matchedCount } = await events.updateOne({ _id: keyOf(partner, appointment), told: after }, [
      { $set: { told: after + 1, state: { $literal: state }, changedAt: now } },
      // What waits keeps its time: this one comes after it.
      { $set: { events: { $concatArrays: ['$events', next] }, dueAt: { $ifNull: ['$dueAt', now] } } },
    ]);
    return matchedCount > 0;
  }

  async function sumOf(filter: object, of: unknown): Promise<number> {
    const sum = [{ $match: filter }, { $group: { _id: null, sum: { $sum: of } } }];
    return (await events.aggregate<{ sum: number }>(sum).toArray())[0]?.sum ?? 0;
  }
}

const LEASE = { lease: 1, leasedUntil: 1 } as const;
const keyOf = (partner: string, appointment: string): string => `${partner}:${appointment}`;
