/** The door of partners' programs as the service has it: the API and its sandbox side by side. */
import express from 'express';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect as connectTo } from 'node:net';
import { MovableClock } from '../../src/clock';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/ops/metrics';
import { openPartnerDoor, type PartnerDoor } from '../../src/partner-door';
import { patience } from '../../src/partner/patience';
import { createRender } from '../../src/render/render';
import { listen, type Listening } from '../support/listen';
import { sha256 } from '../support/partner-api';
import { sentMessages } from '../support/sent';
import { MINUTE, openWorld, START, voterCard, type World } from '../support/world';

const MOBILE = '9830012345';
const SANDBOX = '/api/sandbox/v2';
const REAL = '/api/v2';

let world: World;
let door: PartnerDoor;
let http: Listening;
const failures: unknown[] = [];

beforeAll(async () => {
  world = await openWorld();
  door = doorWith({});
  http = await served(door);
});
afterAll(async () => {
  await http.close();
  await door.stop();
  expect(failures).toEqual([]);
  const { connection } = world.site;
  await connection.useDb(`${connection.db?.databaseName ?? ''}-sandbox`).dropDatabase();
  await world.close();
});

function doorWith(settings: Record<string, string>): PartnerDoor {
  const { store, connection } = world.site;
  const parts = {
    opened: { store, connection, close: () => Promise.resolve() },
    ...{ config: readConfig(settings), clock: new MovableClock(START.getTime() - Date.now()) },
    ...{ metrics: createMetrics(), render: createRender(), log: createLog('silent') },
  };
  return openPartnerDoor(parts, (error) => failures.push(error));
}

const served = ({ router }: PartnerDoor): Promise<Listening> => listen(express().use('/api', router));

interface Answered {
  status: number;
  json: Record<string, unknown>;
}

async function ask(path: string, body?: object, headers: Record<string, string> = {}): Promise<Answered> {
  const sent = body && { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await fetch(http.url + path, { ...sent, headers: { ...sent?.headers, ...headers } });
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return { status: response.status, json: isJson ? (JSON.parse(text) as Answered['json']) : {} };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function signIn(base: string, codeOf: () => Promise<string>): Promise<string> {
  const { json: asked } = await ask(`${base}/auth/public/generateOTP`, { mobile: MOBILE });
  const otp = sha256(await codeOf());
  const { json } = await ask(`${base}/auth/public/confirmOTP`, { otp, txnId: asked['txnId'] });
  return String(json['token']);
}

async function codeInSandbox(): Promise<string> {
  const { json } = await ask(`${SANDBOX}/codes?mobile=${MOBILE}`);
  return (json['codes'] as { code: string }[])[0]?.code ?? '';
}

describe('the sandbox', () => {
  let token: string;
  let reference: unknown;
  let session: { session_id: string; slots: string[] };
  const tomorrow = '04-03-2021';

  beforeAll(async () => {
    // The first one to call waits while it is being filled, or is told to come again.
    while ((await ask(`${SANDBOX}/admin/location/states`)).status === 503);
    token = await signIn(SANDBOX, codeInSandbox);
    const somebody = { name: 'Rahima Bibi', birth_year: '1950', gender_id: 2, photo_id_type: 12 };
    const more = { photo_id_number: voterCard(1), comorbidity_ind: 'N', consent_version: '1' };
    const made = await ask(`${SANDBOX}/registration/beneficiary/new`, { ...somebody, ...more }, bearer(token));
    reference = made.json['beneficiary_reference_id'];
    const found = await ask(`${SANDBOX}/appointment/sessions/public/findByDistrict?district_id=725&date=${tomorrow}`);
    const sessions = found.json['sessions'] as {
      session_id: string;
      slots: string[];
      available_capacity_dose1: number;
    }[];
    session = sessions.find((each) => each.available_capacity_dose1 > 0) ?? { session_id: '', slots: [] };
  });

  test('has open places, and a whole way to an appointment', async () => {
    const wish = { dose: 1, session_id: session.session_id, slot: session.slots[0], beneficiaries: [reference] };
    const booked = await ask(`${SANDBOX}/appointment/schedule`, wish, bearer(token));
    expect(booked.status).toBe(200);
    const { json } = await ask(`${SANDBOX}/messages?mobile=${MOBILE}`);
    expect((json['messages'] as { text: string }[]).map(({ text }) => text).join()).toMatch(/\d{6}/);
  });

  test('has a key of its own, which opens nothing else', async () => {
    const key = { 'X-Api-Key': 'sandbox-key' };
    expect((await ask(`${SANDBOX}/auth/generateOTP`, { mobile: '9830099999' }, key)).status).toBe(200);
    const refused = await ask(`${REAL}/auth/generateOTP`, { mobile: '9830099999' }, key);
    expect(refused).toMatchObject({ status: 401, json: { errorCode: 'TIKAPI0403' } });
  });

  test('takes a key that a program brought from elsewhere for its own, and none that looks like ours', async () => {
    const wanted = { mobile: '9830099998' };
    const withKey = (key: string) => ask(`${SANDBOX}/auth/generateOTP`, wanted, { 'X-Api-Key': key });
    expect((await withKey('tk_nobody')).status).toBe(401);
    expect((await withKey('k3yOfAnother')).status).toBe(200);
    expect((await ask(`${SANDBOX}/auth/generateOTP`, wanted)).status).toBe(401);
  });

  test('is unknown outside: its tokens, its people, its sessions, its codes', async () => {
    const outside = await ask(`${REAL}/appointment/beneficiaries`, undefined, bearer(token));
    expect(outside).toMatchObject({ status: 401, json: { errorCode: 'TIKAPI0401' } });
    const { store } = world.site;
    expect(await store.persons.byReference(String(reference))).toBeNull();
    expect(await store.persons.ofContact(store.vault.contactOf(`tel:+91${MOBILE}`))).toEqual([]);
    const raw = world.site.connection;
    expect(await raw.collection('appointments').countDocuments()).toBe(0);
    expect((await ask(`${REAL}/codes?mobile=${MOBILE}`)).status).toBe(404);
    expect((await ask(`${REAL}/messages?mobile=${MOBILE}`)).status).toBe(404);
  });

  test('knows nothing of what is outside', async () => {
    const sent = async () => {
      // The door's own clock has gone on meanwhile.
      world.clock.advance(2 * MINUTE);
      return /\d{6}/.exec((await sentMessages(world, `tel:+91${MOBILE}`)).at(-1)?.text ?? '')?.[0] ?? '';
    };
    const real = await signIn(REAL, sent);
    expect((await ask(`${REAL}/appointment/beneficiaries`, undefined, bearer(real))).status).not.toBe(401);
    expect((await ask(`${SANDBOX}/appointment/beneficiaries`, undefined, bearer(real))).status).toBe(401);
    const wish = { dose: 1, session_id: session.session_id, slot: session.slots[0], beneficiaries: [reference] };
    const refused = await ask(`${REAL}/appointment/schedule`, wish, bearer(real));
    expect([400, 404]).toContain(refused.status);
  });

  test.each(['/api/sandbox/v2', '/api/sandbox/api/v2', '/api/sandbox'])('is there under %s', async (base) => {
    expect((await ask(`${base}/admin/location/states`)).status).toBe(200);
    expect(await ask(`${base}/nothing`)).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI0405' } });
  });

  test('is not there where it is switched off', async () => {
    const without = await served(doorWith({ SANDBOX: 'off' }));
    const response = await fetch(`${without.url}${SANDBOX}/admin/location/states`);
    expect([response.status, await response.json()]).toMatchObject([404, { errorCode: 'TIKAPI0405' }]);
    await without.close();
  });
});

describe('the door', () => {
  test('answers JSON whatever is asked for', async () => {
    for (const path of ['/api', '/api/', '/api/v1/x', '/api/v2', '/api/v2/x'])
      expect(await ask(path)).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI0405' } });
    const broken = { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } };
    const response = await fetch(`${http.url}${REAL}/auth/public/generateOTP`, broken);
    expect([response.status, await response.json()]).toMatchObject([400, { errorCode: 'TIKAPI0400' }]);
  });

  test('describes itself, with what there is only in the sandbox', async () => {
    const { status, json } = await ask('/api/openapi.json');
    expect(status).toBe(200);
    expect(Object.keys(json['paths'] as object)).toEqual(expect.arrayContaining(['/codes', '/appointment/schedule']));
    expect((await ask('/api/docs')).status).toBe(200);
  });

  test('lets pages of other sites call it', async () => {
    const headers = { Origin: 'https://slots.example.org', 'Access-Control-Request-Method': 'POST' };
    const path = `${http.url}${REAL}/appointment/schedule`;
    const preflight = await fetch(path, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    const allowed = preflight.headers.get('Access-Control-Allow-Headers')?.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining(['Authorization', 'X-Api-Key', 'Content-Type', 'Idempotency-Key', '*']),
    );
    const refused = await fetch(path, { method: 'POST', headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(refused.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });
});

describe('who falls silent is hung up on', () => {
  /** More than lies on the way. */
  const LARGE = 64 * 2 ** 20;
  let silent: Listening;
  let begun: (response: ServerResponse) => void;
  const answering = new Promise<ServerResponse>((resolve) => (begun = resolve));
  beforeAll(async () => {
    const app = express().use(patience(200));
    app.post('/', express.json(), (_request, response) => void response.end());
    app.get('/', (_request, response) => {
      begun(response);
      response.end(Buffer.alloc(LARGE));
    });
    silent = await listen(app);
  });
  afterAll(() => silent.close());

  const call = (lines: readonly string[]) => {
    const socket = connectTo(Number(new URL(silent.url).port), '127.0.0.1');
    socket.on('error', () => undefined).write(lines.join('\r\n'));
    return socket;
  };

  test('in the middle of a request', async () => {
    const socket = call([
      'POST / HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 99',
      '',
      '{"a":',
    ]);
    socket.resume();
    await once(socket, 'close');
  });

  test('while the answer waits to be read', async () => {
    const socket = call(['GET / HTTP/1.1', 'Host: x', '', '']);
    socket.pause();
    await once(await answering, 'close');
    let read = 0;
    socket.on('data', (piece) => (read += piece.length)).resume();
    await once(socket, 'close');
    expect(read).toBeLessThan(LARGE);
  });
});
