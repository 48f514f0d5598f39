import fc from 'fast-check';
import type { Slot, SlotStore } from '../../src/store/slots';
import { openWorld, slotOf, START, TODAY, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const MINUTE = 60_000;
const minute = (n: number): Date => new Date(START.getTime() + n * MINUTE);
const raw = () => world.site.connection.collection<Slot & { holders: Holder[] }>('slots');

interface Holder {
  id: string;
  until: Date | null;
}
interface Places {
  free: number;
  holders: Holder[];
}

let made = 0;
/** A fresh slot of its own. */
async function newSlot(capacity: number): Promise<string> {
  const _id = `slot-${made++}`;
  await world.site.store.slots.add([{ ...slotOf(capacity), _id }]);
  return _id;
}

async function placesIn(id: string): Promise<Places> {
  const { free, holders } = (await raw().findOne({ _id: id })) ?? { free: NaN, holders: [] };
  return { free, holders };
}

/** What a slot does, in the simplest way it can be said. */
class Model {
  readonly holders = new Map<string, Map<string, number | null>>();

  constructor(
    slots: readonly string[],
    private readonly capacity: number,
  ) {
    for (const slot of slots) this.holders.set(slot, new Map());
  }

  of(slot: string): Map<string, number | null> {
    return this.holders.get(slot) ?? new Map<string, number | null>();
  }

  free(slot: string): number {
    return this.capacity - this.of(slot).size;
  }

  take(slot: string, holder: string, until: number | null): void {
    this.of(slot).set(holder, until);
  }

  places(slot: string): Places {
    const entries = [...this.of(slot)];
    const holders = entries.map(([id, until]) => ({ id, until: until === null ? null : minute(until) }));
    return { free: this.free(slot), holders };
  }
}

interface Step {
  what: 'hold' | 'unhold' | 'claim' | 'confirm' | 'release' | 'sweep';
  slot: 0 | 1;
  holder: string;
  at: number;
  spare: number;
}
const step = fc.record<Step>({
  what: fc.constantFrom('hold', 'hold', 'unhold', 'claim', 'confirm', 'release', 'sweep'),
  slot: fc.constantFrom(0, 1),
  holder: fc.constantFrom('a', 'b', 'c', 'd'),
  at: fc.integer({ min: 0, max: 9 }),
  spare: fc.integer({ min: 0, max: 2 }),
});

/** Does a step on the model and on the engine; both must answer the same. */
async function both(slots: SlotStore, model: Model, ids: readonly string[], { what, slot, holder, at, spare }: Step) {
  const id = ids[slot] ?? '';
  const held = model.of(id);
  const until = minute(at);
  if (what === 'hold') {
    const wanted = ids.map((each) => ({ id: each, spare: each === id ? 0 : spare }));
    for (const each of wanted)
      if (model.free(each.id) > each.spare && !model.of(each.id).has(holder)) model.take(each.id, holder, at);
    expect(await slots.hold(wanted, holder, until)).toEqual(new Set(ids.filter((each) => model.of(each).has(holder))));
  }
  if (what === 'unhold') {
    for (const each of ids) if (model.of(each).get(holder) !== null) model.of(each).delete(holder);
    await slots.unhold(ids, holder);
  }
  if (what === 'claim') {
    const may = held.has(holder) || model.free(id) > 0;
    if (may) model.take(id, holder, at);
    expect(await slots.claim(id, holder, until)).toBe(may);
  }
  if (what === 'confirm') {
    const may = held.has(holder);
    if (may) model.take(id, holder, null);
    expect(await slots.confirm(id, holder)).toBe(may);
  }
  if (what === 'release') {
    held.delete(holder);
    await slots.release(id, holder);
  }
  if (what === 'sweep') {
    const isOver = (over: number | null | undefined): boolean => typeof over === 'number' && over < at;
    for (const each of ids) for (const [who, over] of model.of(each)) if (isOver(over)) model.of(each).delete(who);
    const lapsed = (await slots.lapsed(until, 1_000_000)).filter((each) => ids.includes(each.slot));
    for (const each of lapsed) await slots.releaseLapsed(each.slot, each.holder);
  }
}

test('one after the other, whatever is done to slots is what a list of holders would do', async () => {
  const { slots } = world.site.store;
  const steps = fc.array(step, { minLength: 5, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const ids = [await newSlot(2), await newSlot(2)];
      const model = new Model(ids, 2);
      for (const each of sequence) {
        await both(slots, model, ids, each);
        for (const id of ids) expect(await placesIn(id)).toEqual(model.places(id));
      }
    }),
    { numRuns: 40 },
  );
});

function act(slots: SlotStore, ids: readonly string[], { what, slot, holder, at, spare }: Step): Promise<unknown> {
  const id = ids[slot] ?? '';
  if (what === 'hold')
    return slots.hold(
      ids.map((each) => ({ id: each, spare })),
      holder,
      minute(at),
    );
  if (what === 'unhold') return slots.unhold(ids, holder);
  if (what === 'claim') return slots.claim(id, holder, minute(at));
  if (what === 'confirm') return slots.confirm(id, holder);
  if (what === 'release') return slots.release(id, holder);
  return slots
    .lapsed(minute(at), 1_000_000)
    .then((lapsed) =>
      Promise.all(
        lapsed.filter((each) => ids.includes(each.slot)).map((each) => slots.releaseLapsed(each.slot, each.holder)),
      ),
    );
}

test('all at once from two processes, no place is sold twice, counted twice or lost', async () => {
  const sites = [world.site, await world.openSite()];
  const steps = fc.array(step, { minLength: 30, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const ids = [await newSlot(2), await newSlot(2)];
      await Promise.all(sequence.map((each, index) => act((sites[index % 2] ?? world.site).store.slots, ids, each)));
      for (const id of ids) {
        const { free, holders } = await placesIn(id);
        expect(free).toBeGreaterThanOrEqual(0);
        expect(free + holders.length).toBe(2);
        expect(new Set(holders.map((holder) => holder.id)).size).toBe(holders.length);
      }
    }),
    { numRuns: 30 },
  );
});

test('200 claims on 10 places at once: ten get one', async () => {
  const id = await newSlot(10);
  const claims = Array.from({ length: 200 }, (_, n) => world.site.store.slots.claim(id, `holder-${n}`, minute(1)));
  expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(10);
  expect((await placesIn(id)).free).toBe(0);
});

test('the same booking run by several processes at once gets its place in each of them', async () => {
  const other = await world.openSite();
  for (let round = 0; round < 20; round++) {
    const id = await newSlot(1);
    const claims = [0, 1, 2, 3].map((n) => (n % 2 ? other : world.site).store.slots.claim(id, 'a', minute(1)));
    expect(await Promise.all(claims)).toEqual([true, true, true, true]);
    expect(await placesIn(id)).toEqual({ free: 0, holders: [{ id: 'a', until: minute(1) }] });
  }
});

test('adding slots again leaves what people have taken', async () => {
  const id = await newSlot(2);
  await world.site.store.slots.claim(id, 'a', minute(1));
  expect(await world.site.store.slots.add([{ ...slotOf(2), _id: id }])).toBe(0);
  expect((await placesIn(id)).free).toBe(1);
});

describe('find', () => {
  const wish = { centres: ['sealdah'], dose: 1, fromDay: TODAY, toDay: TODAY, fromTime: '', vaccine: null, limit: 10 };
  const ids = async (change: object): Promise<string[]> =>
    (await world.site.store.slots.find({ ...wish, ...change })).map(({ from, day }) => `${day} ${from}`);
  beforeAll(async () => {
    const hours = ['13:00', '09:00', '11:00'].map((from) => slotOf(1, { centre: 'sealdah', inDays: 0, from }));
    const others = [slotOf(1, { centre: 'sealdah', inDays: 1 }), slotOf(1, { centre: 'sealdah', inDays: 0, dose: 2 })];
    await world.site.store.slots.add([...hours, ...others]);
  });

  test.each([
    ['by hour', {}, [`${TODAY} 09:00`, `${TODAY} 11:00`, `${TODAY} 13:00`]],
    ['nothing that begins now or before', { fromTime: '11:00' }, [`${TODAY} 13:00`]],
    ['the hour counts on the first day only', { fromTime: '14:00', toDay: '2021-03-04' }, ['2021-03-04 09:00']],
    ['another dose', { dose: 2 }, [`${TODAY} 09:00`]],
    ['another vaccine', { vaccine: 'COVAXIN' }, []],
    ['elsewhere', { centres: ['nowhere'] }, []],
    ['as many as wanted', { limit: 1 }, [`${TODAY} 09:00`]],
  ])('%s', async (_, change, expected) => {
    expect(await ids(change)).toEqual(expected);
  });

  test('not what is full', async () => {
    const { _id } = slotOf(1, { centre: 'sealdah', inDays: 0, from: '09:00' });
    await world.site.store.slots.claim(_id, 'a', minute(1));
    expect(await ids({})).toEqual([`${TODAY} 11:00`, `${TODAY} 13:00`]);
  });
});
