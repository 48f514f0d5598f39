/** A helpline operator brings in a village's list: twelve people pasted, three mistakes put right, all asked, one says yes. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { createBegin } from '../../src/conversation/begin';
import { createQueue } from '../../src/conversation/queue';
import { listRoutes } from '../../src/desk/lists-routes';
import { createEffects } from '../../src/effects';
import { sendQueued } from '../../src/messages/send-queued';
import { createRender } from '../../src/render/render';
import { connectionLost } from '../../src/store/database';
import { askInvited, settleInvited } from '../../src/vaccination/ask-invited';
import { outboxOf, type Sending } from '../messages/sending';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, isTooWide, openConsole, type Client, type Console } from '../support/console';
import { openWorld, slotOf, voterCard, type World } from '../support/world';

const SHOTS = process.env['SCREENSHOTS'];

describeInBrowser('a village’s list', () => {
  let world: World;
  let desk: Console;
  let mita: Client;
  let browser: Browser;
  let sending: Sending;
  const pages: Page[] = [];

  beforeAll(async () => {
    world = await openWorld();
    const { store } = world.site;
    await store.slots.add([slotOf(50)]);
    sending = outboxOf(world);
    sending.outbox.begin = createBegin({
      ...{ store: store.conversations, effects: createEffects(store), render: createRender(), connectionLost },
      ...{
        keepLine: store.talks.keep,
        numberOf: store.accounts.numberOf,
        inTurn: createQueue(),
        effectFailed: (_, error) => world.site.failures.push(error),
      },
    });
    desk = await openConsole(world, listRoutes({ store }));
    mita = await desk.signedIn('operator');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
    await world.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(world.site.failures.splice(0)).toEqual([]);
  });

  async function open(width: number, client = mita): Promise<Page> {
    const page = await client.open(browser, { width, height: 900 });
    page.on('pageerror', (error) => world.site.failures.push(error));
    page.on('console', (message) => message.type() === 'error' && world.site.failures.push(message.text()));
    pages.push(page);
    return page;
  }

  async function looksWell(page: Page, name: string): Promise<void> {
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  }

  async function jobs(): Promise<void> {
    await askInvited(world.site.store, world.clock.now());
    await sendQueued(sending.outbox);
    await settleInvited(world.site.store, world.clock.now());
  }

  const NAMES = [
    'Rahima Bibi',
    'Gopal Das',
    'রহিমা খাতুন',
    'Shanti Mondal',
    'आनंद कुमार',
    'Abdul Karim',
    'Babu Lal',
    'মিনতি রায়',
  ];
  let numbers = 0;
  const lines = (width: number): string[] =>
    Array.from({ length: 12 }, (_, n) => {
      const phone = `98${width}${String(numbers++).padStart(4, '0')}`.slice(0, 10).padEnd(10, '0');
      if (n === 3) return `${n + 1}. Shanti Mondal, 61 F, ${phone.slice(1)}, ${voterCard(width * 20 + n)}, 700091`;
      if (n === 5) return `${n + 1}. Abdul Karim, 71 M, ${phone}, WKH1186263, 700091`;
      if (n === 8) return `${n + 1}. Rabeya Khatun, F, ${phone}, ${voterCard(width * 20 + n)}, 700091`;
      return `${n + 1}. ${NAMES[n % 8] ?? ''}, ${60 + n} ${n % 2 ? 'M' : 'F'}, ${phone}, voter ${voterCard(width * 20 + n)}, 700091`;
    });

  test.each([1280, 360])('is brought in, put right and asked on a screen of %i', async (width) => {
    const page = await open(width);
    await page.goto(`${desk.url}/desk/lists`);
    await looksWell(page, `lists-empty-${width}`);
    await page.getByRole('link', { name: 'New list' }).click();
    await page.getByLabel('Village').fill('Kanchanpur');
    const people = lines(width);
    await page.getByLabel('Paste the list here').fill(people.join('\n'));
    await looksWell(page, `lists-new-${width}`);
    await page.getByRole('button', { name: 'Read the list' }).click();
    await page.locator('#row-12').waitFor();
    expect(await page.locator('.people tbody tr').count()).toBe(12);
    expect(await page.getByText('Phone: 9 digits').count()).toBe(1);
    await looksWell(page, `lists-read-${width}`);

    const putRight = async (line: number, field: string, value: string): Promise<void> => {
      await page.getByRole('link', { name: `Put right line ${line}`, exact: true }).click();
      const row = page.locator(`#row-${line}`);
      // Where the mistake is, the writing begins.
      await row.locator('input:focus').waitFor();
      expect(await row.locator('input:focus').getAttribute('name')).toBe(field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(value);
      if (line === 6) await looksWell(page, `lists-row-${width}`);
      await row.getByRole('button', { name: 'Save' }).click();
      await row.getByText('Can be asked').waitFor();
    };
    await putRight(4, 'phone', `9831${width}${'00000'.slice(0, 6 - String(width).length)}`.slice(0, 10));
    await putRight(6, 'cardNumber', voterCard(width * 20 + 5));
    await putRight(9, 'age', '1950');
    await page.locator('dd').first().getByText('12').waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Ask everyone who can be asked' }).click();
    await page.getByText('12 people will be asked by SMS.').waitFor();
    await jobs();
    const list = page.url().split('/').at(-1) ?? '';
    const [row] = await world.site.store.villageLists.rowsOf(list);
    const rahima = world.talk(`tel:${row?.answers.phone ?? ''}`);
    expect((await rahima.say('1')).expects).toBe('registration.confirm');
    await rahima.say('1');
    await jobs();
    await page.reload();
    await page.locator('#row-1').getByText('Registered').waitFor();
    expect(await page.locator('#row-1').innerText()).not.toContain('Rahima');
    expect(await page.locator('#row-2').innerText()).toContain('Asked');
    await looksWell(page, `lists-asked-${width}`);
  });

  test('goes by keyboard alone, and without any script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    const cookies = await (await open(1280)).context().cookies();
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${desk.url}/desk/lists/new`);
    await page.getByLabel('Village').fill('Sonarpur');
    await page.getByLabel('Paste the list here').fill('Gopal Das, 70, 983001234');
    await page.getByRole('button', { name: 'Read the list' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Put right line 1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Phone', { exact: true }).fill('9830777777');
    await page.keyboard.press('Enter');
    await page.locator('#row-1').getByText('Can be asked').waitFor();
    await context.close();
  });

  test.each(['bn', 'hi'] as const)('reads well in %s', async (language) => {
    const page = await open(360, await desk.signedIn('operator', { language }));
    await page.goto(`${desk.url}/desk/lists/new`);
    await page.locator('[name=village]').fill('কাঞ্চনপুর');
    await page.locator('[name=people]').fill(lines(4_000).join('\n'));
    await page.locator('main button').first().click();
    await page.locator('#row-1').waitFor();
    await looksWell(page, `lists-read-${language}`);
  });
});
