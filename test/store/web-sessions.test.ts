import { IDLE_MS, LONGEST_MS } from '../../src/store/web-sessions';
import { DAY, MINUTE, openWorld, START, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const sessions = () => world.site.store.webSessions;
const after = (ms: number): Date => new Date(START.getTime() + ms);
const opened = async (staff = 'mita') => (await sessions().open(staff, START, '203.0.113.7')).token;
const found = async (token: string, now = START) => {
  const session = await sessions().find(token, now);
  if (!session || 'expired' in session) throw new Error('not signed in');
  return session;
};

test('who holds the token is signed in; a token that was never given opens nothing', async () => {
  const token = await opened();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await sessions().find(token, START)).toMatchObject({ staff: 'mita' });
  expect(await sessions().find(`${token.slice(0, -1)}_`, START)).toBeNull();
  expect(await sessions().find('', START)).toBeNull();
});

test('what is stored opens nothing: neither the token nor what forms carry stands there', async () => {
  const token = await opened('thief');
  const { id, csrf } = await found(token);
  const stored = JSON.stringify(
    await world.site.connection.collection('webSessions').find({ staff: 'thief' }).toArray(),
  );
  expect(stored).toContain(id);
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(csrf);
  expect(await sessions().find(id, START)).toBeNull();
});

test('forms of two sessions of one person are not the same', async () => {
  const [one, two] = [await found(await opened()), await found(await opened())];
  expect(one.csrf).not.toBe(two.csrf);
  expect((await found(await opened())).csrf).toHaveLength(22);
});

test('half an hour without work ends it, and is told whose it was', async () => {
  const token = await opened();
  expect(await sessions().find(token, after(IDLE_MS))).toMatchObject({ staff: 'mita' });
  expect(await sessions().find(token, after(IDLE_MS + 1))).toEqual({ expired: 'mita' });
});

test('work keeps it open, but not longer than a day of work', async () => {
  const token = await opened();
  for (let at = 0; at <= LONGEST_MS; at += 20 * MINUTE)
    await sessions().touch(await found(token, after(at)), after(at));
  expect(await sessions().find(token, after(LONGEST_MS))).toMatchObject({ staff: 'mita' });
  expect(await sessions().find(token, after(LONGEST_MS + 1))).toEqual({ expired: 'mita' });
});

test('work is written down once a minute', async () => {
  const token = await opened();
  await sessions().touch(await found(token), after(MINUTE - 1));
  expect((await found(token)).usedAt).toEqual(START);
  await sessions().touch(await found(token), after(MINUTE));
  expect((await found(token)).usedAt).toEqual(after(MINUTE));
});

test('closed is closed: one, or all of somebody but the one they sit at', async () => {
  const [closed, stays, ends] = [await opened('rina'), await opened('rina'), await opened('rina')];
  const others = await opened('mita');
  await sessions().close(closed);
  expect(await sessions().find(closed, START)).toBeNull();
  await sessions().closeAllOf('rina', (await found(stays)).id);
  expect(await sessions().find(ends, START)).toBeNull();
  expect(await sessions().find(stays, START)).toMatchObject({ staff: 'rina' });
  await sessions().closeAllOf('rina');
  expect(await sessions().find(stays, START)).toBeNull();
  expect(await sessions().find(others, START)).toMatchObject({ staff: 'mita' });
});

test('one that is over is known for a while, and then forgotten', async () => {
  const token = await opened('late');
  await sessions().forget(after(DAY));
  expect(await sessions().find(token, after(DAY))).toEqual({ expired: 'late' });
  await sessions().forget(after(2 * DAY));
  expect(await sessions().find(token, after(DAY))).toBeNull();
});
