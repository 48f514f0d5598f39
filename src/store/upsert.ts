/** A document that is made by the first who needs it. */
import { duplicateKey } from './database';

/** Two who make the same document at once: the one who came second finds it there when it tries again. */
export async function upserting<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!duplicateKey(error)) throw error;
    return write();
  }
}
