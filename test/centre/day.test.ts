/** The pages of the centre's day, by plain requests: who sees what, what is written down, what is said. */
import { gzipSync } from 'node:zlib';
import { dayRoutes } from '../../src/centre/day-routes';
import type { Appointment } from '../../src/store/appointments';
import type { AuditEntry } from '../../src/store/audit';
import type { Role } from '../../src/store/staff';
import { askOverride } from '../../src/vaccination/ask-override';
import { vaccinate } from '../../src/vaccination/vaccinate';
import { openConsole, type Client, type Console } from '../support/console';
import {
  appointmentOf,
  booked,
  CENTRE,
  doseWish,
  guest,
  newKey,
  otherCode,
  personOf,
  type Guest,
} from '../support/day';
import { MINUTE, newAddress, openWorld, slotOf, TODAY, voterCard, type World } from '../support/world';

let world: World;
let site: Console;
let nurse: Client;
let other: Client;
const SLOT = slotOf(900, { inDays: 0, from: '15:00' });
const store = () => world.site.store;

beforeAll(async () => {
  world = await openWorld();
  await store().slots.add([SLOT, slotOf(9, { centre: 'sealdah', inDays: 0, from: '15:00' })]);
  site = await openConsole(world, dayRoutes({ store: store() }));
  nurse = await site.signedIn('vaccinator', { centres: [CENTRE] });
  other = await site.signedIn('centreManager', { centres: [CENTRE] });
});
afterAll(async () => {
  await site.close();
  await world.close();
});
afterEach(() => expect(world.site.failures).toEqual([]));

const pageOf = ({ appointment }: Guest): string => `/centre/day/${appointment._id}`;
const trailOf = ({ person }: Guest): Promise<AuditEntry[]> => store().audit.of(`person:${person._id}`, 50);
const fieldsOf = ({ appointment, person }: Guest, change = {}) => ({
  ...{ code: appointment.code, last4: person.card.last4, batch: '4120Z001', ...change },
});

describe('who sees it', () => {
  const roles: [Role, number][] = [
    ...(['vaccinator', 'centreManager'] as const).map((role): [Role, number] => [role, 200]),
    ...(['operator', 'districtOfficer', 'stateOfficer', 'auditor'] as const).map((role): [Role, number] => [role, 403]),
  ];
  test.each(roles)('%s: %d', async (role, status) => {
    const client = await site.signedIn(role, { centres: [CENTRE], districts: ['near'], states: ['wb'] });
    const pages = [
      '/centre/day',
      '/centre/day/print',
      '/centre/day/offline.json',
      '/centre/day/walk-in',
      '/centre/given',
    ];
    for (const page of [...pages, '/centre/conflicts', '/centre/witness'])
      expect([page, (await client.get(page)).status]).toEqual([page, status]);
    expect((await client.get('/centre')).status).toBe(200);
  });

  test('not who works at another centre: nothing is there, and nothing is done', async () => {
    const wanted = await guest(world, SLOT);
    const far = await site.signedIn('vaccinator', { centres: ['sealdah'] });
    for (const page of [`/centre/day?centre=${CENTRE}`, `/centre/day/print?centre=${CENTRE}`, pageOf(wanted)])
      expect((await far.get(page)).status).toBe(404);
    expect((await far.post(`${pageOf(wanted)}/vaccinated`, fieldsOf(wanted))).status).toBe(404);
    expect((await far.postJson('/centre/day/deeds', { centre: CENTRE, deeds: [] })).status).toBe(404);
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });

  test('who works nowhere sees no list', async () => {
    const nobody = await site.signedIn('vaccinator');
    expect((await nobody.get('/centre/day')).status).toBe(404);
  });

  test('the first page shows what the role may do, and no more', async () => {
    const ways = async (client: Client) =>
      Array.from(
        (await client.get('/centre')).text.matchAll(/<li><a href="(\/centre\/[\w/-]+)"[^>]*><b>/g),
        ([, to]) => to,
      );
    expect(await ways(nurse)).toContain('/centre/witness');
    expect(await ways(nurse)).not.toContain('/centre/sessions');
    expect(await ways(other)).toContain('/centre/sessions');
    expect(await ways(await site.signedIn('auditor'))).toEqual(['/centre/audit', '/centre/glitches']);
  });
});

/** A code that nothing else on the list ends with, and nobody else has. */
async function ownCode({ appointment }: Guest): Promise<string> {
  const { text } = await nurse.get(`/centre/day/offline.json?centre=${CENTRE}`);
  const appointments = world.site.connection.collection<Appointment>('appointments');
  const taken = new Set((await appointments.find().toArray()).map(({ code }) => code));
  const code = Array.from({ length: 9_000 }, (_, n) => String(n + 1_000)).find(
    (each) => !taken.has(each) && !text.includes(`${each}"`),
  );
  await appointments.updateOne({ _id: appointment._id }, { $set: { code: code ?? '' } });
  return code ?? '';
}

describe('the list', () => {
  test('leads to everything else of the day, also to the page without network, and says what waits', async () => {
    const wanted = await guest(world, SLOT);
    await nurse.post(`${pageOf(wanted)}/ask`, { why: 'phone lost', batch: 'B1' });
    const { text } = await nurse.get('/centre/day');
    const ways = [...text.matchAll(/<li><a href="([^"?]+)\?centre=bidhannagar[^"]*">/g)].map(([, to]) => to);
    const rest = ['offline', 'witness', 'conflicts', 'given', 'day/print'];
    expect(ways).toEqual(['day/walk-in', ...rest].map((way) => `/centre/${way}`));
    expect(text).toMatch(/Second pair of eyes<\/a><span class="chip waits">\d+</);
  });

  test('holds the names, escaped, and no code of anybody', async () => {
    const wanted = await guest(world, SLOT);
    await store().persons.correct(wanted.person, { ...wanted.person, name: '<script>alert(1)</script> "&' });
    const pages = ['/centre/day', '/centre/day/print', pageOf(wanted), '/centre/day/offline.json'];
    const texts = async () => (await Promise.all(pages.map((page) => nurse.get(page)))).map(({ text }) => text);
    for (const text of (await texts()).slice(0, 3)) {
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('alert(1)');
    }
    // One that stands there for nothing else: years and cards have four digits too.
    const all = (await texts()).join();
    const code = Array.from({ length: 9_000 }, (_, n) => String(n + 1_000)).find((each) => !all.includes(each)) ?? '';
    await world.site.connection
      .collection<Appointment>('appointments')
      .updateOne({ _id: wanted.appointment._id }, { $set: { code } });
    for (const text of await texts()) expect(text.replace(/(csrf|once)" value="[^"]+"/g, '')).not.toContain(code);
    const { headers } = await nurse.get('/centre/day');
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });

  test('found by htmx: a part; by Enter, where one fits: their page', async () => {
    const wanted = await guest(world, SLOT);
    const search = `/centre/day?centre=${CENTRE}&q=${wanted.person.reference.slice(-7)}`;
    const part = await nurse.get(search, { 'HX-Request': 'true' });
    expect(part.text).toContain(wanted.appointment._id);
    expect(part.text).not.toContain('<html');
    expect(await nurse.get(search)).toMatchObject({ status: 303, to: pageOf(wanted) });
    expect((await nurse.get('/centre/day?q=nobody')).text).toContain('/centre/day/walk-in');
  });

  test('each view, each look and each search by code is in the audit trail', async () => {
    const wanted = await guest(world, SLOT);
    const list = async () => (await store().audit.of(`centre:${CENTRE}`, 500)).map(({ action }) => action);
    const before = (await list()).length;
    await nurse.get('/centre/day');
    await nurse.get('/centre/day?q=ro', { 'HX-Request': 'true' });
    expect((await list()).slice(0, (await list()).length - before)).toEqual(['day.listed']);
    await nurse.get(pageOf(wanted));
    expect(await trailOf(wanted)).toMatchObject([
      { action: 'person.looked', why: 'vaccination today', staff: nurse.staff._id },
    ]);
  });

  test('of 120 names is lighter than 150 kB as it is sent', async () => {
    const slot = slotOf(200, { centre: 'barasat', inDays: 0, from: '15:00' });
    await store().slots.add([slot]);
    await Promise.all(Array.from({ length: 120 }, () => guest(world, slot)));
    const client = await site.signedIn('vaccinator', { centres: ['barasat'] });
    const { text } = await client.get('/centre/day');
    expect(text.match(/<li><a href="\/centre\/day\/[^"]+"><b>/g)).toHaveLength(120);
    expect(gzipSync(text).length).toBeLessThan(150_000);
  });

  test.each(['bn', 'hi', 'en'] as const)('every page can be said in %s', async (language) => {
    const wanted = await guest(world, SLOT);
    const client = await site.signedIn('vaccinator', { centres: [CENTRE], language });
    for (const page of [
      '/centre',
      '/centre/day',
      '/centre/day/print',
      '/centre/day/walk-in',
      '/centre/given',
      pageOf(wanted),
    ])
      expect((await client.get(page)).text).toContain(`<html lang="${language}">`);
    const wrong = await client.post(`${pageOf(wanted)}/vaccinated`, fieldsOf(wanted, { code: otherCode(wanted) }));
    expect(wrong).toMatchObject({ status: 422 });
  });
});

describe('one person', () => {
  test('arrives, is refused with a wrong code in words, and vaccinated with the right one', async () => {
    const wanted = await guest(world, SLOT);
    expect(await nurse.post(`${pageOf(wanted)}/arrived`)).toMatchObject({ status: 303, to: pageOf(wanted) });
    expect((await nurse.get(pageOf(wanted))).text).toContain('here since');
    const wrong = await nurse.post(`${pageOf(wanted)}/vaccinated`, fieldsOf(wanted, { code: otherCode(wanted) }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The code is not right');
    expect(wrong.text).not.toContain(`"${wanted.appointment.code}"`);
    const right = await nurse.post(`${pageOf(wanted)}/vaccinated`, fieldsOf(wanted));
    // On to the next one, with what is to be said to this one.
    expect(right).toMatchObject({ status: 303, to: `/centre/day?centre=${CENTRE}` });
    const said = decodeURIComponent(right.headers.get('set-cookie') ?? '');
    expect(said).toContain(`${wanted.person.name}: first dose recorded. Say: second dose from Wed, 31 Mar`);
    expect((await nurse.get(pageOf(wanted))).text).toContain('second dose from Wed, 31 Mar');
    expect((await trailOf(wanted)).map(({ action }) => action)).toEqual([
      ...['person.looked', 'dose.recorded', 'dose.refused', 'person.looked', 'person.arrived'],
    ]);
    // The next one finds the batch filled in.
    const next = await guest(world, SLOT);
    expect((await nurse.get(pageOf(next))).text).toContain('value="4120Z001"');
  });

  test('found by the code they say need not say it twice, and a card that differs costs no code', async () => {
    const wanted = await guest(world, SLOT);
    const code = await ownCode(wanted);
    const found = await nurse.get(`/centre/day?centre=${CENTRE}&q=${code}`);
    expect(found).toMatchObject({ status: 303, to: `${pageOf(wanted)}?code=${code}` });
    const focused = (text: string) => /<input(?=[^>]*\sautofocus)[^>]*name="(\w+)"/.exec(text)?.[1];
    const page = await nurse.get(found.to ?? '');
    expect(page.text).toContain(`value="${code}"`);
    expect(focused(page.text)).toBe('last4');
    expect(focused((await nurse.get(pageOf(wanted))).text)).toBe('code');
    const fields = fieldsOf(wanted, { code, last4: '0000' });
    const differs = await nurse.post(`${pageOf(wanted)}/vaccinated`, fields);
    expect(differs.text).toContain(`value="${code}"`);
    // While it is typed nothing is looked for, and it is said how.
    const part = await nurse.get(`/centre/day?centre=${CENTRE}&q=${code}`, { 'HX-Request': 'true' });
    expect(part.text).not.toContain(wanted.appointment._id);
    expect(part.text).toContain(`${code}: press Enter`);
  });

  test('who has gone to another centre since the page was opened: said in words, and nothing of them', async () => {
    const wanted = await guest(world, SLOT);
    const fields = fieldsOf(wanted);
    await booked(world, wanted.person._id, slotOf(9, { centre: 'sealdah', inDays: 0, from: '15:00' }), true);
    const { status, text } = await nurse.post(`${pageOf(wanted)}/vaccinated`, fields);
    expect(status).toBe(404);
    expect(text).toContain('now at another place');
    expect(text).not.toContain(wanted.person.name);
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });

  test('without the code: one asks, another confirms; both names stand there', async () => {
    const wanted = await guest(world, SLOT);
    const { text } = await nurse.post(`${pageOf(wanted)}/ask`, { why: '', batch: 'B1' });
    expect(text).toContain('Write in a few words why');
    await nurse.post(`${pageOf(wanted)}/ask`, { why: 'phone lost', batch: 'B1' });
    const [look] = (await store().secondLooks.openAt(CENTRE, world.clock.now())).filter(
      ({ appointment }) => appointment === wanted.appointment._id,
    );
    expect((await nurse.get('/centre/witness')).text).toContain('somebody else has to look');
    const own = await nurse.post(`/centre/witness/${look?._id ?? ''}`);
    expect(decodeURIComponent(own.headers.get('set-cookie') ?? '')).toContain('somebody else has to look');
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
    await other.post(`/centre/witness/${look?._id ?? ''}`);
    expect((await personOf(world, wanted.person._id)).doses).toHaveLength(1);
    const after = (await nurse.get(pageOf(wanted))).text;
    for (const name of [nurse.staff.name, other.staff.name]) expect(after).toContain(name);
    expect((await trailOf(wanted)).map(({ action, staff }) => [action, staff])).toEqual(
      expect.arrayContaining([
        ['dose.overrideAsked', nurse.staff._id],
        ['dose.witnessed', other.staff._id],
      ]),
    );
  });

  test('taken back by two, and not by one', async () => {
    const wanted = await guest(world, SLOT);
    await vaccinate(store(), doseWish(world, wanted));
    expect((await nurse.get('/centre/given')).text).toContain(pageOf(wanted));
    await nurse.post(`${pageOf(wanted)}/undo`, { why: 'wrong sister' });
    const [look] = (await store().secondLooks.openAt(CENTRE, world.clock.now())).filter(({ kind }) => kind === 'undo');
    await nurse.post(`/centre/witness/${look?._id ?? ''}`);
    expect((await personOf(world, wanted.person._id)).doses).toHaveLength(1);
    await other.post(`/centre/witness/${look?._id ?? ''}`);
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
    expect((await trailOf(wanted)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['dose.undone', 'dose.undoAsked']),
    );
  });

  test('a request can be taken back by who asked', async () => {
    const wanted = await guest(world, SLOT);
    const by = { id: nurse.staff._id, name: nurse.staff.name };
    const ask = { appointment: wanted.appointment._id, centre: CENTRE, why: 'lost', batch: 'B1', key: newKey() };
    const asked = await askOverride(store(), { ...ask, by, now: world.clock.now() });
    const look = asked.status === 'open' ? asked.look._id : '';
    await other.post(`/centre/witness/${look}/withdraw`);
    expect((await store().secondLooks.get(look))?.status).toBe('open');
    await nurse.post(`/centre/witness/${look}/withdraw`);
    expect((await store().secondLooks.get(look))?.status).toBe('withdrawn');
  });
});

describe('somebody without a date', () => {
  const fields = (n: number, change = {}) => ({
    ...{ centre: CENTRE, name: `Aboni ${n}`, born: '৬৯', gender: 'female', cardType: 'voter', language: 'bn' },
    ...{ cardNumber: voterCard(n), phone: newAddress().slice(7), ...change },
  });

  test('is registered on the spot, and on the list', async () => {
    const came = await nurse.post('/centre/day/walk-in/new', fields(950_001));
    expect(came.status).toBe(303);
    const { text } = await nurse.get('/centre/day');
    expect(text).toContain('Aboni 950001');
    expect(text).toContain('came without a date');
  });

  test('without a phone: the code is shown once, for a slip of paper', async () => {
    const { text, status } = await nurse.post('/centre/day/walk-in/new', fields(950_002, { phone: '' }));
    expect(status).toBe(200);
    const code = /class="code">(\d{4})</.exec(text)?.[1] ?? '';
    const appointment =
      /href="\/centre\/day\/([^"]+)" *>?\s*[^<]*Go on|class="button first" href="\/centre\/day\/([^"]+)"/.exec(text);
    const id = decodeURIComponent(appointment?.[1] ?? appointment?.[2] ?? '');
    expect((await appointmentOf(world, id)).code).toBe(code);
    // Who has seen it has to ask a colleague, who needs no more than the code.
    const mine = (await nurse.get(`/centre/day/${id}`)).text;
    expect(mine).not.toContain(`>${code}<`);
    expect(mine).toContain('The code was shown to you');
    expect(mine).not.toContain(`/centre/day/${id}/vaccinated`);
    expect((await other.get(`/centre/day/${id}`)).text).toContain(`/centre/day/${id}/vaccinated`);
    const dose = { code, last4: voterCard(950_002).slice(-4), batch: 'B1' };
    expect((await nurse.post(`/centre/day/${id}/vaccinated`, dose)).status).toBe(422);
    expect((await other.post(`/centre/day/${id}/vaccinated`, dose)).status).toBe(303);
  });

  test('what is wrong is said, and what was typed is still there', async () => {
    const young = await nurse.post('/centre/day/walk-in/new', fields(950_003, { born: '30' }));
    expect(young.status).toBe(422);
    expect(young.text).toContain('It is not their turn yet');
    expect(young.text).toContain('value="Aboni 950003"');
    const unknown = await nurse.post('/centre/day/walk-in/known', {
      centre: CENTRE,
      reference: '12345678901234',
      last4: '1',
    });
    expect(unknown.text).toContain('do not belong together');
  });
});

describe('without network', () => {
  test('what the device takes along has what is compared, and neither codes nor whose number it is', async () => {
    const wanted = await guest(world, SLOT);
    const { text } = await nurse.get(`/centre/day/offline.json?centre=${CENTRE}`);
    const taken = JSON.parse(text) as { slots: { people: { appointment: string }[] }[]; staff: object; today: boolean };
    expect(taken).toMatchObject({ day: TODAY, today: true, staff: { id: nurse.staff._id } });
    const row = taken.slots.flatMap(({ people }) => people).find((each) => each.appointment === wanted.appointment._id);
    expect(row).toMatchObject({
      name: wanted.person.name,
      card: { last4: wanted.person.card.last4 },
      status: 'booked',
    });
    expect(Object.keys(row ?? {})).not.toContain('code');
    expect(text).not.toContain(wanted.person.contact);
  });

  test('deeds are done, named invalid, or become conflicts that two people settle', async () => {
    const [right, wrong] = [await guest(world, SLOT), await guest(world, SLOT)];
    const at = new Date(world.clock.now().getTime() - 5 * MINUTE).toISOString();
    const dose = ({ appointment, person }: Guest, id: string, code = appointment.code) => ({
      ...{ id, kind: 'vaccinated', at, appointment: appointment._id, code, cardLast4: person.card.last4, batch: 'B9' },
    });
    const walkIn = {
      ...{ id: 'device-walk-1', kind: 'walkIn', at },
      person: { name: 'Walk Json', age: 69, gender: 'male', cardType: 'voter', cardNumber: voterCard(950_010) },
    };
    const deeds = [dose(right, 'device-1'), dose(wrong, 'device-2', '0000'), { id: 'device-3', kind: 'what' }, walkIn];
    const { text } = await nurse.postJson('/centre/day/deeds', { centre: CENTRE, deeds });
    expect(JSON.parse(text)).toMatchObject({
      outcomes: [
        { id: 'device-1', outcome: 'done', dose: 1, secondFrom: '2021-03-31' },
        { id: 'device-2', outcome: 'conflict', reason: 'wrongCode' },
        { id: 'device-3', outcome: 'invalid' },
        { id: 'device-walk-1', outcome: 'done', appointment: expect.any(String) as string },
      ],
    });
    // A dose of somebody whose walk-in was sent before, and who has no code yet.
    const ofWalkIn = { ...dose(right, 'device-4', ''), appointment: undefined, walkIn: 'device-walk-1' };
    const later = await nurse.postJson('/centre/day/deeds', { centre: CENTRE, deeds: [ofWalkIn] });
    expect(JSON.parse(later.text)).toMatchObject({ outcomes: [{ outcome: 'conflict', reason: 'wrongCode' }] });
    const page = await nurse.get('/centre/conflicts');
    expect(page.text).toContain(wrong.person.name);
    expect(page.text).toContain('Walk Json');
    const conflict = (await store().dayConflicts.openAt(CENTRE)).find(
      ({ appointment }) => appointment === wrong.appointment._id,
    );
    await nurse.post(`/centre/conflicts/${conflict?._id ?? ''}/ask`, { why: 'I gave it', batch: 'B9' });
    const [look] = (await store().secondLooks.openAt(CENTRE, world.clock.now())).filter((each) => each.conflict);
    await other.post(`/centre/witness/${look?._id ?? ''}`);
    expect((await personOf(world, wrong.person._id)).doses).toHaveLength(1);
    expect((await nurse.get('/centre/conflicts')).text).not.toContain(wrong.person.name);
  });

  test('what is no list of deeds is refused', async () => {
    for (const json of [[], { centre: CENTRE }, { centre: { $ne: '' }, deeds: [] }, { centre: CENTRE, deeds: 'x' }])
      expect([400, 422]).toContain((await nurse.postJson('/centre/day/deeds', json)).status);
    for (const body of ['null', '"x"', '7', '{', '[[[', '', '{"centre":"bidhannagar","deeds":[[]],"x":']) {
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': nurse.csrf,
        cookie: `tikasetu=${nurse.token}`,
      };
      const { status } = await fetch(`${site.url}/centre/day/deeds`, { method: 'POST', body, headers });
      expect([body, [400, 422].includes(status)]).toEqual([body, true]);
    }
    const odd = [null, 7, 'x', [], { id: 7 }, { id: 'device-odd', kind: 'arrived', at: 'x', appointment: 'x' }];
    const { text } = await nurse.postJson('/centre/day/deeds', { centre: CENTRE, deeds: odd });
    expect((JSON.parse(text) as { outcomes: { outcome: string }[] }).outcomes.map(({ outcome }) => outcome)).toEqual(
      odd.map(() => 'invalid'),
    );
    const ancient = { id: 'device-ancient', kind: 'arrived', at: '0001-01-01T00:00:00Z', appointment: 'x' };
    expect((await nurse.postJson('/centre/day/deeds', { centre: CENTRE, deeds: [ancient] })).status).toBe(200);
    expect((await nurse.get('/centre/conflicts')).status).toBe(200);
    const many = Array.from({ length: 201 }, () => ({}));
    expect((await nurse.postJson('/centre/day/deeds', { centre: CENTRE, deeds: many })).status).toBe(422);
  });
});

test('what is typed into a path or a query leads nowhere', async () => {
  for (const path of [
    '/centre/day/%7B%22%24ne%22%3A1%7D',
    '/centre/day/..%2f..%2fetc',
    '/centre/day?centre[$ne]=1&day[$gt]=',
    '/centre/day?day=2021-02-30',
  ])
    expect([path, [200, 404].includes((await nurse.get(path)).status)]).toEqual([path, true]);
});
