import { auditRoutes } from '../../src/centre/audit-page';
import { openConsole, type Client, type Console } from '../support/console';
import { newAddress, openWorld, registered, type World } from '../support/world';

let world: World;
let site: Console;
let auditor: Client;
beforeAll(async () => {
  world = await openWorld();
  site = await openConsole(world, auditRoutes({ store: world.site.store }));
  auditor = await site.signedIn('auditor', { name: 'Asha' });
});
afterAll(async () => {
  await site.close();
  await world.close();
});

const looked = (name: string, about: string, why: string) =>
  world.site.store.audit.append({
    ...{ at: world.clock.now(), staff: name, name, role: 'operator', from: '203.0.113.7' },
    ...{ action: 'person.looked', about, why, detail: null },
  });
const collection = () => world.site.connection.collection<{ _id: number }>('audit');

test('shows who did what, the newest first, and that it was read', async () => {
  await looked('mita', 'person:1', 'asked for <b>her</b> date');
  await looked('rina', 'person:2', 'a second look');
  const { text, status } = await auditor.get('/centre/audit');
  expect(status).toBe(200);
  expect(text).toContain('asked for &lt;b>her&lt;/b> date');
  expect(text.indexOf('a second look')).toBeLessThan(text.indexOf('asked for'));
  expect(text).toContain('2021\u201103\u201103 10:00');
  expect(await world.site.store.audit.find({ action: 'audit.read' }, 1)).toMatchObject([
    { name: 'Asha', role: 'auditor' },
  ]);
});

test('is found by the name of staff, by what was done and by a person’s number', async () => {
  const id = await registered(world, newAddress(), 1);
  const person = await world.site.store.persons.get(id);
  await looked(auditor.staff._id, `person:${id}`, 'by number');
  const page = async (query: Record<string, string>) =>
    (await auditor.get(`/centre/audit?${new URLSearchParams(query).toString()}`)).text;
  const byNumber = await page({ about: person?.reference ?? '' });
  expect(byNumber).toContain('by number');
  expect(byNumber).not.toContain('a second look');
  expect(await page({ about: 'person:2' })).toContain('a second look');
  const byName = await page({ staff: ' ASHA ' });
  expect(byName).toContain('by number');
  expect(byName).not.toContain('a second look');
  expect(await page({ staff: 'Asha', action: 'person.looked' })).toContain('by number');
  expect(await page({ action: 'person.forgotten' })).toContain('Nothing of this was done');
  expect(await page({ staff: 'nobody' })).toContain('Nobody has this name');
  expect(await page({ about: '99999999999999' })).toContain('Nobody has this name');
  expect(await page({ 'staff[$ne]': 'x', before: '{"$gt":0}' })).toContain('a second look');
});

test('goes on page by page', async () => {
  for (let n = 1; n <= 60; n++) await looked('paging', 'person:paged', `look ${n}.`);
  const first = (await auditor.get('/centre/audit?about=person:paged')).text;
  expect(first).toContain('look 60.');
  expect(first).not.toContain('look 10.');
  const [, older = ''] = /href="([^"]*before=\d+)"/.exec(first) ?? [];
  const second = (await auditor.get(older.replaceAll('&amp;', '&'))).text;
  expect(second).toContain('look 10.');
  expect(second).not.toContain('before=');
});

test('what was said or changed is told in a line', async () => {
  const at = {
    at: world.clock.now(),
    staff: 's',
    name: 's',
    role: 'vaccinator',
    from: 'x',
    action: 'dose.recorded',
  } as const;
  const details = [{ dose: 2, vaccine: 'COVAXIN', was: null }, 'said', null, ['a'], { words: 'to Rahima', turn: 3 }];
  for (const detail of details) await world.site.store.audit.append({ ...at, about: 'person:told', why: null, detail });
  const { text } = await auditor.get('/centre/audit?about=person:told');
  expect(text).toContain('<td>dose: 2, vaccine: COVAXIN, was: null</td>');
  expect(text).toContain('<td>said</td>');
  expect(text).toContain('<td>words: …, turn: 3</td>');
  expect(text).not.toContain('Rahima');
  expect(text).toContain('<td></td>');
});

test('a check says whether the chain is whole, and where it is not', async () => {
  const whole = await auditor.post('/centre/audit/check');
  expect(whole.text).toMatch(/The trail is whole: \d+ entries/);
  await collection().updateOne({ _id: 1 }, { $set: { name: 'somebody else', sealed: Buffer.from('nonsense') } });
  const broken = await auditor.post('/centre/audit/check');
  expect(broken.text).toContain('entry 1 was changed after it was written. The 0 before it');
  expect((await auditor.get('/centre/audit?staff=nobody&about=&before=2')).status).toBe(200);
  expect((await auditor.get('/centre/audit?before=2')).text).toContain('altered');
});

test.each(['operator', 'vaccinator', 'centreManager', 'districtOfficer', 'stateOfficer'] as const)(
  'is closed to others: %s',
  async (role) => {
    const other = await site.signedIn(role);
    expect((await other.get('/centre/audit')).status).toBe(403);
    expect((await other.post('/centre/audit/check')).status).toBe(403);
  },
);
