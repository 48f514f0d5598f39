/** The client that partners copy, through a whole session. */
import { readFileSync } from 'node:fs';
import { createClient, Refused, type Client } from '../../deploy/partners/client/client';
import { CLIENT_TYPES, clientTypes } from '../../src/cli/openapi';
import { codeSentTo, mobileOf, openApi, type ApiUnderTest } from '../support/partner-api';
import { openPlaces } from '../support/partner-places';
import { realImport } from '../support/real-import';
import { newAddress, openWorld, voterCard, type World } from '../support/world';

const DATE = '05-03-2021';
const SLOT = '09:00AM-11:00AM';

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  await openPlaces(world.site);
  api = await openApi(world);
});
afterAll(async () => {
  await api.close();
  await world.close();
});

async function signedIn(): Promise<Client> {
  const client = createClient({ base: api.url });
  const address = newAddress();
  await client.signIn(mobileOf(address), () => codeSentTo(world, address));
  return client;
}

const register = (client: Client, nth: number) =>
  client.post('/registration/beneficiary/new', {
    body: {
      ...{ name: 'Rahima Bibi', birth_year: 1950, gender_id: 2, photo_id_type: 12, photo_id_number: voterCard(nth) },
      comorbidity_ind: 'N',
    },
  });

test('its types are what the document says now', async () => {
  expect(await clientTypes(realImport)).toBe(readFileSync(CLIENT_TYPES, 'utf8'));
});

test('code, beneficiary, calendar, schedule, slip, reschedule, cancel', async () => {
  const client = await signedIn();
  const { beneficiary_reference_id } = await register(client, 1);
  const { centers } = await client.get('/appointment/sessions/calendarByPin', {
    ...{ query: { pincode: '700020', date: DATE }, language: 'bn_IN' },
  });
  const [first, second] = centers.flatMap(({ sessions }) => sessions);
  expect(centers[0]?.name_l).toMatch(/[ঀ-৿]/);
  const { appointment_id } = await client.post('/appointment/schedule', {
    body: { dose: 1, session_id: first?.session_id ?? '', slot: SLOT, beneficiaries: [beneficiary_reference_id] },
  });
  const slip = await client.get('/appointment/appointmentslip/download', { query: { appointment_id } });
  expect(Buffer.from(slip).toString('latin1', 0, 5)).toBe('%PDF-');
  const moved = { appointment_id, session_id: second?.session_id ?? '', slot: SLOT };
  await client.post('/appointment/reschedule', { body: moved });
  await client.post('/appointment/cancel', {
    body: { appointment_id, beneficiariesToCancel: [beneficiary_reference_id] },
  });
  const { beneficiaries } = await client.get('/appointment/beneficiaries');
  expect(beneficiaries.map(({ appointments }) => appointments)).toEqual([[]]);
});

test('says what was refused', async () => {
  const client = await signedIn();
  const refused = client.get('/appointment/beneficiaries');
  await expect(refused).rejects.toBeInstanceOf(Refused);
  await expect(refused).rejects.toMatchObject({ status: 400, errorCode: 'APPOIN0001' });
});

/** A network that gives answers of ours before it asks the API. */
function interrupted(answers: Response[]) {
  const keys: (string | null)[] = [];
  const through: typeof fetch = (url, request) => {
    keys.push(new Headers(request?.headers).get('Idempotency-Key'));
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : fetch(url, request);
  };
  return { keys, fetch: through };
}

const limited = (seconds: number): Response =>
  new Response('{"errorCode":"TIKAPI0429","error":"wait"}', {
    status: 429,
    headers: { 'Retry-After': String(seconds), 'Content-Type': 'application/json' },
  });

test('waits where a limit was met, and asks again for the same', async () => {
  const waits: number[] = [];
  const network = interrupted([limited(3), limited(4)]);
  const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  const client = createClient({ base: api.url, fetch: network.fetch, wait });
  const { txnId } = await client.post('/auth/public/generateOTP', { body: { mobile: mobileOf(newAddress()) } });
  expect(txnId).toHaveLength(36);
  expect(waits).toEqual([3_000, 4_000]);
  expect(new Set(network.keys).size).toBe(1);
  expect(network.keys[0]).toHaveLength(36);
});

test('waits no longer than it has patience', async () => {
  const client = createClient({ base: api.url, fetch: interrupted([limited(300)]).fetch, patienceMs: 10_000 });
  await expect(client.get('/admin/location/states')).rejects.toMatchObject({ status: 429, errorCode: 'TIKAPI0429' });
});

test('takes the page of what stands in between for no answer', async () => {
  const page = new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } });
  const client = createClient({ base: api.url, fetch: interrupted([page]).fetch });
  await expect(client.get('/admin/location/states')).rejects.toMatchObject({ name: 'Refused', status: 502 });
});
