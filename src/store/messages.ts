/**
 * The outbox. One document for each occasion, so that no occasion is told twice; who and what is sealed. Whatever is still to be
 * done stands in a `lane`, and is taken from there by one process at a time; how far it has come (`status`) only goes forward.
 */
import { randomUUID, createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { driverCollection, type DriverCollection } from './database';
import { receiptsOf, type Report } from './message-receipts';
import { KINDS } from './message-types';
import type { Handed, Message, MessageKind, Sent, Status, Taken } from './message-types';
import type { Vault } from './vault';
import { writesTo } from './writes';

export type { About, Handed, Message, MessageKind, Receipt, Sent, Taken } from './message-types';
export { KINDS } from './message-types';

/** `any`: its way is still to be chosen. `taken`: in the hands of a process. Else that of a route. */
export type Lane = 'any' | 'taken' | `by ${string}`;

type Sealed = Pick<Message, 'prompts' | 'opens' | 'text' | 'menu' | 'turn' | 'address' | 'locale' | 'otherwise'>;
export interface Stored extends Omit<Message, 'occasion' | keyof Sealed> {
  _id: string;
  /** Place of its kind in KINDS. */
  rank: number;
  mark: string;
  status: Status;
  lane?: Lane;
  /** When there is something to be done, by the service's clock. */
  dueAt: Date;
  lease?: string;
  /** By the clock on the wall: what became of a process has nothing to do with where the service's time is moved. */
  leasedUntil?: Date;
  takenAt?: Date;
  tries: number;
  tried: string[];
  because?: string;
  sent?: { route: string; at: Date; id?: string; channel?: Message['channel']; sealed?: Buffer };
  sealed: Buffer;
}

export interface Claim {
  now: Date;
  lanes: readonly Lane[];
  kinds: readonly MessageKind[];
  most: number;
  leasedUntil: Date;
}

export interface MessageStore {
  /** `false`: this occasion was told before. */
  queue: (message: Message) => Promise<boolean>;
  /** How many of them were not told before. */
  queueAll: (messages: readonly Message[]) => Promise<number>;
  /** Queued and taken in one, for who sends it at once. `null`: this occasion was told before. */
  queueTaken: (message: Message, now: Date, leasedUntil: Date) => Promise<Taken | null>;
  has: (occasion: string) => Promise<boolean>;
  /** Messages that are due, the most urgent first; none that another process has. */
  claim: (claim: Claim) => Promise<Taken[]>;
  /** What a process had that has died is anybody's again, and so is what waits for a route that there is no more. */
  release: (onTheWall: Date, lanes: readonly Lane[]) => Promise<void>;
  /** It was not sent now, and is offered again from then on. */
  later: (taken: Taken, dueAt: Date, change?: Later) => Promise<void>;
  handed: (taken: Taken, handed: Handed) => Promise<void>;
  over: (taken: Taken, status: Status, because: string) => Promise<void>;
  receipt: (report: Report) => Promise<{ kind: MessageKind; since: Date } | null>;
  sentTo: (contact: string) => Promise<Sent[]>;
  /** Removes what was settled before then: it is sealed, but nobody needs it any more. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

interface Later {
  lane?: Lane;
  tries?: number;
  tried?: readonly string[];
  because?: string;
}

/** So many more are looked at, of which each process takes others. */
const WINDOW = 4;

export function messageStore(connection: Connection, vault: Vault): MessageStore {
  const messages = driverCollection<Stored>(connection, 'messages');
  const writes = writesTo<Stored>(connection, 'messages');
  const opened = (stored: Stored): Taken => takenOf(stored, vault);
  const mine = ({ occasion, lease }: Taken) => ({ _id: occasion, lease, lane: 'taken' as const });
  return {
    queue: (message) => writes.insertNew(storedOf(message, vault)),
    queueAll: (all) =>
      insertAll(
        messages,
        all.map((message) => storedOf(message, vault)),
      ),
    queueTaken: async (message, takenAt, leasedUntil) => {
      const lease = randomUUID();
      const stored: Stored = { ...storedOf(message, vault), lane: 'taken', lease, leasedUntil, takenAt };
      return (await writes.insertNew(stored)) ? opened(stored) : null;
    },
    has: async (_id) => (await messages.findOne({ _id }, { projection: { _id: 1 } })) !== null,
    claim: async (claim) => (await claimed(messages, claim)).map(opened),
    release: async (onTheWall, lanes) => {
      const known = ['any', 'taken', ...lanes] as const satisfies Lane[];
      await messages.updateMany({ lane: 'taken', leasedUntil: { $lte: onTheWall } }, { $set: { lane: 'any' } });
      await messages.updateMany({ lane: { $exists: true, $nin: known } }, { $set: { lane: 'any' } });
    },
    later: async (taken, dueAt, { lane = 'any', tried = taken.tried, ...change } = {}) => {
      await writes.update(mine(taken), { $set: { ...change, tried: [...tried], lane, dueAt } });
    },
    handed: async (taken, handed) => {
      // Whose it is stands in the change: a filter by id alone takes the database's shortest way, at a third of the cost.
      await writes.change({ _id: taken.occasion }, handedOver(taken, handed, vault));
    },
    over: async (taken, status, because) => {
      await writes.update(mine(taken), { $set: { status, because }, $unset: { lane: 1 } });
    },
    receipt: receiptsOf(messages, writes),
    sentTo: async (contact) => {
      const told = { contact, status: { $in: ['sent', 'delivered', 'undelivered'] satisfies Status[] } };
      const found = await messages.find(told, { promoteBuffers: true }).sort({ 'sent.at': 1 }).toArray();
      return found.flatMap((stored) => sentOf(stored, vault));
    },
    forget: async (before) => {
      await messages.deleteMany({ at: { $lt: before }, lane: { $exists: false } });
    },
    createIndexes: async () => {
      await messages.createIndexes([
        { key: { lane: 1, rank: 1, dueAt: 1, _id: 1 }, partialFilterExpression: { lane: { $exists: true } } },
        { key: { mark: 1 } },
        { key: { contact: 1, at: 1 } },
        { key: { at: 1 } },
      ]);
      await adoptOld(messages);
    },
  };
}

/** Ids first: so it is known which ones were taken, and two processes beside each other seldom want the same. */
async function claimed(messages: DriverCollection<Stored>, claim: Claim): Promise<Stored[]> {
  const { now, lanes, kinds, most, leasedUntil } = claim;
  const due = { rank: { $in: kinds.map(rankOf) }, dueAt: { $lte: now } };
  // Lane by lane: of several at once the database would sort all that is due, each time.
  const seen = lanes.map((lane) =>
    messages
      .find({ lane, ...due }, { projection: { _id: 1, rank: 1 } })
      .sort({ rank: 1, dueAt: 1 })
      .limit(most * WINDOW)
      .toArray(),
  );
  const some = (await Promise.all(seen)).flat();
  if (some.length === 0) return [];
  const ids = oneIn(some, most).map(({ _id }) => _id);
  const lease = randomUUID();
  const change = { lane: 'taken' as const, lease, leasedUntil, takenAt: now };
  const stillFree = { _id: { $in: ids }, lane: { $in: [...lanes] }, ...due };
  // Else the database tries each time whether the index of all that is due would do as well.
  await messages.updateMany(stillFree, { $set: change }, { hint: { _id: 1 } });
  const taken = await messages.find({ _id: { $in: ids }, lease }, { promoteBuffers: true }).toArray();
  return taken.sort((a, b) => a.rank - b.rank || a.dueAt.getTime() - b.dueAt.getTime());
}

/** The most urgent of them; of equals, by chance. */
function oneIn(some: readonly Pick<Stored, '_id' | 'rank'>[], most: number) {
  if (some.length <= most) return some;
  const drawn = some.map((each) => ({ ...each, lot: Math.random() }));
  return drawn.sort((a, b) => a.rank - b.rank || a.lot - b.lot).slice(0, most);
}

async function insertAll(messages: DriverCollection<Stored>, all: readonly Stored[]): Promise<number> {
  if (all.length === 0) return 0;
  try {
    return (await messages.insertMany([...all], { ordered: false })).insertedCount;
  } catch (error) {
    const { insertedCount, writeErrors } = error as {
      insertedCount?: number;
      writeErrors?: readonly { code: number }[];
    };
    if (!writeErrors?.length || writeErrors.some(({ code }) => code !== 11000)) throw error;
    return insertedCount ?? 0;
  }
}

/** Sent; unless a receipt was faster, which has then said where it goes from here. */
function handedOver({ occasion, lease }: Taken, handed: Handed, vault: Vault): object[] {
  const { route, id, at, channel, delivered, receiptBy, text, menu, turn } = handed;
  const sealed = vault.seal(sentPlaceOf(occasion), { text, menu, turn });
  const isOurs = { $eq: ['$lease', lease] };
  const isMine = { $and: [isOurs, { $eq: ['$lane', 'taken'] }] };
  const isBefore = { $and: [isOurs, { $in: ['$status', delivered ? ['queued', 'sent'] : ['queued']] }] };
  const waits = !delivered && receiptBy;
  return [
    {
      $set: {
        status: { $cond: [isBefore, delivered ? 'delivered' : 'sent', '$status'] },
        lane: { $cond: [isMine, waits ? 'any' : '$$REMOVE', '$lane'] },
        dueAt: { $cond: [isMine, waits ? receiptBy : at, '$dueAt'] },
        sent: { $cond: [isOurs, { $literal: { route, at, channel, ...(id ? { id } : {}), sealed } }, '$sent'] },
      },
    },
  ];
}

const rankOf = (kind: MessageKind): number => KINDS.indexOf(kind);
/** What a provider is told: it tells messages apart, and nobody's secrets. */
const markOf = (occasion: string): string => createHash('sha256').update(occasion).digest('hex').slice(0, 30);
const placeOf = (occasion: string) => `messages:${occasion}:sealed` as const;
const sentPlaceOf = (occasion: string) => `messages:${occasion}:sent` as const;

function storedOf(message: Message, vault: Vault): Stored {
  const { occasion, prompts, opens, text, menu, turn, address, locale, otherwise, ...open } = message;
  const sealed = vault.seal(placeOf(occasion), { prompts, opens, text, menu, turn, address, locale, otherwise });
  const fresh = { status: 'queued', lane: 'any', dueAt: message.at, tries: 0, tried: [] } satisfies Partial<Stored>;
  return { _id: occasion, ...open, rank: rankOf(message.kind), mark: markOf(occasion), ...fresh, sealed };
}

function takenOf(stored: Stored, vault: Vault): Taken {
  const { _id, contact, kind, at, until, about, attaches, calls, channel, template, sealed, because, sent } = stored;
  const { mark, tries, tried, lease = '' } = stored;
  const content = vault.open(placeOf(_id), sealed) as Sealed;
  const rest = { until, about, attaches, calls, channel, template, because, sentBy: sent?.route };
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { occasion: _id, contact, kind, at, ...given, ...content, lease, mark, tries, tried };
}

function sentOf({ _id, kind, sent }: Stored, vault: Vault): Sent[] {
  if (!sent?.sealed || !sent.channel) return [];
  const said = vault.open(sentPlaceOf(_id), sent.sealed) as Pick<Sent, 'text' | 'menu' | 'turn'>;
  return [{ ...said, kind, at: sent.at, channel: sent.channel }];
}

/** What an older version had queued is sent by this one. */
async function adoptOld(messages: DriverCollection<Stored>): Promise<void> {
  const kind = { $cond: ['$answers', 'answer', 'service'] };
  const rank = { $cond: ['$answers', rankOf('answer'), rankOf('service')] };
  const change = { kind, rank, mark: '$_id', lane: 'any', dueAt: '$leasedUntil', tried: [] };
  await messages.updateMany({ mark: { $exists: false }, status: 'queued' }, [{ $set: change }]);
}
