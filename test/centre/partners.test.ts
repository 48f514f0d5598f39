/** Partners' apps on their page, through real HTTP: what is counted, whose dates, what stands out. */
import { randomUUID } from 'node:crypto';
import { KINDS } from '../../src/centre/partners-sheets';
import { partnerRoutes } from '../../src/centre/partners';
import { TAGS } from '../../src/partner/endpoint';
import type { UsageCount } from '../../src/store/api-usage';
import type { Appointment } from '../../src/store/appointments';
import { addDays } from '../../src/clock';
import { openConsole, type Client, type Console } from '../support/console';
import { DAY, openWorld, slotOf, START, TODAY, type CentreId, type World } from '../support/world';

const HERE = '/centre/partners';

let world: World;
let console_: Console;
let [near, state]: Client[] = [];
beforeAll(async () => {
  world = await openWorld();
  console_ = await openConsole(world, partnerRoutes({ store: world.site.store }));
  near = await console_.signedIn('districtOfficer', { districts: ['near'] });
  state = await console_.signedIn('stateOfficer', { states: ['wb'] });
});
afterAll(async () => {
  await console_.close();
  await world.close();
});
const as = (client?: Client): Client => client as Client;
const textOf = async (client?: Client): Promise<string> => (await as(client).get(HERE)).text;
/** Cells of a file, without its mark and its head. */
async function cellsOf(client: Client | undefined, what: string): Promise<string[][]> {
  const { text } = await as(client).get(`${HERE}/csv/${what}`);
  const [, ...rows] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  return rows.map((row) => row.split(','));
}

async function added(name: string): Promise<string> {
  const partner = await world.site.store.partners.add({ name, quota: 500, createdAt: START }, randomUUID());
  return partner?._id ?? '';
}
const usage = (count: Partial<UsageCount>): UsageCount => ({
  ...{ day: TODAY, partner: null, tag: 'Places', ok: 0, refused: 0, tooMany: 0, broken: 0 },
  ...count,
});

function booked(centre: CentreId, partner: string, more: Partial<Appointment> = {}): Appointment {
  const { _id: slot, ...of } = slotOf(10, { centre });
  const id = randomUUID();
  return {
    ...{ _id: id, person: id, contact: id, holder: id, slot, partner, code: '4817', status: 'booked', settling: null },
    ...{ dose: 1, vaccine: of.vaccine, centre, centreNames: of.centreNames, day: of.day, from: of.from, to: of.to },
    ...{ price: 0, remindAt: null, bookedAt: START, changedAt: START },
    ...more,
  };
}

test('where there is no app the page says so, in every language', async () => {
  expect(await textOf(near)).toContain('No other app is connected yet');
  for (const [language, words] of [
    ['bn', 'এখনও অন্য কোনো অ্যাপ'],
    ['hi', 'अभी कोई दूसरा ऐप'],
  ] as const)
    expect(await textOf(await console_.signedIn('stateOfficer', { states: ['wb'], language }))).toContain(words);
});

test('calls without a key are told of also where no app has one', async () => {
  await world.site.store.apiUsage.add([usage({ ok: 1 })]);
  expect(await cellsOf(near, 'calls')).toEqual([['Without a key', 'in use', '1', '1', '1', '0', '0', '0']]);
  const text = await textOf(near);
  expect(text).toContain('All is well');
  expect(text).toContain('No app has a key yet');
});

describe('with three apps', () => {
  beforeAll(async () => {
    const [aarogya, small, gone] = [await added('Aarogya'), await added('Small one'), await added('Gone <b>')];
    const { apiUsage, partners } = world.site.store;
    await partners.setDisabled(gone, true);
    await partners.setWebhook(aarogya, { url: 'https://aarogya.example', secret: 'whsec_eA==' });
    await apiUsage.add([
      usage({ partner: aarogya, ok: 40, refused: 2, tooMany: 7 }),
      usage({ partner: aarogya, tag: 'Appointments', ok: 5 }),
      usage({ partner: aarogya, day: addDays(TODAY, -6), ok: 100 }),
      usage({ partner: aarogya, day: addDays(TODAY, -7), ok: 9_999 }),
      usage({ ok: 2, tooMany: 4 }),
    ]);
    // Counted by another process as well.
    await apiUsage.add([usage({ partner: aarogya, ok: 10, broken: 1 })]);
    await world.site.connection
      .collection<Appointment>('appointments')
      .insertMany([
        booked('bidhannagar', aarogya),
        booked('bidhannagar', aarogya, { status: 'cancelled' }),
        booked('bidhannagar', aarogya, { bookedAt: new Date(START.getTime() - 7 * DAY) }),
        booked('sealdah', aarogya),
        booked('sealdah', small),
      ]);
  });

  test('calls are counted by app, who calls most first and who has no key last', async () => {
    expect(await cellsOf(near, 'calls')).toEqual([
      ['Aarogya', 'in use', '65', '165', '155', '2', '7', '1'],
      ['Gone <b>', 'stopped', '0', '0', '0', '0', '0', '0'],
      ['Small one', 'no calls', '0', '0', '0', '0', '0', '0'],
      ['Without a key', 'in use', '7', '7', '3', '0', '4', '0'],
    ]);
    expect(await cellsOf(near, 'kinds')).toEqual([
      ['Aarogya', 'Dates', '5', '5', '0', '0'],
      ['Aarogya', 'Places near', '60', '160', '2', '7'],
      ['Without a key', 'Places near', '7', '7', '0', '4'],
    ]);
  });

  test('dates are those of the officer’s own places, of these seven days', async () => {
    const [dates, all] = [await cellsOf(near, 'dates'), await cellsOf(state, 'dates')];
    expect(dates).toEqual([
      ['Aarogya', '2', '1', '0', '0'],
      ['Gone <b>', '0', '0', '–', '–'],
      ['Small one', '0', '0', '–', '–'],
    ]);
    expect(all.map(([name, taken]) => [name, taken])).toEqual([
      ['Aarogya', '3'],
      ['Gone <b>', '0'],
      ['Small one', '1'],
    ]);
  });

  test('what stands out is said first, and a name is a text like any other', async () => {
    const text = await textOf(near);
    expect(text).toContain('Aarogya: calls turned away today because they came too fast: 7. Agreed: up to 500');
    expect(text).toContain('Aarogya: calls that failed on our side today: 1.');
    expect(text).toContain('Without a key: calls turned away today because they came too fast: 4.');
    expect(text).toContain('Gone &lt;b> is stopped');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('All is well');
  });

  test('a day later nothing stands out but who is stopped', async () => {
    world.clock.advance(DAY);
    const text = await textOf(await console_.signedIn('districtOfficer', { districts: ['near'] }));
    world.clock.advance(-DAY);
    expect(text).not.toContain('turned away today');
    expect(text).toContain('is stopped');
  });

  test.each(['bn', 'hi'] as const)('the page can be read in %s', async (language) => {
    const officer = await console_.signedIn('stateOfficer', { states: ['wb'], language });
    expect(await textOf(officer)).toMatch(language === 'bn' ? /কাছের জায়গা/ : /पास की जगहें/);
  });
});

test('there is no other file, and nobody else is let in', async () => {
  for (const what of ['constructor', 'x']) expect((await as(near).get(`${HERE}/csv/${what}`)).status).toBe(404);
  const manager = await console_.signedIn('centreManager', { centres: ['bidhannagar'] });
  for (const path of [HERE, `${HERE}/csv/calls`]) expect((await manager.get(path)).status).toBe(403);
});

test('every kind of call of the API has its words', () => {
  expect([...KINDS].sort()).toEqual([...TAGS].sort());
});
