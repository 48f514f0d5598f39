import { openWorld, START, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());

const cases = (site = world.site) => site.store.cases;
const later = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const entry = (status: 'atCentre' | 'corrected' | 'refused', minutes: number, note = '') => ({
  ...{ status, at: later(minutes), who: 'cli:anita', note },
});

test('cases are numbered one after the other from 200 on, also by two processes that begin at once', async () => {
  const sites = [world.site, other];
  const people = Array.from({ length: 10 }, (_, n) => `first-${n}`);
  const opened = await Promise.all(people.map((person, n) => cases(sites[n % 2]).open(person, 'date', START)));
  const numbers = opened.map(({ number }) => number).sort((a, b) => a - b);
  expect(numbers[0]).toBe(200);
  expect(new Set(numbers).size).toBe(10);
});

test('one open case for each thing; opened by ten at once it is the same one, and its number stays', async () => {
  const sites = [world.site, other];
  const opened = await Promise.all(
    Array.from({ length: 10 }, (_, n) => cases(sites[n % 2]).open('once', 'vaccine', later(n))),
  );
  expect(new Set(opened.map(({ number }) => number)).size).toBe(1);
  const another = await cases().open('once', 'date', START);
  expect(another.number).not.toBe(opened[0]?.number);
  expect(await cases().ofPeople(['once', 'nobody'], 10)).toHaveLength(2);
});

test('a case comes back as it was written, with its whole history', async () => {
  const { number } = await cases().open('history', 'vaccine', START);
  await cases().move(number, entry('atCentre', 1));
  await cases().move(number, entry('refused', 2, 'the card shows COVAXIN'));
  expect(await cases().get(number)).toEqual({
    ...{ number, person: 'history', about: 'vaccine', status: 'refused', since: later(2), untold: true },
    history: [
      { status: 'open', at: START, who: 'person', note: '' },
      { status: 'atCentre', at: later(1), who: 'cli:anita', note: '' },
      { status: 'refused', at: later(2), who: 'cli:anita', note: 'the card shows COVAXIN' },
    ],
  });
  expect(await cases().get(7)).toBeNull();
});

test('a closed case stays what it became, and the same thing may be wrong again', async () => {
  const { number } = await cases().open('closed', 'date', START);
  await cases().move(number, entry('corrected', 1));
  expect(await cases().move(number, entry('refused', 2))).toBeNull();
  expect(await cases().get(number)).toMatchObject({ status: 'corrected' });
  const again = await cases().open('closed', 'date', later(3));
  expect(again.number).toBeGreaterThan(number);
  expect((await cases().openOnes(1_000)).map((each) => each.number)).toContain(again.number);
  expect((await cases().openOnes(1_000)).map((each) => each.number)).not.toContain(number);
});

test('of two who move a case at once to the same state one has done it', async () => {
  const { number } = await cases().open('raced', 'date', START);
  const moved = await Promise.all([world.site, other].map((site) => cases(site).move(number, entry('atCentre', 1))));
  expect(moved.filter(Boolean)).toHaveLength(1);
  expect((await cases().get(number))?.history).toHaveLength(2);
});

test('who is still to be told is found until told, and a newer state is told again', async () => {
  const { number } = await cases().open('untold', 'date', START);
  const untold = async () => (await cases().untold(1_000)).map((each) => each.number);
  expect(await untold()).not.toContain(number);
  await cases().move(number, entry('atCentre', 1));
  expect(await untold()).toContain(number);
  await cases().told(number, 'atCentre');
  expect(await untold()).not.toContain(number);
  await cases().move(number, entry('corrected', 2));
  await cases().told(number, 'atCentre');
  expect(await untold()).toContain(number);
});

test('what staff write is not to be read in the database', async () => {
  const { number } = await cases().open('sealed', 'name', START);
  await cases().move(number, entry('refused', 1, 'Rahima is her sister'));
  const stored = await world.site.connection
    .collection<{ _id: number; history: unknown[] }>('cases')
    .findOne({ _id: number });
  expect(JSON.stringify(stored)).not.toContain('Rahima');
  expect(stored?.history).toHaveLength(2);
});
