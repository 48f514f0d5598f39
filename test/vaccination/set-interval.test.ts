import { addDays, dayOf, instantOf } from '../../src/clock';
import { KINDS, type Taken } from '../../src/store/messages';
import type { Person } from '../../src/store/persons';
import type { RuleChange } from '../../src/store/rule-changes';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { recomputeIntervals } from '../../src/vaccination/recompute-intervals';
import { setInterval, type IntervalChange } from '../../src/vaccination/set-interval';
import { DAY, MINUTE, openWorld, PROGRAMME, slotOf, START, TestClock, type Site, type World } from '../support/world';
import { Wire } from '../support/wire';

const MAY = instantOf('2021-05-13', '10:00');
let world: World;
let wire: Wire;
let clock: TestClock;
beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
});
afterAll(async () => {
  await world.close();
  wire.cut();
});
beforeEach(async () => {
  clock = new TestClock(MAY);
  for (const name of ['persons', 'messages', 'ruleChanges', 'appointments'])
    await world.site.connection.collection(name).deleteMany({});
  await store().programme.replace(PROGRAMME);
});

const store = () => world.site.store;
const now = (): Date => clock.now();
const today = (): string => dayOf(now());
/** As in 2021. */
const LONGER = { vaccine: 'COVISHIELD', days: 84, from: '2021-05-13' };

const change = (wanted: Partial<IntervalChange> = {}) => setInterval(store(), { ...LONGER, now: now(), ...wanted });
const recompute = (site: Site = world.site) => recomputeIntervals(site.store, { now });

/** People with a first dose of that day, told the day that fell due by the rule of 28 days. */
async function vaccinated(count: number, day = '2021-05-01', vaccine = 'COVISHIELD'): Promise<string[]> {
  const first = await store().persons.roughCount();
  const ids = Array.from({ length: count }, (_, n) => `person-${String(first + n).padStart(5, '0')}`);
  const dueDay = addDays(day, 28);
  await Promise.all(
    ids.map(async (id, n) => {
      await store().persons.insert(personOf(id, first + n));
      await store().persons.giveDose(id, 0, { vaccine, day }, { dueDay, remindAt: instantOf(dueDay, '08:00') });
      const person = await store().persons.get(id);
      if (person) await store().persons.settled(person);
    }),
  );
  return ids;
}

const personOf = (_id: string, n: number): Person => ({
  ...{ _id, contact: `contact-${_id}`, seat: 1, reference: String(10_000_000_000_000 + n), name: 'রহিমা বিবি' },
  ...{
    birthYear: 1952,
    gender: 'female',
    hasIllness: false,
    card: { type: 'voter', last4: '6253', hash: `card-${n}` },
  },
  ...{ pin: '700091', district: 'near', doses: [], tellWhenEligible: null, registeredAt: START },
});

async function told(): Promise<Taken[]> {
  const at = new Date(now().getTime() + 400 * DAY);
  const taken = await store().messages.claim({ now: at, lanes: ['any'], kinds: KINDS, most: 5_000, leasedUntil: at });
  return taken.sort((a, b) => a.occasion.localeCompare(b.occasion));
}

const whoms = (messages: readonly Taken[]): string[] => messages.map(({ contact }) => contact.replace('contact-', ''));
const dueDays = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await store().persons.get(id))?.dueDay));

test('those between two doses are told once, in words that carry the day, and their day is kept', async () => {
  const [person = ''] = await vaccinated(1);
  const [other = ''] = await vaccinated(1, '2021-05-01', 'COVAXIN');
  expect(await change()).toMatchObject({ status: 'set', was: { days: 28 }, late: false });
  expect(await recompute()).toBe(1);
  const dueDay = '2021-07-24';
  const [message, ...more] = await told();
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    ...{ contact: `contact-${person}`, kind: 'service', about: { person, dose: 2 } },
    prompts: [
      {
        key: 'templates:interval',
        params: {
          name: { person: 'রহিমা বিবি' },
          vaccine: { key: 'common:vaccine.COVISHIELD' },
          fromDay: { day: dueDay },
        },
      },
    ],
  });
  expect(message?.occasion).toMatch(new RegExp(`^interval:COVISHIELD:2021-05-13:\\w+:${person}$`));
  expect(await store().persons.get(person)).toMatchObject({ dueDay, remindAt: instantOf(dueDay, '08:00') });
  expect(await dueDays([other])).toEqual(['2021-05-29']);
  expect(await store().ruleChanges.all()).toMatchObject([{ status: 'done', people: 1, told: 1 }]);
  expect(await recompute()).toBe(0);
});

test('who has a date keeps it and is told both days', async () => {
  const [person = ''] = await vaccinated(1, '2021-05-01');
  const { contact } = (await store().persons.get(person)) as Person;
  const slot = { ...slotOf(5, { dose: 2 }), _id: 'kept', day: '2021-05-30' };
  await store().slots.add([slot]);
  clock.advance(5 * DAY);
  const wish = { person, contact, slot: 'kept', hold: 'hold', others: [], move: false, now: now() };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  await change({ from: today() });
  await recompute();
  expect(await told()).toMatchObject([
    {
      about: { appointment: 'hold', holder: 'hold' },
      prompts: [
        { key: 'templates:intervalKept', params: { day: { day: '2021-05-30' }, fromDay: { day: '2021-07-24' } } },
      ],
    },
  ]);
  expect(await store().appointments.get('hold')).toMatchObject({ status: 'booked', day: '2021-05-30' });
});

test.each<[string, string, number, string | null]>([
  ['whose day is later now', '2021-05-01', 84, '2021-07-24'],
  ['whose day was past and is to come again', '2021-04-01', 84, '2021-06-24'],
  ['who may come now already', '2021-05-01', 7, '2021-05-13'],
  ['whose day was past and is past', '2021-04-01', 14, null],
  ['whose day stays', '2021-05-01', 28, null],
])('of those %s only some are told', async (_, day, days, fromDay) => {
  await vaccinated(1, day);
  await change({ days });
  await recompute();
  expect((await told()).map(({ prompts }) => prompts?.[0]?.params?.['fromDay'])).toEqual(
    fromDay ? [{ day: fromDay }] : [],
  );
});

test('a rule that begins later is announced, and told on its day', async () => {
  const ids = await vaccinated(3);
  await change({ from: '2021-05-20' });
  expect(await recompute()).toBe(0);
  expect(await store().ruleChanges.all()).toMatchObject([{ status: 'waiting', people: 0 }]);
  clock.advance(7 * DAY);
  await recompute();
  expect(whoms(await told())).toEqual(ids);
});

test('the same again is no change, and tells nobody twice', async () => {
  await vaccinated(1);
  await change({ days: 42, most: 56 });
  await recompute();
  expect(await change({ days: 42, most: 56 })).toMatchObject({ status: 'same' });
  await recompute();
  expect(await told()).toHaveLength(1);
  expect(await store().ruleChanges.all()).toHaveLength(1);
});

test('a rule put right before everybody was told: who was told is told again, all others only the right one', async () => {
  const ids = await vaccinated(450);
  await change();
  let batches = 0;
  await recomputeIntervals(store(), { now, stopped: () => batches++ > 1 });
  const early = whoms(await told());
  expect(early.length).toBeGreaterThan(0);
  expect(early.length).toBeLessThan(450);
  clock.advance(MINUTE);
  expect(await change({ days: 42 })).toMatchObject({ status: 'set', was: { days: 84 } });
  await recompute();
  const later = await told();
  expect(whoms(later).sort()).toEqual(ids);
  expect(new Set(later.map(({ prompts }) => JSON.stringify(prompts?.[0]?.params?.['fromDay'])))).toEqual(
    new Set(['{"day":"2021-06-12"}']),
  );
  expect((await store().ruleChanges.all()).map(({ status }) => status)).toEqual(['done', 'done']);
});

test.each<[Partial<IntervalChange>, object]>([
  [{ vaccine: 'X' }, { status: 'unknownVaccine', known: ['COVISHIELD', 'COVAXIN'] }],
  [{ days: 0 }, { status: 'badDays' }],
  [{ days: 2.5 }, { status: 'badDays' }],
  [{ days: 4_000 }, { status: 'badDays' }],
  [{ days: 56, most: 42 }, { status: 'badDays' }],
  [{ from: '2021-13-01' }, { status: 'noDay' }],
  // The rule that came after it holds.
  [{ from: '1999-01-01' }, { status: 'overruled' }],
])('refuses %j, and changes nothing', async (wanted, refusal) => {
  const before = await store().programme.latest();
  expect(await change(wanted)).toMatchObject(refusal);
  expect(await store().programme.latest()).toEqual(before);
  expect(await store().ruleChanges.all()).toEqual([]);
});

test('a first day that is past is said to be, and holds at once', async () => {
  expect(await change({ from: '2021-05-01' })).toMatchObject({ status: 'set', late: true });
  const versions = (await store().programme.latest())?.vaccines[0]?.intervals;
  expect(versions).toMatchObject([
    { from: '2021-03-01', days: 28 },
    { from: '2021-05-01', days: 84 },
  ]);
});

test('two processes at once, also when one takes the other for dead: everybody is told once', async () => {
  const ids = await vaccinated(500);
  const other = await world.openSite();
  await change();
  const ahead = (): Date => new Date(now().getTime() + 10 * MINUTE);
  const reports: RuleChange[] = [];
  const progressed = (at: RuleChange): void => void reports.push(at);
  await Promise.all([
    recomputeIntervals(store(), { now, progressed }),
    recomputeIntervals(other.store, { now, progressed }),
    recomputeIntervals(other.store, { now: ahead, progressed }),
  ]);
  expect(whoms(await told())).toEqual(ids);
  expect(new Set(await dueDays(ids))).toEqual(new Set(['2021-07-24']));
  expect(reports.filter(({ status }) => status === 'done')).toHaveLength(1);
});

test('stopped in the middle it goes on where it was, in another process', async () => {
  const ids = await vaccinated(450);
  const other = await world.openSite();
  await change();
  let asked = 0;
  const first = await recomputeIntervals(store(), { now, stopped: () => asked++ > 1 });
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(450);
  expect(await store().ruleChanges.all()).toMatchObject([{ status: 'running', people: first, told: first }]);
  expect(await recompute(other)).toBe(450 - first);
  expect(whoms(await told())).toEqual(ids);
  expect(await store().ruleChanges.all()).toMatchObject([{ status: 'done', people: 450, told: 450 }]);
});

test('a process dies at each write of the change and of the recomputation: everybody is told once', async () => {
  let days = 30;
  const ids = await vaccinated(3);
  for (let writes = 0, died = true; died; writes++, days++) {
    died = await diedAt(writes, async (site) => {
      await setInterval(site.store, { ...LONGER, days, now: now() });
      await recomputeIntervals(site.store, { now });
    });
    const isRule = (await store().programme.latest())?.vaccines[0]?.intervals.some((each) => each.days === days);
    clock.advance(2 * MINUTE);
    await recompute();
    await recompute();
    expect(whoms(await told())).toEqual(isRule ? ids : []);
    expect(await store().ruleChanges.all()).toEqual(
      (await store().ruleChanges.all()).map((each) => ({ ...each, status: 'done' })),
    );
    if (isRule) expect(new Set(await dueDays(ids))).toEqual(new Set([addDays('2021-05-01', days)]));
    expect(died || writes > 5).toBe(true);
  }
});

/** False: it had no more to write, and did not die. */
async function diedAt(writes: number, work: (site: Site) => Promise<void>): Promise<boolean> {
  await wire.restore();
  const site = await world.openSite(wire.uri());
  const death = wire.dieAfter(writes).then(() => true);
  const done = work(site);
  const died = await Promise.race([death, done.then(() => false)]);
  wire.cut();
  await site.close();
  await done.catch(() => undefined);
  return died;
}
