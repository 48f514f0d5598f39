/** The district officer at eleven at night, in a real browser: what was planned, where people stop, what does not work. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { districtRoutes } from '../../src/centre/district';
import { funnelRoutes } from '../../src/centre/funnel';
import { glitchRoutes } from '../../src/centre/glitches';
import { partnerRoutes } from '../../src/centre/partners';
import type { Appointment } from '../../src/store/appointments';
import { barriers, isTooWide, openConsole, type Client, type Console } from '../support/console';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { newAddress, openWorld, slotOf, START, TODAY, voterCard, type CentreId, type World } from '../support/world';

/** Where pictures are kept that somebody wants to look at. */
const PICTURES = process.env['PICTURES'];
const SIZES = [
  ['a desk', { width: 1280, height: 900 }],
  ['a telephone', { width: 360, height: 740 }],
  ['200 % zoom', { width: 640, height: 450 }],
] as const;

let world: World;
let console_: Console;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  world = await openWorld();
  const deps = { store: world.site.store };
  console_ = await openConsole(world, [
    ...[...districtRoutes(deps), ...funnelRoutes(deps), ...glitchRoutes(deps), ...partnerRoutes(deps)],
  ]);
  await fill();
});
afterAll(async () => {
  await browser.close();
  await console_.close();
  await world.close();
});

/** A morning of a district: dates in every state, dialogues that were left, messages that did not arrive. */
async function fill(): Promise<void> {
  const { store, connection } = world.site;
  const partner = await store.partners.add({ name: 'Aarogya', quota: 3_000, createdAt: START }, 'a key');
  const calls = {
    partner: partner?._id ?? null,
    day: TODAY,
    tag: 'Places',
    ok: 1_200,
    refused: 30,
    tooMany: 4,
    broken: 0,
  };
  await store.apiUsage.add([calls]);
  await store.slots.add([
    slotOf(30, { inDays: 0, from: '12:00' }),
    slotOf(20, { inDays: 0, from: '12:00', dose: 2 }),
    slotOf(24, { inDays: 0, from: '12:00', centre: 'sealdah' }),
    slotOf(60, { inDays: 2 }),
  ]);
  const states = ['booked', 'booked', 'vaccinated', 'vaccinated', 'vaccinated', 'missed'] as const;
  const appointments = Array.from({ length: 24 }, (_, n) =>
    appointmentOf(n % 4 ? 'bidhannagar' : 'sealdah', states[n % 6] ?? 'booked', n),
  );
  await connection.collection<Appointment>('appointments').insertMany(appointments);
  for (const [n, { contact }] of appointments.entries()) {
    const occasion = randomUUID();
    await store.messages.queue({ occasion, contact, kind: n % 3 ? 'reminder' : 'service', at: START, text: 'x' });
    const change = { status: n % 5 ? 'delivered' : 'undelivered', sent: { route: 'kannel', at: START } };
    await connection.collection('messages').updateOne({ _id: occasion as never }, { $set: change });
  }
  for (let n = 0; n < 12; n++) await talkUpTo(n % 6, n);
  await world.site.funnel.flush();
}

function appointmentOf(centre: CentreId, status: Appointment['status'], n: number): Appointment {
  const {
    _id: slot,
    centreNames,
    day,
    from,
    to,
    price,
    vaccine,
    dose,
  } = slotOf(10, { centre, inDays: 0, from: '12:00' });
  const id = randomUUID();
  return {
    ...{
      _id: id,
      person: id,
      contact: `contact-${id}`,
      dose,
      vaccine,
      slot,
      holder: id,
      centre,
      centreNames,
      day,
      from,
      to,
    },
    ...{ price, code: '4817', status, settling: null, remindAt: null, bookedAt: START, changedAt: START },
    ...{
      took: { seconds: 90 + 37 * n, messages: 4 + (n % 9) },
      ageGroup: ['45-59', '60-69', '70-79', '80+'][n % 4] ?? '80+',
    },
  };
}

async function talkUpTo(step: number, n: number): Promise<void> {
  const talk = world.talk(newAddress());
  const said = ['টিকা', '1', 'রহিমা বিবি', `69 মহিলা ভোটার ${voterCard(900 + n)} 700091`, '1', '1'];
  for (const text of said.slice(0, step + 1)) await talk.say(text);
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

async function visited(client: Client, path: string, viewport: { width: number; height: number }): Promise<Page> {
  const page = await client.open(browser, viewport);
  await page.goto(client.url + path);
  return page;
}

/** Nothing is in the way of whoever cannot see, cannot use a mouse, or has a small screen. */
async function isOpenToAll(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

describeInBrowser('the district in a browser', () => {
  test.each(SIZES)('the day is read on %s', async (size, viewport) => {
    const officer = await console_.signedIn('districtOfficer', { districts: ['near'] });
    const page = await visited(officer, '/centre/district', viewport);
    await isOpenToAll(page);
    await picture(page, `district ${size}`);
    expect(await page.getByRole('img', { name: /Vaccinated, of all who were due or came/ }).count()).toBe(1);
    expect(await page.getByRole('row', { name: /Bidhannagar/ }).innerText()).toMatch(/30\s+20/);
    await page.getByText('The numbers as a table').nth(1).click();
    await page.getByLabel('Day', { exact: true }).fill('2021-03-05');
    await page.getByRole('button', { name: 'Show' }).click();
    await page
      .getByText('Friday, 5 March, 2021')
      .or(page.getByText(/5 March 2021/))
      .first()
      .waitFor();
    await page.context().close();
  });

  test('a state officer goes from the districts into one, by keyboard alone', async () => {
    const officer = await console_.signedIn('stateOfficer', { states: ['wb'], language: 'bn' });
    const page = await visited(officer, '/centre/district', { width: 1280, height: 900 });
    await isOpenToAll(page);
    await picture(page, 'state in Bengali');
    await page.getByRole('link', { name: 'কলকাতা' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**day=${TODAY}&district=next`);
    expect(await page.getByRole('row', { name: /শিয়ালদহ/ }).count()).toBe(1);
    await page.context().close();
  });

  test.each(SIZES)('what partners ask for is read on %s', async (size, viewport) => {
    const officer = await console_.signedIn('districtOfficer', { districts: ['near'], language: 'bn' });
    const page = await visited(officer, '/centre/partners', viewport);
    await isOpenToAll(page);
    await picture(page, `partners ${size}`);
    expect(await page.locator('main').innerText()).toContain('Aarogya');
    await page.context().close();
  });

  test.each(SIZES)('where people stop is read on %s', async (size, viewport) => {
    const officer = await console_.signedIn('districtOfficer', {
      districts: ['near'],
      language: size === 'a desk' ? 'en' : 'hi',
    });
    const page = await visited(officer, '/centre/district/funnel', viewport);
    await isOpenToAll(page);
    await picture(page, `funnel ${size}`);
    expect(await page.getByRole('img').count()).toBe(1);
    await page.locator('select[name=channel]').selectOption('ussd');
    await page.locator('main form button').click();
    await page.waitForURL('**channel=ussd**');
    expect(await page.getByRole('img').count()).toBe(0);
    await page.context().close();
  });

  test('a table is taken away as a file', async () => {
    const officer = await console_.signedIn('districtOfficer', { districts: ['near'] });
    const page = await visited(officer, '/centre/district', { width: 1280, height: 900 });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Take the table away (CSV)' }).first().click();
    expect((await download).suggestedFilename()).toBe(`day-near-${TODAY}.csv`);
    await page.context().close();
  });

  test.each(SIZES)('a nurse reports what does not work, and reads what became of it, on %s', async (size, viewport) => {
    const nurse = await console_.signedIn('vaccinator', { centres: ['barasat'], language: 'en' });
    const officer = await console_.signedIn('districtOfficer', { districts: ['near'] });
    const page = await visited(nurse, '/centre/glitches', viewport);
    await isOpenToAll(page);
    await page.getByLabel('What does not work?').fill(`<b>The list</b> of ${size} does not print`);
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByText('Noted as number').waitFor();
    await picture(page, `glitches of a nurse ${size}`);

    const desk = await visited(officer, '/centre/glitches', viewport);
    const mine = desk.getByRole('article').filter({ hasText: `<b>The list</b> of ${size}` });
    await isOpenToAll(desk);
    await picture(desk, `glitches of an officer ${size}`);
    await mine.getByLabel(/Note to number/).fill('paper was missing');
    await mine.getByRole('button', { name: 'It works as it should' }).click();
    await desk.getByText(/Number \d+: works as it should/).waitFor();
    await desk.context().close();

    await page.reload();
    expect(await page.getByRole('article').innerText()).toContain('paper was missing');
    await isOpenToAll(page);
    await page.context().close();
  });
});
