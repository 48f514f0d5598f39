/** Planning, changing and bringing in vaccination sessions, by plain requests as a browser sends them. */
import { addDays } from '../../src/clock';
import { sessionRoutes } from '../../src/centre/sessions';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { displaceOverfull } from '../../src/vaccination/displace';
import { openConsole, type Client, type Console } from '../support/console';
import { workbookOf } from '../support/workbook';
import { newAddress, openWorld, registered, TODAY, type World } from '../support/world';

let world: World;
let site: Console;
let manager: Client;
let officer: Client;
let stranger: Client;
beforeEach(async () => {
  world = await openWorld();
  site = await openConsole(world, sessionRoutes({ store: world.site.store }));
  manager = await site.signedIn('centreManager', { centres: ['bidhannagar'] });
  officer = await site.signedIn('districtOfficer', { districts: ['near'] });
  stranger = await site.signedIn('centreManager', { centres: ['sealdah'] });
});
afterEach(async () => {
  await site.close();
  await world.close();
});
const store = () => world.site.store;
const DAY = addDays(TODAY, 5);
const SESSION = `bidhannagar:${DAY}`;
const PATH = `/centre/sessions/${SESSION}`;
const FORM = {
  ...{ centre: 'bidhannagar', day: DAY, vaccine: 'COVISHIELD', from: '09:00', to: '13:00', minutes: '120' },
  ...{ first: '30', second: '10', price: '0', share: '30' },
};
const plan = (changes: Record<string, string> = {}, client = manager) =>
  client.post('/centre/sessions/new', { ...FORM, ...changes });
const capacities = async (session = SESSION) =>
  (await store().slots.sessionsOf(['bidhannagar', 'barasat'], TODAY, addDays(TODAY, 60))).find(
    ({ _id }) => _id === session,
  )?.capacities;
const deeds = async (action: string) => store().audit.find({ action }, 10);

async function booked(count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    const address = newAddress();
    const person = await registered(world, address, n);
    const wish = { person, contact: store().vault.contactOf(address), slot: `${SESSION}:09:00:1`, hold: `hold-${n}` };
    await bookAppointment(store(), { ...wish, others: [], move: false, now: world.clock.now() });
    world.clock.advance(1_000);
  }
}

describe('planning', () => {
  test('a form plans a session, says so, and is written down; sent twice it plans once', async () => {
    expect((await manager.get('/centre/sessions/new')).text).toContain('Bidhannagar');
    const [one, two] = await Promise.all([1, 2].map(() => plan({ once: 'the same' })));
    expect(one).toMatchObject({ status: 303, to: PATH });
    expect(two).toMatchObject({ status: 303, to: PATH });
    expect(await capacities()).toEqual([30, 10]);
    expect(await deeds('session.planned')).toHaveLength(1);
    const page = (await manager.get(PATH)).text;
    expect(page).toContain('09:00–11:00');
    expect(page).toContain('People with a date here: 0.');
  });

  test('what is wrong stands beside what was typed', async () => {
    const { status, text } = await plan({ day: '2021-02-30', from: '25:00', first: 'many', price: '9999' });
    expect(status).toBe(422);
    for (const typed of ['2021-02-30', '25:00', 'many', '9999']) expect(text).toContain(`value="${typed}"`);
    expect(text).toContain('This is no date');
    expect(text).toContain('This is no time');
    expect(text.match(/aria-invalid/g)).toHaveLength(4);
    await plan();
    expect((await plan()).text).toContain('has a session with this vaccine on this day already');
  });

  test('nobody plans, sees or changes what is not theirs', async () => {
    expect((await plan({}, stranger)).status).toBe(404);
    await plan();
    for (const path of [PATH, `${PATH}/cancel`, '/centre/sessions/none'])
      expect((await stranger.get(path)).status).toBe(404);
    for (const path of ['places', 'cancel', 'copy'])
      expect((await stranger.post(`${PATH}/${path}`, { reason: 'x', first: '1', second: '1' })).status).toBe(404);
    expect((await stranger.get('/centre/sessions?centre=bidhannagar')).text).not.toContain(SESSION);
    expect((await (await site.signedIn('vaccinator', { centres: ['bidhannagar'] })).get(PATH)).status).toBe(403);
    expect(await capacities()).toEqual([30, 10]);
  });

  test('the list shows the next two weeks of one’s centres, or one centre, or one day, and is given out as a table', async () => {
    await plan();
    await plan({ centre: 'barasat', price: '250', vaccine: 'COVAXIN' }, officer);
    const list = async (query = '') => (await officer.get(`/centre/sessions${query}`)).text;
    expect(await list()).toContain('30 of 30');
    expect(await list('?centre=barasat')).not.toContain('30 of 30</td><td>COVISHIELD');
    expect(await list(`?day=${TODAY}`)).toContain('Nothing is planned');
    const { text, headers } = await officer.get('/centre/sessions.csv?centre=barasat');
    expect(headers.get('content-disposition')).toContain('.csv');
    expect(text).toContain(`Barasat,${DAY},09:00-13:00,COVAXIN,30,30,10,10,250,takes place`);
    expect(text).not.toContain('Bidhannagar');
  });
});

describe('changing', () => {
  test('more places at once; fewer only after it was said how many people lose theirs', async () => {
    await plan();
    await booked(4);
    expect(await manager.post(`${PATH}/places`, { first: '40', second: '20', share: '50' })).toMatchObject({
      to: PATH,
    });
    expect(await capacities()).toEqual([40, 20]);
    const asked = await manager.post(`${PATH}/places`, { first: '2', second: '20', share: '50' });
    expect(asked.text).toContain('People who would lose their place: 3');
    expect(asked.text).toContain('name="agreed" value="3"');
    expect(asked.text).toContain('value="2"');
    expect(await capacities()).toEqual([40, 20]);
    await booked(0);
    expect(await manager.post(`${PATH}/places`, { first: '2', second: '20', share: '50', agreed: '2' })).toMatchObject({
      status: 200,
    });
    const done = await manager.post(`${PATH}/places`, { first: '2', second: '20', share: '50', agreed: '3' });
    expect(done.to).toBe(PATH);
    expect(await capacities()).toEqual([2, 20]);
    expect((await displaceOverfull(store(), world.clock.now())).appointments).toHaveLength(3);
    expect(await deeds('session.changed')).toHaveLength(2);
  });

  test('what is no number is said, and nothing changed', async () => {
    await plan();
    for (const form of [
      { first: '', second: '1', share: '30' },
      { first: '-1', second: '1', share: '30' },
      { first: '0', second: '0', share: '30' },
      { first: '1', second: '99999', share: '30' },
      { first: '1', second: '1', share: '101' },
    ])
      expect((await manager.post(`${PATH}/places`, form)).status).toBe(422);
    expect(await capacities()).toEqual([30, 10]);
  });

  test('cancelling says first how many people are told, needs a reason, and can be taken back', async () => {
    await plan();
    await booked(2);
    expect((await manager.get(`${PATH}/cancel`)).text).toContain('People with a date here: 2');
    expect((await manager.post(`${PATH}/cancel`, { reason: ' ' })).status).toBe(422);
    expect((await manager.post(`${PATH}/cancel`, { reason: 'x'.repeat(201) })).text).toContain('x'.repeat(201));
    expect(await capacities()).toEqual([30, 10]);
    expect(await manager.post(`${PATH}/cancel`, { reason: 'no <b>vaccine</b>' })).toMatchObject({ to: PATH });
    expect((await manager.get(PATH)).text).toContain('Cancelled: no &lt;b>vaccine&lt;/b>');
    expect((await deeds('session.closed'))[0]).toMatchObject({ why: 'no <b>vaccine</b>', about: `session:${SESSION}` });
    const displaced = await displaceOverfull(store(), world.clock.now());
    expect(displaced.appointments.map(({ because }) => because)).toEqual(['closed', 'closed']);
    await manager.post(`${PATH}/places`, { first: '5', second: '5', share: '30' });
    expect(await capacities()).toEqual([5, 5]);
  });

  test('copies go to chosen days and weeks; what is there already is said', async () => {
    await plan();
    const copied = await manager.post(`${PATH}/copy`, { days: [addDays(DAY, 1), DAY], weeks: '2' });
    expect(copied.text.match(/: planned/g)).toHaveLength(3);
    expect(copied.text).toContain('already');
    expect(await capacities(`bidhannagar:${addDays(DAY, 14)}`)).toEqual([30, 10]);
    expect((await manager.post(`${PATH}/copy`, { weeks: '0' })).text).toContain('No day was chosen');
  });
});

describe('bringing in', () => {
  const HEAD = 'centre,day,vaccine,hours,first dose,second dose';
  const RIGHT = `${HEAD}\nbidhannagar,${DAY},COVISHIELD,9-13,30,10\nbarasat,${DAY},COVISHIELD,9-13,20,5\n`;
  const upload = (text: string | Buffer, client = officer, name = 'x.csv') =>
    client.upload('/centre/import/sessions', { field: 'file', name, bytes: Buffer.from(text as string) });

  test('wrong rows stand on top and are given out; nothing is written; the right table comes in once', async () => {
    const { to } = await upload(`${RIGHT}=cmd,${DAY},COVISHIELD,9-25,many,1\n`);
    const wrong = await officer.get(to ?? '');
    expect(wrong.text).toContain('not right: 1 of 3');
    expect(wrong.text).toContain('There is no such centre');
    expect(wrong.text).not.toContain('Bring them in');
    expect(wrong.text.indexOf('=cmd')).toBeLessThan(wrong.text.indexOf('barasat'));
    const errors = (await officer.get(`${to ?? ''}/errors.csv`)).text;
    expect(errors).toContain("'=cmd");
    expect(errors).not.toContain('barasat');
    expect((await officer.post(to ?? '')).status).toBe(422);
    expect(await capacities()).toBeUndefined();

    const right = await upload(RIGHT);
    expect((await officer.get(right.to ?? '')).text).toContain('New: 2. Changed: 0.');
    const both = await Promise.all([1, 2].map(() => officer.post(right.to ?? '')));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await officer.get(right.to ?? '')).text).toContain('All is in. Rows: 2');
    expect([await capacities(), await capacities(`barasat:${DAY}`)]).toEqual([
      [30, 10],
      [20, 5],
    ]);
    expect(await deeds('table.broughtIn')).toHaveLength(1);
    expect((await officer.get((await upload(RIGHT)).to ?? '')).text).toContain('As they are: 2');
  });

  test('a workbook, and what was pasted', async () => {
    const cells = RIGHT.trim()
      .split('\n')
      .map((line) => line.split(',').map((value) => ({ value: /^\d+$/.test(value) ? Number(value) : value })));
    const workbook = await upload(await workbookOf(cells), officer, 'x.xlsx');
    expect((await officer.get(workbook.to ?? '')).text).toContain('New: 2');
    const pasted = RIGHT.replaceAll(',', '\t').replaceAll('9-13', '৯-১৩');
    const { to } = await officer.post('/centre/import/sessions', { pasted });
    expect((await officer.get(to ?? '')).text).toContain('New: 2');
  });

  test('what cannot be read is said, and what was pasted is still there', async () => {
    const { status, text } = await officer.post('/centre/import/sessions', { pasted: 'a,"b\nc' });
    expect(status).toBe(422);
    expect(text).toContain('quotation mark');
    expect(text).toContain('a,&quot;b');
    expect((await upload(Buffer.from('d0cf11e0', 'hex'))).text).toContain('old Excel file');
    expect((await officer.post('/centre/import/sessions', {})).text).toContain('There is nothing in it');
    const { to } = await upload('centre,day\nx,y');
    expect((await officer.get(to ?? '')).text).toContain('missing: Vaccine, Hours, First doses');
  });

  test('rows of other places are refused, and nobody sees another’s table', async () => {
    const { to } = await upload(RIGHT, manager);
    expect((await manager.get(to ?? '')).text).toContain('not in your area');
    for (const path of ['', '/errors.csv']) expect((await officer.get(`${to ?? ''}${path}`)).status).toBe(404);
    expect((await officer.post(to ?? '')).status).toBe(404);
    expect((await officer.get((to ?? '').replace('sessions', 'centres'))).status).toBe(404);
    expect((await officer.get('/centre/import/sessions/[object%20Object]')).status).toBe(404);
  });

  test('fewer places for a session with dates: the preview says how many people would be moved', async () => {
    await plan();
    await booked(3);
    const { to } = await upload(`${HEAD}\nbidhannagar,${DAY},COVISHIELD,9-13,2,10\n`);
    const { text } = await officer.get(to ?? '');
    expect(text).toContain('with a date here: 3; who would lose their place and be offered another: 2');
    await officer.post(to ?? '');
    expect(await capacities()).toEqual([2, 10]);
  });

  test('centres: only of one’s own district, by who may', async () => {
    const head = 'id,name,bengali name,hindi name,district,pin,latitude,longitude';
    const table = `${head}\nnew-town,New Town,নিউ টাউন,न्यू टाउन,near,700091,22.58,88.47\n`;
    const send = (text: string, client: Client) => client.post('/centre/import/centres', { pasted: text });
    expect((await send(table, manager)).status).toBe(403);
    const { to } = await send(table, officer);
    await officer.post(to ?? '');
    expect(await store().places.centre('new-town')).toMatchObject({ names: { bn: 'নিউ টাউন' } });
    const other = await send(table.replace('near,700091', 'next,700014'), officer);
    expect((await officer.get(other.to ?? '')).text).toContain('not in your area');
    const state = await site.signedIn('stateOfficer', { states: ['wb'] });
    const theirs = await send(table.replace('near,700091', 'next,700014').replace('new-town', 'new-two'), state);
    expect((await state.get(theirs.to ?? '')).text).toContain('Every row is right');
  });

  test('the templates can be brought in as they are', async () => {
    for (const kind of ['sessions', 'centres']) {
      const { text, headers } = await officer.get(`/centre/import/${kind}/template.csv`);
      expect(headers.get('content-type')).toContain('text/csv');
      const { to } = await officer.post(`/centre/import/${kind}`, { pasted: text });
      expect((await officer.get(to ?? '')).text).toContain('not right: 1 of 1');
    }
  });
});

test('all of it is said in Bengali and Hindi', async () => {
  await plan();
  for (const [language, word] of [
    ['bn', 'বাতিল করুন'],
    ['hi', 'रद्द करें'],
  ] as const) {
    const client = await site.signedIn('districtOfficer', { districts: ['near'], language });
    for (const path of [
      '/centre/sessions',
      '/centre/sessions/new',
      '/centre/import/sessions',
      '/centre/import/centres',
    ])
      expect((await client.get(path)).status).toBe(200);
    expect((await client.get(PATH)).text).toContain(word);
  }
});
