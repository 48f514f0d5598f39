/** The header-driven convention and the real conversation behind it. */
import type { Listening } from '../../support/listen';
import { newAddress, openWorld, type World } from '../../support/world';
import { askHeader, conversationOf, openDoors, restOf, TOKEN } from './handsets';

const CODE = '*567*8#';

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

const msisdnOf = (of = number): string => of.slice(1);
/** Somebody reads the screen before, and types. */
function ask(tid: string, msg: string, headers = {}, msisdn = msisdnOf()) {
  world.clock.advance(5000);
  return again(tid, msg, headers, msisdn);
}
/** The gateway asks at once. */
const again = (tid: string, msg: string, headers = {}, msisdn = msisdnOf()) =>
  askHeader(doors.url, { msisdn, msg, code: CODE, tid }, headers);

async function ledToName(tid = 's-1'): Promise<void> {
  await ask(tid, CODE);
  const register = (await conversationOf(world, number))?.menu.find(({ value }) => value === 'register')?.number;
  await ask(tid, register ?? 'no register');
  expect(await restOf(world, number)).toBe('registration.name');
}

describe('the first request of a session', () => {
  test.each([
    ['the code', CODE],
    ['the code and what was dialled behind it', '*567*8*1#'],
    ['nothing', ''],
  ])('brings %s, and shows the first screen', async (_, msg) => {
    expect(await ask('s-1', msg)).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('welcome.menu');
  });

  test('may bring a short code', async () => {
    await ledToName();
    const screen = await ask('s-2', CODE);
    world.clock.advance(5000);
    expect(await askHeader(doors.url, { msisdn: msisdnOf(), msg: '56161', code: '56161', tid: 's-3' })).toEqual(screen);
  });

  test('may say that no session goes on yet', async () => {
    expect(await ask('s-1', CODE, { 'X-USSD-SESSION': '0' })).toMatchObject({ status: 200, open: true });
  });

  test('of a redial shows the question that is open', async () => {
    await ledToName('s-1');
    const { text, open } = await ask('s-2', CODE);
    expect(open).toBe(true);
    expect(text).not.toBe('');
    expect(await restOf(world, number)).toBe('registration.name');
  });

  test('comes from whom it says, however the number is written', async () => {
    await ask('s-1', CODE, {}, number.slice(3));
    expect(await restOf(world, number)).toBe('welcome.menu');
  });
});

describe('an answer', () => {
  test.each([['s-1'], ['another']])('goes on with the question (tid %s)', async (tid) => {
    await ledToName();
    expect(await ask(tid, 'Rahima Bibi', { 'X-USSD-SESSION': '1' })).toMatchObject({ status: 200, open: true });
    expect(await restOf(world, number)).toBe('registration.age');
  });

  test('may have the signs of a code in it', async () => {
    await ledToName();
    await ask('s-1', 'A*B');
    await ask('s-1', '69#');
    expect(await restOf(world, number)).toBe('registration.gender');
  });

  test('that is asked for again gets the same screen and takes no second turn', async () => {
    await ledToName();
    const once = await ask('s-1', 'Rahima Bibi');
    const before = await conversationOf(world, number);
    expect(await again('s-1', 'Rahima Bibi')).toEqual(once);
    expect(await conversationOf(world, number)).toEqual(before);
  });

  test('that is asked for again while it is being answered is answered once', async () => {
    await ledToName();
    const { turn = 0 } = (await conversationOf(world, number)) ?? {};
    const [once, twice] = await Promise.all([again('s-1', 'Rahima Bibi'), again('s-1', 'Rahima Bibi')]);
    expect(twice).toEqual(once);
    expect((await conversationOf(world, number))?.turn).toBe(turn + 1);
  });

  test('in the words of the one before is the next answer once the screen was read', async () => {
    await ledToName();
    await ask('s-1', 'Rahima Bibi');
    await ask('s-1', '69');
    const { turn = 0 } = (await conversationOf(world, number)) ?? {};
    await ask('s-1', '69');
    expect((await conversationOf(world, number))?.turn).toBe(turn + 1);
  });
});

describe('the end', () => {
  test.each([
    ['by the header', '', { 'X-USSD-SESSION': '0' }],
    ['by the header, with words', '1', { 'X-USSD-SESSION': '0' }],
    ['by the network’s words', 'Map Dialog User Abort User Reason: User specific reason', {}],
    ['by the other network’s words', 'MAP Dialog Provider Abort', {}],
  ])('%s is taken, and nothing happens', async (_, msg, headers) => {
    await ledToName();
    const before = await conversationOf(world, number);
    expect(await ask('s-1', msg, headers)).toEqual({ status: 200, text: '', open: false });
    expect(await conversationOf(world, number)).toEqual(before);
  });
});

test('an id that is given to another number shows nothing of the first', async () => {
  await ledToName();
  await ask('s-1', 'Rahima Bibi');
  const other = newAddress().slice('tel:'.length);
  const { text } = await again('s-1', 'Rahima Bibi', {}, msisdnOf(other));
  expect(text).not.toMatch(/Rahima/);
  expect(await restOf(world, other)).toMatch(/^welcome\./);
  expect(await restOf(world, number)).toBe('registration.age');
});

describe('a request that is none', () => {
  test.each([
    ['no tid', () => `msisdn=${msisdnOf()}&msg=1&code=5`],
    ['an empty tid', () => `msisdn=${msisdnOf()}&msg=1&code=5&tid=`],
    ['two tids', () => `msisdn=${msisdnOf()}&msg=1&code=5&tid=1&tid=2`],
    ['no number', () => 'msg=1&code=5&tid=1'],
    ['a name for a number', () => 'msisdn=AIRTEL&msg=1&code=5&tid=1'],
    ['a number that is too short', () => `msisdn=${msisdnOf().slice(0, 9)}&msg=1&code=5&tid=1`],
    ['two numbers', () => `msisdn=${msisdnOf()}&msisdn=${msisdnOf()}&msg=1&code=5&tid=1`],
    ['two texts', () => `msisdn=${msisdnOf()}&msg=1&msg=2&code=5&tid=1`],
  ])('%s: refused, without a trace', async (_, query) => {
    const response = await fetch(`${doors.url}/ussd/header?token=${TOKEN}&${query()}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/^Send msisdn .*\.$/);
    expect(await conversationOf(world, number)).toBeNull();
  });

  test('nor does one without the token disturb a session', async () => {
    await ledToName();
    const before = await conversationOf(world, number);
    const query = new URLSearchParams({
      token: 'wrong',
      msisdn: msisdnOf(),
      msg: 'Rahima Bibi',
      code: CODE,
      tid: 's-1',
    });
    expect((await fetch(`${doors.url}/ussd/header?${query.toString()}`)).status).toBe(403);
    expect(await conversationOf(world, number)).toEqual(before);
  });
});
