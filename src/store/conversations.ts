/** Conversations, loaded and saved many at a time. What was said is sealed; flow, state and language stay countable. */
import type { Connection } from 'mongoose';
import type { Conversation, ConversationStore, FollowUp } from '../conversation/ports';
import { driverCollection, type DriverCollection } from './database';
import { gather } from './gather';
import type { Vault } from './vault';
import { writesTo, type Writes } from './writes';

interface Stored {
  _id: string;
  turn: number;
  language: string | null;
  flow: string | null;
  state: string | null;
  updatedAt: Date;
  /** Only where a question should follow by SMS. */
  followUpAt?: Date;
  /** Only where somebody of the helpline has it. */
  heldUntil?: Date;
  sealed: Buffer;
}

export interface Conversations extends ConversationStore {
  /** Whose question should have followed by SMS by now, longest ago first. */
  toFollowUp: (now: Date, limit: number) => Promise<FollowUp[]>;
  /** This turn's question needs to follow no more; a later turn is not touched. */
  followedUp: (followUp: FollowUp) => Promise<void>;
  /** Contacts to whom whoever has their conversation has had no word for too long. */
  heldInSilence: (now: Date, limit: number) => Promise<string[]>;
  createIndexes: () => Promise<void>;
}

export function conversationStore(connection: Connection, vault: Vault): Conversations {
  const conversations = driverCollection<Stored>(connection, 'conversations');
  const writes = writesTo<Stored>(connection, 'conversations');
  const found = gather((contacts: readonly string[]) => findAll(conversations, contacts));
  return {
    load: async (contact) => {
      // Opened one by one: what cannot be opened is the trouble of that person alone.
      const stored = await found(contact);
      return stored && asToday(vault.open(placeOf(contact), stored.sealed) as Conversation);
    },
    save: (conversation) => save(writes, storedOf(conversation, vault)),
    toFollowUp: async (now, limit) => {
      const due = conversations.find({ followUpAt: { $lte: now } }, { projection: { turn: 1 } });
      const all = await due.sort({ followUpAt: 1 }).limit(limit).toArray();
      return all.map(({ _id: contact, turn }) => ({ contact, turn }));
    },
    followedUp: async ({ contact, turn }) => {
      await conversations.updateOne({ _id: contact, turn }, { $unset: { followUpAt: 1 } });
    },
    heldInSilence: async (now, limit) => {
      const held = conversations.find({ heldUntil: { $lte: now } }, { projection: { _id: 1 } });
      return (await held.sort({ heldUntil: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
    },
    createIndexes: async () => {
      const whereDue = { followUpAt: { $exists: true } };
      const whereHeld = { heldUntil: { $exists: true } };
      await conversations.createIndexes([
        { key: { followUpAt: 1 }, partialFilterExpression: whereDue },
        { key: { heldUntil: 1 }, partialFilterExpression: whereHeld },
      ]);
    },
  };
}

/** What an older version stored has not all the fields of today. */
const asToday = (stored: Partial<Conversation> & Pick<Conversation, 'address'>): Conversation =>
  ({ ...SINCE_ADDED, reachedAt: stored.address, ...stored }) as Conversation;

const SINCE_ADDED = {
  ...{ script: null, paging: null, session: null, heardAt: null, followUpAt: null },
  ...{ entered: null, journey: null, heldBy: null },
};

async function findAll(
  conversations: DriverCollection<Stored>,
  contacts: readonly string[],
): Promise<(Stored | null)[]> {
  const found = await conversations.find({ _id: { $in: [...new Set(contacts)] } }, { promoteBuffers: true }).toArray();
  const byContact = new Map(found.map((stored) => [stored._id, stored]));
  return contacts.map((contact) => byContact.get(contact) ?? null);
}

/** A first turn inserts, and loses with a duplicate key; every other one changes what the turn before it left. */
function save(writes: Writes<Stored>, stored: Stored): Promise<boolean> {
  if (stored.turn > 1) return writes.change({ _id: stored._id }, guarded(stored));
  return writes.insertNew(stored);
}

/** The guard stands in the change: a filter by id alone takes the database's shortest way, at half the cost of any other. */
const guarded = (stored: Stored) => [
  { $replaceWith: { $cond: [{ $eq: ['$turn', stored.turn - 1] }, { $literal: stored }, '$$ROOT'] } },
];

function storedOf(conversation: Conversation, vault: Vault): Stored {
  const { contact, turn, language, dialogue, followUpAt, heldBy } = conversation;
  return {
    _id: contact,
    turn,
    language,
    flow: dialogue?.flow ?? null,
    state: dialogue?.value ?? null,
    updatedAt: new Date(),
    ...(followUpAt ? { followUpAt: new Date(followUpAt) } : {}),
    ...(heldBy ? { heldUntil: new Date(heldBy.until) } : {}),
    sealed: vault.seal(placeOf(contact), conversation),
  };
}

const placeOf = (contact: string) => `conversations:${contact}:sealed` as const;
