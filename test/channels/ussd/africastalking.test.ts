/** Africa's Talking's requests and the real conversation behind them. */
import type { Listening } from '../../support/listen';
import { newAddress, openWorld, type World } from '../../support/world';
import { askAfricasTalking, conversationOf, openDoors, restOf, TOKEN } from './handsets';

let world: World;
let doors: Listening;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(async () => {
  await doors.close();
  await world.close();
});

let number: string;
beforeEach(() => {
  number = newAddress().slice('tel:'.length);
});

const ask = (sessionId: string, text: string, phoneNumber = number) =>
  askAfricasTalking(doors.url, { sessionId, serviceCode: '*384*7#', phoneNumber, networkCode: '40430', text });

/** The numbers under which the menu last shown has a value. */
const numberOf = async (value: string): Promise<string> =>
  (await conversationOf(world, number))?.menu.find((item) => item.value === value)?.number ?? `no ${value}`;

/** A session that has got as far as the question for the name; what has been said in it so far. */
async function ledToName(sessionId: string): Promise<string> {
  await ask(sessionId, '');
  const register = await numberOf('register');
  await ask(sessionId, register);
  expect(await restOf(world, number)).toBe('registration.name');
  return register;
}

describe('a session', () => {
  test('opens with the first screen and goes on with each answer', async () => {
    const first = await ask('s-1', '');
    expect(first).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('welcome.menu');
    const said = await ledToName('s-2');
    expect(await ask('s-2', `${said}*Rahima Bibi`)).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('registration.age');
  });

  test('a repeated request gets the same screen and takes no second turn', async () => {
    const said = await ledToName('s-1');
    const once = await ask('s-1', `${said}*Rahima Bibi`);
    const before = await conversationOf(world, number);
    expect(await ask('s-1', `${said}*Rahima Bibi`)).toEqual(once);
    expect(await conversationOf(world, number)).toEqual(before);
  });

  test('an answer may have the sign in it that joins the answers', async () => {
    const said = await ledToName('s-1');
    await ask('s-1', `${said}*A*B`);
    expect(await restOf(world, number)).toBe('registration.age');
    await ask('s-1', `${said}*A*B*69#`);
    expect(await restOf(world, number)).toBe('registration.gender');
  });
});

describe('a redial', () => {
  test('goes on at the same question, and the text begins anew', async () => {
    const said = await ledToName('s-1');
    await ask('s-1', `${said}*Rahima Bibi`);
    expect(await ask('s-2', '')).toMatchObject({ open: true });
    expect(await restOf(world, number)).toBe('registration.age');
    await ask('s-2', '69');
    expect(await restOf(world, number)).toBe('registration.gender');
  });

  test('goes on at the same question where the gateway goes on with the old text', async () => {
    const said = await ledToName('s-1');
    const dialled = await ask('s-2', said);
    expect(dialled).toMatchObject({ open: true });
    expect(await restOf(world, number)).toBe('registration.name');
    await ask('s-2', `${said}*Rahima Bibi`);
    expect(await restOf(world, number)).toBe('registration.age');
  });
});

test('a session id that is given to another number shows nothing of the first', async () => {
  const said = await ledToName('s-1');
  await ask('s-1', `${said}*Rahima Bibi`);
  const [first, other] = [number, newAddress().slice('tel:'.length)];
  const before = await conversationOf(world, first);
  const screen = await ask('s-1', `${said}*Rahima Bibi`, other);
  expect(screen.text).not.toMatch(/Rahima/);
  expect(await restOf(world, other)).toBe('welcome.menu');
  expect(await conversationOf(world, first)).toEqual(before);
});

describe('a notice of the end', () => {
  test.each(['Success', 'Incomplete', 'Failed'])('%s: taken, and nothing happens', async (status) => {
    await ledToName('s-1');
    const before = await conversationOf(world, number);
    const notice = {
      ...{ date: '2021-03-03 04:30:00', sessionId: 's-1', serviceCode: '*384*7#', networkCode: '40430', status },
      ...{ phoneNumber: number, cost: '0', durationInMillis: '41000', hopsCount: '2', input: '1' },
      ...{ lastAppResponse: 'CON Naam likhun', ...(status === 'Failed' ? { errorMessage: 'timeout' } : {}) },
    };
    expect(await askAfricasTalking(doors.url, notice)).toEqual({ status: 200, text: '', open: false });
    expect(await conversationOf(world, number)).toEqual(before);
  });
});

describe('a request that is none', () => {
  const good = (): Record<string, string> => ({ sessionId: 's-9', phoneNumber: number, text: '' });
  const without = (key: string) => () => Object.entries(good()).filter(([name]) => name !== key);
  const withChange = (change: Record<string, string>) => () => Object.entries({ ...good(), ...change });
  test.each<[string, () => [string, string][]]>([
    ['nothing at all', () => []],
    ['no session', without('sessionId')],
    ['an empty session', withChange({ sessionId: ' ' })],
    ['an endless session', withChange({ sessionId: 's'.repeat(129) })],
    ['no number', without('phoneNumber')],
    ['a name for a number', withChange({ phoneNumber: 'AIRTEL' })],
    ['a short code for a number', withChange({ phoneNumber: '56161' })],
    ['two sessions', () => [...Object.entries(good()), ['sessionId', 's-1']]],
    ['two numbers', () => [...Object.entries(good()), ['phoneNumber', number]]],
    ['two texts', () => [...Object.entries(good()), ['text', '1']]],
  ])('%s: refused, without a trace', async (_, fields) => {
    const body = new URLSearchParams(fields());
    const response = await fetch(`${doors.url}/ussd/africastalking?token=${TOKEN}`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/^Send sessionId, .*\.$/);
    expect(await conversationOf(world, number)).toBeNull();
  });

  test('does not disturb a session either', async () => {
    await ledToName('s-1');
    const before = await conversationOf(world, number);
    const requests = [
      { query: `?token=${TOKEN}`, type: 'application/json', body: JSON.stringify({ ...good(), sessionId: 's-1' }) },
      {
        query: `?token=${TOKEN}`,
        type: 'application/x-www-form-urlencoded',
        body: `phoneNumber=%2B${number.slice(1)}`,
      },
      {
        query: '?token=wrong',
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams(good()).toString(),
      },
    ];
    const statuses: number[] = [];
    for (const { query, type, body } of requests) {
      const headers = { 'content-type': type };
      const response = await fetch(`${doors.url}/ussd/africastalking${query}`, { method: 'POST', headers, body });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([400, 400, 403]);
    expect(await conversationOf(world, number)).toEqual(before);
  });
});
