/** The sign-in, one's own account and the audit trail in a real browser: by keyboard, on a small screen, in each language. */
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { auditRoutes } from '../../src/centre/audit-page';
import { LANGUAGES } from '../../src/conversation/vocabulary';
import { accountRoutes } from '../../src/web/account-page';
import { assetsRouter } from '../../src/web/assets-router';
import { codeAt } from '../../src/web/one-time';
import { hashPassword } from '../../src/web/passwords';
import { consoleOf } from '../../src/web/serve';
import { resumedHtml } from '../../src/web/sign-in-again';
import { signInPage, signInRouter } from '../../src/web/sign-in-routes';
import { readWords } from '../../src/web/words';
import { IDLE_MS } from '../../src/store/web-sessions';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers } from '../support/console';
import { listen, type Listening } from '../support/listen';
import { MINUTE, openWorld, type World } from '../support/world';

const [PASSWORD, TOTP] = ['k7wd-mq3n-xb9t', 'JBSWY3DPEHPK3PXP'];
let world: World;
let site: Listening;
let browser: Browser;

function served(): Promise<Listening> {
  const { store } = world.site;
  const [words, now] = [readWords(), () => world.clock.now()];
  const again = { vault: store.vault, words, signInPage: signInPage({ words }) };
  const shared = { store, words, now, isSecure: false, phoneTime: now };
  const { webSessions, staff, audit: trail } = store;
  const failed = (error: unknown) => world.site.failures.push(error);
  const app = express();
  app.use('/assets', assetsRouter());
  app.use(signInRouter({ ...shared, resumed: (resume, visit) => resumedHtml(again, resume, visit) }));
  const routes = [...accountRoutes(shared), ...auditRoutes({ store })];
  app.use(consoleOf(routes, { ...again, webSessions, staff, trail, now, isSecure: false, failed }).router);
  return listen(app);
}

describeInBrowser('the sign-in', () => {
  beforeAll(async () => {
    world = await openWorld();
    site = await served();
    browser = await launchBrowser();
    await world.site.store.staff.add(
      { ...{ name: 'Asha', role: 'auditor', centres: [], districts: [], states: [], language: 'en' } },
      { password: await hashPassword(PASSWORD), totp: TOTP },
    );
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.close();
  });

  async function opened(viewport = { width: 360, height: 740 }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'en-IN' });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }
  async function typeAll(page: Page, password = PASSWORD): Promise<void> {
    world.clock.advance(MINUTE);
    await page.keyboard.type('asha');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Tab');
    await page.keyboard.type(codeAt(TOTP, world.clock.now()));
    await leading(page, () => page.keyboard.press('Enter'));
  }
  /** To another page, until it is there. */
  async function leading(page: Page, act: () => Promise<unknown>): Promise<void> {
    const loaded = page.waitForEvent('load');
    await act();
    await loaded;
  }
  const fits = (page: Page): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  test('is done by keyboard alone, leads on to where one was going, and out again', async () => {
    const page = await opened();
    await page.goto(`${site.url}/centre/audit?action=staff.signedIn`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await typeAll(page, 'wrong');
    expect(await page.getByRole('alert').textContent()).toContain('did not fit together');
    await page.getByLabel('Name').fill('');
    await page.getByLabel('Name').focus();
    await typeAll(page);
    expect(page.url()).toBe(`${site.url}/centre/audit?action=staff.signedIn`);
    expect(await page.getByRole('region').textContent()).toContain('Asha, auditor');
    await leading(page, () => page.getByRole('button', { name: 'Sign out' }).click());
    expect(await page.getByRole('status').textContent()).toBe('You are signed out.');
    await page.context().close();
  });

  test('a form whose session ran out is sent after signing in again', async () => {
    const page = await opened();
    await page.goto(`${site.url}/account`);
    await typeAll(page);
    world.clock.advance(IDLE_MS + MINUTE);
    await page.getByRole('combobox').selectOption('hi');
    await leading(page, () => page.getByRole('button', { name: 'Use this language' }).click());
    expect(await page.getByRole('status').textContent()).toContain('Nothing is lost');
    await page.getByLabel('Name').focus();
    await typeAll(page);
    await leading(page, () => page.getByRole('button', { name: 'Send it now' }).click());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('मेरा खाता');
    await world.site.store.staff.setLanguage((await world.site.store.staff.byName('asha'))?._id ?? '', 'en');
    await page.context().close();
  });

  test.each(LANGUAGES)('nothing bars anybody in %s, on a small screen or a large one', async (language) => {
    for (const width of [360, 1280]) {
      const page = await opened({ width, height: 800 });
      const look = async (name: string): Promise<void> => {
        expect([name, await barriers(page), await fits(page)]).toEqual([name, [], true]);
        const folder = process.env['SCREENSHOTS'];
        if (folder) await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png`, fullPage: true });
      };
      await page.goto(`${site.url}/sign-in?to=/account`);
      await leading(page, () => page.locator(`nav a[lang=${language}]`).click());
      await look('sign-in');
      await page.locator('[name=name]').focus();
      await typeAll(page);
      await page.locator('[name=language]').selectOption(language);
      await leading(page, () => page.locator('form[action="/account/language"] button').click());
      await look('account');
      await page.goto(`${site.url}/centre/audit`);
      await leading(page, () => page.locator('form[action="/centre/audit/check"] button').click());
      await look('audit');
      await page.context().close();
    }
  });
});
