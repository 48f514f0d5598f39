import type { Asking, Fitting } from '../../src/store/wishes';
import { openWorld, START, TODAY, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());
beforeEach(() => world.site.connection.collection('wishes').deleteMany({}));

const wishes = () => world.site.store.wishes;
const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

const asking = (person: string, wants: Partial<Asking> = {}): Asking => ({
  ...{ _id: `${person}:1`, person, contact: `of ${person}`, dose: 1, vaccine: null, pin: '700091' },
  ...{ centres: ['bidhannagar', 'barasat'], fromDay: TODAY, hours: 'any', freeOnly: false, birthYear: 1950 },
  ...{ restsUntil: null, checkedAt: START },
  ...wants,
});
const place: Fitting = {
  ...{ slot: 'slot', centre: 'barasat', dose: 1, vaccine: 'COVISHIELD', day: TODAY, price: 0, now: START },
  hours: ['any', 'morning'],
};
const inLine = async (at: Partial<Fitting> = {}) =>
  (await wishes().next({ ...place, ...at }, 10)).map(({ person }) => person);
const kept = { id: 'proposal', slot: 'slot' };

test('the line of a centre: the oldest first, of the same year who asked first', async () => {
  await wishes().ask(asking('late', { checkedAt: after(2) }));
  await wishes().ask(asking('young', { birthYear: 1960 }));
  await wishes().ask(asking('early', { checkedAt: after(1) }));
  await wishes().ask(asking('old', { birthYear: 1930, checkedAt: after(3) }));
  expect(await inLine()).toEqual(['old', 'early', 'late', 'young']);
  expect(await inLine({ centre: 'sealdah' })).toEqual([]);
  const [late] = await wishes().ofPerson('late');
  expect(late && (await wishes().ahead(late))).toBe(2);
});

test('who rests is not in line until then', async () => {
  await wishes().ask(asking('resting', { restsUntil: after(5) }));
  expect(await inLine({ now: after(4) })).toEqual([]);
  expect(await inLine({ now: after(5) })).toEqual(['resting']);
  expect(await wishes().rested(after(4), 10)).toEqual([]);
  await wishes().rise(await wishes().rested(after(5), 10));
  expect(await wishes().rested(after(5), 10)).toEqual([]);
  expect(await inLine()).toEqual(['resting']);
});

test('one is taken out of the line once, waits on at the same place, and is not asked about the same slot', async () => {
  await wishes().ask(asking('a'));
  expect(await Promise.all([1, 2, 3].map(() => wishes().propose('a:1', kept, START)))).toHaveLength(3);
  expect(await inLine()).toEqual([]);
  expect(await wishes().propose('a:1', { id: 'other', slot: 'slot' }, START)).toBe(false);
  expect(await wishes().waitOn('a:1', 'other', { restsUntil: START })).toBe(false);
  expect(await wishes().waitOn('a:1', 'proposal', { restsUntil: START, unanswered: 0, refused: 'slot' })).toBe(true);
  expect(await wishes().waitOn('a:1', 'proposal', { restsUntil: START })).toBe(false);
  expect(await inLine()).toEqual([]);
  expect(await inLine({ slot: 'another' })).toEqual(['a']);
});

test('of several processes one takes somebody out of the line', async () => {
  await wishes().ask(asking('a'));
  const other = await world.openSite();
  const tries = Array.from({ length: 20 }, (_, n) =>
    (n % 2 ? other.store.wishes : wishes()).propose('a:1', { id: `proposal-${n}`, slot: 'slot' }, START),
  );
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
});

test('a proposal that is begun is known as such until it is told', async () => {
  await wishes().ask(asking('a'));
  await wishes().propose('a:1', kept, START);
  expect(await wishes().unsettled(START, 10)).toEqual([]);
  expect(await wishes().unsettled(after(1), 10)).toMatchObject([{ _id: 'a:1', proposed: kept }]);
  await wishes().settled('a:1', 'another');
  expect(await wishes().unsettled(after(1), 10)).toHaveLength(1);
  await wishes().settled('a:1', 'proposal');
  expect(await wishes().unsettled(after(1), 10)).toEqual([]);
});

test('asked again while a proposal is open it stays open; asked again after the end it is a new place in line', async () => {
  await wishes().ask(asking('a'));
  await wishes().propose('a:1', kept, START);
  const again = { hours: 'morning' as const, checkedAt: after(9) };
  expect(await wishes().ask(asking('a', again))).toMatchObject({ status: 'proposed', proposed: kept, askedAt: START });
  await wishes().end('a:1', 'met');
  expect(await wishes().ofPerson('a')).toEqual([]);
  const anew = await wishes().ask(asking('a', again));
  expect(anew).toMatchObject({ status: 'waiting', proposed: null, askedAt: after(9), hours: 'morning' });
});

test('the centres somebody waits for are known, also while something is proposed; not those of who has ended', async () => {
  await wishes().ask(asking('a'));
  await wishes().ask(asking('b', { centres: ['sealdah'] }));
  await wishes().propose('a:1', kept, START);
  expect((await wishes().queuedCentres()).sort()).toEqual(['barasat', 'bidhannagar', 'sealdah']);
  expect(await wishes().isWaitedFor('sealdah', 1)).toBe(true);
  expect(await wishes().isWaitedFor('sealdah', 2)).toBe(false);
  await wishes().end('b:1', 'withdrawn');
  expect((await wishes().queuedCentres()).sort()).toEqual(['barasat', 'bidhannagar']);
  expect(await wishes().isWaitedFor('sealdah', 1)).toBe(false);
});

test('looked at are those who were not for a while; of who has ended nothing is changed', async () => {
  await wishes().ask(asking('a'));
  await wishes().ask(asking('b'));
  expect(await wishes().unchecked(START, 10)).toEqual([]);
  await wishes().end('b:1', 'met');
  await wishes().recheck('b:1', { centres: ['sealdah'], checkedAt: after(2) });
  expect(await wishes().unchecked(after(1), 10)).toMatchObject([{ _id: 'a:1' }]);
  await wishes().recheck('a:1', { centres: ['sealdah'], checkedAt: after(2) });
  expect(await wishes().unchecked(after(1), 10)).toEqual([]);
  expect(await wishes().queuedCentres()).toEqual(['sealdah']);
});

test('with another number goes what the person waits for', async () => {
  await wishes().ask(asking('a'));
  await wishes().setContact('a', 'new');
  expect(await wishes().get('a:1')).toMatchObject({ contact: 'new' });
  expect(await wishes().get('unknown')).toBeNull();
});
