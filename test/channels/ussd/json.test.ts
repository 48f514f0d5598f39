/** The JSON convention and the real conversation behind it. */
import type { Listening } from '../../support/listen';
import { newAddress, openWorld, type World } from '../../support/world';
import { askJson, conversationOf, openDoors, restOf, TOKEN } from './handsets';

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

const message = (type: string, text: string, rest: object = {}) => ({
  ...{ Mobile: number.slice(1), SessionId: 's-1', ServiceCode: '567', Type: type, Message: text, Operator: 'vodafone' },
  ...{ ClientState: '', ...rest },
});
const ask = (type: string, text: string, rest: object = {}) => askJson(doors.url, message(type, text, rest));

async function ledToName(SessionId = 's-1'): Promise<void> {
  await ask('Initiation', '*567#', { Sequence: 1, SessionId });
  const register = (await conversationOf(world, number))?.menu.find(({ value }) => value === 'register')?.number;
  await ask('Response', register ?? 'no register', { Sequence: 2, SessionId });
  expect(await restOf(world, number)).toBe('registration.name');
}

describe('a session', () => {
  test('opens with Initiation and goes on with Response', async () => {
    expect(await ask('Initiation', '*567#', { Sequence: 1 })).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('welcome.menu');
    await ledToName('s-2');
    expect(await ask('Response', 'Rahima Bibi', { Sequence: 3 })).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('registration.age');
  });

  test('may be opened without a text, and its keys and types be written in any case', async () => {
    const request = { mobile: number, sessionId: 's-1', TYPE: 'initiation', message: null, sequence: '1' };
    expect(await askJson(doors.url, request)).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('welcome.menu');
  });

  test('that is opened again shows the question that is open', async () => {
    await ledToName('s-1');
    expect(await ask('Initiation', '*567#', { Sequence: 1, SessionId: 's-2' })).toMatchObject({ open: true });
    expect(await restOf(world, number)).toBe('registration.name');
    await ask('Response', 'Rahima Bibi', { Sequence: 2, SessionId: 's-2' });
    expect(await restOf(world, number)).toBe('registration.age');
  });

  test('answers may have the signs of a code in them', async () => {
    await ledToName();
    await ask('Response', 'A*B', { Sequence: 3 });
    await ask('Response', '69#', { Sequence: 4 });
    expect(await restOf(world, number)).toBe('registration.gender');
  });
});

describe('a request that comes again', () => {
  test.each([
    ['with its number', { Sequence: 3 }],
    ['without any', {}],
  ])('%s gets the same screen and takes no second turn', async (_, rest) => {
    await ledToName();
    const once = await ask('Response', 'Rahima Bibi', rest);
    const before = await conversationOf(world, number);
    expect(await ask('Response', 'Rahima Bibi', rest)).toEqual(once);
    expect(await conversationOf(world, number)).toEqual(before);
  });

  test.each([
    ['under the next number', { Sequence: 4 }, 0],
    ['after somebody has read the screen', {}, 5000],
  ])('%s is the next answer', async (_, rest, reading) => {
    await ledToName();
    await ask('Response', '69', { ...rest, ...('Sequence' in rest ? { Sequence: 3 } : {}) });
    const { turn = 0 } = (await conversationOf(world, number)) ?? {};
    world.clock.advance(reading);
    await ask('Response', '69', rest);
    expect((await conversationOf(world, number))?.turn).toBe(turn + 1);
  });

  test('under the same number with other words is another answer', async () => {
    await ledToName();
    await ask('Response', 'Rahima Bibi', { Sequence: 1 });
    await ask('Response', '69', { Sequence: 1 });
    expect(await restOf(world, number)).toBe('registration.gender');
  });
});

test.each(['Release', 'Timeout', 'release'])('%s is taken, and nothing happens', async (type) => {
  await ledToName();
  const before = await conversationOf(world, number);
  expect(await ask(type, '', { Sequence: 3 })).toEqual({ status: 200, text: '', open: false });
  expect(await conversationOf(world, number)).toEqual(before);
});

test('a session id that is given to another number shows nothing of the first', async () => {
  await ledToName();
  await ask('Response', 'Rahima Bibi', { Sequence: 3 });
  const other = newAddress().slice('tel:'.length);
  const { text } = await ask('Response', 'Rahima Bibi', { Sequence: 3, Mobile: other });
  expect(text).not.toMatch(/Rahima/);
  expect(await restOf(world, other)).toMatch(/^welcome\./);
  expect(await restOf(world, number)).toBe('registration.age');
});

describe('a request that is none', () => {
  test.each<[string, () => unknown]>([
    ['no object', () => [message('Initiation', '')]],
    ['an empty object', () => ({})],
    ['no session', () => message('Initiation', '', { SessionId: undefined })],
    ['an empty session', () => message('Initiation', '', { SessionId: '' })],
    ['a session that is no text', () => message('Initiation', '', { SessionId: { a: 1 } })],
    ['no number', () => message('Initiation', '', { Mobile: undefined })],
    ['a name for a number', () => message('Initiation', '', { Mobile: 'AIRTEL' })],
    ['no type', () => message('Initiation', '', { Type: undefined })],
    ['a type nobody knows', () => message('AddToCart', '')],
    ['a text that is none', () => message('Response', '', { Message: ['1'] })],
    ['a counter that is none', () => message('Response', '1', { Sequence: {} })],
  ])('%s: refused, without a trace', async (_, body) => {
    const shown = await askJson(doors.url, body() as object);
    expect(shown.status).toBe(400);
    expect(shown.text).toMatch(/^Send Mobile .*\.$/);
    expect(await conversationOf(world, number)).toBeNull();
  });

  test('does not disturb a session either', async () => {
    await ledToName();
    const before = await conversationOf(world, number);
    const body = JSON.stringify(message('Response', 'Rahima Bibi', { Sequence: 3 }));
    const post = async (query: string, text: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${doors.url}/ussd/json${query}`, { method: 'POST', headers, body: text })).status;
    };
    expect(await post('?token=wrong', body)).toBe(403);
    expect(await post(`?token=${TOKEN}`, body.slice(1))).toBe(400);
    expect(await post(`?token=${TOKEN}`, '')).toBe(400);
    expect(await conversationOf(world, number)).toEqual(before);
  });

  test('what does not say that it is JSON is read as JSON', async () => {
    const headers = { 'content-type': 'text/plain' };
    const body = JSON.stringify(message('Initiation', '*567#', { Sequence: 1 }));
    const response = await fetch(`${doors.url}/ussd/json?token=${TOKEN}`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    expect(await restOf(world, number)).toBe('welcome.menu');
  });
});
