/** Tables as people bring them, CSV or XLSX: read as text, whatever is in them, within bounds that a table of people never reaches. */
import Papa from 'papaparse';
import { FORMULA } from './csv';
import type { Upload } from './route';
import { readWorkbook } from './workbook';

export interface Sheet {
  /** Trimmed. Empty rows between others are kept, so that the nth is the nth in Excel too. */
  rows: string[][];
}

/** Why a table cannot be read; sentences for it are in locales/<language>/web/sheet.json. */
export const SHEET_REFUSALS = [
  'tooLarge',
  'tooManyRows',
  'tooManyColumns',
  'cellTooLong',
  'oldExcel',
  'notUtf8',
  'openQuote',
  'notReadable',
  'empty',
] as const;
export type SheetRefusal = (typeof SHEET_REFUSALS)[number];
export interface SheetRefused {
  refused: SheetRefusal;
}

export const MOST_BYTES = 2 * 1024 * 1024;
export const MOST_ROWS = 5_000;
export const MOST_COLUMNS = 50;
const LONGEST_CELL = 2_000;

/** First sheet of a workbook (XLSX), or text with commas, semicolons or tabs. What kind it is, its bytes say. */
export async function readSheet({ bytes }: Upload): Promise<Sheet | SheetRefused> {
  if (bytes.length > MOST_BYTES) return { refused: 'tooLarge' };
  if (startsWith(bytes, OLD_EXCEL)) return { refused: 'oldExcel' };
  if (startsWith(bytes, ZIP)) return bounded(await readWorkbook(bytes, { rows: MOST_ROWS, columns: MOST_COLUMNS }));
  const text = textOf(bytes);
  return text === null ? { refused: 'notUtf8' } : readPasted(text);
}

/** What was copied from a spreadsheet (tabs) or from a CSV file into a text field. */
export function readPasted(text: string): Sheet | SheetRefused {
  if (text.length > MOST_BYTES) return { refused: 'tooLarge' };
  // Files that are no text at all, such as pictures.
  if (text.includes('\0')) return { refused: 'notReadable' };
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), {
    delimitersToGuess: ['\t', ',', ';'],
    preview: MOST_ROWS + 1,
  });
  // Else one forgotten quotation mark swallows all rows after it.
  if (errors.some(({ type }) => type === 'Quotes')) return { refused: 'openQuote' };
  return bounded(data);
}

/** Of Word, PowerPoint and Excel until 2003, and of workbooks with a password. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const startsWith = (bytes: Buffer, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** `null` where it is in an older encoding: guessed wrongly it would turn names into nonsense. */
function textOf(bytes: Buffer): string | null {
  const encoding = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function bounded(rows: readonly (readonly string[])[] | SheetRefusal): Sheet | SheetRefused {
  if (typeof rows === 'string') return { refused: rows };
  const trimmed = withoutEmptyEnd(rows.map((row) => withoutEmptyEnd(row.map(plain))));
  if (trimmed.length === 0) return { refused: 'empty' };
  if (trimmed.length > MOST_ROWS) return { refused: 'tooManyRows' };
  if (trimmed.some((row) => row.length > MOST_COLUMNS)) return { refused: 'tooManyColumns' };
  if (trimmed.some((row) => row.some((cell) => cell.length > LONGEST_CELL))) return { refused: 'cellTooLong' };
  return { rows: trimmed };
}

/** Without the apostrophe by which we keep a formula from being one: see `toCsv`. */
function plain(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.startsWith("'") && FORMULA.test(trimmed.slice(1)) ? trimmed.slice(1).trim() : trimmed;
}

const withoutEmptyEnd = <T extends { length: number }>(all: readonly T[]): T[] =>
  all.slice(0, all.findLastIndex(({ length }) => length > 0) + 1);
