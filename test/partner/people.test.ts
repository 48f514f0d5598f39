/** People through the API: who is registered, shown and taken off, and that they are the same people as by telephone. */
import { DAY, newAddress, openWorld, registered, slotOf, TODAY, voterCard, type World } from '../support/world';
import { mobileOf, openApi, type ApiUnderTest, type CallOptions, type Reply } from '../support/partner-api';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { recordDose } from '../../src/vaccination/record-dose';

let world: World;
let api: ApiUnderTest;
const SLOT = slotOf(500);
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([SLOT, slotOf(500, { centre: 'sealdah', inDays: 3 })]);
  api = await openApi(world);
});
afterAll(async () => {
  await api.close();
  await world.close();
});

const store = () => world.site.store;
const now = () => world.clock.now();
let cards = 500;

/** As programs of then sent it, captcha and all. */
const bodyOf = (change: Record<string, unknown> = {}) => ({
  ...{
    name: 'Rahima Bibi',
    birth_year: '1952',
    gender_id: 2,
    photo_id_type: '12',
    photo_id_number: voterCard(++cards),
  },
  ...{ comorbidity_ind: 'N', consent_version: '1', captcha: 'abc' },
  ...change,
});

async function caller(address = newAddress(), options: CallOptions = {}) {
  const token = await api.signIn(address, options);
  const contact = store().vault.contactOf(address);
  const add = (change?: Record<string, unknown>, more: CallOptions = {}): Promise<Reply> =>
    api.post('/registration/beneficiary/new', bodyOf(change), { token, ...options, ...more });
  return {
    ...{ address, contact, token, add },
    list: (more: CallOptions = {}) => api.get('/appointment/beneficiaries', { token, ...more }),
    remove: (id: unknown) => api.post('/registration/beneficiary/delete', { beneficiary_reference_id: id }, { token }),
    people: () => store().persons.ofContact(contact),
  };
}

const idIn = ({ json }: Reply): string => String(json['beneficiary_reference_id']);
const listed = ({ json }: Reply) => json['beneficiaries'] as Record<string, unknown>[];

test('cards and genders have the ids that programs know, and words of the language asked for; nobody has to sign in', async () => {
  const types = (await api.get('/registration/beneficiary/idTypes')).json['types'] as { id: number }[];
  expect(types.map(({ id }) => id)).toEqual([1, 2, 6, 8, 9, 10, 12]);
  expect(types[0]).toEqual({ id: 1, type: 'Aadhaar Card' });
  const { json } = await api.get('/registration/beneficiary/genders', { language: 'bn_IN' });
  expect(json['genders']).toEqual([
    { id: 1, gender: 'Male', gender_l: 'পুরুষ' },
    { id: 2, gender: 'Female', gender_l: 'মহিলা' },
    { id: 3, gender: 'Others', gender_l: 'অন্য' },
  ]);
});

test('somebody registered is shown with nothing of the card but its last four, and is written to', async () => {
  const who = await caller(undefined, { language: 'hi_IN' });
  const card = voterCard(++cards);
  const spaced = ` ${card.slice(0, 3).toLowerCase()} - ${card.slice(3)}`;
  const answer = await who.add({ name: '  रहीमा   बीबी ', photo_id_number: spaced, comorbidity_ind: 'Y' });
  expect(answer.status).toBe(200);
  expect(idIn(answer)).toMatch(/^\d{14}$/);
  const shown = await who.list();
  expect(listed(shown)).toEqual([
    {
      ...{ beneficiary_reference_id: idIn(answer), name: 'रहीमा बीबी', birth_year: '1952', gender: 'Female' },
      ...{ mobile_number: mobileOf(who.address).slice(-4), photo_id_type: 'Voter ID' },
      ...{ photo_id_number: `XXXXXX${card.slice(-4)}`, comorbidity_ind: 'Y', vaccination_status: 'Not Vaccinated' },
      ...{ vaccine: '', dose1_date: '', dose2_date: '', appointments: [] },
    },
  ]);
  expect(shown.bytes.toString()).not.toContain(card);
  expect(await who.people()).toMatchObject([{ pin: null, district: null, seat: 1 }]);
  expect(await store().conversations.load(who.contact)).toMatchObject({ address: who.address, language: 'hi' });
});

test('a dialogue that is under way goes on as it was', async () => {
  const talk = world.talk(newAddress());
  await talk.say('টিকা');
  await talk.choose('register');
  const who = await caller(talk.address);
  expect((await who.add()).status).toBe(200);
  expect((await talk.say('আব্দুল করিম')).expects).toBe('registration.age');
});

test('the same person again is the same, also where the first answer was lost; another name on the card is not', async () => {
  const who = await caller();
  const same = { photo_id_number: voterCard(++cards) };
  const [first, second] = [await who.add(same), await who.add({ ...same, birth_year: 1953 })];
  expect(idIn(second)).toBe(idIn(first));
  expect(await who.people()).toMatchObject([{ birthYear: 1953 }]);
  expect(await who.add({ ...same, name: 'Abdul Karim' })).toMatchObject({
    status: 400,
    json: { errorCode: 'TIKAPI2002' },
  });
  const lost = { headers: { 'Idempotency-Key': 'first-try-of-mine' } };
  const body = { photo_id_number: voterCard(++cards), name: 'Asha Das' };
  const both = await Promise.all([who.add(body, lost), who.add(body)]);
  expect(new Set(both.map(idIn)).size).toBe(1);
  expect(await who.people()).toHaveLength(2);
});

describe('refused as by telephone, and said which field it is', () => {
  const CASES: readonly [string, Record<string, unknown>, string][] = [
    ['a card whose digits do not check', { photo_id_number: 'WKH1186263' }, 'TIKAPI2001'],
    ['a card without a number', { photo_id_number: undefined }, 'TIKAPI2001'],
    ['a number of another kind of card', { photo_id_type: 1 }, 'TIKAPI2001'],
    ['a child', { birth_year: 2010 }, 'TIKAPI2004'],
    ['somebody of 150', { birth_year: '1871' }, 'TIKAPI2004'],
    ['no year', { birth_year: 'old' }, 'TIKAPI2004'],
    ['a PIN code that is none', { pincode: '1' }, 'APPOIN0018'],
    ['a PIN code nobody knows', { pincode: '999999' }, 'APPOIN0018'],
    ['an unknown card', { photo_id_type: 3 }, 'TIKAPI0400'],
    ['a gender that is none', { gender_id: 4 }, 'TIKAPI0400'],
    ['no name', { name: ' . ' }, 'TIKAPI0400'],
    ['a link for a name', { name: 'win at http://x.in' }, 'TIKAPI0400'],
    ['a name that is too long', { name: 'Rahima '.repeat(20) }, 'TIKAPI0400'],
    ['an illness that is neither yes nor no', { comorbidity_ind: 'perhaps' }, 'TIKAPI0400'],
  ];
  test.each(CASES)('%s', async (_, change, errorCode) => {
    const who = await caller();
    expect(await who.add(change)).toMatchObject({ status: 400, json: { errorCode } });
    expect(await who.people()).toEqual([]);
  });

  test('a card of another number, also with the year that belongs to it', async () => {
    const [theirs, mine] = [await caller(), await caller()];
    const taken = { photo_id_number: voterCard(++cards) };
    await theirs.add(taken);
    const known = await mine.add(taken);
    const unknown = await mine.add({ ...taken, birth_year: 1980 });
    expect(known).toMatchObject({ status: 400, json: { errorCode: 'TIKAPI2002' } });
    expect(unknown.json).toEqual(known.json);
  });

  test('a fifth person', async () => {
    const who = await caller();
    for (let person = 1; person <= 4; person++)
      expect((await who.add({ name: `Asha ${'ABCD'[person - 1]}` })).status).toBe(200);
    expect(await who.add()).toMatchObject({ status: 400, json: { errorCode: 'TIKAPI2003' } });
  });

  test('whoever tries card after card: after ten in a day no more is told', async () => {
    const who = await caller();
    const taken = { photo_id_number: voterCard(++cards) };
    await (await caller()).add(taken);
    const tried = [];
    for (let time = 0; time < 11; time++) tried.push(await who.add(taken));
    expect(tried.map(({ json }) => json['errorCode'])).toEqual([...Array<string>(10).fill('TIKAPI2002'), 'TIKAPI2009']);
    expect(tried.at(-1)).toMatchObject({ status: 429 });
    expect(Number(tried.at(-1)?.headers.get('Retry-After'))).toBeGreaterThan(0);
    world.clock.advance(DAY + 1);
    const { add } = await caller(who.address);
    expect((await add()).status).toBe(200);
    world.clock.advance(-DAY - 1);
  });
});

test('who may not come yet is registered, as by telephone', async () => {
  const who = await caller();
  expect((await who.add({ birth_year: 1990, pincode: 700091 })).status).toBe(200);
  expect(await who.people()).toMatchObject([{ birthYear: 1990, pin: '700091', district: 'near' }]);
});

test('nobody is shown to another number, and of nobody it is said so', async () => {
  const [theirs, mine] = [await caller(), await caller()];
  const id = idIn(await theirs.add());
  expect(await mine.list()).toMatchObject({ status: 400, json: { errorCode: 'APPOIN0001' } });
  const [other, unknown] = [await mine.remove(id), await mine.remove('99999999999999')];
  expect(other).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI2006' } });
  expect(other.json).toEqual(unknown.json);
  expect((await api.get('/appointment/beneficiaries')).status).toBe(401);
});

test('taken off, somebody is gone, once; who has a date or a dose is not', async () => {
  const who = await caller();
  const id = idIn(await who.add());
  expect(await who.remove(id)).toMatchObject({ status: 204 });
  expect(await who.remove(id)).toMatchObject({ status: 404 });
  expect((await who.list()).json['errorCode']).toBe('APPOIN0001');

  const dated = idIn(await who.add());
  const [person] = await who.people();
  const wish = {
    person: person?._id ?? '',
    contact: who.contact,
    slot: SLOT._id,
    hold: dated,
    others: [],
    move: false,
  };
  await bookAppointment(store(), { ...wish, now: now() });
  expect(await who.remove(dated)).toMatchObject({ status: 400, json: { errorCode: 'TIKAPI2008' } });
  await recordDose(store(), { reference: dated, vaccine: 'COVISHIELD', day: TODAY, now: now() });
  expect(await who.remove(dated)).toMatchObject({ status: 400, json: { errorCode: 'TIKAPI2007' } });
});

test('a date made by telephone is shown with what a slip has, in two languages', async () => {
  const address = newAddress();
  const id = await registered(world, address, ++cards);
  const who = await caller(address);
  const wish = {
    person: id,
    contact: who.contact,
    slot: SLOT._id,
    hold: 'by-phone',
    others: [],
    move: false,
    now: now(),
  };
  await bookAppointment(store(), wish);
  const [shown] = listed(await who.list({ language: 'bn' }));
  expect(shown).toMatchObject({ gender: 'Female', birth_year: '1952', vaccination_status: 'Not Vaccinated' });
  expect(shown?.['appointments']).toMatchObject([
    {
      ...{ name: 'Bidhannagar', name_l: 'বিধাননগর', district_name: 'North 24 Pgs', pincode: '700091', dose: 1 },
      ...{ from: '09:00:00', to: '11:00:00', slot: '09:00AM-11:00AM', fee_type: 'Free', vaccine: 'COVISHIELD' },
      ...{ date: SLOT.day.split('-').reverse().join('-') },
    },
  ]);
  world.clock.advance(2 * DAY);
  const reference = String(shown?.['beneficiary_reference_id']);
  await recordDose(store(), { reference, vaccine: 'COVISHIELD', day: SLOT.day, now: now() });
  const later = await caller(address);
  expect(listed(await later.list())).toMatchObject([
    {
      ...{ vaccination_status: 'Partially Vaccinated', vaccine: 'COVISHIELD', dose2_date: '' },
      ...{ dose1_date: SLOT.day.split('-').reverse().join('-'), appointments: [{ dose: 1 }] },
    },
  ]);
  world.clock.advance(-2 * DAY);
});

test('registered through a program, booked by SMS: the PIN code is asked for once, and it is one record', async () => {
  const who = await caller(undefined, { language: 'bn' });
  const id = idIn(await who.add());
  const talk = world.talk(who.address);
  await talk.say('টিকা');
  await talk.choose('book');
  expect(talk.last?.expects).toBe('booking.pinCode');
  expect((await talk.say('700014')).expects).toBe('booking.offer');
  await talk.choose('offer1');
  expect(talk.last?.text).toContain('শিয়ালদহ');
  expect(listed(await who.list())).toMatchObject([
    { beneficiary_reference_id: id, appointments: [{ name: 'Sealdah', dose: 1 }] },
  ]);
});
