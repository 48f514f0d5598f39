import type { Booked } from '../../src/conversation/effects';
import { bookAppointment, type BookingRequest } from '../../src/vaccination/book-appointment';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { listAppointments } from '../../src/vaccination/list-appointments';
import { freeForPartners } from '../../src/vaccination/rules/kept-places';
import { recordDose } from '../../src/vaccination/record-dose';
import { settlePeople } from '../../src/vaccination/settle-person';
import { sweep } from '../../src/vaccination/settle-places';
import {
  DAY,
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  slotOf,
  TODAY,
  type Site,
  type Talk,
  type World,
} from '../support/world';

let world: World;
let other: Site;
beforeEach(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterEach(() => world.close());

let people = 0;
let holds = 0;

interface Client {
  person: string;
  contact: string;
  book: (slot: string, change?: Partial<BookingRequest>, site?: Site) => Promise<Booked>;
}

async function newClient(address = newAddress()): Promise<Client> {
  const person = await registered(world, address, ++people);
  const contact = world.site.store.vault.contactOf(address);
  const book = (slot: string, change: Partial<BookingRequest> = {}, { store } = world.site): Promise<Booked> => {
    const wish = { person, contact, slot, hold: `hold-${++holds}`, others: [], move: false, now: world.clock.now() };
    return bookAppointment(store, { ...wish, ...change });
  };
  return { person, contact, book };
}

const addSlot = async (...asked: Parameters<typeof slotOf>): Promise<string> => {
  const slot = slotOf(...asked);
  await world.site.store.slots.add([slot]);
  return slot._id;
};
const freeIn = async (id: string) => (await world.site.store.slots.get(id))?.free;
const appointments = () => world.site.connection.collection('appointments');
const codeOf = (booked: Booked): string | undefined =>
  booked.status === 'booked' ? `${booked.appointment.id} ${booked.appointment.code}` : undefined;

test('a booking has a code of four digits that the reference id does not give away', async () => {
  const slot = await addSlot(200);
  const booked = await Promise.all(Array.from({ length: 60 }, async () => (await newClient()).book(slot)));
  const slips = booked.flatMap((each) => (each.status === 'booked' ? each.appointment : []));
  expect(slips).toHaveLength(60);
  expect(slips.every(({ code, reference }) => /^\d{4}$/.test(code) && /^[1-9]\d{13}$/.test(reference))).toBe(true);
  expect(new Set(slips.map(({ code }) => code)).size).toBeGreaterThan(50);
  expect(slips.filter(({ code, reference }) => reference.includes(code)).length).toBeLessThan(5);
});

test('200 who take the last ten places at once through two processes: ten are booked', async () => {
  const slot = await addSlot(10);
  const clients = await Promise.all(Array.from({ length: 200 }, () => newClient()));
  const outcomes = await Promise.all(clients.map(({ book }, n) => book(slot, {}, n % 2 ? other : world.site)));
  expect(outcomes.filter(({ status }) => status === 'booked')).toHaveLength(10);
  expect(outcomes.filter(({ status }) => status === 'gone')).toHaveLength(190);
  expect(await freeIn(slot)).toBe(0);
  expect(await imbalances(world.site)).toEqual([]);
});

test('one booking run five times at once by two processes is one appointment', async () => {
  const slot = await addSlot(10);
  const { book } = await newClient();
  for (let round = 0; round < 10; round++) {
    const again = { hold: `round-${round}`, move: round > 0 };
    const outcomes = await Promise.all([0, 1, 2, 3, 4].map((n) => book(slot, again, n % 2 ? other : world.site)));
    expect(new Set(outcomes.map(codeOf)).size).toBe(1);
    expect(outcomes[0]?.status).toBe('booked');
    expect(await freeIn(slot)).toBe(9);
    expect(await imbalances(world.site)).toEqual([]);
  }
});

test('one person takes two different places at once: one is booked, the other stays free', async () => {
  const [one, two] = [await addSlot(10), await addSlot(10, { centre: 'barasat' })];
  for (let round = 0; round < 10; round++) {
    const { book } = await newClient();
    const hold = `both-${round}`;
    const outcomes = await Promise.all([book(one, { hold }), book(two, { hold }, other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['alreadyBooked', 'booked']);
    expect(await imbalances(world.site)).toEqual([]);
  }
});

test('one date is moved to two places at once: it is at one of them, and the old place is free', async () => {
  const [old, one, two] = [await addSlot(5), await addSlot(5, { inDays: 3 }), await addSlot(5, { inDays: 4 })];
  const { book, contact } = await newClient();
  const first = await book(old);
  const move = { move: true };
  await Promise.all([book(one, move), book(two, move, other)]);
  expect((await Promise.all([old, one, two].map(freeIn))).sort()).toEqual([4, 5, 5]);
  expect(await freeIn(old)).toBe(5);
  expect(await imbalances(world.site)).toEqual([]);
  const [stored] = await world.site.store.appointments.activeOfContact(contact, '2021-01-01');
  expect(`${stored?._id ?? ''} ${stored?.code ?? ''}`).toBe(codeOf(first));
});

test('a date is moved and cancelled at once: no place is lost', async () => {
  const [old, next] = [await addSlot(5), await addSlot(5, { inDays: 3 })];
  for (let round = 0; round < 10; round++) {
    const { book, contact } = await newClient();
    const booked = await book(old);
    const appointment = booked.status === 'booked' ? booked.appointment.id : '';
    const cancel = cancelAppointment(other.store, { appointment, contact, now: world.clock.now() });
    await Promise.all([book(next, { move: true }), cancel]);
    expect(await imbalances(world.site)).toEqual([]);
    expect(await freeIn(old)).toBe(5);
  }
});

test('cancelled twice is once, and the place is there for the next', async () => {
  const slot = await addSlot(1);
  const { book, contact } = await newClient();
  const booked = await book(slot);
  const appointment = booked.status === 'booked' ? booked.appointment.id : '';
  const cancel = () => cancelAppointment(world.site.store, { appointment, contact, now: world.clock.now() });
  expect(await cancelAppointment(world.site.store, { appointment, contact: 'x', now: world.clock.now() })).toBe('gone');
  expect(await Promise.all([cancel(), cancel()])).toEqual(['cancelled', 'cancelled']);
  expect(await cancel()).toBe('cancelled');
  expect(await freeIn(slot)).toBe(1);
  expect(await (await newClient()).book(slot)).toMatchObject({ status: 'booked' });
});

test('a place that was kept is booked although no other is free; the others that were kept are given back', async () => {
  const [kept, rest] = [await addSlot(1), await addSlot(20, { centre: 'barasat' })];
  const { book } = await newClient();
  const until = new Date(world.clock.now().getTime() + 15 * MINUTE);
  const wanted = [kept, rest].map((id) => ({ id, spare: 0 }));
  await world.site.store.slots.hold(wanted, 'mine', until);
  expect(await (await newClient()).book(kept)).toEqual({ status: 'gone' });
  expect(await book(kept, { hold: 'mine', others: [rest] })).toMatchObject({ status: 'booked' });
  expect(await freeIn(rest)).toBe(20);
  expect(await imbalances(world.site)).toEqual([]);
});

test.each([
  ['somebody else’s number', { contact: 'somebody else' }, 'gone'],
  ['a person who does not exist', { person: 'nobody' }, 'gone'],
  ['a second date', {}, 'alreadyBooked'],
] as const)('not booked: %s', async (_, change, status) => {
  const [slot, second] = [await addSlot(5), await addSlot(5, { inDays: 3 })];
  const { book } = await newClient();
  await book(slot);
  expect(await book(second, change)).toEqual({ status });
  expect(await freeIn(second)).toBe(5);
});

test.each([
  ['a slot that has begun', { inDays: 0, from: '09:00' }, 0],
  ['today after 15:00', { inDays: 0, from: '17:00' }, 5 * 60 * MINUTE],
  ['a day that has passed', { inDays: 1 }, 2 * DAY],
  ['a day further off than may be booked', { inDays: 14 }, 0],
  ['a slot for another dose', { dose: 2 }, 0],
] as const)('gone: %s', async (_, options, later) => {
  const slot = await addSlot(5, options);
  const { book } = await newClient();
  world.clock.advance(later);
  expect(await book(slot)).toEqual({ status: 'gone' });
  expect(await freeIn(slot)).toBe(5);
});

test.each([false, true])(
  'whoever missed their date is booked anew, also where they meant to move it: %s',
  async (move) => {
    const [missed, next] = [await addSlot(5), await addSlot(5, { inDays: 4 })];
    const { book, contact, person } = await newClient();
    const first = await book(missed);
    expect(await book(next)).toEqual({ status: 'alreadyBooked' });
    world.clock.advance(3 * DAY);
    const now = world.clock.now();
    expect(await listAppointments(world.site.store, contact, now)).toEqual([]);
    const appointment = first.status === 'booked' ? first.appointment.id : '';
    expect(await cancelAppointment(world.site.store, { appointment, contact, now })).toBe('gone');
    expect(await book(next, { move })).toMatchObject({ status: 'booked' });
    expect((await world.site.store.appointments.ofPerson(person)).map(({ status }) => status)).toEqual([
      'booked',
      'missed',
    ]);
    expect(await imbalances(world.site)).toEqual([]);
  },
);

test('200 partner clients and 100 phones at once: partners leave what is kept, phones have all the rest', async () => {
  const slot = await addSlot(100);
  const clients = await Promise.all(Array.from({ length: 300 }, () => newClient()));
  const outcomes = await Promise.all(
    clients.map(({ book }, n) => book(slot, n % 3 ? { door: 'partner' } : {}, n % 2 ? other : world.site)),
  );
  const got = (isPartner: boolean) =>
    outcomes.filter(({ status }, n) => status === 'booked' && n % 3 > 0 === isPartner).length;
  expect(got(true)).toBeLessThanOrEqual(70);
  expect(got(false)).toBeGreaterThanOrEqual(30);
  expect(got(true) + got(false)).toBe(100);
  expect(await imbalances(world.site)).toEqual([]);
});

test('partner apps are told honestly what is left for them: nothing where only kept places are', async () => {
  const slot = await addSlot(10);
  const left = async () => {
    const [shown] = await world.site.store.slots.ofSession(slotOf(10).session);
    const theirs = shown?.holders.filter(({ door }) => door === 'partner').length ?? 0;
    return shown && freeForPartners({ ...shown, theirs }, world.clock.now());
  };
  expect(await left()).toBe(7);
  for (let n = 0; n < 7; n++) expect((await (await newClient()).book(slot, { door: 'partner' })).status).toBe('booked');
  expect(await left()).toBe(0);
  expect(await (await newClient()).book(slot, { door: 'partner' })).toEqual({ status: 'gone' });
  expect((await (await newClient()).book(slot)).status).toBe('booked');
  // 18:00 of the day before.
  world.clock.advance(DAY + 8 * 60 * MINUTE);
  expect(await left()).toBe(2);
  expect((await (await newClient()).book(slot, { door: 'partner' })).status).toBe('booked');
});

test('a booking that is run again after the hour in which it could be made is the booking it was', async () => {
  const slot = await addSlot(5, { inDays: 0, from: '16:00' });
  const { book } = await newClient();
  const booked = await book(slot, { hold: 'mine' });
  world.clock.advance(6 * 60 * MINUTE);
  expect(await book(slot, { hold: 'mine' })).toEqual(booked);
  expect(booked.status).toBe('booked');
});

describe.each(['booked', 'moved'])('in the moment in which a date is %s, whoever could not see it', (how) => {
  /** Something happens between what the booking has read and what it writes. */
  async function meanwhile(client: Client, slot: string, happens: () => Promise<unknown>): Promise<Booked> {
    const { store } = world.site;
    if (how === 'moved') await client.book(await addSlot(5, { inDays: 3 }));
    const first =
      <A extends unknown[], R>(write: (...given: A) => Promise<R>) =>
      async (...given: A): Promise<R> => {
        await happens();
        return write(...given);
      };
    const { insert, move } = store.appointments;
    const appointments = { ...store.appointments, insert: first(insert), move: first(move) };
    const site = { ...world.site, store: { ...store, appointments } };
    return client.book(slot, { move: how === 'moved' }, site);
  }
  const datesOf = async ({ person }: Client) =>
    (await world.site.store.appointments.ofPerson(person)).filter(({ status }) => status === 'booked');

  test('gave the dose: there is no date for it', async () => {
    const [slot, client] = [await addSlot(5), await newClient()];
    const { reference = '' } = (await world.site.store.persons.get(client.person)) ?? {};
    const now = world.clock.now();
    const dose = { reference, vaccine: 'COVISHIELD', day: TODAY, now };
    expect(await meanwhile(client, slot, () => recordDose(other.store, dose))).toEqual({ status: 'gone' });
    expect(await datesOf(client)).toEqual([]);
    expect(await freeIn(slot)).toBe(5);
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('took the person to another number: the date is there', async () => {
    const [slot, client] = [await addSlot(5), await newClient()];
    const { store } = other;
    const moved = async () => {
      expect(await store.persons.moveTo(client.person, client.contact, 'another number', 1)).toBe(true);
      await settlePeople(store, world.clock.now());
    };
    // A date that is moved went along to the other number before.
    expect((await meanwhile(client, slot, moved)).status).toBe(how === 'booked' ? 'gone' : 'booked');
    expect(await datesOf(client)).toMatchObject([{ contact: 'another number', slot }]);
    expect(await imbalances(world.site)).toEqual([]);
  });
});

test('a booking that was made and undone is gone, not booked, when it is run again', async () => {
  const slot = await addSlot(5);
  const { book, contact } = await newClient();
  const booked = await book(slot, { hold: 'mine' });
  const appointment = booked.status === 'booked' ? booked.appointment.id : '';
  await cancelAppointment(world.site.store, { appointment, contact, now: world.clock.now() });
  expect(await book(slot, { hold: 'mine' })).toEqual({ status: 'gone' });
  expect(await freeIn(slot)).toBe(5);
});

/** Registered, and at the menu. */
async function greeted(site: Site): Promise<Talk> {
  const address = newAddress();
  await registered(world, address, ++people);
  const talk = world.talk(address, site);
  await talk.say('টিকা');
  return talk;
}

const crowd = (size: number): Promise<Talk[]> =>
  Promise.all(Array.from({ length: size }, (_, n) => greeted(n % 2 ? other : world.site)));

test('the last ten places, offered to 200 numbers over a day and taken by all of them at once', async () => {
  const scarce = await addSlot(10, { inDays: 1 });
  const plenty = await addSlot(1000, { inDays: 1, centre: 'barasat' });
  const talks = await crowd(200);
  for (let asked = 0; asked < talks.length; asked += 10) {
    // Ten at a time have a place kept; when the quarter of an hour is over it is offered to the next.
    await Promise.all(talks.slice(asked, asked + 10).map((talk) => talk.choose('book')));
    world.clock.advance(15 * MINUTE + 1);
    await sweep(world.site.store, world.clock.now());
  }
  expect(await freeIn(scarce)).toBe(10);
  const answers = await Promise.all(talks.map((talk) => talk.choose('offer1')));
  const got = answers.map(({ expects }) => expects);
  expect(got.filter((expects) => expects === 'booking.booked')).toHaveLength(10);
  expect(got.filter((expects) => expects === 'booking.offer')).toHaveLength(190);
  const others = answers.filter(({ expects }) => expects === 'booking.offer');
  expect(others.every(({ text, menu }) => text.includes('খালি নেই') && menu[0]?.label.includes('বারাসাত'))).toBe(true);
  expect(await freeIn(scarce)).toBe(0);
  expect(await imbalances(world.site)).toEqual([]);

  const losers = talks.filter(({ last }) => last?.expects === 'booking.offer');
  const second = await Promise.all(losers.map((talk) => talk.choose('offer1')));
  expect(second.filter(({ expects }) => expects !== 'booking.booked')).toEqual([]);
  expect(await freeIn(plenty)).toBe(1000 - 190);
  expect(await appointments().countDocuments({ status: 'booked' })).toBe(200);
  expect(await imbalances(world.site)).toEqual([]);
});

test('200 numbers ask for a date at once where ten places are left: ten are kept and booked, nobody else is promised one', async () => {
  const scarce = await addSlot(10);
  const talks = await crowd(200);
  await Promise.all(talks.map((talk) => talk.choose('book')));
  const answers = await Promise.all(talks.map((talk) => talk.say('1')));
  expect(answers.filter(({ expects }) => expects === 'booking.booked')).toHaveLength(10);
  expect(await freeIn(scarce)).toBe(0);
  expect(await imbalances(world.site)).toEqual([]);
});

test('who missed their date gets new ones offered in the dialogue, and is not led round in a circle', async () => {
  await addSlot(5, { inDays: 1 });
  const next = await addSlot(5, { inDays: 5 });
  const talk = await greeted(world.site);
  await talk.choose('book');
  await talk.choose('offer1');
  world.clock.advance(3 * DAY);
  await talk.say('টিকা');
  expect(await talk.choose('book')).toMatchObject({ expects: 'booking.offer' });
  expect(await talk.choose('offer1')).toMatchObject({ expects: 'booking.booked' });
  expect(await freeIn(next)).toBe(4);
});
