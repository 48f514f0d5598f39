import type { Browser, Page } from 'playwright-core';

export interface Watched {
  page: Page;
  /** Whatever the browser complains of; a blocked script or style among it. */
  complaints: string[];
  /** Requests to anybody else. */
  strangers: string[];
  close: () => Promise<void>;
}

export async function openWatched(
  browser: Browser,
  url: string,
  viewport = { width: 1280, height: 800 },
): Promise<Watched> {
  const context = await browser.newContext({ viewport });
  // What fails says where, before the test is over.
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => request.url().startsWith(url) || strangers.push(request.url()));
  await page.goto(`${url}/phone`);
  return { page, complaints, strangers, close: () => context.close() };
}
