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

/** As `describe`, where there is poppler. Elsewhere it says so once, and in CI it fails. */
export function describeWithPoppler(name: string, tests: () => void): void {
  if (existsSync(PDFTOPPM) || process.env['CI']) {
    describe(name, tests);
    return;
  }
  console.warn(`pdftoppm is not at ${PDFTOPPM}, so "${name}" is not tested: apt-get install poppler-utils`);
  describe.skip(name, tests);
}
