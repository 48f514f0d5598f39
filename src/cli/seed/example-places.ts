/** The example places and rules, as the files beside this one have them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Names } from '../../conversation/vocabulary';
import { ROOT } from '../../root';
import type { Centre, District } from '../../store/places';
import type { Programme } from '../../store/programme';

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
const FILES = ['districts.json', 'centres.json', 'programme.json'];

export const exampleProgramme = (): Programme => read('programme.json') as Programme;

export const exampleDistricts = (): District[] => (read('districts.json') as DistrictRow[]).map(districtOf);

export function exampleCentres(): Centre[] {
  return (read('centres.json') as CentreRow[]).map(({ id, district, pin, names, location, price }) => ({
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

const read = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

/** Changes with the files. */
export function exampleVersion(): string {
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(FOLDER, file)));
  return hash.digest('hex').slice(0, 16);
}
