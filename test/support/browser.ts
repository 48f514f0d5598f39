import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Quiet: nothing of the browser's own goes over the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: QUIET });

/** As `describe`, where there is a browser. Elsewhere it says so once, and in CI it fails. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (existsSync(CHROMIUM) || process.env['CI']) {
    describe(name, tests);
    return;
  }
  console.warn(`Chromium is not at ${CHROMIUM}, so "${name}" is not tested; set CHROMIUM_PATH.`);
  describe.skip(name, tests);
}
