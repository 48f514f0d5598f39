/** Loads the example data. Running it again changes nothing that people have made since. */
import { dayOf } from '../../clock';
import type { Store } from '../../store';
import type { PinCode } from '../../store/places';
import { exampleCentres, exampleDistricts, exampleProgramme, exampleVersion } from './example-places';
import { exampleSlots } from './example-sessions';
import { readPinTable } from './pin-table';

const BATCH = 2_000;

/** @param progress told in plain sentences what takes a moment */
export async function seed(store: Store, now: Date, progress: (sentence: string) => void): Promise<void> {
  await seedReference(store, progress);
  await seedSessions(store, now, progress);
}

/** Places and rules, once for each version of the example files. */
async function seedReference(store: Store, progress: (sentence: string) => void): Promise<void> {
  const version = exampleVersion();
  if ((await store.settings.read('seeded')) === version) return;
  progress('Loading places and rules of the vaccination programme …');
  const pinCodes = [...readPinTable()].map(([_id, ids]): PinCode => ({ _id, districts: [...ids] }));
  await store.places.replaceAll({ districts: exampleDistricts(), pinCodes, centres: exampleCentres() });
  await store.programme.replace(exampleProgramme());
  await store.settings.write('seeded', version);
}

/** The sessions of the next two weeks, as far as they are not there yet. */
export async function seedSessions(store: Store, now: Date, progress: (sentence: string) => void): Promise<number> {
  const today = dayOf(now);
  if ((await store.settings.read('sessionsFrom')) === today) return 0;
  progress('Adding vaccination sessions for the next 14 days …');
  const examples = exampleSlots(exampleCentres(), today);
  // What staff have planned there themselves is not mixed with them.
  const planned = new Set(await store.sessionPlans.from(today));
  const slots = examples.filter(({ session }) => !planned.has(session));
  let added = 0;
  for (let start = 0; start < slots.length; start += BATCH)
    added += await store.slots.add(slots.slice(start, start + BATCH));
  await store.settings.write('sessionsFrom', today);
  return added;
}
