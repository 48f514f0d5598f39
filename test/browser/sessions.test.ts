/** Whoever plans a centre's sessions, in a real browser, on a laptop and on a telephone; with SHOTS set, pictures are left there. */
import type { Browser, Page } from 'playwright-core';
import { addDays } from '../../src/clock';
import { sessionRoutes } from '../../src/centre/sessions';
import type { Language } from '../../src/conversation/vocabulary';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, isTooWide, openConsole, type Console } from '../support/console';
import { newAddress, openWorld, registered, TODAY, type World } from '../support/world';

const SHOTS = process.env['SHOTS'];
jest.setTimeout(180_000);

describeInBrowser('the sessions of a centre', () => {
  let world: World;
  let site: Console;
  let browser: Browser;
  beforeAll(async () => {
    world = await openWorld();
    site = await openConsole(world, sessionRoutes({ store: world.site.store }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.close();
  });

  let shots = 0;
  async function look(page: Page, name: string): Promise<void> {
    const width = page.viewportSize()?.width ?? 0;
    const file = `${SHOTS ?? ''}/${width}-${String(++shots).padStart(2, '0')}-${name}.png`;
    if (SHOTS) await page.screenshot({ path: file, fullPage: true });
    expect([name, await barriers(page)]).toEqual([name, []]);
    expect([name, await isTooWide(page)]).toEqual([name, false]);
  }

  let people = 0;
  async function book(session: string): Promise<void> {
    const address = newAddress();
    const person = await registered(world, address, ++people);
    const contact = world.site.store.vault.contactOf(address);
    const wish = { person, contact, slot: `${session}:09:00:1`, hold: `hold-${people}`, others: [], move: false };
    await bookAppointment(world.site.store, { ...wish, now: world.clock.now() });
  }

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  test.each([
    [{ width: 1280, height: 900 }, 5],
    [{ width: 360, height: 740 }, 6],
  ])('planned, copied, changed, cancelled and brought in on a screen of %j', async (viewport, inDays) => {
    const officer = await site.signedIn('districtOfficer', { districts: ['near'] });
    const page = await officer.open(browser, viewport);
    const day = addDays(TODAY, inDays);
    await page.goto(`${officer.url}/centre/sessions`);
    await look(page, 'list');

    // First with mistakes: what was typed is still there.
    await page.getByRole('link', { name: 'Plan a session' }).click();
    await page.getByLabel('Centre').selectOption('bidhannagar');
    await page.getByLabel('Day').fill('2020-03-01');
    await page.getByLabel('To').fill('13:00');
    await page.getByLabel('First doses').fill('30');
    await page.getByLabel('Second doses').fill('10');
    await press(page, 'Plan it');
    await page.getByText('It has begun already').waitFor();
    expect(await page.getByLabel('First doses').inputValue()).toBe('30');
    expect(await page.getByLabel('Day').getAttribute('aria-invalid')).toBe('true');
    await look(page, 'wrong');
    await page.getByLabel('Day').fill(day);
    await press(page, 'Plan it');
    await page.getByText('The session is planned').waitFor();
    await look(page, 'session');

    await page.getByLabel('for phones').fill('50');
    await press(page, 'Save');
    await page.getByText('Nobody loses theirs').waitFor();
    await book(`bidhannagar:${day}`);
    await book(`bidhannagar:${day}`);
    await page.getByLabel('First doses').fill('1');
    await press(page, 'Save');
    await page.getByText('People who would lose their place: 1').waitFor();
    await look(page, 'fewer');
    await press(page, 'Change it and move them');
    await page.getByText('between 06:00 and 22:00: 1.').waitFor();

    await page.locator('input[name=days]').nth(1).check();
    await page.getByLabel('On the same weekday').selectOption('2');
    await press(page, 'Copy');
    await page.getByText(': planned').first().waitFor();
    await look(page, 'copied');
    await page.getByRole('link', { name: 'Back to the session' }).click();

    await page.getByRole('link', { name: 'Cancel this session' }).click();
    await page.getByText('People with a date here: 2').waitFor();
    await look(page, 'cancel');
    await page.getByLabel('Why does it not take place?').fill('no vaccine was delivered');
    await press(page, 'Cancel the session');
    await page.getByText('Cancelled: no vaccine was delivered').waitFor();
    await look(page, 'cancelled');

    // A table with a mistake, then the right one.
    await page.goto(`${officer.url}/centre/import/sessions`);
    await look(page, 'bring');
    const table = (hours: string): string =>
      [
        'Centre,Day,Vaccine,Hours,First dose,Second dose,Price',
        `Barasat,${day},COVISHIELD,9-17,70,30,0`,
        `Bidhannagar,${addDays(day, 3)},COVAXIN,${hours},40,20,0`,
      ].join('\n');
    const bring = async (text: string): Promise<void> => {
      const file = { name: 'sessions.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('File').setInputFiles(file);
      await press(page, 'Look at it');
    };
    await bring(table('9-25'));
    await page.getByText('not right: 1 of 2').waitFor();
    await look(page, 'rows-wrong');
    await page.getByRole('link', { name: 'Bring in another table' }).click();
    await bring(table('9-13'));
    await page.getByText('New: 2').waitFor();
    await look(page, 'rows-right');
    await press(page, 'Bring them in');
    await page.getByText('All is in. Rows: 2').waitFor();
    await look(page, 'brought');
    await page.getByRole('link', { name: 'All sessions' }).click();
    await page.getByText('COVAXIN').first().waitFor();
    await look(page, 'list-full');
    await page.context().close();
  });

  test.each<[Language]>([['bn'], ['hi']])('every page fits and reads in %s', async (language) => {
    const officer = await site.signedIn('districtOfficer', { districts: ['near'], language });
    const page = await officer.open(browser, { width: 360, height: 740 });
    const [session] = await world.site.store.slots.sessionsOf(['bidhannagar', 'barasat'], TODAY, addDays(TODAY, 30));
    const paths = [
      'sessions',
      'sessions/new',
      `sessions/${session?._id ?? ''}`,
      `sessions/${session?._id ?? ''}/cancel`,
    ];
    for (const path of [...paths, 'import/sessions', 'import/centres']) {
      await page.goto(`${officer.url}/centre/${path}`);
      await look(page, `${language}-${path.replaceAll('/', '-')}`);
    }
    await page.context().close();
  });
});
