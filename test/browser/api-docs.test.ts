import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { everyEndpoint } from '../../src/cli/openapi';
import { docsRouter } from '../../src/partner/docs';
import { assetsRouter } from '../../src/web/assets-router';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, isTooWide } from '../support/console';
import { listen, type Listening } from '../support/listen';

describeInBrowser('the page of the API', () => {
  let browser: Browser;
  let listening: Listening;
  let page: Page;
  const heard: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    const app = express().use('/assets', assetsRouter()).use('/api', docsRouter(everyEndpoint(), false));
    [listening, browser] = await Promise.all([listen(app), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', ({ message }) => heard.push(message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${listening.url}/api/docs`);
  });

  afterAll(async () => {
    await browser.close();
    await listening.close();
  });

  test('shows every call, and opens it', async () => {
    expect(await page.locator('details.call').count()).toBe(everyEndpoint().length);
    const call = page.locator('details.call', { hasText: 'Send a code to a number' }).first();
    await call.locator('summary').click();
    expect(await call.innerText()).toContain('curl -X POST "$BASE/auth/public/generateOTP"');
    expect(await call.innerText()).toContain('"mobile":"9830012345"');
  });

  test('fits a telephone with everything open, and stops nobody', async () => {
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(await isTooWide(page)).toBe(false);
    expect(await barriers(page)).toEqual([]);
  });

  test('opens the call that a link leads to', async () => {
    await page.goto(`${listening.url}/api/docs#postAuthLogout`);
    await page.reload();
    expect(await page.locator('#postAuthLogout').isVisible()).toBe(true);
  });

  test('needs no script, nobody else, and nothing its policy forbids', async () => {
    const { headers } = await fetch(`${listening.url}/api/docs`);
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
    expect(asked.filter((url) => !url.startsWith(listening.url))).toEqual([]);
    expect(heard).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
  });

  test('has the document beside it, which says when it is the same', async () => {
    const first = await fetch(`${listening.url}/api/openapi.json`);
    expect(await first.json()).toMatchObject({ openapi: '3.1.0' });
    const etag = first.headers.get('ETag') ?? '';
    const again = await fetch(`${listening.url}/api/openapi.json`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });
});
