/** Conversations, loaded and saved many at a time. What was said is sealed; flow, state and language stay countable. */
import type { Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import type { Conversation, ConversationStore } from '../conversation/ports';
import { driverCollection, type DriverCollection } from './database';
import { gather } from './gather';
import type { Vault } from './vault';

interface Stored {
  _id: string;
  turn: number;
  /** Written with each save and read back where a bulk result does not say whose guard failed. */
  nonce: string;
  language: string | null;
  flow: string | null;
  state: string | null;
  updatedAt: Date;
  sealed: Buffer;
}

export function conversationStore(connection: Connection, vault: Vault): ConversationStore {
  const conversations = driverCollection<Stored>(connection, 'conversations');
  const found = gather((contacts: readonly string[]) => findAll(conversations, contacts));
  return {
    load: async (contact) => {
      // Opened one by one: what cannot be opened is the trouble of that person alone.
      const stored = await found(contact);
      return stored && (vault.open(placeOf(contact), stored.sealed) as Conversation);
    },
    save: gather((changed) => saveAll(conversations, vault, changed)),
  };
}

async function findAll(
  conversations: DriverCollection<Stored>,
  contacts: readonly string[],
): Promise<(Stored | null)[]> {
  const found = await conversations.find({ _id: { $in: [...new Set(contacts)] } }, { promoteBuffers: true }).toArray();
  const byContact = new Map(found.map((stored) => [stored._id, stored]));
  return contacts.map((contact) => byContact.get(contact) ?? null);
}

async function saveAll(
  conversations: DriverCollection<Stored>,
  vault: Vault,
  changed: readonly Conversation[],
): Promise<boolean[]> {
  const rows = changed.map((conversation) => storedOf(conversation, vault));
  const missed = await writeAll(conversations, rows);
  if (!missed) return rows.map(() => true);
  const now = await conversations
    .find({ _id: { $in: rows.map(({ _id }) => _id) } }, { projection: { nonce: 1 } })
    .toArray();
  const nonces = new Set(now.map(({ nonce }) => nonce));
  return rows.map(({ nonce }) => nonces.has(nonce));
}

/** True where some guard failed. A first turn inserts, and loses with a duplicate key. */
async function writeAll(conversations: DriverCollection<Stored>, rows: readonly Stored[]): Promise<boolean> {
  const operations = rows.map((row) =>
    row.turn === 1
      ? { insertOne: { document: row } }
      : { updateOne: { filter: { _id: row._id, turn: row.turn - 1 }, update: { $set: row } } },
  );
  try {
    const { matchedCount, insertedCount } = await conversations.bulkWrite(operations, { ordered: false });
    return matchedCount + insertedCount < rows.length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 11000) return true;
    throw error;
  }
}

function storedOf(conversation: Conversation, vault: Vault): Stored {
  const { contact, turn, language, dialogue } = conversation;
  return {
    _id: contact,
    turn,
    nonce: randomUUID(),
    language,
    flow: dialogue?.flow ?? null,
    state: dialogue?.value ?? null,
    updatedAt: new Date(),
    sealed: vault.seal(placeOf(contact), conversation),
  };
}

const placeOf = (contact: string) => `conversations:${contact}:sealed` as const;
