/** The check in a real browser: what is genuine, and each way in which it is not. */
import type { Browser, Page } from 'playwright-core';
import { factsOf } from '../../src/certificates/facts';
import { createSigner, statementOf, type Statement } from '../../src/certificates/statement';
import { createVault } from '../../src/store/vault';
import { findCertificate } from '../../src/vaccination/certificates';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers } from '../support/console';
import { openWorld, type World } from '../support/world';
import { corrected, openDoors, vaccinated, type Doors, type Vaccinated } from './world';

describeInBrowser('the check of a certificate', () => {
  let world: World;
  let doors: Doors;
  let browser: Browser;
  let page: Page;
  let asked: string[];
  let broken: string[];
  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), openWorld()]);
    doors = await openDoors(world);
  });
  afterAll(async () => {
    await browser.close();
    await doors.close();
    await world.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'bn' });
    [asked, broken] = [[], []];
    page.on('request', (request) => asked.push(request.url().replace(/#.*/, '')));
    page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
    page.on('pageerror', (error) => broken.push(error.message));
  });
  afterEach(() => page.close());

  const inSquare = (statement: string, lang = 'bn'): string => `${doors.url}/verify?lang=${lang}#${statement}`;
  async function statementFor({ certificate: { _id } }: Vaccinated): Promise<Statement> {
    const found = await findCertificate(doors.deps.store, _id);
    if (found.status !== 'valid') throw new Error(found.status);
    return statementOf(await factsOf(doors.deps.store, found, world.clock.now()), 'bn');
  }
  const signedFor = async (someone: Vaccinated): Promise<string> => doors.deps.signer.sign(await statementFor(someone));
  const verdict = async (): Promise<string> => {
    await page.waitForSelector('section[data-outcome]:not([hidden])');
    const shown = page.locator('section[data-outcome]:not([hidden])');
    expect(await shown.count()).toBe(1);
    return (await shown.getAttribute('data-outcome')) ?? '';
  };

  test('shows the facts that were signed, and sends them nowhere', async () => {
    const someone = await vaccinated(world);
    const statement = await signedFor(someone);
    await page.goto(inSquare(statement));
    expect(await verdict()).toBe('genuine');
    const text = await page.innerText('main');
    for (const fact of ['আসল', 'রহিমা', '1952', 'প্রথম ডোজ', 'কোভিশিল্ড', '3 মার্চ, 2021', 'বিধাননগর'])
      expect(text).toContain(fact);
    expect(asked.filter((url) => url.includes(statement) || url.includes('রহিমা'))).toEqual([]);
    expect(asked.at(-1)).toBe(`${doors.url}/verify/status/${someone.certificate._id}`);
    expect(broken).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });

  test('is not taken in by a changed name', async () => {
    const someone = await vaccinated(world);
    const [header = '', , signature = ''] = (await signedFor(someone)).split('.');
    const forged = { ...(await statementFor(someone)), name: 'অন্য কেউ' };
    const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
    await page.goto(inSquare(`${header}.${payload}.${signature}`));
    expect(await verdict()).toBe('altered');
    expect(await page.innerText('main')).not.toContain('অন্য কেউ');
  });

  test('is not taken in by another key, nor by one that borrows the name of ours', async () => {
    const other = createSigner(createVault(Buffer.alloc(32, 8)));
    const statement = other.sign(await statementFor(await vaccinated(world)));
    await page.goto(inSquare(statement));
    expect(await verdict()).toBe('otherKey');
    const [, payload = '', signature = ''] = statement.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: doors.deps.signer.publicKey.kid }));
    await page.goto(inSquare(`${header.toString('base64url')}.${payload}.${signature}`));
    expect(await verdict()).toBe('altered');
  });

  test.each(['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJqdGkiOiJ4IiwibmFtZSI6InkifQ.', '💉', '%E0%A4%A'])(
    'calls %j no certificate',
    async (garbage) => {
      await page.goto(inSquare(garbage));
      expect(await verdict()).toBe('garbage');
      expect(broken).toEqual([]);
    },
  );

  test('knows what was withdrawn since', async () => {
    const someone = await vaccinated(world);
    const statement = await signedFor(someone);
    await corrected(world, someone, 'COVAXIN');
    await page.goto(inSquare(statement, 'en'));
    expect(await verdict()).toBe('withdrawn');
    expect(await page.innerText('main')).toContain('WITHDRAWN');
  });

  test('says so where it could not ask whether it was withdrawn', async () => {
    await page.route('**/verify/status/*', (route) => route.abort());
    await page.goto(inSquare(await signedFor(await vaccinated(world)), 'en'));
    expect(await verdict()).toBe('genuine');
    expect(await page.innerText('main')).toContain('there is no connection');
  });

  test('needs no network once its page is open', async () => {
    await page.goto(`${doors.url}/verify?lang=en`);
    await page.context().setOffline(true);
    await page.fill('textarea', await signedFor(await vaccinated(world)));
    await page.click('button');
    expect(await verdict()).toBe('genuine');
    expect(await page.innerText('main')).toContain('there is no connection');
    await page.fill('textarea', 'x'.repeat(100_000));
    await page.click('button');
    await page.waitForSelector('[data-outcome=garbage]:visible');
  });

  test('checks what is pasted, and keeps it when the language is changed', async () => {
    const statement = await signedFor(await vaccinated(world));
    await page.goto(`${doors.url}/verify?lang=en`);
    expect(await page.locator('section[data-outcome]:visible').count()).toBe(0);
    await page.fill('textarea', ` ${doors.url}/verify#${statement.replace(/(.{60})/g, '$1\n')} `);
    await page.click('button');
    expect(await verdict()).toBe('genuine');
    await page.goto(inSquare(statement, 'en'));
    await verdict();
    await page.click('nav a[lang=hi]');
    await page.waitForURL(/lang=hi/);
    expect(await verdict()).toBe('genuine');
    expect(await page.innerText('main')).toContain('असली');
  });

  test('the page for the code has nothing in anybody’s way', async () => {
    const someone = await vaccinated(world);
    await page.goto(`${doors.url}/c/${someone.certificate._id}`);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]');
    expect(await page.innerText('[role=alert]')).toContain('মিলল না');
    expect(await page.locator('#code').getAttribute('aria-invalid')).toBe('true');
  });
});
