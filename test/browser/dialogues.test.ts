import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { listen, type Listening } from '../support/listen';
import { openWorld, slotOf, voterCard, type World } from '../support/world';
import { focused, Handset } from './handset';
import { realTalk } from './real-talk';
import { openWatched, type Watched } from './watched';

let used = 0;
/** Of somebody who has never written. */
const newNumber = () => `+919831${String(++used).padStart(6, '0')}`;

describeInBrowser('people with telephones in the browser', () => {
  let browser: Browser;
  let world: World;
  let service: Listening;
  let watched: Watched;
  let page: Page;
  let first: Handset;
  let second: Handset;

  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), openWorld()]);
    await world.site.store.slots.add([slotOf(100)]);
    service = await listen(realTalk(world));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
    await world.close();
  });
  beforeEach(async () => {
    watched = await openWatched(browser, service.url, { width: 1280, height: 900 });
    ({ page } = watched);
    [first, second] = [new Handset(page, 1), new Handset(page, 2)];
  });
  afterEach(async () => {
    expect([...watched.complaints, ...watched.strangers]).toEqual([]);
    await watched.close();
  });

  const dial = (phone: Handset) => phone.nextScreen(() => phone.part('call').click());
  const waitsFor = (phone: Handset) => phone.part('expects-where').innerText();
  const later = (duration: string) => page.click(`[data-jump="${duration}"]`);

  it('registers and books by USSD, with a call that drops in between and an answer by SMS', async () => {
    const number = newNumber();
    await first.turnTo(number, 'ussd');
    await dial(first);
    await first.answer('1');
    await first.answer('1');
    expect(await first.answer('Rahima Bibi')).toContain('69 ba 1952');
    await first.part('drop').click();
    await later('PT3M');
    await first.part('banner').click();
    expect(await first.replies.last().innerText()).toContain('69');
    await first.write('৬৯');
    await first.answered(2);
    expect(await waitsFor(first)).toContain('registration.gender, in Bengali');

    await first.part('channel').selectOption('ussd');
    expect(await dial(first)).toContain('1 Mohila');
    for (const answer of ['1', '2', voterCard(71), '700091', '1']) await first.answer(answer);
    expect(await waitsFor(first)).toContain('booking.offer');
    expect(await first.answer('1')).toContain('Rahima Bibi');
    expect(await first.part('ussd-count').innerText()).toMatch(/^\d+\/160 characters, GSM-7$/);
    await first.part('ussd-ok').click();
    expect(await first.part('ussd-idle').isVisible()).toBe(true);
  });

  it('finds the same question after the network timed out', async () => {
    await first.turnTo(newNumber(), 'ussd');
    await dial(first);
    await first.answer('1');
    const question = await first.answer('1');
    await first.part('timeout').click();
    expect(await first.part('ussd-text').innerText()).toBe('The network did not answer in time.');
    const [, asked = ''] = question.split('\n');
    expect(await first.nextScreen(() => first.part('redial').click())).toContain(asked);
  });

  it('registers by Telegram with a shared number, buttons and a place', async () => {
    await first.turnTo(newNumber(), 'telegram');
    await first.first('টিকা').click();
    await first.answered(1);
    expect(await first.part('share').isVisible()).toBe(false);
    await first.buttons().first().click();
    await first.part('share').click();
    await first.answered(3);
    expect(await first.part('share').isVisible()).toBe(false);
    expect(await waitsFor(first)).toBe('registration.name, in Bengali');
    await first.write('রহিমা বিবি');
    await first.answered(4);
    await first.write('69');
    await first.answered(5);
    await first.buttons().first().click();
    await first.answered(6);
    await first.buttons().nth(1).click();
    await first.answered(7);
    await first.write(voterCard(72));
    await first.answered(8);
    await first.part('where').click();
    await first.part('places').getByText('Salt Lake').click();
    await first.answered(9);
    expect(await waitsFor(first)).toContain('registration.confirm');
    expect(await first.mine.last().innerText()).toContain('I am here: Salt Lake, Kolkata');
  });

  it('answers a button of long ago politely and marks what was pressed', async () => {
    await first.turnTo(newNumber(), 'telegram');
    await first.first('টিকা').click();
    await first.answered(1);
    await first.buttons().nth(3).click();
    await first.answered(2);
    expect(await first.buttons(0).nth(3).getAttribute('aria-pressed')).toBe('true');
    await first.buttons(0).first().focus();
    await page.keyboard.press('Enter');
    await first.answered(3);
    expect(await focused(page)).toBe(await first.buttons(0).first().textContent());
    expect(await first.buttons(0).nth(3).getAttribute('aria-pressed')).toBe('false');
    expect(await first.replies.last().locator('.text').innerText()).toContain('আগের');
  });

  it('carries one number from phone to phone at the same question', async () => {
    const number = newNumber();
    await first.turnTo(number, 'sms');
    await second.turnTo(number, 'ussd');
    await first.first('টিকা').click();
    await first.answered(1);
    await first.part('choices').getByText('নাম লেখান').click();
    await first.answered(2);
    expect(await waitsFor(second)).toBe('registration.name, in Bengali');
    expect(await dial(second)).toContain('puro naam');
    await second.answer('Rahima Bibi');
    expect(await waitsFor(first)).toContain('registration.age');
    expect(await first.replies.count()).toBe(2);
  });

  it('keeps two numbers apart, each with its own language', async () => {
    await first.turnTo(newNumber(), 'sms');
    await second.turnTo(newNumber(), 'whatsapp');
    await first.first('টিকা').click();
    await second.first('टीका').click();
    await Promise.all([first.answered(1), second.answered(1)]);
    expect(await waitsFor(first)).toBe('welcome.menu, in Bengali');
    expect(await waitsFor(second)).toBe('welcome.menu, in Hindi');
    await second.key('1').click();
    await second.part('handset').press('2');
    expect([await first.part('message').inputValue(), await second.part('message').inputValue()]).toEqual(['', '12']);
  });

  it('takes the second phone out and puts it away, and remembers', async () => {
    expect(await second.part('handset').isVisible()).toBe(true);
    await page.click('#second');
    expect(await second.part('handset').isVisible()).toBe(false);
    await page.reload();
    expect(await second.part('handset').isVisible()).toBe(false);
    await page.click('#second');
    expect(await second.part('call').isVisible()).toBe(true);
  });

  it('shows one phone on a narrow screen, and two below each other', async () => {
    const narrow = await openWatched(browser, service.url, { width: 360, height: 740 });
    const [upper, lower] = [new Handset(narrow.page, 1), new Handset(narrow.page, 2)];
    expect(await lower.part('handset').isVisible()).toBe(false);
    await narrow.page.click('#second');
    const [above, below] = [await upper.part('handset').boundingBox(), await lower.part('handset').boundingBox()];
    expect(below?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? Infinity));
    expect(await narrow.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await narrow.close();
  });
});
