import type { Person } from '../../src/store/persons';
import { openWorld, START, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

let made = 0;
function personOf(change: Partial<Person> = {}): Person {
  const n = ++made;
  return {
    _id: `person-${n}`,
    contact: `contact-${n}`,
    seat: 1,
    reference: String(10_000_000_000_000 + n),
    name: 'রহিমা বিবি',
    birthYear: 1952,
    gender: 'female',
    hasIllness: false,
    card: { type: 'voter', last4: '6253', hash: `card-${n}` },
    pin: '700091',
    district: 'near',
    doses: [{ vaccine: 'COVAXIN', day: '2021-03-03' }],
    tellWhenEligible: null,
    registeredAt: START,
    ...change,
  };
}

const persons = () => world.site.store.persons;

test('a person comes back as stored, alone and with the others of the number in their order', async () => {
  const [first, second] = [personOf({ contact: 'family' }), personOf({ contact: 'family', seat: 2, name: 'আব্দুল' })];
  expect(await persons().insert(second)).toBeNull();
  expect(await persons().insert(first)).toBeNull();
  expect(await persons().get(first._id)).toEqual(first);
  expect(await persons().ofContact('family')).toEqual([first, second]);
  expect(await persons().get('nobody')).toBeNull();
  expect(await persons().ofContact('nobody')).toEqual([]);
});

test('each rule of uniqueness says which one it was', async () => {
  const there = personOf();
  await persons().insert(there);
  const refusal = (same: Partial<Person>) => persons().insert(personOf(same));
  expect(await refusal({ _id: there._id })).toBe('_id');
  expect(await refusal({ contact: there.contact })).toBe('seat');
  expect(await refusal({ reference: there.reference })).toBe('reference');
  expect(await refusal({ card: there.card })).toBe('card');
  expect(await persons().get(there._id)).toEqual(there);
});

test('names are not to be read in the database', async () => {
  const { _id } = personOf();
  await persons().insert(personOf({ _id }));
  const stored = await world.site.connection.collection<{ _id: string }>('persons').findOne({ _id });
  expect(JSON.stringify(stored)).not.toContain('রহিমা');
  expect(stored).not.toHaveProperty('name');
});

test('only their own number has a person told when they may come', async () => {
  const person = personOf();
  await persons().insert(person);
  await persons().tellWhenEligible(person._id, 'somebody else', START);
  expect((await persons().get(person._id))?.tellWhenEligible).toBeNull();
  await persons().tellWhenEligible(person._id, person.contact, START);
  expect((await persons().get(person._id))?.tellWhenEligible).toEqual(START);
});

const first = { vaccine: 'COVISHIELD', day: '2021-03-03', centre: 'bidhannagar' };
const due = { dueDay: '2021-03-31', remindAt: new Date('2021-03-31T09:00:00+05:30') };

/** Somebody with a first dose, known everywhere or not yet. */
async function vaccinated(change: Partial<Person> = {}): Promise<Person> {
  const { _id } = personOf();
  await persons().insert(personOf({ _id, doses: [], ...change }));
  expect(await persons().giveDose(_id, 0, first, due)).toBe(true);
  return stored(_id);
}

async function stored(id: string): Promise<Person> {
  const person = await persons().get(id);
  if (!person) throw new Error(`no ${id}`);
  return person;
}

test('a dose is written once, with what follows from it', async () => {
  const person = await vaccinated({ tellWhenEligible: START });
  expect(person).toMatchObject({ doses: [first], ...due, unsettled: true, untold: 1, tellWhenEligible: null });
  expect(await persons().giveDose(person._id, 0, first, due)).toBe(false);
  const second = { vaccine: 'COVISHIELD', day: '2021-04-01' };
  expect(await persons().giveDose(person._id, 1, second, null)).toBe(true);
  expect(await stored(person._id)).toMatchObject({ doses: [first, second], dueDay: null, remindAt: null, untold: 2 });
  expect(await persons().byReference(person.reference)).toEqual(await stored(person._id));
});

test('a correction replaces what it was made for, and nothing else', async () => {
  const person = await vaccinated();
  const right = { vaccine: 'COVAXIN', day: '2021-03-02' };
  expect(await persons().correctDose(person._id, 0, right, first, due.remindAt)).toBe(false);
  expect(await persons().correctDose(person._id, 0, first, right, due.remindAt)).toBe(true);
  expect(await stored(person._id)).toMatchObject({ doses: [right], dueDay: null, unsettled: true });
});

test('of the unsettled only what was read is settled', async () => {
  const [dosed, moved, corrected, plain] = [
    await vaccinated(),
    await vaccinated(),
    await vaccinated(),
    await vaccinated(),
  ];
  const all = [dosed, moved, corrected, plain];
  const ids = async () => (await persons().unsettled(1_000)).map(({ _id }) => _id);
  expect(await ids()).toEqual(expect.arrayContaining(all.map(({ _id }) => _id)));
  await persons().giveDose(dosed._id, 1, { ...first, day: '2021-04-01' }, null);
  expect(await persons().moveTo(moved._id, moved.contact, 'another number', 1)).toBe(true);
  await persons().correctDose(corrected._id, 0, first, { ...first, day: '2021-03-02' }, due.remindAt);
  for (const each of all) await persons().settled(each);
  const left = await ids();
  expect(all.map(({ _id }) => left.includes(_id))).toEqual([true, true, true, false]);
  expect((await stored(plain._id)).untold).toBeUndefined();
});

test('a seat that is taken, or a number that was left, moves nobody', async () => {
  const [there, other] = [personOf({ contact: 'full' }), personOf()];
  for (const each of [there, other]) await persons().insert(each);
  expect(await persons().moveTo(other._id, other.contact, 'full', 1)).toBe(false);
  expect(await persons().moveTo(other._id, 'elsewhere', 'full', 2)).toBe(false);
  expect(await persons().moveTo(other._id, other.contact, 'full', 2)).toBe(true);
  expect((await persons().ofContact('full')).map(({ _id }) => _id)).toEqual([there._id, other._id]);
});

test('those to be reminded come longest ago first, and are stepped on once', async () => {
  const early = new Date('2021-03-01T09:00:00+05:30');
  const [later, sooner] = [await vaccinated(), await vaccinated()];
  await persons().setDue([{ person: sooner, dueDay: '2021-03-01', remindAt: early }]);
  const mine = async () =>
    (await persons().toRemind(due.remindAt, 1_000))
      .map(({ _id }) => _id)
      .filter((id) => [later._id, sooner._id].includes(id));
  expect(await mine()).toEqual([sooner._id, later._id]);
  await persons().reminded(sooner._id, due.remindAt, { remindAt: null, dueStep: null });
  expect(await mine()).toEqual([sooner._id, later._id]);
  await persons().reminded(sooner._id, early, { remindAt: null, dueStep: null });
  expect(await mine()).toEqual([later._id]);
  expect((await stored(sooner._id)).dueDay).toBe('2021-03-01');
});

test('on another day it begins anew with what is said', async () => {
  const person = await vaccinated();
  const again = { remindAt: new Date('2021-04-07T08:00:00+05:30'), dueStep: 'dueAgain' as const };
  await persons().reminded(person._id, due.remindAt, again);
  expect(await stored(person._id)).toMatchObject(again);
  await persons().setDue([{ person, ...due }]);
  expect(await stored(person._id)).toMatchObject({ ...due, dueStep: null });
});

test('those between doses of a vaccine come page by page; a new day is kept for nobody who was corrected meanwhile', async () => {
  const vaccine = 'OF-THIS-TEST';
  const ids = ['page-1', 'page-2', 'page-3', 'page-4'];
  for (const _id of ids) await persons().insert(personOf({ _id, doses: [{ vaccine, day: '2021-03-03' }] }));
  await persons().insert(personOf({ _id: 'page-0', doses: [] }));
  await persons().giveDose('page-2', 1, { vaccine, day: '2021-04-01' }, null);
  const page = async (after: string) => (await persons().betweenDoses(vaccine, after, 2)).map(({ _id }) => _id);
  expect(await page('')).toEqual(['page-1', 'page-3']);
  expect(await page('page-3')).toEqual(['page-4']);
  expect(await page('page-4')).toEqual([]);
  const [one, three] = [await stored('page-1'), await stored('page-3')];
  await persons().correctDose('page-3', 0, { vaccine, day: '2021-03-03' }, { vaccine, day: '2021-03-01' }, null);
  await persons().setDue([one, three].map((person) => ({ person, ...due })));
  expect(await stored('page-1')).toMatchObject(due);
  expect(await stored('page-3')).toMatchObject({ dueDay: null, remindAt: null });
  await persons().setDue([]);
});
