/** What the helpline and a person say to each other, past the flow. */
import { MINUTE, openWorld, START, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());

const talks = (site = world.site) => site.store.talks;
const line = (n: number) => ({ key: `key-${n}`, text: `line ${n}`, at: new Date(START.getTime() + n * MINUTE) });

test('lines come back as they were said, each once, also from two processes that begin at once', async () => {
  const sites = [world.site, other];
  await Promise.all(Array.from({ length: 20 }, (_, n) => talks(sites[n % 2]).keep('both', line(n % 10))));
  const kept = await talks().of('both');
  expect(kept.map(({ key }) => key).sort()).toEqual(Array.from({ length: 10 }, (_, n) => `key-${n}`));
  await talks().keep('both', { ...line(11), by: 'Mita', text: '$literal {{name}}' });
  expect((await talks().of('both')).at(-1)).toEqual({ ...line(11), by: 'Mita', text: '$literal {{name}}' });
});

test('of somebody who writes without end the last lines are kept', async () => {
  for (let n = 0; n < 205; n++) await talks().keep('long', line(n));
  const kept = await talks().of('long');
  expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([200, 'line 5', 'line 204']);
});

test('what fills more than a document holds is cut, and the next line is kept', async () => {
  for (let n = 0; n < 60; n++) await talks().keep('huge', { ...line(n), text: 'ক'.repeat(100_000) });
  await talks().keep('huge', line(60));
  expect((await talks().of('huge')).at(-1)).toEqual(line(60));
});

test('is not to be read in the database, is told to who looks on, and forgotten', async () => {
  const beat = async () => (await other.store.beats.of(['talk:sealed'])).get('talk:sealed');
  expect(await beat()).toBe(0);
  await talks().keep('sealed', { ...line(1), text: 'my heart hurts' });
  expect(await beat()).toBe(1);
  const stored = await world.site.connection.collection<{ _id: string }>('talks').findOne({ _id: 'sealed' });
  expect(JSON.stringify(stored)).not.toContain('heart');
  await talks().forget(line(1).at);
  expect(await talks().of('sealed')).toHaveLength(1);
  await talks().forget(line(2).at);
  expect(await talks().of('sealed')).toEqual([]);
});
