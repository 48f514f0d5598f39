import { AppError } from '../errors';
import type { Store } from '../store';
import type { Programme } from '../store/programme';

/** The programme as it stands this moment, where what was changed in it a moment ago must count. */
export async function latestProgramme(store: Store): Promise<Programme> {
  const programme = await store.programme.latest();
  if (!programme) throw new AppError('SEED_FAILED', 'there is no programme: run `npm run seed`');
  return programme;
}
