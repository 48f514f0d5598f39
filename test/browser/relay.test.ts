/** An operator with a headset, by keyboard alone: somebody is registered and booked, proves the number, and learns who looked. */
import type { Browser, Page } from 'playwright-core';
import { homeRoute } from '../../src/desk/home';
import { relayRoutes } from '../../src/desk/relay';
import { createRender } from '../../src/render/render';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, openConsole, type Client, type Console } from '../support/console';
import { sentMessages } from '../support/sent';
import { newAddress, openWorld, slotOf, voterCard, type World } from '../support/world';

const WIDTHS = [1280, 360];
/** A picture of each step, for who wants to look: SHOTS=/tmp/shots. */
const { SHOTS } = process.env;

describeInBrowser('a call at the helpline', () => {
  let world: World;
  let desk: Console;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    world = await openWorld();
    const { store, converse } = world.site;
    await store.slots.add([slotOf(50), slotOf(50, { centre: 'barasat' })]);
    const deps = { store, converse, render: createRender(), callerSecret: undefined, looksPerDay: 1 };
    desk = await openConsole(world, [homeRoute, ...relayRoutes(deps)]);
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
    await world.close();
  });

  test.each(WIDTHS)('is led by keyboard alone, %i px wide', async (width) => {
    const address = newAddress();
    const card = voterCard(3_000 + width);
    const client = await desk.signedIn('operator', { language: 'bn', name: `মিতা ${width}` });
    const page = await client.open(browser, { width, height: 800 });
    const keys = keysOf(page, `${width}`);
    await page.goto(`${client.url}/desk`);
    await keys.look('desk');
    await page.goto(`${client.url}/desk/relay`);
    await keys.look('number');
    // The field has the focus: the number, Enter, and the dialogue is there.
    await keys.write('12345');
    await page.waitForSelector('[aria-invalid]');
    await keys.look('wrong number');
    await page.locator('[aria-invalid]').fill('');
    await keys.write(address.slice('tel:+91'.length));
    await keys.asked('English');
    await keys.look('language');
    for (const [said, question] of [
      ['1', 'আপনি কী চান?'],
      ['1', 'তাঁর পুরো নাম বলুন'],
      ['রহিমা বিবি 69', 'মহিলা না পুরুষ'],
      ['মহিলা', 'কোন কার্ড'],
      [card, 'পিন কোড বলুন'],
    ] as const) {
      await keys.write(said);
      await keys.asked(question);
    }
    await keys.write('ঝঞ্ঝট ঘটঘট');
    await page.getByText('উত্তরটা বোঝা যায়নি').waitFor();
    await keys.look('not understood');
    await keys.write('700091');
    await keys.asked('সব ঠিক তো?');
    await keys.look('read back');
    await keys.write('1');
    await keys.asked('কোন তারিখ নেবেন?');
    await keys.look('offers');
    // A button, reached from the field by going back.
    await page.getByRole('group', { name: 'উত্তর' }).getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await keys.asked('SMS-এও পাঠালাম।');
    await page.locator('details.said summary').focus();
    await page.keyboard.press('Enter');
    await keys.look('slip');
    await page.getByText(`লিখেছেন অপারেটর মিতা ${width}`).first().waitFor();
    expect((await sentMessages(world, address)).map(({ template }) => template)).toEqual(['booked.bn']);
    await page.context().close();
    await laterCall(address, width);
  });

  /** On another day another operator sees masks only, until the caller reads back a code. */
  async function laterCall(address: string, width: number): Promise<void> {
    const client = await desk.signedIn('operator', { language: 'en', name: `Arun ${width}` });
    const page = await client.open(browser, { width, height: 800 });
    const keys = keysOf(page, `${width}`);
    await page.goto(`${client.url}/desk/relay?caller=${encodeURIComponent(address.slice('tel:'.length))}`);
    await page.getByText('র… বি…').waitFor();
    expect(await page.content()).not.toContain('রহিমা');
    await keys.look('masked');
    await page.getByRole('button', { name: 'Send a code by SMS' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('on its way').waitFor();
    const [message] = await sentMessages(world, address);
    await page.getByLabel('Code, as the caller reads it out').focus();
    await keys.write(/\d{6}/.exec(message?.text ?? '')?.[0] ?? '');
    await page.getByText('Proved by a code').waitFor();
    await keys.look('proved');
    await show(page, keys);
    await page.getByRole('heading', { name: 'রহিমা বিবি' }).waitFor();
    await keys.look('shown');
    await page.goto(`${client.url}/desk/relay?caller=${encodeURIComponent(address.slice('tel:'.length))}`);
    await show(page, keys);
    await page.getByText('One may look 1 times in a day').waitFor();
    await keys.look('too many looks');
    await page.context().close();
    await tells(client, address);
  }

  async function show(page: Page, keys: Keys): Promise<void> {
    await page.getByText('Show this person').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Reason').focus();
    await page.keyboard.type('For a');
    await page.getByLabel('In your words').focus();
    await keys.write('lost her SMS');
  }

  async function tells({ staff }: Client, address: string): Promise<void> {
    const talk = world.talk(address);
    await talk.say('টিকা');
    expect((await talk.say('5')).text).toContain(`${staff.name}, হেল্পলাইন, তারিখ`);
  }
});

type Keys = ReturnType<typeof keysOf>;

function keysOf(page: Page, width: string) {
  let shots = 0;
  return {
    write: async (text: string): Promise<void> => {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    /** What the operator has to say, with the focus where the answer is written. */
    asked: async (sentence: string): Promise<void> => {
      await page.locator('.say', { hasText: sentence }).or(page.getByText(sentence)).first().waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'text');
    },
    look: async (step: string): Promise<void> => {
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const name = `${width}-${String(++shots).padStart(2, '0')}-${step.replaceAll(' ', '-')}`;
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    },
  };
}
