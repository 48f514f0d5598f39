/** Real PDFs as pictures, by poppler's pdftoppm. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PNG } from 'pngjs';

const PDFTOPPM = process.env['PDFTOPPM_PATH'] ?? '/usr/bin/pdftoppm';

/** Its only page. @param dpi dots per inch */
export function pictureOf(pdf: Buffer, dpi: number): PNG {
  const png = execFileSync(PDFTOPPM, ['-png', '-singlefile', '-r', String(dpi), '-'], { input: pdf, maxBuffer: 5e7 });
  return PNG.sync.read(png);
}

/** What a screen reader says. Strings of PDF are Latin or UTF-16 with its mark, in brackets. */
export function actualTexts(pdf: Buffer): string[] {
  const all = pdf.toString('latin1').matchAll(/\/ActualText \(((?:\\[^]|[^\\)])*)\)/g);
  return Array.from(all, ([, raw = '']) => {
    const bytes = Buffer.from(
      raw.replace(/\\([^])/g, (_, c: string) => ESCAPED[c] ?? c),
      'latin1',
    );
    return bytes[0] === 0xfe ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1');
  });
}
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The dark dots in a part of the picture. @param part from the left and the top to the right and the bottom, as shares of it */
export function inkIn({ data, width, height }: PNG, [left, top, right, bottom]: readonly number[]): string[] {
  const found: string[] = [];
  const at = (share = 0, of: number): number => Math.round(share * of);
  for (let y = at(top, height); y < at(bottom, height); y++)
    for (let x = at(left, width); x < at(right, width); x++)
      if ((data[(y * width + x) * 4] ?? 0) < 128) found.push(`${x},${y}`);
  return found;
}

/** As `describe`, where there is poppler. Elsewhere it says so once, and in CI it fails. */
export function describeWithPoppler(name: string, tests: () => void): void {
  if (existsSync(PDFTOPPM) || process.env['CI']) {
    describe(name, tests);
    return;
  }
  console.warn(`pdftoppm is not at ${PDFTOPPM}, so "${name}" is not tested: apt-get install poppler-utils`);
  describe.skip(name, tests);
}
