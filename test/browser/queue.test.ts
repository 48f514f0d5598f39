/** Two operators at the desk at once, each in a browser of their own, and a person who writes; then the connection goes. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { createHold } from '../../src/conversation/hold';
import { queueDeskRoutes } from '../../src/desk/queue-desk';
import { createNotify } from '../../src/messages/notify';
import { createRender } from '../../src/render/render';
import { recordDose } from '../../src/vaccination/record-dose';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, Client, isTooWide, openConsole, type Console } from '../support/console';
import { MINUTE, newAddress, openWorld, registered, TODAY, type World } from '../support/world';

/** Where pictures go that somebody looks at. */
const SHOTS = process.env['SHOTS'];
const PHONE = { width: 360, height: 740 };

/** The cable between the browsers and the service: pulled, and put back in. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(private readonly to: number) {}

  async plug(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(this.to, '127.0.0.1');
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => [near, far].map((each) => each.destroy()));
      }
      near.pipe(far).pipe(near);
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  pull(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }
}

describeInBrowser('the queue in real browsers', () => {
  let world: World;
  let desk: Console;
  let cable: Cable;
  let browser: Browser;
  const open: Page[] = [];
  beforeAll(async () => {
    world = await openWorld();
    const { store } = world.site;
    const render = createRender();
    const notify = createNotify(store);
    const hold = createHold({ store: store.conversations, render, notify, keepLine: store.talks.keep });
    desk = await openConsole(world, queueDeskRoutes({ store, hold, render, now: () => world.clock.now() }));
    cable = new Cable(Number(new URL(desk.url).port));
    await cable.plug();
    browser = await launchBrowser();
  }, 60_000);
  afterEach(async () => {
    for (const page of open.splice(0)) await page.context().close();
  });
  afterAll(async () => {
    await browser.close();
    cable.pull();
    await desk.close();
    await world.close();
  });

  let operators = 0;
  const operator = async (name: string, viewport?: { width: number; height: number }, language?: 'bn' | 'hi') => {
    const places = { name: `${name} ${'ABCDEFGHIJ'[operators++] ?? ''}`, ...(language ? { language } : {}) };
    const { token, csrf, staff } = await desk.signedIn('operator', places);
    const client = new Client(`http://127.0.0.1:${cable.port}`, token, csrf, staff);
    const page = await client.open(browser, viewport);
    open.push(page);
    return { page, name: staff.name, go: (path: string) => page.goto(client.url + path) };
  };

  const shot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  };

  const personOf = (number = newAddress()) => {
    const write = (text: string) =>
      world.site.converse({
        ...{ channel: 'sms', address: number, externalId: randomUUID(), receivedAt: world.clock.now(), text },
      });
    const asks = async (): Promise<void> => {
      for (const text of ['টিকা', '1', 'রহিমা বিবি', '4']) await write(text);
    };
    return { number, write, asks, masked: `…${number.slice(-3)}` };
  };

  const emptied = async (page: Page): Promise<void> => {
    while ((await page.getByLabel('Write to the person').inputValue()) !== '') await page.waitForTimeout(20);
  };

  test('a request comes to both by itself, one takes it, and the other sees who', async () => {
    const [mita, rina] = [await operator('Mita'), await operator('Rina', PHONE)];
    await Promise.all([mita.go('/desk/queue'), rina.go('/desk/queue')]);
    const person = personOf();
    await person.asks();
    for (const { page } of [mita, rina]) await page.getByRole('button', { name: person.masked }).waitFor();
    await shot(mita.page, 'queue-1280');
    await shot(rina.page, 'queue-360');
    expect(await barriers(mita.page)).toEqual([]);
    expect(await barriers(rina.page)).toEqual([]);
    expect(await isTooWide(rina.page)).toBe(false);
    // By keyboard alone.
    await mita.page.getByRole('button', { name: person.masked }).focus();
    await mita.page.keyboard.press('Enter');
    await mita.page.getByRole('heading', { name: 'What is written' }).waitFor();
    await rina.page.getByText(`${mita.name} has taken this.`).waitFor();
    expect(await rina.page.getByRole('button', { name: person.masked }).count()).toBe(0);
  }, 60_000);

  test('the button that has the focus keeps it while the list is fetched anew', async () => {
    const mita = await operator('Mita');
    const [first, second] = [personOf(), personOf()];
    await first.asks();
    await mita.go('/desk/queue');
    const button = mita.page.getByRole('button', { name: first.masked });
    await button.focus();
    await second.asks();
    await mita.page.getByRole('button', { name: second.masked }).waitFor();
    expect(await button.evaluate((node) => node.matches(':focus'))).toBe(true);
  }, 60_000);

  test.each([
    ['at a desk', undefined],
    ['on a phone', PHONE],
    ['at 200 %', { width: 640, height: 450 }],
  ])(
    'a talk is read as it is written, answered, and handed back with what was agreed on, %s',
    async (_, viewport) => {
      const mita = await operator('Mita', viewport);
      const { page } = mita;
      const person = personOf();
      await person.asks();
      world.clock.advance(MINUTE);
      await mita.go('/desk/queue');
      await page.getByRole('button', { name: person.masked }).click();
      await page.getByRole('button', { name: 'Write with the person' }).click();
      await page.getByLabel('Write to the person').waitFor();
      await page.getByLabel('Write to the person').fill('একটু অপেক্ষা');
      await person.write('আমার বয়স কত তা তো জানি না');
      await page.getByText('আমার বয়স কত তা তো জানি না').waitFor();
      expect(await page.getByLabel('Write to the person').inputValue()).toBe('একটু অপেক্ষা');
      // What was read out once stays as it is, and so is not read out again.
      const line = page.getByRole('log').getByText('আমার বয়স কত তা তো জানি না');
      const before = await line.elementHandle();
      await page.getByLabel('Write to the person').fill('কত সালে জন্ম, মনে আছে?');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('log').getByText('কত সালে জন্ম, মনে আছে?').waitFor();
      await emptied(page);
      expect(await before.evaluate((node) => node.isConnected)).toBe(true);
      expect(await page.getByLabel('Write to the person').evaluate((node) => node.matches(':focus'))).toBe(true);
      await shot(page, `talk-${viewport?.width ?? 1280}`);
      expect(await barriers(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      await page.getByText('Hand back to TikaSetu').click();
      await page.getByLabel('What you agreed on').fill('জন্ম 1952 সালে।');
      await shot(page, `hand-back-${viewport?.width ?? 1280}`);
      await page.getByRole('button', { name: 'Hand back' }).click();
      await page.getByText('Handed back. The person goes on with TikaSetu.').waitFor();
      expect((await person.write('1952')).expects).toBe('registration.gender');
    },
    60_000,
  );

  test('while the connection is away what is typed stays, nothing is sent twice, and the list is fresh again', async () => {
    const [mita, rina] = [await operator('Mita'), await operator('Rina')];
    const { page } = mita;
    const [person, other] = [personOf(), personOf()];
    await person.asks();
    await Promise.all([mita.go('/desk/queue'), rina.go('/desk/queue')]);
    await page.getByRole('button', { name: person.masked }).click();
    await page.getByRole('button', { name: 'Write with the person' }).click();
    const field = page.getByLabel('Write to the person');
    await field.fill('আপনার কার্ডের নম্বর');
    cable.pull();
    await page.getByText('The connection is lost').waitFor();
    await rina.page.getByText('The connection is lost').waitFor();
    await field.pressSequentially('টা বলুন');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.htmx-request').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('আপনার কার্ডের নম্বরটা বলুন');
    await shot(page, 'connection-lost');
    expect(await barriers(page)).toEqual([]);
    await person.write('হ্যালো?');
    await other.asks();
    await cable.plug();
    await page.getByText('The connection is lost').waitFor({ state: 'hidden', timeout: 30_000 });
    await page.getByRole('log').getByText('হ্যালো?').waitFor();
    await rina.page.getByRole('button', { name: other.masked }).waitFor({ timeout: 30_000 });
    expect(await field.inputValue()).toBe('আপনার কার্ডের নম্বরটা বলুন');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('log').getByText('আপনার কার্ডের নম্বরটা বলুন').waitFor();
    const said = (await world.site.store.talks.of(world.site.store.vault.contactOf(person.number))).filter(
      ({ by }) => by,
    );
    expect(said.map(({ text }) => text)).toEqual(['আপনার কার্ডের নম্বরটা বলুন']);
  }, 90_000);

  test('what was typed is there again after the page was closed by a mistake', async () => {
    const mita = await operator('Mita');
    const { page } = mita;
    const person = personOf();
    await person.asks();
    await mita.go('/desk/queue');
    await page.getByRole('button', { name: person.masked }).click();
    await page.getByRole('button', { name: 'Write with the person' }).click();
    await page.getByLabel('Write to the person').fill('আপনার নাম');
    await page.reload();
    expect(await page.getByLabel('Write to the person').inputValue()).toBe('আপনার নাম');
  }, 60_000);

  test('who is to be called is called, and the case put right, in Bengali on a phone', async () => {
    const { store } = world.site;
    const number = newAddress();
    const id = await registered(world, number, 9_100);
    const contact = store.vault.contactOf(number);
    const now = world.clock.now();
    for (const reason of ['undelivered', 'overdue'] as const)
      await store.calls.list({
        ...{ occasion: `${reason}:${id}`, contact, person: id, reason, language: 'bn' as const, address: number },
        ...{ at: now, by: new Date(now.getTime() + 60 * MINUTE) },
      });
    const mita = await operator('Mita', PHONE, 'bn');
    const { page } = mita;
    await mita.go('/desk/calls');
    await shot(page, 'calls-360-bn');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: `…${number.slice(-3)}` }).click();
    await page.getByRole('link', { name: number.slice('tel:'.length) }).waitFor();
    await shot(page, 'call-360-bn');
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByLabel('মন্তব্য').fill('ছেলে নিয়ে আসবে');
    await page.getByRole('button', { name: 'কথা হয়েছে' }).click();
    await page.getByText('লেখা হল: কথা হয়েছে।').waitFor();

    const person = await store.persons.get(id);
    await recordDose(store, { reference: person?.reference ?? '', vaccine: 'COVISHIELD', day: TODAY, now });
    const { number: caseNumber } = await store.cases.open(id, 'vaccine', now);
    await mita.go('/desk/cases');
    await shot(page, 'cases-360-bn');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: String(caseNumber) }).click();
    await page.getByRole('heading', { name: 'ঠিক করুন' }).waitFor();
    await shot(page, 'case-360-bn');
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByLabel('টিকা', { exact: true }).selectOption('COVAXIN');
    await page.getByRole('button', { name: 'ঠিক করে মানুষটিকে জানান' }).click();
    await page.getByText(`আবেদন ${caseNumber}: ডোজ এখন COVAXIN`).waitFor();
    expect((await store.persons.get(id))?.doses).toMatchObject([{ vaccine: 'COVAXIN' }]);
  }, 60_000);
});
