/** The centre's day in a browser whose network goes and comes back. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { dayRoutes } from '../../src/centre/day-routes';
import { offlineRoutes } from '../../src/centre/offline-page';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, isTooWide, openConsole, type Client, type Console } from '../support/console';
import { Wire } from '../support/wire';
import { newAddress, openWorld, registered, slotOf, TODAY, voterCard, type World } from '../support/world';

describeInBrowser('the day at a centre without network', () => {
  let browser: Browser;
  let world: World;
  let wire: Wire;
  let site: Console;
  let nurse: Client;
  let page: Page;
  let context: BrowserContext;
  const codes: Record<number, string> = {};

  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), openWorld()]);
    const { store } = world.site;
    await store.slots.add([
      slotOf(20, { inDays: 0, from: '11:00' }),
      slotOf(20, { inDays: 0, from: '11:00', dose: 2 }),
    ]);
    for (const n of [1, 2, 3]) codes[n] = await bookedToday(n);
    wire = await Wire.to(world.database.uri);
    const behindWire = await world.openSite(wire.uri(world.database.dbName));
    const deps = { store: behindWire.store };
    site = await openConsole(world, [...dayRoutes(deps), ...offlineRoutes(deps)], behindWire);
    nurse = await site.signedIn('vaccinator', { centres: ['bidhannagar'], name: 'Mita' });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.close();
    wire.cut();
  });
  beforeEach(async () => {
    page = await nurse.open(browser);
    context = page.context();
    await page.goto(`${site.url}/centre/offline`);
    await page.getByText('রহিমা 1').waitFor();
    await page.waitForFunction('navigator.serviceWorker.ready.then(() => true)');
  });
  afterEach(async () => {
    await wire.restore();
    await context.close();
  });

  /** Somebody with a date of today; answers the code they were sent. */
  async function bookedToday(n: number): Promise<string> {
    const { store } = world.site;
    const address = newAddress();
    const contact = store.vault.contactOf(address);
    const person = await registered(world, address, n);
    const slot = `bidhannagar:${TODAY}:11:00:1`;
    const booked = await bookAppointment(store, {
      ...{ contact, person, slot, hold: `hold-${n}`, others: [], move: false, now: world.clock.now() },
    });
    if (booked.status !== 'booked') throw new Error(booked.status);
    return booked.appointment.code;
  }

  const row = (name: string) => page.locator('.people li', { hasText: name });
  /** Ids of who is called so. */
  async function people(name: string): Promise<string[]> {
    const { store, connection } = world.site;
    const ids = await connection.collection<{ _id: string }>('persons').find().toArray();
    const all = await Promise.all(ids.map(({ _id }) => store.persons.get(_id)));
    return all.flatMap((person) => (person?.name.includes(name) ? [person._id] : []));
  }
  const state = () => page.locator('#state').innerText();

  async function vaccinate(name: string, fields: { code: string; card: string }): Promise<void> {
    await row(name)
      .getByRole('button', { name: /^Vaccinate/ })
      .click();
    await page.getByLabel('Code the person says').fill(fields.code);
    await page.getByLabel('Last four of the card').last().fill(fields.card);
    await page.getByLabel('Vaccine batch').fill('4120Z001');
    await page.getByRole('button', { name: 'Vaccinated: record it' }).click();
  }

  it('goes on, is opened anew, and sends what was recorded when the network is back', async () => {
    await context.setOffline(true);
    await page.reload();
    await page.getByText('No network now').waitFor();
    expect(await row('রহিমা 1').textContent()).toContain('expected');
    await row('রহিমা 1')
      .getByRole('button', { name: /^Is here/ })
      .click();
    await row('রহিমা 1').getByText('here, not sent yet').waitFor();

    await vaccinate('রহিমা 1', { code: codes[1] ?? '', card: voterCard(1).slice(-4) });
    await row('রহিমা 1').getByText('vaccinated, not checked yet').waitFor();
    const wrongCode = codes[2] === '1234' ? '4321' : '1234';
    await vaccinate('রহিমা 2', { code: wrongCode, card: voterCard(2).slice(-4) });
    await row('রহিমা 2').getByText('vaccinated, not checked yet').waitFor();
    await page.reload();
    await page.getByText('3 recorded here and not sent yet').waitFor();

    await context.setOffline(false);
    await page.getByText('রহিমা 1: recorded. Second dose from').waitFor();
    await page.getByText('রহিমা 2: not recorded as you sent it. The code is not right').waitFor();
    await row('রহিমা 1').getByText('vaccinated', { exact: true }).waitFor();
    expect(await state()).toContain('Everything recorded here has been sent.');
    expect(await row('রহিমা 2').textContent()).not.toContain('vaccinated');
    await page.getByRole('link', { name: 'See what is to be settled' }).click();
    await page.waitForURL('**/conflicts');
    expect(await page.locator('main').innerText()).toContain('রহিমা 2');
  });

  it('says on the device itself that the card is another one', async () => {
    await context.setOffline(true);
    await vaccinate('রহিমা 3', { code: codes[3] ?? '', card: '9999' });
    await page.getByText('The card is another one.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await row('রহিমা 3').textContent()).toContain('expected');
  });

  it('registers who comes without a date, once there is a network', async () => {
    await context.setOffline(true);
    await page.getByText('Somebody without a date').click();
    await page.getByLabel('Full name').fill('<b>Savitri</b> Devi');
    await page.getByLabel('Age or year of birth').fill('৭১');
    await page.getByRole('button', { name: 'Record this person' }).click();
    await page.getByText('Something is missing').waitFor();
    await page.locator('#walk-in [name=gender]').selectOption('female');
    await page.locator('#walk-in [name=cardType]').selectOption('voter');
    await page.getByLabel('Number of the card').fill(voterCard(77));
    await page.locator('#walk-in [name=phone]').fill('9830098300');
    await page.getByRole('button', { name: 'Record this person' }).click();
    await row('<b>Savitri</b> Devi').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Everything recorded here has been sent.').waitFor();
    await row('<b>Savitri</b> Devi').getByText('here', { exact: true }).waitFor();
  });

  it('asks for the code of who came without a date and is known to the service, and records the dose', async () => {
    const date = await world.site.connection
      .collection<{ _id: string; code: string; person: string }>('appointments')
      .findOne({ person: { $in: await people('Savitri') } });
    await vaccinate('<b>Savitri</b> Devi', { code: date?.code ?? '', card: voterCard(77).slice(-4) });
    await row('<b>Savitri</b> Devi').getByText('vaccinated', { exact: true }).waitFor();
    const [id = ''] = await people('Savitri');
    expect((await world.site.store.persons.get(id))?.doses).toHaveLength(1);
  });

  it('keeps what was recorded when the sign-in has run out, and for whoever recorded it', async () => {
    await context.setOffline(true);
    await row('রহিমা 3')
      .getByRole('button', { name: /^Is here/ })
      .click();
    await row('রহিমা 3').getByText('here, not sent yet').waitFor();
    await context.clearCookies();
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Sign in again to send. Nothing is lost.' }).waitFor();
    const other = await site.signedIn('vaccinator', { centres: ['bidhannagar'] });
    await context.addCookies([{ name: 'tikasetu', value: other.token, url: site.url }]);
    await page.reload();
    await page.getByText('1 were recorded by a colleague on this device').waitFor();
    await context.addCookies([{ name: 'tikasetu', value: nurse.token, url: site.url }]);
    await page.reload();
    await row('রহিমা 3').getByText('here', { exact: true }).waitFor();
  });

  it('is worked by keyboard: whoever is at a person stays there', async () => {
    const inFocus = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
    await context.setOffline(true);
    await page.getByRole('searchbox').fill('রহিমা ২');
    await row('রহিমা 2')
      .getByRole('button', { name: /^Is here/ })
      .focus();
    await page.keyboard.press('Enter');
    await row('রহিমা 2').getByText('here, not sent yet').waitFor();
    expect(await inFocus()).toBe('Vaccinate: রহিমা 2');
    await page.getByRole('searchbox').fill('');
    expect(await row('রহিমা 2').count()).toBe(1);
  });

  it('is there though the service is in trouble', async () => {
    wire.cut();
    await page.reload();
    await row('রহিমা 1').waitFor();
    await page.getByText('The service did not answer').waitFor();
  });

  it('is there after a change of its program that came while nobody was signed in', async () => {
    await context.clearCookies();
    await page.evaluate(`(async () => {
      const scope = '/centre/offline';
      const { installing } = await navigator.serviceWorker.register('/assets/offline/worker.js?changed', { scope });
      await new Promise((done) => installing.addEventListener('statechange', () => installing.state === 'activated' && done()));
    })()`);
    await context.setOffline(true);
    await page.reload();
    await row('রহিমা 1').waitFor();
  });

  it('leaves no list and no name behind where somebody signs out, wherever they do', async () => {
    await page.goto(`${site.url}/sign-in?out=1`);
    await page.waitForFunction(`(async () => {
      const [page] = [await caches.match('/centre/offline')];
      const db = await new Promise((done) => (indexedDB.open('centre-day').onsuccess = ({ target }) => done(target.result)));
      const lists = await new Promise((done) => {
        db.transaction('lists').objectStore('lists').count().onsuccess = ({ target }) => done(target.result);
      });
      db.close();
      return page === undefined && lists === 0;
    })()`);
  });

  it('says of a list of yesterday that it is one', async () => {
    expect(await state()).not.toContain('another day');
    await context.setOffline(true);
    await page.clock.install({ time: Date.now() + 86_400_000 });
    await page.reload();
    await row('রহিমা 1').waitFor();
    expect(await state()).toContain('This list is of another day. Wed, 3 Mar');
  });

  it('keeps what is recorded at one centre out of the list of another', async () => {
    const both = await site.signedIn('vaccinator', { centres: ['bidhannagar', 'barasat'] });
    const other = await both.open(browser);
    await other.goto(`${site.url}/centre/offline`);
    await other.getByText('রহিমা 1').waitFor();
    await other.waitForFunction('navigator.serviceWorker.ready.then(() => true)');
    const centre = other.locator('#centre');
    await centre.selectOption('barasat');
    await other.getByText('Nobody is found').waitFor();
    await centre.selectOption('bidhannagar');
    await other.getByText('রহিমা 1').waitFor();
    await other.context().setOffline(true);
    await other.getByText('Somebody without a date').click();
    await other.getByLabel('Full name').fill('Kamala');
    await other.getByLabel('Age or year of birth').fill('71');
    await other.locator('#walk-in [name=gender]').selectOption('female');
    await other.locator('#walk-in [name=cardType]').selectOption('voter');
    await other.getByLabel('Number of the card').fill(voterCard(78));
    await other.getByRole('button', { name: 'Record this person' }).click();
    await other.locator('.people li', { hasText: 'Kamala' }).getByText('born 1950').waitFor();
    await centre.selectOption('barasat');
    await other.getByText('Nobody is found').waitFor();
    await other.context().close();
  });

  it.each([
    [1280, 900],
    [360, 740],
  ])('has no barriers at %i x %i', async (width, height) => {
    await page.setViewportSize({ width, height });
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/offline-${width}.png`, fullPage: true });
  });
});
