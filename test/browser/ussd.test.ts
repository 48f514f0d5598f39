import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { phoneRouter } from '../../src/channels/phone/router';
import { MovableClock } from '../../src/clock';
import type { Inbound } from '../../src/conversation/vocabulary';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { listen, type Listening } from '../support/listen';
import { focused, Handset } from './handset';
import { smallTalk } from './small-talk';
import { openWatched, type Watched } from './watched';

describeInBrowser('the pop-up of USSD', () => {
  let browser: Browser;
  let service: Listening;
  let watched: Watched;
  let page: Page;
  let phone: Handset;
  let heard: Inbound[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    heard = [];
    service = await listen(app());
    watched = await openWatched(browser, service.url);
    ({ page } = watched);
    phone = new Handset(page, 2);
  });
  afterEach(async () => {
    await watched.close();
    await service.close();
  });

  function app() {
    const talk = smallTalk();
    const clock = new MovableClock();
    const converse = async (inbound: Inbound) => {
      heard.push(inbound);
      if (inbound.event !== 'hangUp') return talk(inbound);
      return { text: '', menu: [], expects: 'registration.name', language: 'bn', done: true, turn: 1 } as const;
    };
    const inboxOf = () => Promise.resolve([]);
    const advance = () => Promise.resolve();
    return express().use(
      '/phone',
      phoneRouter({ converse, inboxOf, newId: randomUUID, clock: { now: () => clock.now(), advance } }),
    );
  }

  const dial = () => phone.nextScreen(() => phone.part('call').click());
  /** Hanging up shows at once; the service hears of it a moment later. */
  const untilTold = async (act: () => Promise<void>) => {
    const told = page.waitForResponse('**/phone/messages');
    await act();
    await told;
  };
  const acts = () => heard.map(({ event, text }) => event ?? text);
  const waitsFor = () => phone.part('expects-where').innerText();

  it('dials, shows each screen with its characters, and lights its keys', async () => {
    expect(await dial()).toContain('1 নাম লেখান');
    expect(await phone.part('ussd-count').innerText()).toBe('111/70 characters, UCS-2');
    expect(await phone.part('handset').locator('.lit').allInnerTexts()).toHaveLength(4);
    expect(await phone.part('beside').innerText()).not.toContain('₹');
    expect(await phone.answer('1')).toContain('পুরো নাম');
    expect(heard).toMatchObject([
      { channel: 'ussd', address: 'tel:+919830054321', event: 'dial', text: '' },
      { channel: 'ussd', address: 'tel:+919830054321', text: '1' },
    ]);
    expect(await phone.part('cost-sum').innerText()).toBe('2 screens');
  });

  it('types with its keys, and the green key sends', async () => {
    await dial();
    for (const digit of ['9', '8']) await phone.key(digit).click();
    await phone.nextScreen(() => phone.part('call').click());
    expect(acts()).toEqual(['dial', '98']);
    expect(await phone.part('ussd-answer').inputValue()).toBe('');
  });

  it.each([
    ['the red key', 'clear'],
    ['Cancel', 'ussd-cancel'],
  ])('hangs up with %s', async (_what, key) => {
    await dial();
    await untilTold(() => phone.part(key).click());
    expect(await phone.part('ussd-idle').isVisible()).toBe(true);
    expect(acts()).toEqual(['dial', 'hangUp']);
    expect(await waitsFor()).toContain('welcome.menu');
  });

  it.each([
    ['drop', 'Connection lost.'],
    ['timeout', 'The network did not answer in time.'],
  ])('is cut off by %s and dials again', async (button, words) => {
    await dial();
    await phone.part('ussd-answer').fill('half an ans');
    await untilTold(() => phone.part(button).click());
    expect(await phone.part('ussd-text').innerText()).toBe(words);
    expect(await phone.part('ussd-answer').isVisible()).toBe(false);
    await phone.nextScreen(() => phone.part('ussd-redial').click());
    expect(acts()).toEqual(['dial', 'hangUp', 'dial']);
    expect(await phone.part('ussd-answer').inputValue()).toBe('');
  });

  it('keeps the last words until OK', async () => {
    await dial();
    for (const answer of ['1', 'রহিমা বিবি', '69']) await phone.answer(answer);
    expect(await phone.answer('1')).toBe('হয়ে গেল।');
    expect(await phone.part('ussd-send').isVisible()).toBe(false);
    await phone.part('ussd-ok').click();
    expect(await phone.part('ussd-idle').innerText()).toContain('*120*8452#');
    expect(acts()).toEqual(['dial', '1', 'রহিমা বিবি', '69', '1']);
  });

  it('needs no mouse', async () => {
    await phone.part('call').focus();
    await phone.nextScreen(() => page.keyboard.press('Enter'));
    expect(await focused(page)).toBe('ussd-answer-2');
    await page.keyboard.type('1');
    await phone.nextScreen(() => page.keyboard.press('Enter'));
    expect(await focused(page)).toBe('ussd-answer-2');
    await page.keyboard.press('Tab');
    await untilTold(() => page.keyboard.press('Enter'));
    expect(await focused(page)).toBe('call-2');
    expect(acts()).toEqual(['dial', '1', 'hangUp']);
  });

  it('reads every screen aloud, also one of the same words', async () => {
    expect(await phone.part('ussd-said').getAttribute('aria-live')).toBe('polite');
    await page.evaluate(`window.spoken = 0; new MutationObserver(() => window.spoken++)
      .observe(document.getElementById('ussd-said-2'), { childList: true, subtree: true })`);
    await dial();
    await phone.nextScreen(() => phone.part('drop').click());
    await dial();
    expect(await page.evaluate<number>('window.spoken')).toBeGreaterThanOrEqual(3);
  });

  it('says that the service is away and keeps the answer, whose id stays', async () => {
    await dial();
    const ids: unknown[] = [];
    await page.route('**/phone/messages', (route) => {
      ids.push((route.request().postDataJSON() as { id: unknown }).id);
      return ids.length === 1 ? route.abort() : route.continue();
    });
    await phone.part('ussd-answer').fill('1');
    await phone.part('ussd-send').click();
    await page.locator('#notice-2:not(:empty)').waitFor();
    expect(await phone.part('notice').innerText()).toContain('does not answer');
    expect(await phone.part('ussd-answer').inputValue()).toBe('1');
    await phone.nextScreen(() => phone.part('ussd-send').click());
    expect(ids).toEqual([heard[1]?.externalId, heard[1]?.externalId]);
    expect(await phone.part('notice').innerText()).toBe('');
  });

  it('keeps an open call over a reload', async () => {
    const screen = await dial();
    await page.reload();
    expect(await phone.part('ussd-text').innerText()).toBe(screen);
    await phone.answer('1');
    expect(acts()).toEqual(['dial', '1']);
  });

  it.each([320, 360, 1280])('fits a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await dial();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    const { y, height } = (await phone.part('ussd-send').boundingBox()) ?? { y: 0, height: 0 };
    const screen = await phone.part('ussd').boundingBox();
    expect(y + height).toBeLessThan((screen?.y ?? 0) + (screen?.height ?? 0));
    expect(watched.complaints).toEqual([]);
  });
});
