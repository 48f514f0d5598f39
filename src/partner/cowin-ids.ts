/** The numbers by which programs of then know states and districts. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Names } from '../conversation/vocabulary';
import { ROOT } from '../root';
import type { District } from '../store/places';
import { numbersOf, type Numbers } from './ids';

interface Table {
  states: Readonly<Record<string, number>>;
  districts: Readonly<Record<string, number>>;
  /** Parts of one of our districts that had a number of their own: younger districts, health districts, corporations. */
  also: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

const TABLE = read('src/partner/cowin-ids.json') as Table;
const STATE_NAMES = new Map(
  (read('src/cli/seed/states.json') as { id: string; names: Names }[]).map(({ id, names }) => [id, names]),
);

export interface CowinIds {
  /** Of our ids all that there are, by their English names. */
  states: readonly string[];
  stateNumber: (state: string) => number;
  stateOf: (number: number) => string | undefined;
  districtNumber: (district: string) => number;
  districtOf: (number: number) => string | undefined;
}

export function cowinIds(districts: readonly Pick<District, '_id' | 'state'>[]): CowinIds {
  const theirStates = districts.map(({ state }) => state);
  const ofStates = numbered(TABLE.states, theirStates);
  const ofDistricts = numbered(
    TABLE.districts,
    districts.map(({ _id }) => _id),
  );
  const states = [...new Set([...Object.keys(TABLE.states), ...theirStates])];
  return {
    states: states.sort((a, b) => stateNames(a).en.localeCompare(stateNames(b).en)),
    ...{ stateNumber: ofStates.numberOf, stateOf: ofStates.idOf, districtNumber: ofDistricts.numberOf },
    districtOf: (number) => ofDistricts.idOf(number) ?? TABLE.also[number],
  };
}

export const stateNames = (state: string): Names => STATE_NAMES.get(state) ?? { bn: state, hi: state, en: state };

/** Of those that had no number. */
const OTHERS_FROM = 100_001;
const OTHERS = 1_000_000_000;
const otherNumber = (id: string): number =>
  OTHERS_FROM + (createHash('sha256').update(id).digest().readUInt32BE(0) % OTHERS);

function numbered(table: Readonly<Record<string, number>>, ids: readonly string[]): Numbers {
  const others = numbersOf(
    [...new Set(ids)].filter((id) => table[id] === undefined),
    otherNumber,
  );
  const byNumber = new Map(Object.entries(table).map(([id, number]) => [number, id]));
  return {
    numberOf: (id: string): number => table[id] ?? others.numberOf(id),
    idOf: (number: number): string | undefined => byNumber.get(number) ?? others.idOf(number),
  };
}
