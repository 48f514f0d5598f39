/** Tables of centres and vaccination sessions: understood row by row, brought in as a whole, once. */
import { addDays } from '../../src/clock';
import type { Store } from '../../src/store';
import type { Centre } from '../../src/store/places';
import { confirmImport, finishImports } from '../../src/vaccination/apply-import';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { planCentres } from '../../src/vaccination/import-centres';
import { planSessions } from '../../src/vaccination/import-sessions';
import { createSession } from '../../src/vaccination/plan-session';
import { Wire } from '../support/wire';
import { newAddress, openWorld, registered, TODAY, type World } from '../support/world';

let world: World;
let centres: Centre[];
beforeEach(async () => {
  world = await openWorld();
  centres = await world.site.store.places.centresIn(['near']);
});
afterEach(() => world.close());
const store = () => world.site.store;
const now = () => world.clock.now();
const DAY = addDays(TODAY, 5);
const NEXT = addDays(TODAY, 6);

const HEAD = ['centre', 'day', 'vaccine', 'hours', 'minutes', 'first dose', 'second dose', 'price', 'kept for phones'];
const read = (...rows: string[][]) => planSessions(store(), { rows: [HEAD, ...rows], centres, now: now() });
const row = (...changes: [number, string][]): string[] => {
  const cells = ['bidhannagar', DAY, 'COVISHIELD', '9-13', '120', '30', '10', '0', '30'];
  for (const [at, cell] of changes) cells[at] = cell;
  return cells;
};
async function rowsOf(plan: ReturnType<typeof read> | ReturnType<typeof planCentres>) {
  const planned = await plan;
  if (planned.status !== 'read') throw new Error(planned.status);
  return planned.rows.map(({ row: nth, faults, change }) =>
    faults.length > 0 ? [nth, ...faults.map(({ field, why }) => `${field} ${why}`)] : [nth, change],
  );
}

describe('a table of sessions', () => {
  test('is read in any order of its columns, under names and with digits of our languages', async () => {
    const { status, rows } = (await planSessions(store(), {
      rows: [
        [],
        ['প্রথম ডোজ', 'টিকা', 'তারিখ', 'সময়', 'টিকাকেন্দ্র', 'remarks'],
        ['৩০', 'covishield', '০৮/০৩/২০২১', '৯:৩০ থেকে ১৩', 'বিধাননগর', 'x'],
      ],
      centres,
      now: now(),
    })) as Extract<Awaited<ReturnType<typeof read>>, { status: 'read' }>;
    expect(status).toBe('read');
    expect(rows[0]).toMatchObject({
      ...{ row: 3, faults: [], change: 'new' },
      values: { centre: 'বিধাননগর', day: '2021-03-08', hours: '09:30-13:00', minutes: '120', second: '0', share: '30' },
      step: {
        do: 'create',
        session: {
          ...{ centre: 'bidhannagar', day: '2021-03-08', vaccine: 'COVISHIELD', capacities: [30, 0], price: 0 },
          ...{
            keptShare: 30,
            hours: [
              { from: '09:30', to: '11:30' },
              { from: '11:30', to: '13:00' },
            ],
          },
        },
      },
    });
  });

  test('columns that are missing are named, and a table of only a header is none', async () => {
    const without = (rows: string[][]) => planSessions(store(), { rows, centres, now: now() });
    expect(
      await without([
        ['centre', 'day'],
        ['x', 'y'],
      ]),
    ).toEqual({
      ...{ status: 'noColumns', missing: ['vaccine', 'hours', 'first'] },
    });
    expect(await without([HEAD])).toEqual({ status: 'noRows' });
  });

  test('each row says what is wrong with it', async () => {
    const rows = read(
      row(),
      row([3, '9-25'], [1, NEXT]),
      row([0, 'nowhere']),
      row([0, 'sealdah']),
      row([1, '31/02/2021']),
      row([2, 'WATER'], [5, 'many']),
      row([1, addDays(TODAY, 8)], [8, '200'], [7, '-1'], [4, '0']),
      row([1, addDays(TODAY, 9)], [8, '0.3']),
      row(),
    );
    expect(await rowsOf(rows)).toEqual([
      [2, 'row twice'],
      [3, 'hours noHours'],
      [4, 'centre noCentre'],
      [5, 'centre notYours'],
      [6, 'day noDay'],
      [7, 'vaccine noVaccine', 'capacity capacity'],
      [8, 'hours noHours', 'price price', 'share share'],
      [9, 'new'],
      [10, 'row twice'],
    ]);
  });

  test('says what would change, and how many people would lose their place', async () => {
    const wish = { centre: 'bidhannagar', day: DAY, vaccine: 'COVISHIELD', capacities: [30, 10] as [number, number] };
    const hours = [
      { from: '09:00', to: '11:00' },
      { from: '11:00', to: '13:00' },
    ];
    await createSession(store(), { wish: { ...wish, hours, price: 0, keptShare: 30 }, now: now(), once: 'form' });
    for (let n = 0; n < 3; n++) {
      const address = newAddress();
      const person = await registered(world, address, n + 1);
      const booking = { person, contact: store().vault.contactOf(address), slot: `bidhannagar:${DAY}:09:00:1` };
      await bookAppointment(store(), { ...booking, hold: `hold-${n}`, others: [], move: false, now: now() });
    }
    const one = async (...changes: [number, string][]) => {
      const plan = await read(row(...changes));
      return plan.status === 'read' ? plan.rows[0] : undefined;
    };
    expect(await one()).toMatchObject({ change: 'unchanged', step: null, booked: 3, losing: 0 });
    expect(await one([5, '2'])).toMatchObject({ change: 'changed', booked: 3, losing: 2 });
    expect(await one([8, '50'])).toMatchObject({ change: 'changed', booked: 3, losing: 0 });
    expect((await one([3, '9-12'], [7, '100']))?.faults).toEqual([
      { field: 'hours', why: 'hoursDiffer' },
      { field: 'price', why: 'priceDiffers' },
    ]);
  });
});

describe('bringing it in', () => {
  const keep = (id: string, rows: string[][]) =>
    store().imports.plan({ _id: id, kind: 'sessions', staff: 'mita', fileName: 'x.csv', at: now(), rows });
  const there = async () =>
    (await store().slots.sessionsOf(['bidhannagar', 'barasat'], TODAY, addDays(TODAY, 60))).map(
      ({ _id, capacities }) => `${_id} ${capacities.join()}`,
    );
  const TABLE = [row(), row([0, 'barasat']), row([1, NEXT])];
  const ALL = [`barasat:${DAY} 30,10`, `bidhannagar:${DAY} 30,10`, `bidhannagar:${NEXT} 30,10`];

  test('nothing, where one row is not right; all, once, where every one is', async () => {
    await keep('table', [HEAD, ...TABLE]);
    const wrong = await read(...TABLE, row([3, '9-25']));
    expect(await confirmImport(store(), { id: 'table', plan: wrong, now: now() })).toBe(false);
    expect(await there()).toEqual([]);
    const plan = await read(...TABLE);
    const both = await Promise.all([1, 2].map(() => confirmImport(store(), { id: 'table', plan, now: now() })));
    expect(both.sort()).toEqual([false, true]);
    expect(await there()).toEqual(ALL);
    expect(await store().imports.get('table')).toMatchObject({ status: 'done', applied: 3, failed: [] });
    expect(await confirmImport(store(), { id: 'table', plan, now: now() })).toBe(false);
  });

  test('a change of places is one', async () => {
    await keep('table', []);
    await confirmImport(store(), { id: 'table', plan: await read(...TABLE), now: now() });
    await keep('other', []);
    await confirmImport(store(), { id: 'other', plan: await read(row([5, '40'], [8, '0'])), now: now() });
    expect(await there()).toContain(`bidhannagar:${DAY} 40,10`);
    expect((await store().slots.ofSession(`bidhannagar:${DAY}`)).map(({ kept }) => kept)).toEqual([0, 0, 0, 0]);
  });

  test('where somebody else was faster in between, that row is named and the others come in', async () => {
    await keep('table', []);
    const plan = await read(...TABLE);
    const hours = [{ from: '09:00', to: '10:00' }];
    const wish = { centre: 'barasat', day: DAY, vaccine: 'COVISHIELD', hours, price: 0, keptShare: 30 };
    await createSession(store(), { wish: { ...wish, capacities: [1, 0] }, now: now(), once: 'faster' });
    await confirmImport(store(), { id: 'table', plan, now: now() });
    expect(await there()).toEqual([`barasat:${DAY} 1,0`, ...ALL.slice(1)]);
    expect((await store().imports.get('table'))?.failed).toEqual([{ row: 3, why: 'exists' }]);
  });

  test('the process dies at each write: nothing of it is there, or after the sweep all of it', async () => {
    const wire = await Wire.to(world.database.uri);
    let writes = 0;
    const outcomes = new Set<number>();
    for (let died = true; died; writes++) {
      const day = addDays(TODAY, 7 + writes);
      const plan = await read(row([1, day]), row([0, 'barasat'], [1, day]));
      await keep(`table-${writes}`, []);
      await wire.restore();
      const site = await world.openSite(wire.uri(world.database.dbName));
      const death = wire.dieAfter(writes).then(() => true);
      const running = confirmImport(site.store, { id: `table-${writes}`, plan, now: now() });
      died = await Promise.race([death, running.then(() => false)]);
      wire.cut();
      await running.catch(() => undefined);
      world.clock.advance(10_000);
      await finishImports(store(), now());
      const found = await store().slots.sessionsOf(['bidhannagar', 'barasat'], day, day);
      expect(found.map(({ capacities }) => capacities)).toEqual(
        found.length === 0
          ? []
          : [
              [30, 10],
              [30, 10],
            ],
      );
      expect(await store().imports.get(`table-${writes}`)).toMatchObject({
        ...{ status: found.length === 0 ? 'planned' : 'done', failed: [] },
      });
      outcomes.add(found.length);
    }
    expect(outcomes).toEqual(new Set([0, 2]));
    wire.cut();
  });

  test('a long one is left to the sweep', async () => {
    const days = Array.from({ length: 55 }, (_, n) => addDays(TODAY, n + 1));
    const rows = days.flatMap((day) => [row([1, day], [3, '9-10']), row([1, day], [3, '9-10'], [0, 'barasat'])]);
    await keep('table', []);
    expect(await confirmImport(store(), { id: 'table', plan: await read(...rows), now: now() })).toBe(true);
    expect(await there()).toEqual([]);
    world.clock.advance(10_000);
    await finishImports(store(), now());
    expect(await there()).toHaveLength(110);
    expect(await store().imports.forget(new Date(now().getTime() + 1))).toBe(1);
  });
});

describe('a table of centres', () => {
  const CENTRES = ['id', 'name', 'bengali name', 'hindi name', 'district', 'pin', 'latitude', 'longitude', 'price'];
  const NEW = ['new-town', 'New Town', 'নিউ টাউন', 'न्यू टाउन', 'near', '700091', '22.58', '88.47', ''];
  const plan = (...rows: string[][]) =>
    planCentres(store(), { rows: [CENTRES, ...rows], sees: ({ _id }) => _id === 'near' });
  const but = (at: number, cell: string): string[] => NEW.map((each, index) => (index === at ? cell : each));
  const confirm = async (id: string, at: Store, ...rows: string[][]) => {
    await store().imports.plan({ _id: id, kind: 'centres', staff: 'mita', fileName: 'x', at: now(), rows: [] });
    return confirmImport(at, { id, plan: await plan(...rows), now: now() });
  };

  test.each<[number, string, string]>([
    [0, 'New Town', 'id noId'],
    [1, '', 'english noName'],
    [2, '', 'bengali noName'],
    [2, 'New Town', 'bengali otherScript'],
    [3, 'নিউ টাউন', 'hindi otherScript'],
    [1, 'x'.repeat(81), 'english longName'],
    [4, 'nowhere', 'district noDistrict'],
    [4, 'next', 'district notYours'],
    [5, '999999', 'pin noPin'],
    [5, '700014', 'pin pinElsewhere'],
    [6, '88.47', 'latitude notInIndia'],
    [6, 'north', 'latitude noPlace'],
    [6, '28.6', 'latitude farFromDistrict'],
    [8, 'free', 'price price'],
  ])('column %s "%s": %s', async (at, cell, fault) => {
    const faults = (await rowsOf(plan(but(at, cell)))).flat();
    expect(faults).toContain(fault);
  });

  test('latitude and longitude the wrong way round are recognised', async () => {
    const swapped = NEW.map((cell, at) => (at === 6 ? '88.47' : at === 7 ? '22.58' : cell));
    expect(await rowsOf(plan(swapped))).toEqual([[2, 'latitude swapped']]);
  });

  test('a new one and a changed one come in, also in slots that are there; the rest stays', async () => {
    const BIDHANNAGAR = ['bidhannagar', 'Bidhannagar Hospital', 'বিধাননগর', 'बिधाननगर', 'North 24 Pgs', '700091'];
    const wish = { centre: 'bidhannagar', day: DAY, vaccine: 'COVISHIELD', hours: [{ from: '09:00', to: '10:00' }] };
    await createSession(store(), {
      ...{ wish: { ...wish, capacities: [5, 0], price: 0, keptShare: 30 }, now: now(), once: 'form' },
    });
    const rows = [NEW, [...BIDHANNAGAR, '22.6', '88.4', '0']];
    expect(await rowsOf(plan(...rows))).toEqual([
      [2, 'new'],
      [3, 'changed'],
    ]);
    expect(await rowsOf(plan(NEW, NEW))).toEqual([
      [2, 'row twice'],
      [3, 'row twice'],
    ]);
    expect(await confirm('centres', store(), ...rows)).toBe(true);
    expect(await store().places.centre('new-town')).toMatchObject({ pin: '700091', location: [88.47, 22.58] });
    expect((await store().slots.get(`bidhannagar:${DAY}:09:00:1`))?.centreNames.en).toBe('Bidhannagar Hospital');
    expect(await rowsOf(plan(...rows))).toEqual([
      [2, 'unchanged'],
      [3, 'unchanged'],
    ]);
    const [first] = (await store().places.centresIn(['near'])).filter(({ _id }) => _id === 'new-town');
    expect(first?.names.bn).toBe('নিউ টাউন');
    // Another process has read all centres before; it looks up what it does not know.
    expect(await (await world.openSite()).store.places.centre('new-town')).not.toBeNull();
  });

  test('nobody takes a centre over into another district', async () => {
    const taken = NEW.map((cell, at) => (at === 0 ? 'sealdah' : cell));
    expect(await rowsOf(plan(taken))).toEqual([[2, 'district notYours']]);
  });
});
