import { addDays, instantOf } from '../../src/clock';
import type { Store } from '../../src/store';
import { KINDS, type Message } from '../../src/store/messages';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { recordDose } from '../../src/vaccination/record-dose';
import { remindDates } from '../../src/vaccination/remind-dates';
import { newAddress, openWorld, registered, slotOf, START, TODAY, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());

const store = (): Store => world.site.store;
const contactOf = (address: string): string => store().vault.contactOf(address);
/** India's time, so many days from the first one. */
const at = (inDays: number, time: string): Date => instantOf(addDays(TODAY, inDays), time);

let made = 0;
interface Dated {
  person: string;
  address: string;
  id: string;
}

/** Somebody with a date in a slot of their own, from 10:00 on the second day after today. */
async function booked(now = START, slot = slotOf(1, { from: '10:00' })): Promise<Dated> {
  const [address, n] = [newAddress(), ++made];
  const person = await registered(world, address, n);
  const own = { ...slot, _id: `${slot._id}:${n}` };
  await store().slots.add([own]);
  await book(address, person, own._id, `hold-${n}`, now);
  return { person, address, id: `hold-${n}` };
}

async function book(address: string, person: string, slot: string, hold: string, now: Date, move = false) {
  const wish = { person, slot, hold, others: [], move, contact: contactOf(address), now };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
}

/** What is queued for somebody, of what kind and until when. */
async function queuedFor({ address }: Pick<Dated, 'address'>): Promise<Message[]> {
  const wanted = {
    lanes: ['any' as const],
    kinds: KINDS,
    most: 10_000,
    leasedUntil: new Date(0),
    now: at(400, '12:00'),
  };
  const all = await store().messages.claim(wanted);
  await store().messages.release(new Date(), []);
  return all.filter(({ contact }) => contact === contactOf(address)).sort((a, b) => a.at.getTime() - b.at.getTime());
}
async function kindsFor({ address }: Pick<Dated, 'address'>): Promise<string[]> {
  const messages = world.site.connection.collection<{ _id: string }>('messages');
  const all = await messages
    .find({ contact: contactOf(address) })
    .sort({ at: 1 })
    .toArray();
  return all.map(({ _id }) => _id.split(':')[0] ?? '').filter((kind) => kind !== 'certificate');
}
const remind = (now: Date, site = world.site): Promise<number> => remindDates(site.store, now);

test('the evening before, two hours before, and, where nobody came, the morning after: each once and each in its hour', async () => {
  const dated = await booked();
  const seen: [string, string[]][] = [];
  const hours = ['1 16:59', '1 17:00', '1 17:01', '2 07:59', '2 08:00', '2 12:00', '3 08:59', '3 09:00', '4 09:00'];
  for (const hour of hours) {
    const [inDays, time = ''] = hour.split(' ');
    await remind(at(Number(inDays), time));
    seen.push([hour, await kindsFor(dated)]);
  }
  expect(seen).toEqual([
    ['1 16:59', []],
    ['1 17:00', ['evening']],
    ['1 17:01', ['evening']],
    ['2 07:59', ['evening']],
    ['2 08:00', ['evening', 'hours']],
    ['2 12:00', ['evening', 'hours']],
    ['3 08:59', ['evening', 'hours']],
    ['3 09:00', ['evening', 'hours', 'missed']],
    ['4 09:00', ['evening', 'hours', 'missed']],
  ]);
  expect(await store().appointments.get(dated.id)).toMatchObject({ status: 'missed', remindAt: null });
});

test('a reminder says everything that is needed there, and stands only while the date does', async () => {
  const dated = await booked();
  await remind(at(1, '17:00'));
  const [message] = await queuedFor(dated);
  const { code } = (await store().appointments.get(dated.id)) ?? {};
  expect(message).toMatchObject({
    kind: 'reminder',
    at: at(1, '17:00'),
    until: at(2, '08:00'),
    about: { appointment: dated.id, holder: dated.id },
    prompts: [
      {
        key: 'templates:remindEvening',
        params: {
          name: { person: expect.stringMatching(/^রহিমা/) as string },
          day: { day: addDays(TODAY, 2) },
          hours: { from: '10:00', to: '12:00' },
          cardBring: { key: 'common:cardBring.voter' },
          certificate: { key: 'common:nothing' },
          price: { key: 'common:nothing' },
          code,
        },
      },
    ],
  });
});

test('whoever missed a date is asked in the dialogue of booking, while the dose is not given', async () => {
  const dated = await booked();
  await remind(at(3, '09:00'));
  expect(await queuedFor(dated)).toMatchObject([
    {
      kind: 'reminder',
      about: { person: dated.person, dose: 1 },
      opens: { flow: 'booking', input: { person: dated.person, because: 'missed' } },
    },
  ]);
});

test.each([
  ['two days', at(3, '20:00'), ['missed']],
  ['a night', at(2, '07:00'), ['evening']],
  ['until two hours before', at(2, '08:30'), ['hours']],
  ['until it had begun', at(2, '10:00'), []],
])('a job that was stopped for %s tells only what is still true', async (_, now, kinds) => {
  const dated = await booked();
  await remind(now);
  expect(await kindsFor(dated)).toEqual(kinds);
});

test('whoever books in the evening for the morning has just been told', async () => {
  const dated = await booked(at(1, '19:00'));
  await remind(at(1, '19:01'));
  expect(await kindsFor(dated)).toEqual([]);
  await remind(at(2, '08:00'));
  expect(await kindsFor(dated)).toEqual(['hours']);
});

test('of a date that was cancelled, or whose dose was given, nobody is reminded', async () => {
  const [cancelled, vaccinated] = [await booked(), await booked()];
  await cancelAppointment(store(), { appointment: cancelled.id, contact: contactOf(cancelled.address), now: START });
  const { reference = '' } = (await store().persons.get(vaccinated.person)) ?? {};
  await recordDose(store(), { reference, vaccine: 'COVISHIELD', day: addDays(TODAY, 1), now: at(1, '12:00') });
  for (const now of [at(1, '17:00'), at(2, '08:00'), at(3, '09:00')]) await remind(now);
  expect(await kindsFor(cancelled)).toEqual([]);
  expect(await kindsFor(vaccinated)).toEqual(['dose']);
});

test.each([
  ['of the day', 2, 'vaccinated'],
  ['before it', 0, 'cancelled'],
])('a date whose booking died before it saw a dose %s is done with', async (_, day, status) => {
  const dated = await booked();
  await store().persons.giveDose(dated.person, 0, { vaccine: 'COVISHIELD', day: addDays(TODAY, day) }, null);
  const person = await store().persons.get(dated.person);
  if (!person) throw new Error('nobody');
  // Whoever recorded the dose looked for dates before this one was written.
  await store().persons.settled(person);
  await remind(at(3, '09:00'));
  expect(await kindsFor(dated)).toEqual([]);
  expect(await store().appointments.get(dated.id)).toMatchObject({ status, settling: null });
});

test('a date that was moved is reminded of where it is now, also where the old one had been told already', async () => {
  const dated = await booked();
  const later = { ...slotOf(1, { inDays: 5, from: '10:00' }), _id: `later:${dated.id}` };
  await store().slots.add([later]);
  await remind(at(1, '17:00'));
  await book(dated.address, dated.person, later._id, `moved:${dated.id}`, at(1, '18:00'), true);
  for (const now of [at(2, '08:00'), at(3, '09:00'), at(4, '17:00'), at(5, '08:00')]) await remind(now);
  const told = await queuedFor(dated);
  expect(told.map(({ occasion }) => occasion)).toEqual([
    `evening:${dated.id}:${dated.id}`,
    `evening:${dated.id}:moved:${dated.id}`,
    `hours:${dated.id}:moved:${dated.id}`,
  ]);
});

test('where the clock goes back nothing is told a second time', async () => {
  const dated = await booked();
  for (const now of [at(1, '17:00'), at(1, '15:00'), at(1, '17:00'), at(1, '17:30')]) await remind(now);
  expect(await kindsFor(dated)).toEqual(['evening']);
});

test('many at once, by two processes beside each other: everybody once', async () => {
  const many = await Promise.all(Array.from({ length: 60 }, () => booked()));
  await Promise.all([remind(at(1, '17:00')), remind(at(1, '17:00'), other)]);
  expect((await Promise.all(many.map(kindsFor))).every((kinds) => kinds.join() === 'evening')).toBe(true);
});

test('more than one round takes: all of them in one go', async () => {
  const one = await booked();
  const appointment = await store().appointments.get(one.id);
  const person = await store().persons.get(one.person);
  if (!appointment || !person) throw new Error('not booked');
  const ids = Array.from({ length: 1_100 }, (_, n) => `crowd-${n}`);
  const crowd = ids.map((_id) => ({ ...appointment, _id, holder: _id, person: _id, settling: null }));
  await Promise.all(crowd.map((each) => store().appointments.insert(each)));
  const people = ids.map((_id, n) => ({
    ...{ ...person, _id, contact: _id, card: { ...person.card, hash: _id } },
    reference: String(20_000_000_000_000 + n),
  }));
  expect((await Promise.all(people.map((each) => store().persons.insert(each)))).filter(Boolean)).toEqual([]);
  expect(await remind(at(1, '17:00'))).toBe(1_101);
  const told = await world.site.connection.collection('messages').countDocuments({ contact: { $in: ids } });
  expect(told).toBe(1_100);
});

test('a process that was killed between the message and the step leaves nobody untold and nobody told twice', async () => {
  const dated = await booked();
  const killed = { ...store().appointments, reminded: () => Promise.reject(new Error('killed')) };
  await expect(remindDates({ ...store(), appointments: killed }, at(1, '17:00'))).rejects.toThrow('killed');
  expect(await kindsFor(dated)).toEqual(['evening']);
  await remind(at(1, '17:01'));
  expect(await kindsFor(dated)).toEqual(['evening']);
  expect((await store().appointments.get(dated.id))?.remindAt).toEqual(at(2, '08:00'));
});

test('killed before a missed date was written down, it is written down later and told once', async () => {
  const dated = await booked();
  const killed = { ...store().appointments, finish: () => Promise.reject(new Error('killed')) };
  await expect(remindDates({ ...store(), appointments: killed }, at(3, '09:00'))).rejects.toThrow('killed');
  await remind(at(3, '09:01'));
  expect(await kindsFor(dated)).toEqual(['missed']);
  expect((await store().appointments.get(dated.id))?.status).toBe('missed');
});

test('somebody whose name cannot be read keeps nobody waiting, and is tried again', async () => {
  const [spoilt, fine] = [await booked(), await booked()];
  const persons = world.site.connection.collection<{ _id: string; sealedName: Buffer }>('persons');
  const stored = await persons.findOne({ _id: spoilt.person });
  await persons.updateOne({ _id: spoilt.person }, { $set: { sealedName: Buffer.alloc(40, 1) } });
  const failures: unknown[] = [];
  await remindDates(
    store(),
    at(1, '17:00'),
    () => false,
    (error) => failures.push(error),
  );
  expect(failures).toHaveLength(1);
  expect(await kindsFor(fine)).toEqual(['evening']);
  await persons.updateOne({ _id: spoilt.person }, { $set: { sealedName: stored?.sealedName ?? Buffer.alloc(0) } });
  await remind(at(1, '18:00'));
  expect(await kindsFor(spoilt)).toEqual(['evening']);
});
