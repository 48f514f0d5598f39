/** Messages that start from us. One document for each occasion, so that no occasion is told twice; who and what is sealed. */
import type { Connection } from 'mongoose';
import type { ChannelName } from '../conversation/vocabulary';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';

export interface Message {
  /** What it is about, such as `eligible:<person>`: the same occasion is the same message. */
  occasion: string;
  contact: string;
  address: string;
  channel: ChannelName;
  text: string;
  at: Date;
}

interface Stored {
  _id: string;
  contact: string;
  channel: ChannelName;
  at: Date;
  status: 'queued' | 'sent' | 'failed' | 'dropped';
  /** Until then one process is sending it. */
  leasedUntil: Date;
  sealed: Buffer;
}

export interface MessageStore {
  /** `false`: this occasion was told before. */
  queue: (message: Message) => Promise<boolean>;
  /** The next message to be sent, leased to the caller; `null` when there is none. */
  take: (now: Date, leasedUntil: Date) => Promise<Message | null>;
  settle: (occasion: string, status: 'sent' | 'failed' | 'dropped') => Promise<void>;
  sentTo: (contact: string) => Promise<Message[]>;
  createIndexes: () => Promise<void>;
}

export function messageStore(connection: Connection, vault: Vault): MessageStore {
  const messages = driverCollection<Stored>(connection, 'messages');
  const opened = ({ _id, contact, channel, at, sealed }: Stored): Message => {
    const { address, text } = vault.open(placeOf(_id), sealed) as Pick<Message, 'address' | 'text'>;
    return { occasion: _id, contact, channel, at, address, text };
  };
  return {
    queue: async ({ occasion, contact, channel, at, address, text }) => {
      const sealed = vault.seal(placeOf(occasion), { address, text });
      try {
        await messages.insertOne({ _id: occasion, contact, channel, at, status: 'queued', leasedUntil: at, sealed });
        return true;
      } catch (error) {
        if (duplicateKey(error)) return false;
        throw error;
      }
    },
    take: async (now, leasedUntil) => {
      const taken = await messages.findOneAndUpdate(
        { status: 'queued', leasedUntil: { $lte: now } },
        { $set: { leasedUntil } },
        { sort: { leasedUntil: 1 } },
      );
      return taken && opened(taken);
    },
    settle: async (_id, status) => {
      await messages.updateOne({ _id, status: 'queued' }, { $set: { status } });
    },
    sentTo: async (contact) => {
      const found = await messages.find({ contact, status: 'sent' }).sort({ at: 1 }).toArray();
      return found.map(opened);
    },
    createIndexes: async () => {
      await messages.createIndexes([{ key: { status: 1, leasedUntil: 1 } }, { key: { contact: 1, at: 1 } }]);
    },
  };
}

const placeOf = (occasion: string) => `messages:${occasion}:sealed` as const;
