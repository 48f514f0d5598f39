import type { Proposal } from '../../src/store/proposals';
import { openWorld, slotOf, START, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());
beforeEach(() => world.site.connection.collection('proposals').deleteMany({}));

const proposals = () => world.site.store.proposals;
const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const { _id: slot, vaccine, centre, centreNames, day, from, to, price } = slotOf(1);

const proposalOf = (id: string, about: Partial<Proposal> = {}): Proposal => ({
  ...{
    _id: id,
    person: `for ${id}`,
    contact: 'contact',
    dose: 1,
    because: 'waiting',
    status: 'open',
    until: after(120),
  },
  ...{ slot, vaccine, centre, centreNames, day, from, to, price, instead: null, wish: null },
  ...{ unsettled: true, madeAt: START, changedAt: START },
  ...about,
});

test('nobody has two open ones for a dose, whoever writes at once', async () => {
  const other = await world.openSite();
  const inserted = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      (n % 2 ? other.store.proposals : proposals()).insert(proposalOf(`p${n}`, { person: 'a' })),
    ),
  );
  expect(inserted.filter(Boolean)).toHaveLength(1);
  expect(await proposals().insert(proposalOf('second dose', { person: 'a', dose: 2 }))).toBe(true);
  const open = await proposals().openOf('a', 1);
  await proposals().close(open?._id ?? '', 'refused', START);
  expect(await proposals().openOf('a', 1)).toBeNull();
  expect(await proposals().insert(proposalOf('next', { person: 'a' }))).toBe(true);
  expect(await proposals().insert(proposalOf('next', { person: 'b' }))).toBe(false);
});

test('it is closed once, and what follows from that is known to be undone until it is settled', async () => {
  await proposals().insert(proposalOf('a'));
  const closings = (['taken', 'refused', 'lapsed', 'gone'] as const).map((as) => proposals().close('a', as, after(5)));
  const closed = (await Promise.all(closings)).filter((each) => each !== null);
  expect(closed).toHaveLength(1);
  expect(await proposals().unsettled(after(5), 10)).toEqual([]);
  expect(await proposals().unsettled(after(6), 10)).toEqual(closed);
  // What was settled of the open one is not what is to be settled of the closed one.
  await proposals().settled(proposalOf('a'));
  expect(await proposals().unsettled(after(6), 10)).toEqual(closed);
  await proposals().settled(closed[0] as Proposal);
  expect(await proposals().unsettled(after(6), 10)).toEqual([]);
});

test('overdue are the open ones, longest ago first', async () => {
  await proposals().insert(proposalOf('late', { until: after(20) }));
  await proposals().insert(proposalOf('later', { until: after(30) }));
  await proposals().insert(proposalOf('early', { until: after(10) }));
  await proposals().insert(proposalOf('closed', { until: after(10) }));
  await proposals().close('closed', 'taken', START);
  expect((await proposals().overdue(after(30), 10)).map(({ _id }) => _id)).toEqual(['early', 'late']);
});

test('with another number goes what is kept for the person', async () => {
  await proposals().insert(proposalOf('a'));
  await proposals().setContact('for a', 'new');
  expect(await proposals().get('a')).toMatchObject({ contact: 'new' });
  expect(await proposals().get('unknown')).toBeNull();
});
