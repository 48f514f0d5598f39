import express from 'express';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { phoneRouter } from '../../src/channels/phone/router';
import { MovableClock } from '../../src/clock';
import type { Inbound } from '../../src/conversation/vocabulary';
import { segmentsOf } from '../../src/render/segments';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { listen, type Listening } from '../support/listen';
import { smallTalk } from './small-talk';

const DAY = 86_400_000;

describeInBrowser('the telephone in the browser', () => {
  let browser: Browser;
  let service: Listening;
  let context: BrowserContext;
  let page: Page;
  let clock: MovableClock;
  let heard: Inbound[];
  /** Whatever the browser complains of; a blocked script or style among it. */
  let complaints: string[];
  let strangers: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    clock = new MovableClock();
    heard = [];
    service = await listen(app());
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    watch();
    await page.goto(`${service.url}/phone`);
  });
  afterEach(async () => {
    await context.close();
    await service.close();
  });

  function app() {
    const talk = smallTalk();
    const converse = (inbound: Inbound) => {
      heard.push(inbound);
      return talk(inbound);
    };
    const reminder = { text: 'টিকাসেতু: কাল আপনার তারিখ।', channel: 'sms' } as const;
    const inboxOf = () => Promise.resolve(clock.offset < DAY ? [] : [{ ...reminder, at: clock.now() }]);
    const advance = (ms: number) => {
      clock.advance(ms);
      return Promise.resolve();
    };
    const newId = () => 'unused';
    return express().use(
      '/phone',
      phoneRouter({ converse, inboxOf, newId, clock: { now: () => clock.now(), advance } }),
    );
  }

  function watch() {
    complaints = [];
    strangers = [];
    page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => request.url().startsWith(service.url) || strangers.push(request.url()));
  }

  const replies = () => page.locator('#log .bubble:not(.mine)');
  const mine = () => page.locator('#log .bubble.mine');
  const write = async (text: string) => {
    await page.fill('#message', text);
    await page.press('#message', 'Enter');
  };
  const answered = (count: number) =>
    replies()
      .nth(count - 1)
      .waitFor();
  const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

  it('sends what is typed and shows the answer with its cost', async () => {
    await write('টিকা');
    await answered(1);
    expect(heard).toMatchObject([{ channel: 'sms', address: 'tel:+919830012345', text: 'টিকা' }]);
    const { segments } = segmentsOf((await replies().locator('.text').textContent()) ?? '');
    expect(await replies().innerText()).toContain(`${segments} SMS, UCS-2, about ₹${(segments * 0.2).toFixed(2)}`);
    expect(await replies().locator('.text').getAttribute('lang')).toBe('bn');
    expect(await page.innerText('#expects-what')).toBe('menu');
    expect(await page.innerText('#expects-where')).toBe('welcome.menu, in Bengali');
  });

  it('takes a choice by one click and forgets the old ones', async () => {
    await page.click('[data-first]:has-text("টিকা")');
    await answered(1);
    expect(await page.locator('#choices button').allInnerTexts()).toEqual([
      '1 নাম লেখান',
      '2 তারিখ নিন',
      '3 আমার তারিখ',
      '4 মানুষের সাহায্য',
    ]);
    await page.click('#choices button:has-text("নাম লেখান")');
    await answered(2);
    expect(heard.map(({ text }) => text)).toEqual(['টিকা', '1']);
    expect(await page.locator('#choices button').count()).toBe(0);
    expect(await page.locator('.pad .lit').count()).toBe(0);
  });

  it('writes digits with its keys and clears them', async () => {
    for (const key of ['6', '9', '0', '*', '#']) await page.click(`[data-key="${key}"]`);
    expect(await page.inputValue('#message')).toBe('690*#');
    for (let i = 0; i < 3; i++) await page.click('#clear');
    expect(await page.inputValue('#message')).toBe('69');
    await page.click('#send');
    await answered(1);
    expect(heard[0]?.text).toBe('69');
  });

  it('clears a letter with its vowel sign, and everything when held', async () => {
    await page.fill('#message', 'বিবি');
    await page.click('#clear');
    expect(await page.inputValue('#message')).toBe('বি');
    await page.click('#clear', { delay: 900 });
    expect(await page.inputValue('#message')).toBe('');
  });

  it('needs no mouse', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('message');
    await page.keyboard.type('tika');
    await page.keyboard.press('Enter');
    await answered(1);
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('4 মানুষের সাহায্য');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await answered(2);
    expect(await focused()).toBe('message');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('clear');
    await page.keyboard.type('69');
    expect(await page.inputValue('#message')).toBe('69');
    expect(heard.map(({ text }) => text)).toEqual(['tika', '1']);
  });

  it('shows where the keyboard is', async () => {
    for (let i = 0; i < 24; i++) {
      await page.keyboard.press('Tab');
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate<string>(outline)).toBe('solid');
    }
  });

  it('moves the time on and shows what the service sends by itself', async () => {
    const before = await page.innerText('#clock-day');
    await page.click('[data-jump="PT24H"]');
    await page.locator('#inbox-list li').waitFor();
    expect(clock.offset).toBe(DAY);
    expect(await page.innerText('#clock-day')).not.toBe(before);
    expect(await page.innerText('#inbox-list')).toContain('কাল আপনার তারিখ');
    expect(await page.innerText('#said')).toContain('কাল আপনার তারিখ');
  });

  it('keeps the talk over a reload, for each number its own', async () => {
    await write('টিকা');
    await answered(1);
    await page.reload();
    await answered(1);
    expect(await page.locator('#choices button').count()).toBe(4);
    await page.fill('#number', '98300 54321');
    await page.press('#number', 'Enter');
    await page.locator('#empty').waitFor();
    await page.selectOption('#channel', 'whatsapp');
    await write('tika');
    await answered(1);
    expect(heard[1]).toMatchObject({ channel: 'whatsapp', address: 'tel:+919830054321' });
    expect(await replies().innerText()).not.toContain('₹');
    await page.reload();
    expect(await page.inputValue('#number')).toBe('+91 98300 54321');
    expect(await mine().innerText()).toContain('tika');
  });

  it('does not take a number that is none', async () => {
    await page.fill('#number', '12345');
    await page.press('#number', 'Enter');
    expect(await page.innerText('#number-error')).toContain('ten digits');
    await write('টিকা');
    await answered(1);
    expect(heard[0]?.address).toBe('tel:+919830012345');
  });

  it('sends one message at a time', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/phone/messages', (route) => held.then(() => route.continue()));
    await write('টিকা');
    expect(await page.getAttribute('#send', 'aria-disabled')).toBe('true');
    await write('again');
    await page.click('#send', { force: true });
    release();
    await answered(1);
    expect(heard.map(({ text }) => text)).toEqual(['টিকা']);
    expect(await page.inputValue('#message')).toBe('again');
  });

  it('says that the service is away, keeps the message and sends it again under the same id', async () => {
    const ids: unknown[] = [];
    await page.route('**/phone/messages', (route) => {
      ids.push((route.request().postDataJSON() as { id: unknown }).id);
      return ids.length === 1 ? route.abort() : route.continue();
    });
    await write('টিকা');
    await page.click('text=Try again');
    await answered(1);
    expect(ids).toEqual([heard[0]?.externalId, heard[0]?.externalId]);
    expect(await mine().innerText()).not.toContain('Not sent');
    expect(await page.innerText('#notice')).toBe('');
  });

  it.each([
    ['no answer', undefined, '', 'does not answer'],
    ['a refusal with a sentence', 400, '{"error":"Too fast."}', 'Too fast.'],
    ['a refusal without', 429, '<html>', 'did not accept'],
    ['a failure', 500, '{"error":"stack"}', 'a problem of its own'],
    ['an answer that is none', 200, '<html>', 'a problem of its own'],
  ])('says in plain words: %s', async (_what, status, body, sentence) => {
    await page.route('**/phone/messages', (route) =>
      status === undefined ? route.abort() : route.fulfill({ status, body }),
    );
    await write('টিকা');
    await page.locator('#notice:not(:empty)').waitFor();
    expect(await page.innerText('#notice')).toContain(sentence);
    expect(await mine().innerText()).toContain('Not sent');
  });

  it('shows markup as the text it is', async () => {
    await write('<img src=x onerror=alert(1)>');
    await answered(1);
    expect(await mine().locator('.text').textContent()).toBe('<img src=x onerror=alert(1)>');
  });

  it.each([
    [1280, 100],
    [640, 100],
    [360, 100],
    [320, 100],
    [1280, 200],
    [360, 200],
  ])('fits a window of %i pixels with text at %i %%', async (width, text) => {
    await page.setViewportSize({ width, height: 700 });
    await page.evaluate(`document.documentElement.style.fontSize = '${text}%'`);
    await write('টিকা'.repeat(30));
    await answered(1);
    await page.click('[data-jump="P28D"]');
    await page.locator('#inbox-list li').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  });

  it('keeps to its own policy and its own server', async () => {
    await write('টিকা');
    await answered(1);
    await page.click('[data-jump="PT1H"]');
    await page.reload();
    await answered(1);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('counts what is typed as the service counts', async () => {
    const texts = [
      '',
      'a',
      '[€]',
      'a'.repeat(160),
      'a'.repeat(161),
      '€'.repeat(77),
      'a–b',
      '₹',
      'বি'.repeat(35),
    ].concat([
      'ট'.repeat(71),
      'বি'.repeat(67),
      'কি'.repeat(33) + 'ট',
      'ক্ষ'.repeat(60),
      '🙏'.repeat(36),
      'a\nb',
      'ÀÉé',
      '`',
    ]);
    for (const text of texts) {
      const count = `import('/phone/segments.js').then((m) => m.segmentsOf(${JSON.stringify(text)}))`;
      expect(await page.evaluate(count)).toMatchObject(segmentsOf(text));
    }
  });
});
