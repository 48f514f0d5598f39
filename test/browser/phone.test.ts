import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { phoneRouter } from '../../src/channels/phone/router';
import { MovableClock } from '../../src/clock';
import type { Inbound } from '../../src/conversation/vocabulary';
import { segmentsOf } from '../../src/render/segments';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { listen, type Listening } from '../support/listen';
import { focused, Handset } from './handset';
import { smallTalk } from './small-talk';
import { openWatched, type Watched } from './watched';

const DAY = 86_400_000;

describeInBrowser('a telephone in the browser', () => {
  let browser: Browser;
  let service: Listening;
  let watched: Watched;
  let page: Page;
  let phone: Handset;
  let clock: MovableClock;
  let heard: Inbound[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    clock = new MovableClock();
    heard = [];
    service = await listen(app());
    watched = await openWatched(browser, service.url);
    ({ page } = watched);
    phone = new Handset(page, 1);
  });
  afterEach(async () => {
    await watched.close();
    await service.close();
  });

  function app() {
    const talk = smallTalk();
    const converse = (inbound: Inbound) => {
      heard.push(inbound);
      return talk(inbound);
    };
    const reminder = { text: 'টিকাসেতু: কাল আপনার তারিখ।', channel: 'sms' } as const;
    const at = new Date(Date.now() + DAY);
    const inboxOf = () => Promise.resolve(clock.offset < DAY ? [] : [{ ...reminder, at }]);
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

  it('sends what is typed and shows the answer with its cost', async () => {
    await phone.write('টিকা');
    await phone.answered(1);
    expect(heard).toMatchObject([{ channel: 'sms', address: 'tel:+919830012345', text: 'টিকা' }]);
    const { segments } = segmentsOf((await phone.replies.locator('.text').textContent()) ?? '');
    expect(await phone.replies.innerText()).toContain(`${segments} SMS, UCS-2, about ₹${(segments * 0.2).toFixed(2)}`);
    expect(await phone.replies.locator('.text').getAttribute('lang')).toBe('bn');
    expect(await phone.part('expects-what').innerText()).toBe('menu');
    expect(await phone.part('expects-where').innerText()).toBe('welcome.menu, in Bengali');
  });

  it('takes a choice by one click and forgets the old ones', async () => {
    await phone.first('টিকা').click();
    await phone.answered(1);
    expect(await phone.part('choices').locator('button').allInnerTexts()).toEqual([
      '1 নাম লেখান',
      '2 তারিখ নিন',
      '3 আমার তারিখ',
      '4 মানুষের সাহায্য',
    ]);
    await phone.part('choices').getByText('নাম লেখান').click();
    await phone.answered(2);
    expect(heard.map(({ text }) => text)).toEqual(['টিকা', '1']);
    expect(await phone.part('choices').locator('button').count()).toBe(0);
    expect(await phone.part('handset').locator('.lit').count()).toBe(0);
  });

  it('writes digits with its keys and clears them', async () => {
    for (const key of ['6', '9', '0', '*', '#']) await phone.key(key).click();
    expect(await phone.part('message').inputValue()).toBe('690*#');
    for (let i = 0; i < 3; i++) await phone.part('clear').click();
    expect(await phone.part('message').inputValue()).toBe('69');
    await phone.part('call').click();
    await phone.answered(1);
    expect(heard[0]?.text).toBe('69');
  });

  it('clears a letter with its vowel sign, and everything when held', async () => {
    await phone.part('message').fill('বিবি');
    await phone.part('clear').click();
    expect(await phone.part('message').inputValue()).toBe('বি');
    await phone.part('clear').click({ delay: 900 });
    expect(await phone.part('message').inputValue()).toBe('');
  });

  it('needs no mouse', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('message-1');
    await page.keyboard.type('tika');
    await page.keyboard.press('Enter');
    await phone.answered(1);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('4 মানুষের সাহায্য');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await phone.answered(2);
    expect(await focused(page)).toBe('message-1');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('clear-1');
    await page.keyboard.type('69');
    expect(await phone.part('message').inputValue()).toBe('69');
    expect(heard.map(({ text }) => text)).toEqual(['tika', '1']);
  });

  it('shows where the keyboard is', async () => {
    for (let i = 0; i < 24; i++) {
      await page.keyboard.press('Tab');
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate<string>(outline)).toBe('solid');
    }
  });

  it('moves the time on, and what the service sends by itself arrives in the thread', async () => {
    const before = await page.innerText('#clock-day');
    await page.click('[data-jump="PT24H"]');
    await phone.answered(1);
    expect(clock.offset).toBe(DAY);
    expect(await page.innerText('#clock-day')).not.toBe(before);
    expect(await phone.replies.innerText()).toContain('কাল আপনার তারিখ');
    await page.reload();
    await phone.answered(1);
    const looked = page.waitForResponse(/inbox/);
    await page.click('[data-jump="PT1H"]');
    await looked;
    expect(await phone.replies.count()).toBe(1);
  });

  it('announces a message that came by another channel and opens it', async () => {
    await phone.turnTo('98300 12345', 'whatsapp');
    await page.click('[data-jump="PT24H"]');
    await phone.part('banner').waitFor();
    expect(await phone.part('banner').innerText()).toMatch(/^New SMS\s+টিকাসেতু: কাল আপনার তারিখ।/);
    await phone.part('banner').focus();
    await page.keyboard.press('Enter');
    expect(await phone.part('channel').inputValue()).toBe('sms');
    expect(await phone.replies.innerText()).toContain('কাল আপনার তারিখ');
    expect(await phone.part('banner').isVisible()).toBe(false);
  });

  it('keeps the talk over a reload, for each number its own', async () => {
    await phone.write('টিকা');
    await phone.answered(1);
    await page.reload();
    await phone.answered(1);
    expect(await phone.part('choices').locator('button').count()).toBe(4);
    await phone.turnTo('98300 54321', 'whatsapp');
    await phone.part('empty').waitFor();
    await phone.write('tika');
    await phone.answered(1);
    expect(heard[1]).toMatchObject({ channel: 'whatsapp', address: 'tel:+919830054321' });
    expect(await phone.replies.innerText()).not.toContain('₹');
    await page.reload();
    expect(await phone.part('number').inputValue()).toBe('+91 98300 54321');
    expect(await phone.mine.innerText()).toContain('tika');
  });

  it('does not take a number that is none', async () => {
    await phone.turnTo('12345');
    expect(await phone.part('number-error').innerText()).toContain('ten digits');
    await phone.write('টিকা');
    await phone.answered(1);
    expect(heard[0]?.address).toBe('tel:+919830012345');
  });

  it('sends one message at a time', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/phone/messages', (route) => held.then(() => route.continue()));
    await phone.write('টিকা');
    expect(await phone.part('call').getAttribute('aria-disabled')).toBe('true');
    await phone.write('again');
    await phone.part('call').click({ force: true });
    release();
    await phone.answered(1);
    expect(heard.map(({ text }) => text)).toEqual(['টিকা']);
    expect(await phone.part('message').inputValue()).toBe('again');
  });

  it('says that the service is away, keeps the message and sends it again under the same id', async () => {
    const ids: unknown[] = [];
    await page.route('**/phone/messages', (route) => {
      ids.push((route.request().postDataJSON() as { id: unknown }).id);
      return ids.length === 1 ? route.abort() : route.continue();
    });
    await phone.write('টিকা');
    await page.click('text=Try again');
    await phone.answered(1);
    expect(ids).toEqual([heard[0]?.externalId, heard[0]?.externalId]);
    expect(await phone.mine.innerText()).not.toContain('Not sent');
    expect(await phone.part('notice').innerText()).toBe('');
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
    await phone.write('টিকা');
    await page.locator('#notice-1:not(:empty)').waitFor();
    expect(await phone.part('notice').innerText()).toContain(sentence);
    expect(await phone.mine.innerText()).toContain('Not sent');
  });

  it('shows markup as the text it is', async () => {
    await phone.write('<img src=x onerror=alert(1)>');
    await phone.answered(1);
    expect(await phone.mine.locator('.text').textContent()).toBe('<img src=x onerror=alert(1)>');
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
    await phone.write('টিকা'.repeat(30));
    await phone.answered(1);
    await page.click('[data-jump="P28D"]');
    await phone.answered(2);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  });

  it('keeps to its own policy and its own server', async () => {
    await phone.write('টিকা');
    await phone.answered(1);
    await page.click('[data-jump="PT1H"]');
    await page.reload();
    await phone.answered(1);
    expect(watched.complaints).toEqual([]);
    expect(watched.strangers).toEqual([]);
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
