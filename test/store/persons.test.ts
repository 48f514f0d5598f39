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
