/** A document that is made by the first who needs it. */
import { mongo } from 'mongoose';
import { duplicateKey, type DriverCollection } from './database';

/** Two who make the same document at once: the one who came second finds it there when it tries again. */
export async function upserting<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!duplicateKey(error)) throw error;
    return write();
  }
}

/** The same for many at once: each operation adds to a document, or makes it. */
export async function addingUp<T extends mongo.Document>(
  collection: DriverCollection<T>,
  operations: readonly mongo.AnyBulkWriteOperation<T>[],
): Promise<void> {
  if (operations.length === 0) return;
  let again: mongo.AnyBulkWriteOperation<T>[] = [];
  await collection.bulkWrite(operations, { ordered: false }).catch((error: unknown) => {
    const second = new Set(madeMeanwhile(error));
    again = operations.filter((_, index) => second.has(index));
  });
  if (again.length > 0) await collection.bulkWrite(again, { ordered: false });
}

/** Two processes counted the first of the same kind at once: the one that came second finds its document there. */
function madeMeanwhile(error: unknown): number[] {
  if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  const refused = [error.writeErrors].flat();
  if (refused.length === 0 || refused.some(({ code }) => code !== 11000)) throw error;
  return refused.map(({ index }) => index);
}
