/**
 * A process dies after each of the writes of whatever changes who has a place: the connection is cut at the wire before the
 * next write. Another process then carries on: the person tries again at once, or after a sweep, or does something else.
 */
import type { Answer } from '../../src/conversation/ports';
import type { Appointment } from '../../src/store/appointments';
import type { Store } from '../../src/store';
import type { Slot } from '../../src/store/slots';
import { bookTogether } from '../../src/vaccination/book-together';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { closeSession, setSessionCapacity } from '../../src/vaccination/close-session';
import { displaceOverfull } from '../../src/vaccination/displace';
import { findOffers } from '../../src/vaccination/find-offers';
import { sweep } from '../../src/vaccination/settle-places';
import {
  answersOf,
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  slotOf,
  type Talk,
  type World,
} from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
  await world.site.store.slots.add([slotOf(500), slotOf(500, { inDays: 3 }), slotOf(500, { inDays: 4 })]);
});
afterAll(async () => {
  await world.close();
  wire.cut();
});

let people = 0;

/** A person who has been shown places. */
async function offered(): Promise<Talk> {
  const talk = world.talk(newAddress());
  await registered(world, talk.address, ++people);
  await talk.say('টিকা');
  await talk.choose('book');
  return talk;
}

/** A person with a date, who is looking at it. */
async function looking(): Promise<Talk> {
  const talk = await offered();
  await talk.choose('offer1');
  await talk.say('টিকা');
  await talk.choose('appointments');
  return talk;
}

interface Operation {
  /** Up to the question that a 1 says yes to. */
  prepare: () => Promise<Talk>;
  done: string;
  /** How many active appointments the person has afterwards. */
  active: number;
}

const OPERATIONS: Record<string, Operation> = {
  book: { prepare: offered, done: 'booking.booked', active: 1 },
  move: {
    prepare: async () => {
      const talk = await looking();
      await talk.choose('move');
      await talk.choose('offer2');
      return talk;
    },
    done: 'booking.booked',
    active: 1,
  },
  cancel: {
    prepare: async () => {
      const talk = await looking();
      await talk.choose('cancel');
      return talk;
    },
    done: 'appointment.cancelled',
    active: 0,
  },
};

/** Answers through a process that dies after so many writes. False: it had no more to write, and did not die. */
async function answeredAndDied(talk: Talk, writes: number): Promise<boolean> {
  await wire.restore();
  const site = await world.openSite(wire.uri());
  const death = wire.dieAfter(writes).then(() => true);
  const turn = talk.at(site).say('1');
  const died = await Promise.race([death, turn.then(() => false)]);
  wire.cut();
  await site.close();
  await turn.catch(() => undefined);
  return died;
}

const appointmentsOf = ({ address }: Talk): Promise<Appointment[]> =>
  world.site.connection
    .collection<Appointment>('appointments')
    .find({ contact: world.site.store.vault.contactOf(address) })
    .toArray();
const slipsOf = (appointments: Appointment[]): string[] => appointments.map(({ _id, code }) => `${_id} ${code}`);

async function sweepLater(): Promise<void> {
  world.clock.advance(2 * MINUTE);
  await sweep(world.site.store, world.clock.now());
}

/** Prepares and dies after each write in turn, until the operation has none left; then hands the person over. */
async function atEveryWrite({ prepare }: Operation, next: (talk: Talk) => Promise<void>): Promise<number> {
  for (let writes = 0; ; writes++) {
    const talk = await prepare();
    const died = await answeredAndDied(talk, writes);
    const before = slipsOf(await appointmentsOf(talk));
    await next(talk);
    // What the person has been told, or might have been, still holds: nothing is made a second time.
    expect(slipsOf(await appointmentsOf(talk))).toEqual(before.length > 0 ? before : [expect.any(String)]);
    await sweepLater();
    await sweepLater();
    expect(await imbalances(world.site)).toEqual([]);
    if (!died) return writes;
  }
}

async function expectDone(talk: Talk, { done, active }: Operation, answer: Answer): Promise<void> {
  expect(answer.expects).toBe(done);
  expect((await appointmentsOf(talk)).filter(({ status }) => status === 'booked')).toHaveLength(active);
}

describe.each(Object.entries(OPERATIONS))('%s', (_, operation) => {
  /** After the last write there is nothing to repeat: the person is already there, and looks at it again. */
  const again = async (talk: Talk): Promise<Answer> => {
    const shown = await talk.say('?');
    return shown.expects === operation.done ? shown : talk.say('1');
  };

  test('the person answers again at once', async () => {
    const writes = await atEveryWrite(operation, async (talk) => expectDone(talk, operation, await again(talk)));
    expect(writes).toBeGreaterThan(3);
  });

  test('the connection breaks at each write and comes back: the person notices nothing', async () => {
    for (let writes = 0, broke = true; broke; writes++) {
      const talk = await operation.prepare();
      await wire.restore();
      const site = await world.openSite(wire.uri());
      broke = false;
      void wire.dieAfter(writes).then(() => {
        broke = true;
        return wire.restore();
      });
      await expectDone(talk, operation, await talk.at(site).say('1'));
      await site.close();
      expect(await imbalances(world.site)).toEqual([]);
    }
  });

  test('a sweep comes first, then the person answers again', async () => {
    await atEveryWrite(operation, async (talk) => {
      await sweepLater();
      await sweepLater();
      expect(await imbalances(world.site)).toEqual([]);
      await expectDone(talk, operation, await again(talk));
    });
  });
});

test('move: the person cancels instead of answering again, before any sweep', async () => {
  await atEveryWrite(OPERATIONS['move'] as Operation, async (talk) => {
    await talk.say('টিকা');
    if (talk.last?.expects === 'welcome.resume') await talk.choose('restart');
    await talk.choose('appointments');
    await talk.choose('cancel');
    expect(await talk.choose('cancel')).toMatchObject({ expects: 'appointment.cancelled' });
    expect((await appointmentsOf(talk)).map(({ status }) => status)).toEqual(['cancelled']);
  });
});

test('register: the person answers again, at once or after a word in between, and is one person', async () => {
  for (const word of [null, '?', 'টিকা']) {
    for (let writes = 0, died = true; died; writes++) {
      const talk = world.talk(newAddress());
      const { name, age, cardNumber, pinCode } = answersOf(++people);
      await talk.say('টিকা');
      await talk.choose('register');
      await talk.say(`${name.split(' ')[0] ?? ''}, ${age}, মহিলা, ভোটার ${cardNumber ?? ''}, পিন ${pinCode}`);
      expect(talk.last?.expects).toBe('registration.confirm');
      died = await answeredAndDied(talk, writes);
      const contact = world.site.store.vault.contactOf(talk.address);
      const before = await world.site.store.persons.ofContact(contact);
      if (word ?? !died) await talk.say(word ?? '?');
      if (talk.last?.expects === 'welcome.resume') await talk.choose('continue');
      if (talk.last?.expects === 'registration.confirm') await talk.choose('correct');
      expect(talk.last?.expects).toBe('booking.offer');
      const after = await world.site.store.persons.ofContact(contact);
      expect(after).toHaveLength(1);
      if (before[0]) expect(after[0]).toMatchObject({ _id: before[0]._id, reference: before[0].reference });
    }
  }
});

test('book: the person never comes back; what was booked stays booked, what was not is free', async () => {
  for (let writes = 0, died = true; died; writes++) {
    const talk = await offered();
    died = await answeredAndDied(talk, writes);
    const booked = await appointmentsOf(talk);
    world.clock.advance(20 * MINUTE);
    await sweep(world.site.store, world.clock.now());
    expect(slipsOf(await appointmentsOf(talk))).toEqual(slipsOf(booked));
    expect(await imbalances(world.site)).toEqual([]);
    const kept = await world.site.connection
      .collection('slots')
      .countDocuments({ 'holders.until': { $lt: world.clock.now(), $ne: null } });
    expect(kept).toBe(0);
  }
});

/** A vaccination session of its own with two slots, far from everybody. */
async function newSession(capacity: number): Promise<[Slot, Slot]> {
  const session = `session-${++people}`;
  const [one, two] = [slotOf(capacity, { centre: 'sealdah' }), slotOf(capacity, { centre: 'sealdah', from: '11:00' })];
  const slots: [Slot, Slot] = [
    { ...one, _id: `${session}:1`, session },
    { ...two, _id: `${session}:2`, session },
  ];
  await world.site.store.slots.add(slots);
  return slots;
}

async function newFamily(size: number, slot: Slot) {
  const address = newAddress();
  const ids = await Promise.all(Array.from({ length: size }, () => registered(world, address, ++people)));
  const contact = world.site.store.vault.contactOf(address);
  const request = {
    people: ids,
    contact,
    slot: slot._id,
    hold: `family-${people}`,
    others: [],
    now: world.clock.now(),
  };
  const group = () => world.site.store.appointments.ofGroup(request.hold);
  return { ids, contact, request, group, book: (store: Store) => bookTogether(store, request) };
}

interface Change {
  run: (store: Store) => Promise<unknown>;
  /** After everything was swept; `null` where all is well with every outcome that adds up. */
  check: () => Promise<void>;
}

const CHANGES: Record<string, () => Promise<Change>> = {
  'a family is booked': async () => {
    const [slot] = await newSession(9);
    const family = await newFamily(3, slot);
    await world.site.store.slots.hold([{ id: slot._id, spare: 0 }], family.request.hold, world.clock.now());
    const booked = async () => (await family.group()).filter(({ status }) => status === 'booked').length;
    return {
      run: family.book,
      check: async () => {
        expect([0, 3]).toContain(await booked());
        expect((await world.site.store.slots.get(slot._id))?.free).toBe(9 - (await booked()));
      },
    };
  },
  'one of a family cancels': async () => {
    const [slot] = await newSession(9);
    const family = await newFamily(2, slot);
    await family.book(world.site.store);
    const [first] = await family.group();
    const cancel = { appointment: first?._id ?? '', contact: family.contact, now: world.clock.now() };
    return {
      run: (store) => cancelAppointment(store, cancel),
      check: async () => expect((await family.group())[1]?.status).toBe('booked'),
    };
  },
  'places are offered to a family': async () => {
    const [slot, other] = await newSession(9);
    const { ids, contact } = await newFamily(2, slot);
    const [person = '', ...others] = ids;
    const wish = { person, others, contact, pinCode: '700014', fromDay: null, skip: 0, move: false };
    return {
      run: (store) => findOffers(store, { ...wish, hold: `hold-${people}`, now: world.clock.now() }),
      check: async () => {
        world.clock.advance(20 * MINUTE);
        await sweep(world.site.store, world.clock.now());
        for (const { _id } of [slot, other]) expect((await world.site.store.slots.get(_id))?.free).toBe(9);
      },
    };
  },
  'a session is closed and everybody moved': async () => {
    const slots = await newSession(4);
    const [one, two] = [await newFamily(2, slots[0]), await newFamily(2, slots[1])];
    for (const { book } of [one, two]) await book(world.site.store);
    const closing = { session: slots[0].session, reason: 'fire', now: world.clock.now() };
    return {
      run: async (store) => {
        await closeSession(store, closing);
        await displaceOverfull(store, closing.now);
      },
      check: async () => {
        const all = [...(await one.group()), ...(await two.group())];
        const begun = (await world.site.store.slots.ofSession(closing.session)).some(({ closed }) => closed);
        // Closed as a whole or not at all; and whoever lost a date is owed another.
        expect(all.map(({ status, owed }) => [status, owed ?? false])).toEqual(
          all.map(() => (begun ? ['cancelled', true] : ['booked', false])),
        );
        expect(await capacitiesOf(closing.session)).toBe(begun ? 0 : 8);
      },
    };
  },
  'a session is shrunk and who was last moved': async () => {
    const [slot] = await newSession(4);
    const [first, last] = [await newFamily(2, slot), await newFamily(2, slot)];
    await first.book(world.site.store);
    world.clock.advance(1_000);
    await bookTogether(world.site.store, { ...last.request, now: world.clock.now() });
    const change = { session: slot.session, capacity: 4, now: world.clock.now() };
    return {
      run: async (store) => {
        await setSessionCapacity(store, change);
        await displaceOverfull(store, change.now);
      },
      check: async () => {
        const isShrunk = (await capacitiesOf(slot.session)) === 4;
        const states = async ({ group }: typeof first) => (await group()).map(({ status }) => status);
        expect(await states(first)).toEqual(['booked', 'booked']);
        expect(await states(last)).toEqual(isShrunk ? ['cancelled', 'cancelled'] : ['booked', 'booked']);
        expect([4, 8]).toContain(await capacitiesOf(slot.session));
      },
    };
  },
};

const capacitiesOf = async (session: string): Promise<number> =>
  (await world.site.store.slots.ofSession(session)).reduce((sum, { capacity }) => sum + capacity, 0);

test.each(Object.entries(CHANGES))(
  '%s, and the process dies at each write: it is done or undone as a whole',
  async (_, prepare) => {
    let writes = 0;
    for (let died = true; died; writes++) {
      const { run, check } = await prepare();
      await wire.restore();
      const site = await world.openSite(wire.uri());
      const death = wire.dieAfter(writes).then(() => true);
      const running = run(site.store);
      died = await Promise.race([death, running.then(() => false)]);
      wire.cut();
      await site.close();
      await running.catch(() => undefined);
      await sweepLater();
      await displaceOverfull(world.site.store, world.clock.now());
      await sweepLater();
      await check();
      expect(await imbalances(world.site)).toEqual([]);
    }
    expect(writes).toBeGreaterThan(1);
  },
);

test('a family is booked again after the process died at any write: by the same turn, at once', async () => {
  for (let writes = 0, died = true; died; writes++) {
    const [slot] = await newSession(3);
    const family = await newFamily(3, slot);
    await wire.restore();
    const site = await world.openSite(wire.uri());
    const death = wire.dieAfter(writes).then(() => true);
    const running = family.book(site.store);
    died = await Promise.race([death, running.then(() => false)]);
    wire.cut();
    await site.close();
    await running.catch(() => undefined);
    expect(await family.book(world.site.store)).toMatchObject({ status: 'booked' });
    expect(await imbalances(world.site)).toEqual([]);
  }
});
