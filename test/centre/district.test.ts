/** The district's pages through real HTTP: whose numbers they show, and that nothing that was written becomes part of a page. */
import { FLOWS } from '../../flows';
import { districtRoutes } from '../../src/centre/district';
import { funnelRoutes } from '../../src/centre/funnel';
import { QUESTIONS } from '../../src/centre/funnel-questions';
import { openConsole, type Client, type Console } from '../support/console';
import { newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

let world: World;
let console_: Console;
let [near, state, manager]: Client[] = [];
beforeAll(async () => {
  world = await openWorld();
  const deps = { store: world.site.store };
  console_ = await openConsole(world, [...districtRoutes(deps), ...funnelRoutes(deps)]);
  await world.site.store.slots.add([
    slotOf(10, { inDays: 0, from: '12:00' }),
    slotOf(4, { inDays: 0, from: '12:00', dose: 2 }),
    slotOf(7, { inDays: 0, from: '12:00', centre: 'sealdah' }),
  ]);
  near = await console_.signedIn('districtOfficer', { districts: ['near'] });
  state = await console_.signedIn('stateOfficer', { states: ['wb'] });
  manager = await console_.signedIn('centreManager', { centres: ['bidhannagar'] });
});
afterAll(async () => {
  await console_.close();
  await world.close();
});
const as = (client?: Client): Client => client as Client;

/** Cells of a file, without its mark. */
const cellsOf = (csv: string): string[][] =>
  csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));

test('an officer sees the centres of their own district, and of no other', async () => {
  const { status, text } = await as(near).get('/centre/district');
  expect(status).toBe(200);
  expect(text).toContain('Bidhannagar');
  expect(text).toContain('Barasat');
  expect(text).not.toContain('Sealdah');
  const csv = cellsOf((await as(near).get('/centre/district/csv/day')).text);
  expect(csv.slice(1)).toEqual([
    ['Barasat', '0', '0', '0', '0', '0', '0', '0', '0'],
    ['Bidhannagar', '10', '4', '0', '14', '0', '0', '0', '0'],
  ]);
});

test.each([
  '/centre/district',
  '/centre/district/csv/day',
  '/centre/district/csv/messages',
  '/centre/district/csv/bookings',
])('another district is not there: %s', async (path) => {
  expect((await as(near).get(`${path}?district=next`)).status).toBe(404);
  expect((await as(near).get(`${path}?district=nowhere`)).status).toBe(404);
  expect((await as(state).get(`${path}?district=next`)).status).toBe(200);
});

test('a state sees its districts beside each other, and each one closely', async () => {
  const all = cellsOf((await as(state).get('/centre/district/csv/day')).text);
  expect(all.slice(1).map(([name, first, second]) => [name, first, second])).toEqual([
    ['Kolkata', '7', '0'],
    ['North 24 Pgs', '10', '4'],
  ]);
  const { text } = await as(state).get('/centre/district');
  expect(text).toContain(`href="?day=${TODAY}&amp;district=next"`);
  expect((await as(state).get('/centre/district?district=next')).text).toContain('Sealdah');
});

test('centres that have nothing in the week to come are named', async () => {
  const csv = cellsOf((await as(near).get('/centre/district/csv/idle')).text);
  expect(csv.slice(1)).toEqual([['Barasat', 'North 24 Pgs', '700124']]);
});

test.each(['/centre/district', '/centre/district/csv/day', '/centre/district/funnel', '/centre/district/funnel.csv'])(
  'who has no district is not let in: %s',
  async (path) => {
    expect((await as(manager).get(path)).status).toBe(403);
  },
);

test.each(['constructor', '__proto__', 'nothing'])('there is no table called %s', async (what) => {
  expect((await as(near).get(`/centre/district/csv/${what}`)).status).toBe(404);
});

test.each(['2021-02-30', 'yesterday', '<script>', '2021-3-3', '%00'])(
  'a day that is none is today: %s',
  async (day) => {
    const { status, text } = await as(near).get(`/centre/district?day=${encodeURIComponent(day)}`);
    expect(status).toBe(200);
    expect(text).toContain(`value="${TODAY}"`);
  },
);

test('a centre that is named like a script or a formula stays a name', async () => {
  const { store } = world.site;
  const names = { bn: '<b>ক</b>', hi: '<b>क</b>', en: '=1+1<script>alert(1)</script>' };
  await store.places.saveCentres([
    { _id: 'bad', district: 'near', pin: '700001', names, location: [88, 22], price: 0 },
  ]);
  const page = (await as(near).get('/centre/district')).text;
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('=1+1&lt;script>');
  expect((await as(near).get('/centre/district/csv/day')).text).toContain("'=1+1<script>");
});

test('where people stop, by channel and language, as a page and as a file', async () => {
  const [one, two] = [world.talk(newAddress()), world.talk(newAddress())];
  for (const talk of [one, two]) for (const text of ['টিকা', '1']) await talk.say(text);
  await two.say('রহিমা বিবি');
  await world.talk(newAddress()).say('टीका');
  await world.site.funnel.flush();
  const page = (await as(near).get('/centre/district/funnel?channel=sms&language=bn')).text;
  expect(page).toContain('Register: name');
  const csv = cellsOf((await as(near).get('/centre/district/funnel.csv?channel=sms&language=bn')).text);
  expect(csv.slice(1)).toEqual([
    ['Register: name', '2', '1', '1', '50'],
    ['Main menu', '2', '2', '0', '0'],
    ['Register: age', '1', '0', '1', '100'],
  ]);
  const hindi = cellsOf((await as(near).get('/centre/district/funnel.csv?language=hi')).text);
  expect(hindi.slice(1)).toEqual([['Main menu', '1', '0', '1', '100']]);
  const before = await as(near).get('/centre/district/funnel?from=2021-01-01&to=2021-01-31');
  expect(before.text).toContain('Nobody came to a question');
});

test('who went on although their coming was not written down in time is nobody who stopped', async () => {
  const under = { day: '2021-02-01', channel: 'ussd', language: 'bn' } as const;
  await world.site.store.funnel.add([{ ...under, question: 'welcome.menu', entered: 2, left: 3 }]);
  const days = 'from=2021-02-01&to=2021-02-01';
  const csv = cellsOf((await as(near).get(`/centre/district/funnel.csv?${days}`)).text);
  expect(csv.slice(1)).toEqual([['Main menu', '2', '3', '0', '0']]);
  expect((await as(near).get(`/centre/district/funnel?${days}`)).text).toContain('0 / 2');
});

test('how long a booking takes is told of one district', async () => {
  const address = newAddress();
  await registered(world, address, 4711);
  const talk = world.talk(address);
  await talk.say('টিকা');
  await talk.choose('book');
  await talk.choose('offer1');
  const csv = cellsOf((await as(state).get('/centre/district/csv/bookings?district=near')).text);
  expect(csv.slice(1)).toEqual([['60-69', '1', '–', '–', '–', '–']]);
  expect((await as(state).get('/centre/district?district=near')).text).toContain('fewer than five');
  expect((await as(state).get('/centre/district')).text).toContain('Choose one district');
});

test('every question that waits for a person has a name on the page', () => {
  const waiting = Object.entries(FLOWS).flatMap(([flow, { machine }]) =>
    Object.entries(machine.states)
      .filter(([, state]) => state.tags.includes('waiting'))
      .map(([state]) => `${flow}.${state}`),
  );
  expect(waiting.filter((each) => !QUESTIONS.includes(each))).toEqual([]);
});

test.each(['bn', 'hi', 'en'] as const)('all pages can be read in %s', async (language) => {
  const client = await console_.signedIn('districtOfficer', { districts: ['near'], language });
  for (const path of ['/centre/district', '/centre/district/funnel'])
    expect(await client.get(path)).toMatchObject({ status: 200 });
});
