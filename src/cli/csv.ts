/** Tables as text (RFC 4180), as spreadsheets and the operators' portals read and write them. */

/** Excel takes a file for UTF-8 only by this mark. */
const MARK = '\uFEFF';

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  MARK + rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One cell and what ends it: quoted, with doubled quotes inside, or plain. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/** `undefined` where the text is no such table. Empty lines are left out. */
export function readCsv(text: string): string[][] | undefined {
  const table = text.replace(/^\uFEFF/, '');
  const rows: string[][] = [[]];
  for (CELL.lastIndex = 0; CELL.lastIndex < table.length;) {
    const [, quotedCell, plain = '', end] = CELL.exec(table) ?? [undefined, undefined, undefined, undefined];
    if (end === undefined) return undefined;
    rows.at(-1)?.push(quotedCell?.replaceAll('""', '"') ?? plain);
    if (end === ',' && CELL.lastIndex === table.length) rows.at(-1)?.push('');
    else if (end !== ',' && end !== '') rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}
