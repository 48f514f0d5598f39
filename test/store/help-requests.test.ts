/** The queue of who asked for a person, and the calls: never the same for two, never lost with who took it. */
import type { OpenCall } from '../../src/store/calls';
import type { ListedRequest } from '../../src/store/help-requests';
import type { Taker } from '../../src/store/taking';
import { atTheDesk, giveBackLeft } from '../../src/vaccination/give-back';
import { MINUTE, openWorld, START, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterEach(async () => {
  for (const name of ['helpRequests', 'calls']) await world.site.connection.collection(name).deleteMany({});
});
afterAll(() => world.close());

const MITA: Taker = { staff: 'mita', name: 'Mita' };
const RINA: Taker = { staff: 'rina', name: 'Rina' };
const later = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE);
const requests = (site = world.site) => site.store.helpRequests;
const calls = (site = world.site) => site.store.calls;

const request = (n: number) => ({
  ...{ contact: `contact-${n}`, address: `tel:+9198300000${String(n).padStart(2, '0')}`, topic: 'asked' as const },
  ...{ language: 'bn' as const, askedAt: later(n), promisedBy: later(100 + n) },
});
const call = (n: number) => ({
  ...{ occasion: `closed:${n}`, contact: `contact-${n}`, address: '+91', language: 'bn' as const },
  ...{ reason: 'closed' as const, at: START, by: later(100 + n) },
});

/** The same of both lists. */
interface List {
  add: (n: number) => Promise<unknown>;
  idOf: (n: number) => string;
  open: () => Promise<string[]>;
  takenOnes: () => Promise<string[]>;
  take: (id: string, by: Taker, now: Date, site?: Site) => Promise<ListedRequest | OpenCall | null>;
  giveBack: (id: string, staff: string) => Promise<boolean>;
}
const LISTS: [string, List][] = [
  [
    'requests',
    {
      add: (n) => requests().open(request(n)),
      idOf: (n) => `contact-${n}:asked`,
      open: async () => (await requests().openOnes(100)).map(({ id }) => id),
      takenOnes: async () => (await requests().takenOnes(100)).map(({ id }) => id),
      take: (id, by, now, site) => requests(site).take(id, by, now),
      giveBack: (id, staff) => requests().giveBack(id, staff),
    },
  ],
  [
    'calls',
    {
      add: (n) => calls().list(call(n)),
      idOf: (n) => `closed:${n}`,
      open: async () => (await calls().open(100)).map(({ occasion }) => occasion),
      takenOnes: async () => (await calls().takenOnes(100)).map(({ occasion }) => occasion),
      take: (id, by, now, site) => calls(site).take(id, by, now),
      giveBack: (id, staff) => calls().giveBack(id, staff),
    },
  ],
];

describe.each(LISTS)('%s', (_, list) => {
  test('of twenty who take the same at once, from two processes, one has it', async () => {
    await list.add(1);
    const id = list.idOf(1);
    const tries = Array.from({ length: 20 }, (__, n) =>
      list.take(id, { staff: `staff-${n}`, name: `Name ${n}` }, START, n % 2 ? world.site : other),
    );
    const won = (await Promise.all(tries)).flatMap((taken) => taken?.taken?.by.staff ?? []);
    expect(won).toHaveLength(1);
    expect(await list.takenOnes()).toEqual([id]);
    expect(await list.open()).toEqual([]);
  });

  test('stand in the order in which they are needed, and are given back to their place', async () => {
    for (const n of [3, 1, 2]) await list.add(n);
    expect(await list.open()).toEqual([1, 2, 3].map(list.idOf));
    await list.take(list.idOf(2), MITA, START);
    expect(await list.open()).toEqual([1, 3].map(list.idOf));
    expect(await list.giveBack(list.idOf(2), RINA.staff)).toBe(false);
    expect(await list.giveBack(list.idOf(2), MITA.staff)).toBe(true);
    expect(await list.open()).toEqual([1, 2, 3].map(list.idOf));
  });

  test('are given back by themselves once who took them has been away for a while, and not before', async () => {
    for (const n of [1, 2]) await list.add(n);
    await list.take(list.idOf(1), MITA, START);
    await list.take(list.idOf(2), RINA, START);
    await atTheDesk(world.site.store, MITA.staff, later(10));
    const gone: string[] = [];
    const leave = (contact: string, staff: string) => Promise.resolve(gone.push(`${staff} ${contact}`));
    expect(await giveBackLeft(world.site.store, leave, later(14))).toBe(0);
    expect(await giveBackLeft(world.site.store, leave, later(16))).toBe(1);
    // Who asked for a person is not kept with somebody who reads no more.
    expect(gone).toEqual(list === LISTS[0]?.[1] ? ['rina contact-2'] : []);
    expect(await list.takenOnes()).toEqual([list.idOf(1)]);
    expect(await list.open()).toEqual([list.idOf(2)]);
    expect(await list.giveBack(list.idOf(2), RINA.staff)).toBe(false);
  });

  test('tell who looks on that something has changed', async () => {
    const topic = list === LISTS[0]?.[1] ? 'queue' : 'calls';
    const beat = async () => (await other.store.beats.of([topic])).get(topic);
    const before = (await beat()) ?? 0;
    await list.add(1);
    await list.take(list.idOf(1), MITA, START);
    await list.take(list.idOf(1), RINA, START);
    expect(await beat()).toBe(before + 2);
  });
});

describe('a request for a person', () => {
  const id = 'contact-1:asked';

  test('that was asked again while somebody has it stays with them, and keeps its promise', async () => {
    await requests().open(request(1));
    await requests().take(id, MITA, START);
    const again = await requests().open({ ...request(1), askedAt: later(20), promisedBy: later(200) });
    expect(again.promisedBy).toEqual(later(101));
    expect(await requests().get(id)).toMatchObject({ askedAt: later(1), taken: { by: MITA } });
  });

  test('that was done begins anew when it is asked again', async () => {
    await requests().open(request(1));
    await requests().take(id, MITA, START);
    expect(await requests().done(id, RINA.staff, later(5))).toBe(false);
    expect(await requests().done(id, MITA.staff, later(5))).toBe(true);
    expect(await requests().takenOnes(10)).toEqual([]);
    expect(await requests().get(id)).toBeNull();
    await requests().open({ ...request(1), askedAt: later(300), promisedBy: later(400) });
    expect(await requests().openOnes(10)).toMatchObject([
      { id, askedAt: later(300), promisedBy: later(400), taken: null, callAt: null },
    ]);
  });

  test('that is to be called at an hour stands there on the list', async () => {
    for (const n of [1, 2]) await requests().open(request(n));
    await requests().take(id, MITA, START);
    expect(await requests().callAt(id, MITA.staff, later(150))).toBe(true);
    const listed = await requests().openOnes(10);
    expect(listed.map((each) => [each.contact, each.callAt])).toEqual([
      ['contact-2', null],
      ['contact-1', later(150)],
    ]);
  });

  test('that was asked again is called by the hour promised then, where that is sooner than the one agreed on', async () => {
    for (const n of [1, 60]) await requests().open(request(n));
    await requests().take(id, MITA, START);
    await requests().callAt(id, MITA.staff, later(5_000));
    expect((await requests().openOnes(10)).map(({ contact }) => contact)).toEqual(['contact-60', 'contact-1']);
    await requests().open({ ...request(1), askedAt: later(110), promisedBy: later(120) });
    expect((await requests().openOnes(10)).map(({ contact, dueAt }) => [contact, dueAt])).toEqual([
      ['contact-1', later(120)],
      ['contact-60', later(160)],
    ]);
  });

  test('knows whom to call, and the database does not', async () => {
    await requests().open(request(1));
    const stored = await world.site.connection.collection('helpRequests').findOne({ contact: 'contact-1' });
    expect(JSON.stringify(stored)).not.toContain('9198300000');
    expect(await requests().get(id)).toMatchObject({ address: 'tel:+919830000001' });
  });

  test('of an older version has its place by what was promised', async () => {
    await requests().open(request(1));
    await world.site.connection.collection('helpRequests').updateMany({}, { $unset: { dueAt: 1 } });
    await requests().createIndexes();
    expect((await requests().openOnes(10)).map((each) => each.id)).toEqual([id]);
    const stored = await world.site.connection.collection('helpRequests').findOne({ contact: 'contact-1' });
    expect(stored?.dueAt).toEqual(later(101));
  });

  test('is forgotten a while after it was done, and not while somebody still asks', async () => {
    for (const n of [1, 2]) await requests().open(request(n));
    await requests().take(id, MITA, START);
    await requests().done(id, MITA.staff, later(5));
    await requests().forget(later(6));
    expect(await requests().get(id)).toBeNull();
    expect(await requests().get('contact-2:asked')).not.toBeNull();
  });
});

describe('a call', () => {
  const end = { by: MITA.staff, outcome: 'reached' as const, note: 'her son will come', now: later(5) };

  test('is done by who took it, with a note that is sealed', async () => {
    await calls().list(call(1));
    expect(await calls().done('closed:1', end)).toBe(false);
    await calls().take('closed:1', MITA, START);
    expect(await calls().done('closed:1', end)).toBe(true);
    expect(await calls().get('closed:1')).toBeNull();
    expect(await calls().list(call(1))).toBe(false);
    const stored = await world.site.connection.collection('calls').findOne({ contact: 'contact-1' });
    expect(stored).toMatchObject({ outcome: 'reached', doneAt: later(5) });
    expect(JSON.stringify(stored)).not.toContain('her son');
  });

  test('to who did not answer comes again later, and is counted', async () => {
    await calls().list(call(1));
    for (const tried of [true, true, false]) {
      await calls().take('closed:1', MITA, START);
      expect(await calls().later('closed:1', MITA.staff, later(60), tried)).toBe(true);
    }
    expect(await calls().open(10)).toMatchObject([{ tries: 2, notBefore: later(60), taken: null }]);
  });
});
