/**
 * A process dies after each of the writes of a booking, a move and a cancellation: the connection is cut at the wire before the
 * next write. Another process then carries on: the person tries again at once, or after a sweep, or does something else.
 */
import type { Answer } from '../../src/conversation/ports';
import type { Appointment } from '../../src/store/appointments';
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
