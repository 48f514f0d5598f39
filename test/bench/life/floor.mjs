/** The floor: what the engine itself takes in one stream of commands that carry many writes each, at this moment. */
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { newId } from './people.mjs';

const AT_ONCE = 200;
const ROUNDS = 50;
const BATCHES = 40;
/** As long as a sealed message is. */
const SEALED = 600;

/** @returns {Promise<{inserts: number, updates: number}>} a second, each acknowledged as safely as the service asks for */
export async function measureFloor(db) {
  const collection = db.collection('floor');
  await collection.createIndex({ lane: 1, dueAt: 1 });
  const batches = Array.from({ length: BATCHES }, () => Array.from({ length: AT_ONCE }, documentOf));
  const inserts = await rateOf(batches, (batch) => collection.insertMany(batch, { ordered: false }));
  const updated = Array.from({ length: ROUNDS }, (_, round) => batches[round % BATCHES]);
  const updates = await rateOf(updated, (batch) => collection.bulkWrite(batch.map(updateOf), { ordered: false }));
  await collection.drop();
  return { inserts, updates };
}

const documentOf = () => ({ _id: newId(), lane: 'any', dueAt: new Date(), sealed: Buffer.alloc(SEALED) });

const updateOf = ({ _id }) => ({
  updateOne: { filter: { _id }, update: { $set: { lane: 'taken', lease: newId(), dueAt: new Date() } } },
});

async function rateOf(batches, write) {
  const startedAt = performance.now();
  for (const batch of batches) await write(batch);
  return (batches.length * AT_ONCE * 1_000) / (performance.now() - startedAt);
}

/** One measurement before and one after what is measured. */
export const meanOf = (before, after) => ({
  inserts: (before.inserts + after.inserts) / 2,
  updates: (before.updates + after.updates) / 2,
});
