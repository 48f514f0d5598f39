/** Tables for Excel, as text. */

/** Excel takes a file without it for one of its old encodings, and makes nonsense of Bengali. */
const UTF8_MARK = '\uFEFF';
/** What a spreadsheet would carry out instead of showing. https://owasp.org/www-community/attacks/CSV_Injection */
export const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r＝＋－＠]/;

/** RFC 4180. Numbers are given as numbers: text that begins like a formula is shown with an apostrophe. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return UTF8_MARK + rows.map((row) => row.map(quoted).join(',') + '\r\n').join('');
}

function quoted(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
