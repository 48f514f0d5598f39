/** Tables as offices make them: columns in any order, under names in any of our languages, digits in any script. */

export interface Column {
  /** As it is called in a header, in lower case; the first one is in the template. */
  names: readonly string[];
  optional?: true;
}

export interface ReadRow<Field extends string> {
  /** As Excel counts them. */
  row: number;
  values: Record<Field, string>;
}

export type ReadTable<Field extends string> =
  { status: 'read'; rows: ReadRow<Field>[] } | { status: 'noColumns'; missing: Field[] } | { status: 'noRows' };

export function readTable<Field extends string>(
  rows: readonly (readonly string[])[],
  columns: Readonly<Record<Field, Column>>,
): ReadTable<Field> {
  const fields = Object.keys(columns) as Field[];
  const at = rows.findIndex((row) => row.some((cell) => cell !== ''));
  const header = (rows[at] ?? []).map(plainName);
  const places = new Map(fields.map((field) => [field, header.findIndex((name) => isCalled(columns[field], name))]));
  const missing = fields.filter((field) => !columns[field].optional && places.get(field) === -1);
  if (missing.length > 0) return { status: 'noColumns', missing };
  const read = rows.flatMap((cells, index): ReadRow<Field>[] => {
    if (index <= at || cells.every((cell) => cell === '')) return [];
    const values = Object.fromEntries(fields.map((field) => [field, cells[places.get(field) ?? -1] ?? '']));
    return [{ row: index + 1, values: values as Record<Field, string> }];
  });
  return read.length === 0 ? { status: 'noRows' } : { status: 'read', rows: read };
}

const isCalled = ({ names }: Column, name: string): boolean => names.includes(name);
/** `First_dose *` is called `first dose`. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[_*:()%₹]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** What occurs more than once. */
export function repeated(keys: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(keys.filter((key) => seen.size === seen.add(key).size));
}

const ZEROS = ['০', '०'].map((zero) => zero.charCodeAt(0));

/** Bengali and Devanagari digits as ours. */
export const inOurDigits = (text: string): string =>
  text.replace(/[০-৯०-९]/g, (digit) => {
    const zero = ZEROS.find((each) => digit.charCodeAt(0) - each >= 0 && digit.charCodeAt(0) - each < 10) ?? 0;
    return String(digit.charCodeAt(0) - zero);
  });

/** Whole and not negative; `NaN` where it is not. */
export function readWhole(text: string): number {
  const digits = inOurDigits(text).replace(/^₹|[,\s]|\.0+$|%$/g, '');
  return /^\d{1,7}$/.test(digits) ? Number(digits) : NaN;
}

/** `30`, `30 %`, and `0.3`, as Excel keeps 30 %. */
export function readPercent(text: string): number {
  const plain = inOurDigits(text).trim();
  if (/^0?\.\d{1,4}$/.test(plain)) return Math.round(Number(plain) * 10_000) / 100;
  return readWhole(plain);
}

/** `2021-03-09`, `9/3/2021`, `09.03.2021` → `2021-03-09`; else as it is. India writes the day first. */
export function readDay(text: string): string {
  const plain = inOurDigits(text).trim();
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : plain;
}

/** `9-17`, `9:30 – 13`, `09:00 to 17:00` → `['09:30', '13:00']`; `null` where that is no time. */
export function readHours(text: string): [from: string, to: string] | null {
  const [, ...parts] = HOURS.exec(inOurDigits(text).trim().toLowerCase()) ?? [];
  const [fromHour, fromMinute = '00', toHour, toMinute = '00'] = parts;
  if (fromHour === undefined || toHour === undefined) return null;
  return [`${fromHour.padStart(2, '0')}:${fromMinute}`, `${toHour.padStart(2, '0')}:${toMinute}`];
}
const HOURS = /^(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|—|to|से|থেকে)\s*(\d{1,2})(?:[:.](\d\d))?$/;
