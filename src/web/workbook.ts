/** Excel's workbooks (XLSX): a ZIP of XML files, unpacked and looked at before a reader that trusts them gets them. */
import type { SheetRefusal } from './spreadsheet';
import { unzip, zipStored } from './zip';

/** Unpacked. 5,000 rows of 20 columns are 6 MB. */
const MOST_UNPACKED = 16 * 1024 * 1024;

const MINUTE_MS = 60_000;

interface Bounds {
  rows: number;
  columns: number;
}

/** What a table is in; an unusual name is no loss, what is not looked at is not read. */
const PARTS = /^xl\/(?:(?:workbook|sharedStrings|styles|worksheets\/[^/]+)\.xml|_rels\/workbook\.xml\.rels)$/;

/** Its first sheet, everything as text; of a formula what it last came to. */
export async function readWorkbook(bytes: Buffer, bounds: Bounds): Promise<string[][] | SheetRefusal> {
  const files = unzip(bytes, MOST_UNPACKED, (name) => PARTS.test(name));
  if (files === 'tooLarge') return 'tooLarge';
  if (!files?.has('xl/workbook.xml')) return 'notReadable';
  for (const content of files.values()) {
    const refused = dangerIn(content, bounds);
    if (refused) return refused;
  }
  try {
    // It is an ES module.
    const { readSheet: readFirstSheet } = await import('read-excel-file/node');
    const rows = await readFirstSheet(zipStored(files), { parseNumber: textOfNumber });
    return rows.map((row) => row.map(textOfCell));
  } catch {
    return 'notReadable';
  }
}

const DECLARATION = /<!(DOCTYPE|ENTITY)/i;
/** `r="7"` of a row and `r="AB12"` of a cell, in whatever way an attribute may be written. */
const ADDRESS = /(?<!xmlns)[\s:"']r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const BEFORE_A = 64;

/** The reader makes every row and cell up to the address it is told: one cell at XFD1048576 would be all there is room for. */
function dangerIn(content: Buffer, { rows, columns }: Bounds): SheetRefusal | null {
  const xml = content.toString('utf8');
  if (DECLARATION.test(xml)) return 'notReadable';
  for (const [, double, single] of xml.matchAll(ADDRESS)) {
    const [, letters = '', row = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(double ?? single ?? '') ?? [];
    if (row === '') return 'notReadable';
    if (Number(row) > rows) return 'tooManyRows';
    if (columnOf(letters) > columns) return 'tooManyColumns';
  }
  return null;
}

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - BEFORE_A, 0);

const textOfCell = (cell: unknown): string => {
  if (cell instanceof Date) return textOfDate(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return typeof cell === 'string' ? cell : '';
};

/** Excel counts 15 digits; `9.83001E9` is a telephone number, `12.300000000000001` was typed as 12.3. */
function textOfNumber(digits: string): string {
  const value = Number(digits);
  if (!Number.isFinite(value)) return digits;
  const exact = Number(value.toPrecision(15));
  if (Number.isInteger(exact)) return BigInt(exact).toString();
  return exact.toFixed(10).replace(/0+$/, '');
}

/** `2021-03-09`; a time of day without a day, which Excel counts from 1899 on, `09:30`. */
function textOfDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Times are fractions of a day, and come out a hair too early.
  const rounded = new Date(Math.round(date.getTime() / MINUTE_MS) * MINUTE_MS);
  const [day = '', time = ''] = rounded.toISOString().split('T');
  return rounded.getUTCFullYear() < 1901 ? time.slice(0, 5) : day;
}
