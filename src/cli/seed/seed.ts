/** Loads the example data. Running it again changes nothing that people have made since. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../clock';
import type { Names } from '../../conversation/vocabulary';
import { ROOT } from '../../root';
import type { Store } from '../../store';
import type { Centre, District, PinCode } from '../../store/places';
import type { Programme } from '../../store/programme';
import { exampleSlots } from './example-sessions';
import { readPinTable } from './pin-table';

interface CentreRow {
  id: string;
  district: string;
  pin: string;
  names: Names;
  location: [number, number];
  fee: 'free' | 'paid';
  price?: number;
}
interface DistrictRow {
  id: string;
  state: string;
  lgd?: number;
  names: Names;
  location?: [number, number];
}

const FOLDER = join(ROOT, 'src/cli/seed');
const REFERENCE_FILES = ['districts.json', 'centres.json', 'programme.json'];
const BATCH = 2_000;

/** @param progress told in plain sentences what takes a moment */
export async function seed(store: Store, now: Date, progress: (sentence: string) => void): Promise<void> {
  await seedReference(store, progress);
  await seedSessions(store, now, progress);
}

/** Places and rules, once for each version of the example files. */
async function seedReference(store: Store, progress: (sentence: string) => void): Promise<void> {
  const version = versionOfFiles();
  if ((await store.settings.read('seeded')) === version) return;
  progress('Loading places and rules of the vaccination programme …');
  const districts = read<DistrictRow[]>('districts.json').map(districtOf);
  const pinCodes = [...readPinTable()].map(([_id, ids]): PinCode => ({ _id, districts: [...ids] }));
  await store.places.replaceAll({ districts, pinCodes, centres: exampleCentres() });
  await store.programme.replace(read<Programme>('programme.json'));
  await store.settings.write('seeded', version);
}

/** The sessions of the next two weeks, as far as they are not there yet. */
export async function seedSessions(store: Store, now: Date, progress: (sentence: string) => void): Promise<number> {
  const today = dayOf(now);
  if ((await store.settings.read('sessionsFrom')) === today) return 0;
  progress('Adding vaccination sessions for the next 14 days …');
  const slots = exampleSlots(exampleCentres(), today);
  let added = 0;
  for (let start = 0; start < slots.length; start += BATCH) added += await store.slots.add(slots.slice(start, start + BATCH));
  await store.settings.write('sessionsFrom', today);
  return added;
}

function exampleCentres(): Centre[] {
  return read<CentreRow[]>('centres.json').map(({ id, district, pin, names, location, price }) => ({
    _id: id,
    district,
    pin,
    names,
    location,
    price: price ?? 0,
  }));
}

const districtOf = ({ id, state, names, lgd, location }: DistrictRow): District => ({
  _id: id,
  state,
  names,
  ...(lgd === undefined ? {} : { lgd }),
  ...(location === undefined ? {} : { location }),
});

const read = <T>(file: string): T => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;

function versionOfFiles(): string {
  const hash = createHash('sha256');
  for (const file of REFERENCE_FILES) hash.update(readFileSync(join(FOLDER, file)));
  return hash.digest('hex').slice(0, 16);
}
