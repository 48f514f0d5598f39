import { addDays, dayOf, instantOf } from '../../src/clock';
import type { Store } from '../../src/store';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { recordDose } from '../../src/vaccination/record-dose';
import { remindDates } from '../../src/vaccination/remind-dates';
import { remindDue } from '../../src/vaccination/remind-due';
import { newAddress, openWorld, PROGRAMME, registered, slotOf, TODAY, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterEach(() => store().programme.replace(PROGRAMME));
afterAll(() => world.close());

const store = (): Store => world.site.store;
/** The second dose falls due after four weeks. */
const DUE = 28;
const at = (inDays: number, time: string): Date => instantOf(addDays(TODAY, inDays), time);
const contactOf = (address: string): string => store().vault.contactOf(address);

let made = 0;
interface Someone {
  person: string;
  address: string;
  reference: string;
}

/** Somebody who had the first dose today. */
async function begun(): Promise<Someone> {
  const address = newAddress();
  const person = await registered(world, address, ++made);
  const { reference = '' } = (await store().persons.get(person)) ?? {};
  const someone = { person, address, reference };
  await given(someone, 0);
  return someone;
}

async function given({ reference }: Someone, inDays: number): Promise<void> {
  const now = at(inDays, '18:00');
  const dose = { reference, vaccine: 'COVISHIELD', day: dayOf(now), now };
  expect(await recordDose(store(), dose)).toMatchObject({ status: 'recorded' });
}

async function bookedFor({ person, address }: Someone, inDays: number, now: Date): Promise<string> {
  const slot = slotOf(1, { dose: 2, inDays });
  const [_id, hold] = [`${slot._id}:${person}`, `second:${person}:${inDays}`];
  await store().slots.add([{ ...slot, _id }]);
  const wish = { person, slot: _id, hold, others: [], move: false, contact: contactOf(address), now };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  return hold;
}

/** What was queued for somebody since, apart from that the dose was recorded. */
async function toldTo({ address }: Someone): Promise<string[]> {
  const messages = world.site.connection.collection<{ _id: string }>('messages');
  const all = await messages
    .find({ contact: contactOf(address) })
    .sort({ at: 1 })
    .toArray();
  return all.map(({ _id }) => _id.split(':')[0] ?? '').filter((kind) => kind !== 'dose' && kind !== 'certificate');
}
const callsFor = async ({ person }: Someone) =>
  (await store().calls.open(1_000)).filter((call) => call.person === person);
/** Looked at once an hour, as the job does it. */
async function passed(fromDay: number, toDay: number): Promise<void> {
  for (let day = fromDay; day <= toDay; day++) {
    for (const time of ['08:00', '09:00', '09:30', '17:00']) await remindDue(store(), at(day, time));
  }
}

test('told on the day it falls due, again a week later, and a week after that somebody calls; then nothing more', async () => {
  const someone = await begun();
  await passed(0, DUE - 1);
  expect(await toldTo(someone)).toEqual([]);
  await passed(DUE, DUE + 6);
  expect(await toldTo(someone)).toEqual(['due']);
  await passed(DUE + 7, DUE + 13);
  expect(await toldTo(someone)).toEqual(['due', 'dueAgain']);
  expect(await callsFor(someone)).toEqual([]);
  await passed(DUE + 14, DUE + 60);
  expect(await toldTo(someone)).toEqual(['due', 'dueAgain']);
  expect(await callsFor(someone)).toMatchObject([
    { reason: 'overdue', contact: contactOf(someone.address), by: at(DUE + 17, '20:00') },
  ]);
});

test('a job that was stopped for weeks leaves nothing out, and tells a week apart', async () => {
  const someone = await begun();
  await passed(DUE + 20, DUE + 20);
  expect(await toldTo(someone)).toEqual(['due']);
  await passed(DUE + 45, DUE + 45);
  expect(await toldTo(someone)).toEqual(['due', 'dueAgain']);
  await passed(DUE + 46, DUE + 51);
  expect(await callsFor(someone)).toEqual([]);
  await passed(DUE + 52, DUE + 52);
  expect(await callsFor(someone)).toHaveLength(1);
});

test('the message opens the dialogue of booking, and stands only while the dose is not given', async () => {
  const someone = await begun();
  await remindDue(store(), at(DUE, '09:00'));
  const claim = { lanes: ['any' as const], kinds: ['reminder' as const], most: 1_000, leasedUntil: new Date(0) };
  const all = await store().messages.claim({ ...claim, now: at(DUE, '09:00') });
  await store().messages.release(new Date(), []);
  expect(all.find(({ contact }) => contact === contactOf(someone.address))).toMatchObject({
    about: { person: someone.person, dose: 2 },
    opens: { flow: 'booking', input: { person: someone.person, because: 'due' } },
  });
});

test.each([
  [2, 9],
  [20, 27],
])('a job that was stopped for %i days tells once, and the next week again', async (stopped, again) => {
  const someone = await begun();
  await passed(DUE + stopped, DUE + again - 1);
  expect(await toldTo(someone)).toEqual(['due']);
  await passed(DUE + again, DUE + again);
  expect(await toldTo(someone)).toEqual(['due', 'dueAgain']);
});

test('whoever has had the second dose is left in peace', async () => {
  const [early, between] = [await begun(), await begun()];
  await given(early, DUE);
  await passed(DUE + 1, DUE + 1);
  await given(between, DUE + 2);
  await passed(DUE + 3, DUE + 30);
  expect(await toldTo(early)).toEqual([]);
  expect(await toldTo(between)).toEqual(['due']);
  expect(await callsFor(between)).toEqual([]);
});

test('whoever has a date is left in peace; cancelled without another, it is told a week after it would have been', async () => {
  const someone = await begun();
  const hold = await bookedFor(someone, DUE + 3, at(DUE - 1, '10:00'));
  await passed(DUE, DUE + 1);
  await cancelAppointment(store(), {
    appointment: hold,
    contact: contactOf(someone.address),
    now: at(DUE + 2, '10:00'),
  });
  await passed(DUE + 2, DUE + 9);
  expect(await toldTo(someone)).toEqual([]);
  await passed(DUE + 10, DUE + 10);
  expect(await toldTo(someone)).toEqual(['due']);
});

test('whoever missed a date is asked about that first, and a week later again', async () => {
  const someone = await begun();
  await passed(DUE, DUE);
  await bookedFor(someone, DUE + 6, at(DUE + 1, '10:00'));
  for (let day = DUE + 1; day < DUE + 13; day++) {
    await remindDates(store(), at(day, '09:00'));
    await passed(day, day);
  }
  expect(await toldTo(someone)).toEqual(['due', 'missed']);
  await passed(DUE + 13, DUE + 13);
  expect(await toldTo(someone)).toEqual(['due', 'missed', 'dueAgain']);
});

test('whoever waits in line is not asked whether to look for a place', async () => {
  const someone = await begun();
  const { birthYear = 0 } = (await store().persons.get(someone.person)) ?? {};
  await store().wishes.ask({
    ...{ _id: `${someone.person}:2`, person: someone.person, contact: contactOf(someone.address), dose: 2 },
    ...{ vaccine: 'COVISHIELD', centres: ['sealdah'], fromDay: TODAY, hours: 'any', freeOnly: false, birthYear },
    ...{ pin: '700091', restsUntil: null, checkedAt: at(0, '18:00') },
  });
  await passed(DUE, DUE + 30);
  expect(await toldTo(someone)).toEqual([]);
  await store().wishes.end(`${someone.person}:2`, 'withdrawn');
  await passed(DUE + 31, DUE + 38);
  expect(await toldTo(someone)).toEqual(['due']);
});

test('where the rule was lengthened meanwhile it is told on the new day', async () => {
  const someone = await begun();
  const lengthened = (id: string) => [
    { from: '2021-03-01', days: 28 },
    ...(id === 'COVISHIELD' ? [{ from: addDays(TODAY, 10), days: 42 }] : []),
  ];
  const vaccines = PROGRAMME.vaccines.map(({ id }) => ({ id, intervals: lengthened(id) }));
  await store().programme.replace({ ...PROGRAMME, vaccines });
  await passed(DUE, 41);
  expect(await toldTo(someone)).toEqual([]);
  await passed(42, 42);
  expect(await toldTo(someone)).toEqual(['due']);
});

test('two processes beside each other, and the clock set back: everybody once', async () => {
  const many = await Promise.all(Array.from({ length: 40 }, begun));
  await Promise.all([remindDue(store(), at(DUE, '09:00')), remindDue(other.store, at(DUE, '09:00'))]);
  await remindDue(store(), at(DUE - 2, '09:00'));
  await remindDue(store(), at(DUE, '09:00'));
  const told = await Promise.all(many.map(toldTo));
  expect(told.filter((kinds) => kinds.join() !== 'due')).toEqual([]);
});

test('a process that was killed between the message and the step tells nobody twice, and skips nothing', async () => {
  const someone = await begun();
  const killed = { ...store().persons, reminded: () => Promise.reject(new Error('killed')) };
  await expect(remindDue({ ...store(), persons: killed }, at(DUE, '09:00'))).rejects.toThrow('killed');
  await passed(DUE, DUE + 6);
  expect(await toldTo(someone)).toEqual(['due']);
  await passed(DUE + 7, DUE + 7);
  expect(await toldTo(someone)).toEqual(['due', 'dueAgain']);
});

test('who wants nothing from us is not called either', async () => {
  const someone = await begun();
  await store().contacts.setOptedOut(contactOf(someone.address), true, at(1, '10:00'));
  await passed(DUE, DUE);
  await passed(DUE + 7, DUE + 7);
  await passed(DUE + 14, DUE + 14);
  expect(await callsFor(someone)).toEqual([]);
  expect((await store().persons.get(someone.person))?.remindAt).toBeNull();
});
