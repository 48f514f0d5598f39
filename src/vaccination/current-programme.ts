import { AppError } from '../errors';
import type { Store } from '../store';
import type { EligibilityRule, Programme } from '../store/programme';
import { eligibilityOn } from './rules/programme';

/** The programme and who may come today. Throws where the database was never seeded. */
export async function currentProgramme(
  store: Store,
  today: string,
): Promise<{ programme: Programme; rule: EligibilityRule }> {
  const programme = await store.programme.current();
  const rule = programme && eligibilityOn(programme, today);
  if (!programme || !rule) throw new AppError('SEED_FAILED', 'no programme applies today: run `npm run seed`');
  return { programme, rule };
}
