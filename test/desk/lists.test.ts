/** A village's list through the desk's pages, by plain requests. */
import { listRoutes } from '../../src/desk/lists-routes';
import { askInvited, settleInvited } from '../../src/vaccination/ask-invited';
import { answerInvitation } from '../../src/vaccination/invitation';
import { cookieName } from '../../src/web/visitor';
import { openConsole, type Answer, type Client, type Console } from '../support/console';
import { newAddress, openWorld, voterCard, type World } from '../support/world';
import { workbookOf } from '../support/workbook';

let world: World;
let desk: Console;
let mita: Client;
beforeAll(async () => {
  world = await openWorld();
  desk = await openConsole(world, listRoutes({ store: world.site.store }));
  mita = await desk.signedIn('operator');
});
afterAll(async () => {
  await desk.close();
  await world.close();
});
afterEach(() => expect(world.site.failures.splice(0)).toEqual([]));

const phone = (): string => newAddress().replace('tel:+91', '');
let cards = 8_000;
const card = (): string => voterCard(cards++);

async function made(people: string, more: Record<string, string> = {}): Promise<string> {
  const { status, to, text } = await mita.post('/desk/lists/new', { village: 'Kanchanpur', people, ...more });
  if (status !== 303) throw new Error(text);
  return to ?? '';
}
const noticeOf = ({ headers }: Answer): string => decodeURIComponent(headers.get('set-cookie') ?? '');
const idOf = (path: string): string => path.split('/').at(-1) ?? '';
const rowOf = (text: string, line: number): string =>
  new RegExp(`<tr id="row-${line}">.*?</tr>`, 's')
    .exec(text)?.[0]
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ') ?? '';
const deeds = async (list: string): Promise<string[]> =>
  (await world.site.store.audit.of(`list:${idOf(list)}`, 50)).map(({ action }) => action);

describe('a new list', () => {
  test('is read from what was pasted, row by row', async () => {
    const number = phone();
    const list = await made(`Rahima Bibi, 69 F, ${number}, ${card()}, 700091\nGopal Das, 70 M, 983001234`);
    const { text } = await mita.get(list);
    expect(rowOf(text, 1)).toMatch(
      new RegExp(`Rahima Bibi 69, woman ${number.slice(0, 5)} ${number.slice(5)} Voter WKH.* Can be asked`),
    );
    expect(rowOf(text, 2)).toMatch(
      /Gopal Das 70, man 983001234 .*To put right Phone: 9 digits, there must be 10\..*card, PIN code/,
    );
    expect(await deeds(list)).toEqual(['list.looked', 'list.made']);
    expect((await mita.get('/desk/lists')).text).toContain('Kanchanpur');
  });

  test('is read from a file of Excel', async () => {
    const rows = [
      ['নাম', 'বয়স', 'লিঙ্গ', 'মোবাইল'],
      ['রহিমা বিবি', '৬৯', 'মহিলা', phone()],
    ];
    const bytes = await workbookOf(rows.map((cells) => cells.map((value) => ({ value }))));
    const { to } = await mita.upload(
      '/desk/lists/new',
      { field: 'file', name: 'list.xlsx', bytes },
      { village: 'কাঞ্চনপুর' },
    );
    const { text } = await mita.get(to ?? '');
    expect(rowOf(text, 2)).toContain('রহিমা বিবি 69, woman');
  });

  test('made twice by a double click is one', async () => {
    const once = crypto.randomUUID();
    const people = `Rahima Bibi, 69, ${phone()}`;
    const both = await Promise.all([made(people, { once }), made(people, { once })]);
    expect(both[0]).toBe(both[1]);
  });

  test.each([
    ['', 'Kanchanpur', 'There is nobody on this list'],
    ['Rahima Bibi, 69', '', 'Write the name of the village'],
    ['Rahima Bibi, 69', '<b>K</b>', 'Write the name of the village'],
    ['Rahima Bibi, 69', 'a village with a very long name', 'Write the name of the village'],
    ['Rahima Bibi, 69', 'bit.ly/abc', 'Write the name of the village'],
    [`Rahima Bibi, 69, ${'x '.repeat(300)}`, 'K', 'One line is far too long'],
    [Array.from({ length: 10_000 }, () => 'Rahima Bibi, 69').join('\n'), 'K', 'More than 200 people'],
    [
      Array.from({ length: 201 }, (_, n) => `Person ${n % 7}, 69, 98300${10_000 + n}`).join('\n'),
      'K',
      'More than 200 people',
    ],
  ])('is sent back with what was typed, and why (%#)', async (people, village, error) => {
    const { status, text } = await mita.post('/desk/lists/new', { village, people });
    expect(status).toBe(422);
    expect(text).toContain(error);
    if (people) expect(text).toContain(people.slice(0, 10));
  });

  test('says what is wrong with a file', async () => {
    const file = { field: 'file', name: 'list.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]) };
    expect((await mita.upload('/desk/lists/new', file, { village: 'K' })).text).toContain('old Excel file');
  });

  test('takes a quotation mark for what it is', async () => {
    const list = await made(`"Rahima Bibi, 69, ${phone()}`);
    expect(rowOf((await mita.get(list)).text, 1)).toContain('Rahima Bibi');
  });

  test('shows what a program wrote as text, and takes no formula to Excel', async () => {
    const list = await made(`<script>alert(1)</script>, 69, ${phone()}\n=HYPERLINK("http://x"), 69`);
    const { text } = await mita.get(`${list}/1`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script>alert(1)&lt;/script>');
    const { text: csv } = await mita.get(`${list}/missing.csv`);
    expect(csv).toMatch(/^Line,As written,What is missing\r\n/);
    expect(csv).toMatch(/\r\n2,"?'=HYPERLINK/);
  });

  test('of two hundred is a light page', async () => {
    const people = Array.from({ length: 200 }, () => `রহিমা বিবি, ৬৯, মহিলা, ${phone()}, ${card()}, 700091`).join('\n');
    const bengali = await desk.signedIn('operator', { language: 'bn' });
    const { to } = await bengali.post('/desk/lists/new', { village: 'কাঞ্চনপুর', people });
    const { text } = await bengali.get(to ?? '');
    expect(text.match(/<tr id="row-/g)).toHaveLength(200);
    expect(Buffer.byteLength(text)).toBeLessThan(150_000);
  });
});

describe('a row', () => {
  const right = (more = {}) => ({
    ...{
      name: 'Rahima Bibi',
      age: '69',
      gender: 'female',
      phone: phone(),
      cardType: 'voter',
      cardNumber: card(),
      pinCode: '700 091',
    },
    ...more,
  });

  test('is put right in a form of its own, on the page or as a part of it', async () => {
    const list = await made('Rahima, 69 F, 983001234, WKH1186263');
    const page = await mita.get(`${list}/1`);
    expect(page.text).toContain('As it was written: Rahima · 69 F · 983001234 · WKH1186263');
    expect(page.text).toContain('value="983001234"');
    const part = await mita.get(`${list}/1`, { 'HX-Request': 'true' });
    expect(part.text).toMatch(/^<tr id="row-1">.*name="csrf"/s);
    expect((await mita.post(`${list}/1`, right())).to).toBe(`${list}#row-1`);
    expect(rowOf((await mita.get(list)).text, 1)).toMatch(/Rahima Bibi 69, woman .* 700091 Can be asked/);
    expect(await deeds(list)).toContain('list.changed');
  });

  test('keeps what is still wrong in view', async () => {
    const list = await made(`Rahima, 69 F, ${phone()}`);
    await mita.post(`${list}/1`, right({ cardNumber: 'WKH1186263', age: '6', phone: '12345' }));
    expect(rowOf((await mita.get(list)).text, 1)).toMatch(
      /This age cannot be right\. Card number: one of the digits is wrong\./,
    );
    await mita.post(`${list}/1`, right({ cardType: 'aadhaar' }));
    expect(rowOf((await mita.get(list)).text, 1)).toContain('another card');
  });

  test('is not changed from a window that shows it as it was', async () => {
    const list = await made(`Rahima, 69 F, ${phone()}`);
    const { text } = await mita.get(`${list}/1`);
    const [, seen = ''] = /name="seen" value="(\d+)"/.exec(text) ?? [];
    world.clock.advance(1_000);
    await mita.post(`${list}/1`, right({ name: 'Rahima Khatun', seen }));
    expect(noticeOf(await mita.post(`${list}/1`, right({ name: 'Rahima Roy', seen })))).toContain('changed meanwhile');
    expect(rowOf((await mita.get(list)).text, 1)).toContain('Rahima Khatun');
    const fields = { csrf: mita.csrf, once: crypto.randomUUID(), ...right({ name: 'Rahima Das', seen }) };
    const part = await fetch(`${mita.url}${list}/1`, {
      ...{ method: 'POST', body: new URLSearchParams(fields) },
      headers: { 'HX-Request': 'true', cookie: `${cookieName(false)}=${mita.token}` },
    });
    expect(await part.text()).toMatch(/changed meanwhile.*value="Rahima Khatun"/s);
  });

  test('is shown in a form no more when the person has been asked', async () => {
    const number = card();
    const list = await made(`Rahima Bibi, 69 F, ${phone()}, ${number}`);
    await mita.post(`${list}/send`);
    for (const headers of [{}, { 'HX-Request': 'true' }])
      expect((await mita.get(`${list}/1`, headers)).text).not.toContain(number);
  });

  test('is changed no more when the person has been asked', async () => {
    const list = await made(`Rahima Bibi, 69 F, ${phone()}`);
    await mita.post(`${list}/send`);
    await mita.post(`${list}/1`, right({ name: 'Somebody Else' }));
    expect(rowOf((await mita.get(list)).text, 1)).toContain('Rahima Bibi');
    expect(await deeds(list)).not.toContain('list.changed');
  });
});

describe('who is asked', () => {
  test('is asked once, and seen in the table, masked from the yes on', async () => {
    const { store } = world.site;
    const numbers = [phone(), phone()];
    const list = await made(numbers.map((number) => `Rahima Bibi, 69 F, ${number}, ${card()}, 700091`).join('\n'));
    await Promise.all([mita.post(`${list}/send`), mita.post(`${list}/send`)]);
    await askInvited(store, world.clock.now());
    const asked = await mita.get(list);
    expect(rowOf(asked.text, 1)).toMatch(/Rahima Bibi.*Voter ….*Asked/);
    expect(rowOf(asked.text, 1)).not.toMatch(/WKH/);
    expect(asked.text).not.toContain('Put right');
    const rows = await store.villageLists.rowsOf(idOf(list));
    for (const [index, { _id, contact }] of rows.entries())
      await answerInvitation(store, {
        invitation: _id,
        contact: contact ?? '',
        agrees: index === 0,
        now: world.clock.now(),
      });
    await settleInvited(store, world.clock.now());
    const { text } = await mita.get(list);
    expect(rowOf(text, 1)).toMatch(/R… B….*Said yes/);
    expect(rowOf(text, 2)).toMatch(/R… B….*Said no/);
    for (const number of numbers) expect(text).not.toContain(number.slice(5));
    expect(await deeds(list)).toContain('list.sent');
  });

  test('is left for tomorrow when an operator has asked as many as one may', async () => {
    const people = (count: number) =>
      Array.from({ length: count }, () => `Rahima Bibi, 69 F, ${phone()}, ${card()}, 700091`).join('\n');
    const busy = await desk.signedIn('operator');
    const make = async (count: number): Promise<string> =>
      (await busy.post('/desk/lists/new', { village: 'Kanchanpur', people: people(count) })).to ?? '';
    for (const count of [200, 198]) await busy.post(`${await make(count)}/send`);
    const list = await make(5);
    expect(noticeOf(await busy.post(`${list}/send`))).toContain('2 people will be asked by SMS. 3 are left');
    expect(await deeds(list)).toContain('list.sent');
  });

  test('shows by itself how far it is', async () => {
    const list = await made(`Rahima Bibi, 69 F, ${phone()}\nGopal Das, 70`);
    const { text } = await mita.get(list, { 'HX-Request': 'true', 'X-By-Itself': '1' });
    expect(text).toMatch(/<span id="standing-1" class="chip good" hx-swap-oob="true">Can be asked<\/span>/);
    expect(text).not.toContain('<form');
    expect(await deeds(list)).toEqual(['list.made']);
  });
});

test('is nobody else’s to see', async () => {
  const list = await made(`Rahima Bibi, 69 F, ${phone()}`);
  const other = await desk.signedIn('operator');
  for (const path of [list, `${list}/1`, `${list}/missing.csv`, '/desk/lists/none', `${list}/99`])
    expect((await other.get(path)).status).toBe(404);
  for (const path of [`${list}/1`, `${list}/send`]) expect((await other.post(path)).status).toBe(404);
  expect((await other.get('/desk/lists')).text).not.toContain(idOf(list));
  const nurse = await desk.signedIn('vaccinator');
  expect((await nurse.get(list)).status).toBe(403);
});
