/** Where and when there are places, as programs of then ask for them. */
import { addDays } from '../../src/clock';
import { availabilityEndpoints } from '../../src/partner/availability';
import { writtenDate } from '../../src/partner/fields';
import { idsOf } from '../../src/partner/known-places';
import { signInEndpoints } from '../../src/partner/sign-in';
import type { Slot } from '../../src/store/slots';
import { openApi, type ApiUnderTest, type CallOptions } from '../support/partner-api';
import { CENTRES, seedPlaces } from '../support/partner-places';
import { newAddress, openWorld, slotOf, TODAY, type SlotOptions, type World } from '../support/world';

const date = (inDays: number): string => writtenDate(addDays(TODAY, inDays));

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  await seedPlaces(world.site);
  api = await openApi(world, { endpoints: (deps) => [...signInEndpoints(deps), ...availabilityEndpoints(deps)] });
});
afterAll(async () => {
  await api.close();
  await world.close();
});
afterEach(async () => {
  await world.site.connection.collection('slots').deleteMany({});
  // What was answered is not good any more.
  world.clock.advance(10_000);
});

const store = () => world.site.store;

/** A slot of a centre of the example. */
function planned(centre: string, capacity: number, options: SlotOptions & Partial<Slot> = {}): Slot {
  const at = CENTRES.find(({ _id }) => _id === centre) ?? CENTRES[0];
  if (!at) throw new Error('no centres');
  const slot = { ...slotOf(capacity, options), vaccine: options.vaccine ?? 'COVISHIELD', price: at.price, freed: 0 };
  const session = `${centre}:${slot.day}`;
  const own = { centre, session, centreNames: at.names, district: at.district };
  return { ...slot, ...own, _id: `${session}:${slot.from}:${slot.dose}` };
}
const add = (...slots: Slot[]) => store().slots.add(slots);
const search = (path: string, options?: CallOptions) => api.get(`/appointment/sessions/public/${path}`, options);
const sessionsOf = (json: Record<string, unknown>) => json['sessions'] as Record<string, unknown>[];

test('the sessions of a day in a PIN code, with everything that programs read', async () => {
  await add(
    planned('kol-pg', 20),
    planned('kol-pg', 10, { from: '11:00' }),
    planned('kol-pg', 10, { dose: 2 }),
    planned('kol-pg', 10, { inDays: 3 }),
    planned('kol-nrs', 10),
  );
  const { status, json } = await search(`findByPin?pincode=700020&date=${date(2)}`);
  const ids = await idsOf(store());
  expect(status).toBe(200);
  expect(json).toEqual({
    sessions: [
      {
        ...{ center_id: ids.numberOf('kol-pg'), name: 'PG Hospital', address: 'Kolkata, West Bengal 700020' },
        ...{ state_name: 'West Bengal', district_name: 'Kolkata', block_name: 'Not Applicable', pincode: 700020 },
        ...{ lat: 23, long: 88, from: '09:00:00', to: '13:00:00', fee_type: 'Free', fee: '0' },
        ...{ session_id: ids.sessionUuid(`kol-pg:${addDays(TODAY, 2)}`), date: date(2) },
        ...{ available_capacity: 28, available_capacity_dose1: 21, available_capacity_dose2: 7 },
        ...{ min_age_limit: 45, allow_all_age: false, vaccine: 'COVISHIELD' },
        slots: ['09:00AM-11:00AM', '11:00AM-01:00PM'],
      },
    ],
  });
});

test('the sessions of a day in a district, by the names of the centers, also of a part that had a number of its own', async () => {
  await add(planned('n24-karunamoyee', 10), planned('n24-barasat', 10), planned('kol-pg', 10));
  const { json } = await search(`findByDistrict?district_id=730&date=${date(2)}`);
  expect(sessionsOf(json).map(({ name }) => name)).toEqual(['Barasat Hospital', 'Karunamoyee Centre']);
  const part = await search(`findByDistrict?district_id=712&date=${date(2)}`);
  expect(part.json).toEqual(json);
});

test('seven days by center, with what has to be paid', async () => {
  const paid = { price: 250, vaccine: 'COVAXIN' };
  await add(
    planned('n24-salt-lake', 10, { inDays: 6, ...paid }),
    planned('n24-salt-lake', 10, { inDays: 0, from: '13:00' }),
    planned('n24-salt-lake', 10, { inDays: 7 }),
    planned('n24-karunamoyee', 10, { inDays: 1 }),
  );
  const { json } = await search(`calendarByPin?pincode=700091&date=${date(0)}`);
  expect(json).toMatchObject({
    centers: [
      { name: 'Karunamoyee Centre', fee_type: 'Free', sessions: [{ date: date(1) }] },
      {
        ...{ name: 'Salt Lake Clinic', fee_type: 'Paid', from: '09:00:00', to: '15:00:00' },
        sessions: [
          { date: date(0), slots: ['01:00PM-03:00PM'], vaccine: 'COVISHIELD', available_capacity: 10 },
          { date: date(6), vaccine: 'COVAXIN' },
        ],
        vaccine_fees: [
          { vaccine: 'COVISHIELD', fee: '250' },
          { vaccine: 'COVAXIN', fee: '250' },
        ],
      },
    ],
  });
  const [free] = json['centers'] as object[];
  expect(free).not.toHaveProperty('vaccine_fees');
  const ofDistrict = await search(`calendarByDistrict?district_id=730&date=${date(0)}`);
  expect(ofDistrict.json).toEqual(json);
});

test('seven days at one center are one object, and of one where nobody vaccinates too', async () => {
  await add(planned('kol-pg', 10));
  const ids = await idsOf(store());
  const { json } = await search(`calendarByCenter?center_id=${ids.numberOf('kol-pg')}&date=${date(0)}`);
  expect(json).toMatchObject({ centers: { name: 'PG Hospital', sessions: [{ date: date(2) }] } });
  const none = await search(`calendarByCenter?center_id=${ids.numberOf('kol-gariahat')}`);
  expect(none.json).toMatchObject({ centers: { name: 'Gariahat Clinic', fee_type: 'Paid', sessions: [] } });
});

test.each([
  ['hi_IN', 'पीजी अस्पताल', 'पश्चिम बंगाल', 'कोलकाता', 'लागू नहीं'],
  ['bn_IN', 'পিজি হাসপাতাল', 'পশ্চিমবঙ্গ', 'কলকাতা', 'প্রযোজ্য নয়'],
])('in %s names have a twin', async (language, name_l, state_name_l, district_name_l, block_name_l) => {
  await add(planned('kol-pg', 10));
  const { json } = await search(`findByPin?pincode=700020&date=${date(2)}`, { language });
  const address_l = `${district_name_l}, ${state_name_l} 700020`;
  const twins = { name_l, state_name_l, district_name_l, address_l, block_name_l };
  expect(json).toMatchObject({ sessions: [{ name: 'PG Hospital', ...twins }] });
  const english = await search(`findByPin?pincode=700020&date=${date(2)}`, { language: 'en_US' });
  expect(sessionsOf(english.json)[0]).not.toHaveProperty('name_l');
});

test('of one vaccine only, whichever way it is written; of one that is not given there is none', async () => {
  await add(planned('kol-pg', 10, { vaccine: 'COVAXIN' }), planned('kol-sambhunath', 10));
  const named = async (vaccine: string) =>
    sessionsOf((await search(`findByPin?pincode=700020&date=${date(2)}&vaccine=${vaccine}`)).json).map(
      ({ name }) => name,
    );
  expect(await named('COVAXIN')).toEqual(['PG Hospital']);
  expect(await named('covishield')).toEqual(['Sambhunath Hospital']);
  expect(await named('SPUTNIK%20V')).toEqual([]);
  expect(await named('')).toEqual(['PG Hospital', 'Sambhunath Hospital']);
});

test('without a date it is today; what is past is empty', async () => {
  await add(planned('kol-pg', 10, { inDays: 0, from: '14:00' }));
  expect(sessionsOf((await search('findByPin?pincode=700020')).json)).toMatchObject([{ date: date(0) }]);
  expect((await search('findByPin?pincode=700020&date=1-3-2021')).json).toEqual({ sessions: [] });
  // A week that began yesterday has today in it.
  const week = await search(`calendarByPin?pincode=700020&date=${date(-1)}`);
  expect(week.json).toMatchObject({ centers: [{ sessions: [{ date: date(0) }] }] });
});

test.each([
  ['findByPin', 'APPOIN0018'],
  ['findByPin?pincode=7000', 'APPOIN0018'],
  ['findByPin?pincode=012345', 'APPOIN0018'],
  ['calendarByPin?pincode=kolkata', 'APPOIN0018'],
  ['findByPin?pincode=700020&pincode=700021', 'APPOIN0018'],
  ['findByPin?pincode=700020&date=2021-03-05', 'TIKAPI1004'],
  ['findByPin?pincode=700020&date=31-02-2021', 'TIKAPI1004'],
  ['findByPin?pincode=700020&date=', 'TIKAPI1004'],
  ['findByDistrict', 'TIKAPI1002'],
  ['findByDistrict?district_id=99999', 'TIKAPI1002'],
  // A district of theirs of which we have no data here.
  ['calendarByDistrict?district_id=395', 'TIKAPI1002'],
  ['calendarByCenter', 'TIKAPI1003'],
  ['calendarByCenter?center_id=1', 'TIKAPI1003'],
  ['calendarByCenter?center_id=99999999999', 'TIKAPI1003'],
  [`findByPin?pincode=700020&vaccine=${'x'.repeat(41)}`, 'TIKAPI0400'],
])('%s is refused with %s', async (path, errorCode) => {
  const { status, json } = await search(path);
  expect([status, json['errorCode']]).toEqual([400, errorCode]);
});

test('a PIN code without a center has no sessions', async () => {
  expect((await search('findByPin?pincode=744301')).json).toEqual({ sessions: [] });
});

test('for a while everybody is answered the same; signed in it is fresher', async () => {
  // Longer than the slowest machine takes for this.
  const patient = await openApi(world, {
    endpoints: (deps) => [...signInEndpoints(deps), ...availabilityEndpoints(deps, { open: 600, number: 60 })],
  });
  const slot = planned('kol-pg', 10);
  await add(slot);
  const token = await patient.signIn(newAddress());
  const shown = async (tier: 'public/' | ''): Promise<unknown> => {
    const path = `/appointment/sessions/${tier}findByPin?pincode=700020&date=${date(2)}`;
    return sessionsOf((await patient.get(path, { token })).json)[0]?.['available_capacity_dose1'];
  };
  expect([await shown('public/'), await shown('')]).toEqual([7, 7]);
  await store().slots.claim(slot._id, 'an app', new Date(world.clock.now().getTime() + 60_000), 'partner');
  expect([await shown('public/'), await shown('')]).toEqual([7, 7]);
  world.clock.advance(60_000);
  expect([await shown('public/'), await shown('')]).toEqual([7, 6]);
  world.clock.advance(540_000);
  expect(await shown('public/')).toBe(6);
  await patient.close();
});

test('whoever has the answer already is not sent it again', async () => {
  await add(planned('kol-pg', 10));
  const path = `findByPin?pincode=700020&date=${date(2)}`;
  const first = await search(path);
  const etag = first.headers.get('ETag') ?? '';
  expect(first.headers.get('Cache-Control')).toBe('public, max-age=5');
  const again = (language?: string) =>
    search(path, { headers: { 'If-None-Match': etag }, ...(language === undefined ? {} : { language }) });
  expect(await again()).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
  expect((await again('bn_IN')).status).toBe(200);
  await add(planned('kol-pg', 10, { dose: 2 }));
  world.clock.advance(5_000);
  expect((await again()).status).toBe(200);
});

test('without a token nobody is told what is fresher', async () => {
  const { status } = await api.get('/appointment/sessions/findByPin?pincode=700020');
  expect(status).toBe(401);
});
