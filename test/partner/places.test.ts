/** States and districts by the numbers that programs of then know. */
import { exampleDistricts } from '../../src/cli/seed/example-places';
import { cowinIds } from '../../src/partner/cowin-ids';
import { placeEndpoints } from '../../src/partner/places';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { openWorld, type World } from '../support/world';

const DISTRICTS = exampleDistricts();
const ids = cowinIds(DISTRICTS);

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  const westBengal = DISTRICTS.filter(({ state }) => state === 'west-bengal');
  await world.site.store.places.replaceAll({ districts: westBengal, pinCodes: [], centres: [] });
  api = await openApi(world, { endpoints: placeEndpoints });
});
afterAll(async () => {
  await api.close();
  await world.close();
});

test('each of the 631 districts and 37 states has a number of its own, and is found by it', () => {
  const districts = DISTRICTS.map(({ _id }) => _id);
  const states = [...new Set(DISTRICTS.map(({ state }) => state))];
  expect([districts.length, states.length]).toEqual([631, 37]);
  expect(districts.map(ids.districtNumber).map(ids.districtOf)).toEqual(districts);
  expect(states.map(ids.stateNumber).map(ids.stateOf)).toEqual(states);
  expect([...ids.states].sort()).toEqual(states.sort());
});

test.each([
  ['wb-kolkata', 725],
  ['wb-purba-medinipur', 732],
  ['dl-central', 141],
  ['mh-mumbai', 395],
  ['ka-bengaluru-urban', 265],
  ['mh-aurangabad', 397],
  ['br-aurangabad', 77],
  ['hp-bilaspur', 219],
  ['up-hamirpur', 655],
  ['ap-kadapa', 6],
  ['as-kamrup', 50],
])('%s is %i, as it has always been', (district, number) => {
  expect(ids.districtNumber(district)).toBe(number);
  expect(ids.districtOf(number)).toBe(district);
});

test.each([
  [729, 'Nandigram HD', 'wb-purba-medinipur'],
  [712, 'Basirhat HD', 'wb-north-24-parganas'],
  [783, 'COOCHBEHAR', 'wb-cooch-behar'],
  [294, 'BBMP', 'ka-bengaluru-urban'],
  [770, 'Ahmedabad Corporation', 'gj-ahmedabad'],
  [596, 'Medchal', 'ts-rangareddy'],
])('%i (%s) is a part of %s', (number, _, district) => {
  expect(ids.districtOf(number)).toBe(district);
});

test('whatever has no number of then has one above 100,000 that stays', () => {
  const others = [
    { _id: 'new-one', state: 'new-state' },
    { _id: 'new-two', state: 'new-state' },
  ];
  const [alone, among] = [cowinIds(others), cowinIds([...DISTRICTS, ...others])];
  for (const { _id } of others) {
    expect(alone.districtNumber(_id)).toBeGreaterThan(100_000);
    expect(among.districtNumber(_id)).toBe(alone.districtNumber(_id));
    expect(among.districtOf(alone.districtNumber(_id))).toBe(_id);
  }
  expect(alone.stateOf(alone.stateNumber('new-state'))).toBe('new-state');
  expect(ids.districtOf(999_999)).toBeUndefined();
});

test('the states, in English and in the language that is asked for', async () => {
  const { json } = await api.get('/admin/location/states');
  expect(json).toMatchObject({ ttl: 24 });
  expect(json['states']).toContainEqual({ state_id: 36, state_name: 'West Bengal' });
  const local = await api.get('/admin/location/states', { language: 'bn_IN' });
  expect(local.json['states']).toContainEqual({ state_id: 36, state_name: 'West Bengal', state_name_l: 'পশ্চিমবঙ্গ' });
});

test('the districts of a state, by name', async () => {
  const { json } = await api.get('/admin/location/districts/36', { language: 'hi-IN,en;q=0.8' });
  const districts = json['districts'] as { district_name: string }[];
  expect(districts).toHaveLength(23);
  expect(districts).toContainEqual({
    ...{ state_id: 36, district_id: 725, district_name: 'Kolkata', district_name_l: 'कोलकाता' },
  });
  const names = districts.map(({ district_name }) => district_name);
  expect(names).toEqual([...names].sort());
  expect(json['ttl']).toBe(24);
});

test.each(['99', 'Bengal', '-1', '36.5'])('there is no state %s', async (state) => {
  const { status, json } = await api.get(`/admin/location/districts/${state}`);
  expect([status, json['errorCode']]).toEqual([400, 'TIKAPI1001']);
});

test('a state none of whose districts is known has none', async () => {
  const { status, json } = await api.get('/admin/location/districts/17');
  expect([status, json]).toEqual([200, { districts: [], ttl: 24 }]);
});
