/** Messages that start from us. One document for each occasion, so that no occasion is told twice; who and what is sealed. */
import type { Connection } from 'mongoose';
import type { ChannelName } from '../conversation/vocabulary';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';
import { writesTo } from './writes';

export interface Message {
  /** What it is about, such as `eligible:<person>`: the same occasion is the same message. */
  occasion: string;
  contact: string;
  address: string;
  channel: ChannelName;
  text: string;
  at: Date;
  /** Answers something the person did, and so may come at any hour. */
  answers?: boolean;
  /** Its key in the catalogue where it is one of our templates: operators want to know which. */
  template?: string;
}

/** Only ever forward, whichever comes first. */
const AFTER: Readonly<Record<Receipt, readonly Status[]>> = {
  sent: ['queued'],
  delivered: ['queued', 'sent', 'undelivered'],
  undelivered: ['queued', 'sent'],
  failed: ['queued', 'sent'],
};
export type Receipt = 'sent' | 'delivered' | 'undelivered' | 'failed';
type Status = Receipt | 'queued' | 'dropped';

interface Stored {
  _id: string;
  contact: string;
  channel: ChannelName;
  at: Date;
  status: Status;
  answers: boolean;
  template?: string;
  /** How often it was taken to be sent. */
  tries: number;
  /** Until then one process is sending it. */
  leasedUntil: Date;
  sealed: Buffer;
}

export interface MessageStore {
  /** `false`: this occasion was told before. Leased until then to the caller, who sends it. */
  queue: (message: Message, leasedUntil?: Date) => Promise<boolean>;
  /** Whether this occasion was told before. */
  has: (occasion: string) => Promise<boolean>;
  /** The next message to be sent, answers first, leased to the caller, and how often it was taken; `null` when there is none. */
  take: (now: Date, leasedUntil: Date, which?: Which) => Promise<(Message & { tries: number }) | null>;
  /** It was not taken now; it is offered again from then on. */
  postpone: (occasion: string, until: Date) => Promise<void>;
  settle: (occasion: string, status: 'sent' | 'failed' | 'dropped') => Promise<void>;
  /** What a provider says became of it. */
  receipt: (occasion: string, status: Receipt) => Promise<void>;
  sentTo: (contact: string) => Promise<Message[]>;
  /** Removes what was settled before then: it is sealed, but nobody needs it any more. */
  forget: (before: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

interface Which {
  channel?: ChannelName;
  answersOnly?: boolean;
}

export function messageStore(connection: Connection, vault: Vault): MessageStore {
  const messages = driverCollection<Stored>(connection, 'messages');
  const writes = writesTo<Stored>(connection, 'messages');
  const opened = ({ _id, contact, channel, at, answers, template, sealed }: Stored): Message => {
    const { address, text } = vault.open(placeOf(_id), sealed) as Pick<Message, 'address' | 'text'>;
    return { occasion: _id, contact, channel, at, address, text, answers, ...(template ? { template } : {}) };
  };
  return {
    queue: async ({ occasion, address, text, answers = false, ...rest }, leasedUntil = rest.at) => {
      const sealed = vault.seal(placeOf(occasion), { address, text });
      try {
        const fresh = { status: 'queued', tries: 0, leasedUntil } as const;
        await writes.insert({ _id: occasion, ...rest, ...fresh, answers, sealed });
        return true;
      } catch (error) {
        if (duplicateKey(error)) return false;
        throw error;
      }
    },
    has: async (_id) => (await messages.findOne({ _id }, { projection: { _id: 1 } })) !== null,
    take: async (now, leasedUntil, { channel, answersOnly } = {}) => {
      const which = { ...(channel && { channel }), ...(answersOnly && { answers: true }) };
      const taken = await messages.findOneAndUpdate(
        { status: 'queued', ...which, leasedUntil: { $lte: now } },
        { $set: { leasedUntil }, $inc: { tries: 1 } },
        { sort: { answers: -1, leasedUntil: 1 }, returnDocument: 'after' },
      );
      return taken && { ...opened(taken), tries: taken.tries };
    },
    postpone: async (_id, until) => {
      await messages.updateOne({ _id, status: 'queued' }, { $set: { leasedUntil: until } });
    },
    receipt: async (_id, status) => {
      await messages.updateOne({ _id, status: { $in: [...AFTER[status]] } }, { $set: { status } });
    },
    settle: async (_id, status) => {
      await messages.updateOne({ _id, status: 'queued' }, { $set: { status } });
    },
    sentTo: async (contact) => {
      const found = await messages
        .find({ contact, status: { $in: ['sent', 'delivered', 'undelivered'] } })
        .sort({ at: 1 })
        .toArray();
      return found.map(opened);
    },
    forget: async (before) => {
      await messages.deleteMany({ at: { $lt: before }, status: { $ne: 'queued' } });
    },
    createIndexes: async () => {
      await messages.createIndexes([
        { key: { status: 1, channel: 1, answers: -1, leasedUntil: 1 } },
        { key: { contact: 1, at: 1 } },
        { key: { at: 1 } },
      ]);
    },
  };
}

const placeOf = (occasion: string) => `messages:${occasion}:sealed` as const;
