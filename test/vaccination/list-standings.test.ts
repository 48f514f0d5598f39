import { addDays, instantOf } from '../../src/clock';
import type { Standing } from '../../src/conversation/effects';
import type { Store } from '../../src/store';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { listStandings } from '../../src/vaccination/list-standings';
import { recordDose } from '../../src/vaccination/record-dose';
import { answersOf, newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const store = (): Store => world.site.store;
const day = (inDays: number): string => addDays(TODAY, inDays);
const at = (inDays: number, time = '12:00'): Date => instantOf(day(inDays), time);

let made = 0;
interface Someone {
  person: string;
  contact: string;
  reference: string;
  card: number;
}
async function someone(address = newAddress()): Promise<Someone> {
  const card = ++made;
  const person = await registered(world, address, card);
  const { reference = '' } = (await store().persons.get(person)) ?? {};
  return { person, reference, card, contact: store().vault.contactOf(address) };
}
async function given({ reference }: Someone, inDays: number): Promise<void> {
  const dose = { reference, vaccine: 'COVISHIELD', day: day(inDays), now: at(inDays) };
  expect(await recordDose(store(), dose)).toMatchObject({ status: 'recorded' });
}
async function booked({ person, contact }: Someone, inDays: number, now: Date): Promise<string> {
  const slot = slotOf(1, { inDays });
  const _id = `${slot._id}:${person}`;
  await store().slots.add([{ ...slot, _id }]);
  const wish = { person, contact, slot: _id, hold: _id, others: [], move: false, now };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  return _id;
}
async function standingOf({ person, contact }: Someone, now: Date): Promise<Standing | undefined> {
  return (await listStandings(store(), contact, now)).find((each) => each.person === person);
}

test('before anything: the first dose is to come, of any vaccine', async () => {
  const one = await someone();
  expect(await listStandings(store(), one.contact, at(0))).toEqual([
    {
      ...{ person: one.person, name: answersOf(one.card).name, reference: one.reference, pin: '700091' },
      ...{ doses: [], next: { dose: 1, fromDay: TODAY, vaccine: null }, waiting: null, proposal: null, missed: null },
    },
  ]);
  expect(await listStandings(store(), 'nobody', at(0))).toEqual([]);
});

test('everybody of the number, in their order', async () => {
  const address = newAddress();
  const people = [await someone(address), await someone(address)];
  const standings = await listStandings(store(), people[0]?.contact ?? '', at(0));
  expect(standings.map(({ person }) => person)).toEqual(people.map(({ person }) => person));
});

test('between two doses: which vaccine and since when, also where that is past; after both nothing', async () => {
  const one = await someone();
  await given(one, 1);
  for (const inDays of [2, 60]) {
    expect(await standingOf(one, at(inDays))).toMatchObject({
      doses: [{ vaccine: 'COVISHIELD', day: day(1) }],
      next: { dose: 2, fromDay: day(29), vaccine: 'COVISHIELD' },
    });
  }
  await given(one, 61);
  expect(await standingOf(one, at(62))).toMatchObject({ doses: [{ day: day(1) }, { day: day(61) }], next: null });
});

test('a missed day is told from the day after until it is replaced, whether or not it was written down', async () => {
  const one = await someone();
  const date = await booked(one, 2, at(0));
  expect((await standingOf(one, at(2, '18:00')))?.missed).toBeNull();
  expect((await standingOf(one, at(3)))?.missed).toBe(day(2));
  await store().appointments.finish(date, 'missed', at(3));
  expect((await standingOf(one, at(3)))?.missed).toBe(day(2));
  await booked(one, 6, at(4));
  expect((await standingOf(one, at(4)))?.missed).toBeNull();
  await given(one, 6);
  expect((await standingOf(one, at(7)))?.missed).toBeNull();
});

test('who waits in line sees since when and how many are before', async () => {
  const [first, second] = [await someone(), await someone()];
  for (const [inDays, { person, contact }] of [first, second].entries()) {
    const asked = { _id: `${person}:1`, person, contact, dose: 1, vaccine: null, pin: '700014', fromDay: TODAY };
    const rest = { centres: ['sealdah'], hours: 'any' as const, freeOnly: false, birthYear: 1952, restsUntil: null };
    await store().wishes.ask({ ...asked, ...rest, checkedAt: at(inDays) });
  }
  expect((await standingOf(first, at(2)))?.waiting).toEqual({ since: day(0), ahead: 0 });
  expect((await standingOf(second, at(2)))?.waiting).toEqual({ since: day(1), ahead: 1 });
  await store().wishes.end(`${first.person}:1`, 'met');
  expect((await standingOf(first, at(2)))?.waiting).toBeNull();
  expect((await standingOf(second, at(2)))?.waiting).toEqual({ since: day(1), ahead: 0 });
});

test('what is kept for a person and waits for an answer is told, until it is answered', async () => {
  const one = await someone();
  expect((await standingOf(one, at(0)))?.proposal).toBeNull();
  const slot = { slot: 's', vaccine: 'COVISHIELD', centre: 'sealdah', centreNames: { bn: 'x', hi: 'x', en: 'x' } };
  await store().proposals.insert({
    ...{ _id: `kept-${one.person}`, person: one.person, contact: one.contact, dose: 1, because: 'closed', ...slot },
    ...{ day: day(1), from: '09:00', to: '11:00', price: 0, until: at(0, '20:00'), status: 'open' },
    ...{ instead: null, wish: null, madeAt: at(0), changedAt: at(0) },
  });
  expect((await standingOf(one, at(0)))?.proposal).toBe(`kept-${one.person}`);
  await store().proposals.close(`kept-${one.person}`, 'refused', at(0));
  expect((await standingOf(one, at(0)))?.proposal).toBeNull();
});
