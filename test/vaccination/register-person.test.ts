import { registerPerson } from '../../src/vaccination/register-person';
import { answersOf, DAY, MINUTE, newAddress, openWorld, voterCard, type Site, type World } from '../support/world';

let world: World;
let sites: Site[];
beforeAll(async () => {
  world = await openWorld();
  sites = [world.site, await world.openSite()];
});
afterAll(() => world.close());

let cards = 1;
const register = (address: string, change: object = {}, site = world.site) => {
  const n = cards++;
  const contact = site.store.vault.contactOf(address);
  const registration = { contact, answers: answersOf(n), district: 'near', key: `key-${n}`, now: world.clock.now() };
  return registerPerson(site.store, { ...registration, ...change });
};
const peopleOf = (address: string) => world.site.store.persons.ofContact(world.site.store.vault.contactOf(address));
const statuses = (outcomes: { status: string }[]): string[] => outcomes.map(({ status }) => status).sort();

test('four people on a number, and no fifth', async () => {
  const address = newAddress();
  for (let n = 0; n < 4; n++) expect(await register(address)).toMatchObject({ status: 'registered', eligible: true });
  expect(await register(address)).toEqual({ status: 'numberFull', most: 4 });
  const people = await peopleOf(address);
  expect(people.map(({ seat }) => seat)).toEqual([1, 2, 3, 4]);
  expect(new Set(people.map(({ reference }) => reference)).size).toBe(4);
});

test('of eight at once from two processes four are registered', async () => {
  const address = newAddress();
  const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => register(address, {}, sites[n % 2])));
  expect(statuses(outcomes)).toEqual([...Array<string>(4).fill('numberFull'), ...Array<string>(4).fill('registered')]);
  expect((await peopleOf(address)).map(({ seat }) => seat)).toEqual([1, 2, 3, 4]);
});

test('one card is one person: another name on the same number is refused', async () => {
  const address = newAddress();
  const answers = answersOf(cards++);
  expect(await register(address, { answers })).toMatchObject({ status: 'registered' });
  expect(await register(address, { answers: { ...answers, name: 'আব্দুল' } })).toEqual({ status: 'cardTaken' });
  expect(await peopleOf(address)).toHaveLength(1);
});

test.each([
  ['the same age', { age: 69 }, 'elsewhere'],
  ['a year older, as who has had no birthday yet', { age: 70 }, 'elsewhere'],
  ['the year of birth', { age: 68, birthYear: 1952 }, 'elsewhere'],
  ['the year next to what was counted from an age', { age: 68, birthYear: 1951 }, 'elsewhere'],
  ['two years younger', { age: 67 }, 'cardTaken'],
  ['another year', { age: 69, birthYear: 1954 }, 'cardTaken'],
])('somebody who is registered on another number and tells %s', async (_, born, status) => {
  const [address, elsewhere] = [newAddress(), newAddress()];
  const answers = answersOf(cards++);
  const known = await register(address, { answers });
  const outcome = await register(elsewhere, { answers: { ...answers, name: 'another spelling', ...born } });
  expect(outcome).toEqual({
    ...{ status },
    ...(status === 'elsewhere' && { person: 'person' in known ? known.person : '' }),
  });
  expect(await peopleOf(elsewhere)).toEqual([]);
});

test('on a day only three tries tell whether card and year belong together, also run again', async () => {
  const [elsewhere, other] = [newAddress(), newAddress()];
  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const known = answersOf(cards++);
      await register(newAddress(), { answers: known });
      return known;
    }),
  );
  const tried: string[] = [];
  for (const [n, known] of answers.entries()) {
    for (const key of [`try ${n}`, `try ${n}`]) tried.push((await register(elsewhere, { answers: known, key })).status);
  }
  expect(tried).toEqual([...Array<string>(6).fill('elsewhere'), 'cardTaken', 'cardTaken']);
  expect(await register(other, { answers: answers[3] })).toMatchObject({ status: 'elsewhere' });
  const now = new Date(world.clock.now().getTime() + DAY + MINUTE);
  expect(await register(elsewhere, { answers: answers[3], now })).toMatchObject({ status: 'elsewhere' });
});

test('a wrong year counts as a try, so that nobody finds the right one by trying', async () => {
  const elsewhere = newAddress();
  const answers = answersOf(cards++);
  await register(newAddress(), { answers });
  const tried: string[] = [];
  for (const age of [40, 45, 50, 69]) tried.push((await register(elsewhere, { answers: { ...answers, age } })).status);
  expect(tried).toEqual(Array<string>(4).fill('cardTaken'));
});

test('the same card from ten numbers at once registers one', async () => {
  const answers = answersOf(cards++);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => register(newAddress(), { answers }, sites[n % 2])),
  );
  expect(statuses(outcomes)).toEqual([...Array<string>(9).fill('elsewhere'), 'registered']);
});

test('the same number on cards of two kinds is two cards', async () => {
  const address = newAddress();
  const cardNumber = '1234567890';
  expect(await register(address, { answers: { ...answersOf(1), cardType: 'npr', cardNumber } })).toMatchObject({
    status: 'registered',
  });
  expect(await register(address, { answers: { ...answersOf(1), cardType: 'pension', cardNumber } })).toMatchObject({
    status: 'registered',
  });
});

test('a registration that is run again, even five times at once, is one person with one reference id', async () => {
  const address = newAddress();
  const again = { answers: answersOf(cards++), key: 'one and the same' };
  const outcomes = await Promise.all(sites.concat(sites, sites).map((site) => register(address, again, site)));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ status: 'registered' });
  expect(await peopleOf(address)).toHaveLength(1);
});

test('run again on a number that is full by now, it is still registered', async () => {
  const address = newAddress();
  const again = { answers: answersOf(cards++), key: 'the fourth' };
  for (let n = 0; n < 3; n++) await register(address);
  const first = await register(address, again);
  expect(await register(address, again)).toEqual(first);
});

test('whoever was registered and not told so, and gives the same name and card again later, is that person', async () => {
  const address = newAddress();
  const answers = answersOf(cards++);
  const first = await register(address, { answers });
  expect(await register(address, { answers })).toEqual(first);
  expect(await peopleOf(address)).toHaveLength(1);
});

test.each([
  [{ age: 69 }, { eligible: true }],
  [{ age: 50, comorbidity: 'yes' }, { eligible: true }],
  [
    { age: 50, comorbidity: 'no' },
    { eligible: false, fromAge: 60, withIllnessFrom: 45 },
  ],
  [{ age: 30 }, { eligible: false }],
  [{ age: 59, birthYear: 1961 }, { eligible: true }],
] as const)('%j: %j', async (answers, expected) => {
  const address = newAddress();
  const outcome = await register(address, { answers: { ...answersOf(cards++), ...answers } });
  expect(outcome).toMatchObject({ status: 'registered', ...expected });
  expect(await peopleOf(address)).toHaveLength(1);
});

test('the card itself is nowhere in the database', async () => {
  const cardNumber = voterCard(cards);
  await register(newAddress());
  const stored = await world.site.connection.collection('persons').find().toArray();
  expect(JSON.stringify(stored)).not.toContain(cardNumber);
  expect(JSON.stringify(stored)).toContain(cardNumber.slice(-4));
});

test('answers that are missing are a bug of the flow, and nobody is registered', async () => {
  const address = newAddress();
  const { name, ...rest } = answersOf(cards++);
  await expect(register(address, { answers: rest })).rejects.toMatchObject({ code: 'FLOW_BROKEN' });
  expect(name).not.toBe('');
  expect(await peopleOf(address)).toEqual([]);
});
