import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../root';

/**
 * PIN codes by the districts they may lie in. Each group is `[indexes into districts, PIN codes]`; the PIN codes
 * ascend and are written as the first one followed by steps, which makes the file a fifth of its plain size.
 */
export interface PinTable {
  districts: string[];
  groups: [districts: number[], pins: number[]][];
}

export const PIN_TABLE_FILE = join(ROOT, 'dist', 'pin-codes.json');

/** Six-digit PIN code → ids of the districts it may lie in, the one with most post offices first. */
export function readPinTable(file = PIN_TABLE_FILE): Map<string, string[]> {
  return unpackPinTable(JSON.parse(readFileSync(file, 'utf8')) as PinTable);
}

export function unpackPinTable(table: PinTable): Map<string, string[]> {
  return new Map(table.groups.flatMap(([indexes, steps]) => unpackGroup(table.districts, indexes, steps)));
}

function unpackGroup(ids: string[], indexes: number[], steps: number[]): [string, string[]][] {
  const districts = indexes.map((index) => ids[index]).filter((id) => id !== undefined);
  let pin = 0;
  return steps.map((step) => [String((pin += step)), districts]);
}
