/**
 * People registered before the measurement: copies of one who has just been registered and booked through the service, with a
 * number, a card and a reference of their own, and their conversation as the service left it.
 */
import { randomBytes } from 'node:crypto';
import { readOrCreateDataKey } from '../../dist/src/store/data-key.js';
import { createVault } from '../../dist/src/store/vault.js';
import { knownNumber } from './people.mjs';

const BATCH = 1_000;
const REFERENCES_FROM = 10_000_000_000_000;

/** @param progress told how many are there */
export async function preload(connection, dataDir, { like, people }, progress) {
  const { db } = connection;
  const vault = createVault(readOrCreateDataKey(dataDir));
  const contact = vault.contactOf(`tel:${like}`);
  const original = {
    person: await db.collection('persons').findOne({ contact }),
    appointment: await db.collection('appointments').findOne({ contact }),
    stored: await db.collection('conversations').findOne({ _id: contact }),
  };
  original.conversation = vault.open(`conversations:${contact}:sealed`, original.stored.sealed.buffer);
  for (let start = 0; start < people; start += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, people - start) }, (_, index) => start + index);
    const copies = indexes.map((index) => copyOf(original, index, vault));
    await Promise.all([
      insert(db, 'persons', copies, ({ person }) => person),
      insert(db, 'appointments', copies, ({ appointment }) => appointment),
      insert(db, 'conversations', copies, ({ conversation }) => conversation),
    ]);
    progress(start + indexes.length);
  }
}

function copyOf({ person, appointment, conversation, stored }, index, vault) {
  const address = `tel:${knownNumber(index)}`;
  const contact = vault.contactOf(address);
  const id = newId();
  return {
    person: {
      ...person,
      _id: id,
      contact,
      seat: 1,
      reference: String(REFERENCES_FROM + index),
      sealedName: vault.seal(`persons:${id}:name`, 'রহিমা বিবি'),
      card: { ...person.card, hash: newId() },
    },
    appointment: { ...appointment, _id: newId(), holder: newId(), person: id, contact },
    conversation: {
      ...stored,
      _id: contact,
      sealed: vault.seal(`conversations:${contact}:sealed`, { ...conversation, contact, address }),
    },
  };
}

const newId = () => randomBytes(18).toString('base64url').slice(0, 22);

async function insert(db, collection, copies, pick) {
  await db.collection(collection).insertMany(copies.map(pick), { ordered: false, writeConcern: { w: 1, j: false } });
}
