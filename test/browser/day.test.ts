/** The nurse's morning in a real browser, on a laptop and on a telephone; with SHOTS set, pictures are left in that folder. */
import type { Browser, Page } from 'playwright-core';
import { dayRoutes } from '../../src/centre/day-routes';
import type { Appointment } from '../../src/store/appointments';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { barriers, openConsole, type Client, type Console } from '../support/console';
import { CENTRE, guest, otherCode, personOf, type Guest } from '../support/day';
import { newAddress, openWorld, slotOf, voterCard, type World } from '../support/world';

const SHOTS = process.env['SHOTS'];
const NAMES = ['রহিমা বিবি', 'আবদুল করিম', 'Lakshmi Narayan Chakraborty', 'गोपाल दास', 'সন্ধ্যা রায়'];

describeInBrowser('the day at a centre', () => {
  let world: World;
  let site: Console;
  let browser: Browser;
  let nurse: Client;
  let doctor: Client;
  const SLOT = slotOf(40, { inDays: 0, from: '11:00' });

  beforeAll(async () => {
    world = await openWorld();
    await world.site.store.slots.add([SLOT, slotOf(40, { inDays: 0, from: '15:00' })]);
    site = await openConsole(world, dayRoutes({ store: world.site.store }));
    browser = await launchBrowser();
    for (const name of NAMES) await named(await guest(world, SLOT), name);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.close();
  });

  const named = async (wanted: Guest, name: string): Promise<Guest> => ({
    ...wanted,
    person: await world.site.store.persons.correct(wanted.person, { ...wanted.person, name }),
  });

  let shots = 0;
  /** No barriers, nothing wider than the screen; and a picture, where they are wanted. */
  async function look(page: Page, name: string): Promise<void> {
    const { width = 0 } = page.viewportSize() ?? {};
    if (SHOTS)
      await page.screenshot({
        path: `${SHOTS}/${width}-${String(++shots).padStart(2, '0')}-${name}.png`,
        fullPage: true,
      });
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }

  const fill = (page: Page, label: string | RegExp, text: string) => page.getByLabel(label).fill(text);
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  test.each([
    ['a laptop, in English', { width: 1280, height: 900 }, 'en'],
    ['a telephone, in English', { width: 360, height: 740 }, 'en'],
  ] as const)('on %s: from the search to the second pair of eyes', async (_, viewport, language) => {
    nurse = await site.signedIn('vaccinator', { centres: [CENTRE], language });
    doctor = await site.signedIn('centreManager', { centres: [CENTRE], language });
    const wanted = await named(await guest(world, SLOT), `রহিমা বিবি ${viewport.width}`);
    const lost = await named(await guest(world, SLOT), `মালতী ${viewport.width}`);
    const page = await nurse.open(browser, viewport);
    const colleague = await doctor.open(browser, viewport);

    await page.goto(`${nurse.url}/centre`);
    await look(page, 'home');
    await page.goto(`${nurse.url}/centre/day`);
    await look(page, 'list');

    // As she types, without a reload; then by Enter to the one who is left.
    await page.getByRole('searchbox').pressSequentially(`রহি ${viewport.width}`);
    await page.getByText('Found: 1').waitFor();
    await look(page, 'found');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/centre\/day\/\w/);
    await look(page, 'person');

    await press(page, 'They are here');
    await page.getByText('here since').waitFor();

    await fill(page, /^Code/, otherCode(wanted));
    await fill(page, /last four/, wanted.person.card.last4);
    await page.locator('.record').getByLabel('Vaccine batch').fill('4120Z001');
    await press(page, /record it/);
    await page.getByText('The code is not right').first().waitFor();
    await look(page, 'wrong-code');
    await fill(page, /^Code/, wanted.appointment.code);
    await page.keyboard.press('Enter');
    // On to the next one: what is to be said stands above the list, and the search has the focus.
    await page.getByText('Say: second dose from Wed, 31 Mar').waitFor();
    await page.locator('#q:focus').waitFor();
    await look(page, 'vaccinated');

    // Somebody whose phone is lost: asked here, confirmed by a colleague's own sign-in.
    await page.goto(`${nurse.url}/centre/day/${lost.appointment._id}`);
    await page.getByText('No code, or another card?').click();
    await page.getByLabel('Why').fill('the phone is lost');
    await press(page, 'Ask a colleague to confirm');
    await page.getByText('Waits for a second pair of eyes').waitFor();
    await look(page, 'waits');
    await colleague.goto(`${doctor.url}/centre/witness`);
    await look(colleague, 'witness');
    await press(colleague, /I have looked: record/);
    await colleague.getByText('Confirmed and recorded').waitFor();
    expect((await personOf(world, lost.person._id)).doses).toHaveLength(1);

    // It was her sister: taken back by the same two.
    await page.goto(`${nurse.url}/centre/given`);
    await look(page, 'given');
    await page.getByRole('link', { name: lost.person.name }).click();
    await page.getByText('Recorded by mistake?').click();
    await page.getByLabel('What happened?').fill('it was her sister');
    await look(page, 'undo');
    await press(page, 'Ask to take it back');
    await page.getByText('Asked: take this dose back').waitFor();
    await colleague.reload();
    await press(colleague, /I have looked: take/);
    await colleague.getByText('The dose was taken back').waitFor();
    expect((await personOf(world, lost.person._id)).doses).toEqual([]);

    // Somebody without a date.
    await page.goto(`${nurse.url}/centre/day/walk-in`);
    await fill(page, 'Full name', `সন্ধ্যা রায় ${viewport.width}`);
    await fill(page, 'Age or year of birth', '34');
    await page.getByLabel('Woman, man, other').selectOption('female');
    await page.getByLabel('Card', { exact: true }).selectOption('voter');
    await fill(page, 'Whole number of the card', voterCard(960_000 + viewport.width));
    await fill(page, 'Phone', newAddress().slice(7));
    await press(page, 'Register and give a place');
    await page.getByText('It is not their turn yet').waitFor();
    await look(page, 'walk-in');
    await fill(page, 'Age or year of birth', '1952');
    await press(page, 'Register and give a place');
    await page.getByText('They have a place now').waitFor();

    await page.goto(`${nurse.url}/centre/day/print`);
    await look(page, 'print');
    if (SHOTS && viewport.width > 1_000) await page.pdf({ path: `${SHOTS}/print.pdf`, preferCSSPageSize: true });
    await page.context().close();
    await colleague.context().close();
  });

  test.each(['bn', 'hi'] as const)('reads well in %s', async (language) => {
    const client = await site.signedIn('vaccinator', { centres: [CENTRE], language });
    const wanted = await guest(world, SLOT);
    const deed = {
      id: `deed-in-${language}`,
      kind: 'vaccinated',
      at: world.clock.now(),
      appointment: wanted.appointment._id,
    };
    const sent = { ...deed, cardLast4: wanted.person.card.last4, code: '0000', batch: 'B1' };
    await client.postJson('/centre/day/deeds', { centre: CENTRE, deeds: [sent] });
    const page = await client.open(browser, { width: 360, height: 740 });
    for (const path of [
      '',
      '/day',
      `/day/${wanted.appointment._id}`,
      '/day/walk-in',
      '/witness',
      '/conflicts',
      '/given',
      '/day/print',
    ]) {
      await page.goto(`${client.url}/centre${path}`);
      await look(page, `${language}${path.replace(/\W+[\w-]{20,}/, '-person').replace(/\//g, '-')}`);
    }
    await page.context().close();
  });

  test('works without scripts, by keyboard alone', async () => {
    const wanted = await guest(world, SLOT);
    const client = await site.signedIn('vaccinator', { centres: [CENTRE] });
    const context = await browser.newContext({ javaScriptEnabled: false });
    await context.addCookies([{ name: 'tikasetu', value: client.token, url: client.url }]);
    const page = await context.newPage();
    await page.goto(`${client.url}/centre/day`);
    // The search has the focus at once.
    await page.keyboard.type(wanted.person.reference);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: wanted.person.name, level: 1 }).waitFor();
    await page.locator('[name=code]:focus').waitFor();
    for (const text of [wanted.appointment.code, wanted.person.card.last4, 'B5']) {
      await page.keyboard.type(text);
      if (text !== 'B5') await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('first dose recorded').waitFor();
    expect((await personOf(world, wanted.person._id)).doses).toMatchObject([{ batch: 'B5' }]);
    // The next one says the code: eight digits and Enter twice, since the batch is known.
    const next = await guest(world, SLOT);
    const code = '9183';
    await world.site.connection
      .collection<Appointment>('appointments')
      .updateOne({ _id: next.appointment._id }, { $set: { code } });
    for (const [field, text] of [
      ['q', code],
      ['last4', next.person.card.last4],
    ]) {
      await page.locator(`[name=${field}]:focus`).waitFor();
      await page.keyboard.type(text ?? '');
      await page.keyboard.press('Enter');
    }
    await page.getByText(`${next.person.name}: first dose recorded`).waitFor();
    await page.locator('#q:focus').waitFor();
    await context.close();
  });

  test('on paper: two hundred people, also with the longest names, take one line each on A4', async () => {
    const slot = slotOf(300, { centre: 'barasat', inDays: 0, from: '11:00' });
    await world.site.store.slots.add([slot]);
    const longest = 'শ্রীমতী লক্ষ্মীনারায়ণী বন্দ্যোপাধ্যায় চট্টোপাধ্যায় মুখোপাধ্যায় গঙ্গোপাধ্যায়';
    const guests = await Promise.all(Array.from({ length: 200 }, () => guest(world, slot)));
    await Promise.all(guests.slice(0, 50).map((each) => named(each, longest)));
    const client = await site.signedIn('vaccinator', { centres: ['barasat'], language: 'bn' });
    // A4 without its margins, in CSS pixels.
    const page = await client.open(browser, { width: 718, height: 1032 });
    await page.goto(`${client.url}/centre/day/print`);
    await page.emulateMedia({ media: 'print' });
    const heights: number[] = await page.evaluate(
      "[...document.querySelectorAll('tbody tr')].map((row) => Math.round(row.getBoundingClientRect().height))",
    );
    expect(heights).toHaveLength(200);
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(4);
    expect(await page.evaluate("document.querySelector('table').scrollWidth")).toBeLessThanOrEqual(718);
    const names = "[...document.querySelectorAll('td.name')].map((cell) => cell.clientWidth)";
    expect(Math.min(...(await page.evaluate<number[]>(names)))).toBeGreaterThan(180);
    if (SHOTS) await page.pdf({ path: `${SHOTS}/print-200.pdf`, preferCSSPageSize: true });
    await page.context().close();
  });
});
