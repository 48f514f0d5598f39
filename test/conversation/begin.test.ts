/** A dialogue that we begin ourselves, in the middle of whatever the person was doing, on the real store. */
import { randomUUID } from 'node:crypto';
import { createBegin, type Begin, type Begun, type Beginning } from '../../src/conversation/begin';
import { createConverse, type Converse } from '../../src/conversation/converse';
import type { Answer, ConversationStore, Opens } from '../../src/conversation/ports';
import type { Passed } from '../../src/conversation/progress';
import { createQueue } from '../../src/conversation/queue';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createEffects } from '../../src/effects';
import { createNotify } from '../../src/messages/notify';
import { createRender } from '../../src/render/render';
import { connectionLost } from '../../src/store/database';
import { MINUTE, newAddress, openWorld, registered, slotOf, voterCard, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50, { inDays: 9 }), slotOf(50, { inDays: 9, centre: 'barasat' })]);
});
afterAll(() => world.close());

interface Place {
  begin: Begin;
  converse: Converse;
}

/** One process in which we and the person may both begin. */
function placeWith(
  changed: Partial<ConversationStore> = {},
  passed: (passed: Passed) => void = () => undefined,
): Place {
  const { store } = world.site;
  const render = createRender();
  const notify = createNotify(store);
  const deps = {
    ...{ store: { ...store.conversations, ...changed }, effects: createEffects(store), render, notify },
    ...{ contactOf: store.vault.contactOf, numberOf: store.accounts.numberOf, connectionLost, patience: 60_000 },
    keepLine: store.talks.keep,
    pinCodeNear: () => Promise.resolve(null),
    observe: () => undefined,
    passed,
    effectFailed: (name: string, error: unknown) => {
      throw new Error(name, { cause: error });
    },
    inTurn: createQueue(),
  };
  return { begin: createBegin(deps), converse: createConverse(deps) };
}

let cards = 2_000;
class Person {
  readonly contact: string;

  constructor(
    private readonly place = placeWith(),
    readonly number = newAddress(),
  ) {
    this.contact = world.site.store.vault.contactOf(number);
  }

  say = (text: string, said: Partial<Inbound> = {}): Promise<Answer> =>
    this.place.converse({
      ...{ channel: 'sms', address: this.number, externalId: randomUUID(), receivedAt: world.clock.now(), text },
      ...said,
    });

  begin = (opens: Opens = CANCELLING, more: Partial<Beginning> = {}): ReturnType<Begin> =>
    this.place.begin({ contact: this.contact, occasion: 'missed:1', opens, at: world.clock.now(), ...more });

  begun = async (opens?: Opens, more?: Partial<Beginning>): Promise<Begun> => {
    const begun = await this.begin(opens, more);
    if (typeof begun === 'string') throw new Error(begun);
    return begun;
  };

  /** Has a date, and has put the phone away. */
  async booked(hello = 'টিকা', rest: Partial<Inbound> = {}): Promise<this> {
    for (const text of [hello, '1', 'Rahima Bibi 69 mohila', voterCard(cards++), '700091', '1', '1'])
      await this.say(text, rest);
    world.clock.advance(10 * MINUTE);
    return this;
  }

  conversation = () => world.site.store.conversations.load(this.contact);
}

const CANCELLING: Opens = { flow: 'appointment', input: { action: 'cancel' } };

test('begins, and is answered by the digit it showed', async () => {
  const person = await new Person().booked();
  const begun = await person.begun();
  expect(begun).toMatchObject({ channel: 'sms', address: person.number, locale: 'bn' });
  expect(begun.text).toMatch(/\n1 [^\n]+\n2 /);
  expect(begun.prompts.map(({ key }) => key)).toEqual(['appointment:confirmCancel']);
  expect(await person.conversation()).toMatchObject({ turn: begun.turn, menu: begun.menu });
  expect((await person.say('1')).expects).toBe('appointment.cancelled');
});

test('the dialogue that was interrupted goes on at its question', async () => {
  const person = await new Person().booked();
  for (const text of ['টিকা', '1', 'আব্দুল করিম']) await person.say(text);
  world.clock.advance(10 * MINUTE);
  await person.begun();
  const answer = await person.say('2');
  expect(answer).toMatchObject({ expects: 'registration.age' });
  expect(answer.text).toMatch(/আব্দুল/);
  expect((await person.say('71')).expects).toBe('registration.gender');
});

test('a last slip with a menu of its own does not hide the question behind it', async () => {
  const person = await new Person().booked();
  for (const text of ['টিকা', '1', 'আব্দুল করিম']) await person.say(text);
  world.clock.advance(10 * MINUTE);
  await person.begun();
  expect((await person.say('1')).expects).toBe('appointment.cancelled');
  expect((await person.say('71')).expects).toBe('registration.gender');
});

test('what is over by now is not told, and changes nothing', async () => {
  const person = await new Person().booked();
  const before = await person.conversation();
  expect(await person.begin({ flow: 'proposal', input: { proposal: 'long gone' } })).toBe('over');
  expect(await person.conversation()).toEqual(before);
});

test('6 and 7 still change and cancel the date hours after the slip', async () => {
  const person = await new Person().booked();
  await person.say('টিকা');
  world.clock.advance(120 * MINUTE);
  expect((await person.say('7')).expects).toBe('appointment.confirmCancel');
  await person.say('2');
  expect((await person.say('6')).expects).toBe('booking.offer');
});

test('who wrote a moment ago is not interrupted, unless nothing is open', async () => {
  const person = await new Person().booked();
  await person.say('টিকা');
  expect(await person.begin()).toBe('busy');
  world.clock.advance(5 * MINUTE);
  expect(await person.begin()).toMatchObject({ turn: (await person.conversation())?.turn });
  await person.say('2');
  await person.say('আমার তারিখ');
  await person.say('7');
  expect((await person.say('1')).expects).toBe('appointment.cancelled');
  expect(await person.begin({ flow: 'appointment', input: {} }, { occasion: 'other' })).toMatchObject({
    channel: 'sms',
  });
});

test('begun again for the same occasion, it takes the place of its earlier opening', async () => {
  const person = await new Person().booked();
  const first = await person.begun();
  const second = await person.begun();
  expect(second.turn).toBe(first.turn + 1);
  expect((await person.conversation())?.dialogue).toMatchObject({ begun: { occasion: 'missed:1' }, paused: null });
});

test('taken back, a digit is for the question before it', async () => {
  const person = await new Person().booked();
  await person.say('আমার তারিখ');
  const asked = await person.say('7');
  expect(asked.expects).toBe('appointment.confirmCancel');
  world.clock.advance(10 * MINUTE);
  const begun = await person.begun({ flow: 'appointment', input: {} }, { occasion: 'other' });
  await begun.takeBack();
  await begun.takeBack();
  expect((await person.say('1')).expects).toBe('appointment.cancelled');
});

test('openings for other occasions wait behind each other, but not for ever and not without end', async () => {
  const person = await new Person().booked();
  for (const occasion of ['a', 'b', 'c', 'd', 'e', 'f']) await person.begun(CANCELLING, { occasion });
  const waiting = (await person.conversation())?.dialogue;
  const occasions = [waiting, waiting?.paused, waiting?.paused?.paused, waiting?.paused?.paused?.paused];
  expect(occasions.map((each) => each?.begun?.occasion)).toEqual(['f', 'e', 'd', 'c']);
  expect(occasions.at(-1)?.paused).toBeNull();
  world.clock.advance(25 * 60 * MINUTE);
  await person.begun(CANCELLING, { occasion: 'next day' });
  expect((await person.conversation())?.dialogue?.paused).toBeNull();
});

test('a turn that was saved meanwhile is begun on anew', async () => {
  const here = new Person();
  await here.booked();
  const { conversations } = world.site.store;
  let lost = 0;
  const place = placeWith({
    save: async (conversation) => {
      // In another process the person is a moment faster.
      if (lost++ === 0) await new Person(placeWith(), here.number).say('আমার তারিখ');
      return conversations.save(conversation);
    },
  });
  const before = (await here.conversation())?.turn ?? 0;
  world.clock.advance(10 * MINUTE);
  const outcome = await new Person(place, here.number).begin();
  expect(lost).toBe(1);
  // The person has just asked something: not now.
  expect(outcome).toBe('busy');
  expect((await here.conversation())?.turn).toBe(before + 1);
});

test('in one process a turn of the person and a beginning of ours follow each other', async () => {
  const person = await new Person().booked();
  const saved: number[] = [];
  const { conversations } = world.site.store;
  const place = placeWith({
    save: (conversation) => {
      saved.push(conversation.turn);
      return conversations.save(conversation);
    },
  });
  const both = new Person(place, person.number);
  await Promise.all([both.begin(), both.say('টেলিগ্রাম বন্ধ')]);
  expect(new Set(saved).size).toBe(saved.length);
});

test('who has never written is asked in the language we were told, at the number we were told', async () => {
  const person = new Person();
  await registered(world, person.number, cards++);
  const opens: Opens = { flow: 'appointment', input: {} };
  expect(await person.begin(opens)).toBe('unreachable');
  const begun = await person.begun(opens, { address: person.number, locale: 'hi-Latn' });
  expect(begun).toMatchObject({ channel: 'sms', address: person.number, locale: 'hi-Latn', turn: 1 });
  expect((await person.say('0')).language).toBe('hi-Latn');
});

test('what asks nothing leaves the open question as it is', async () => {
  const person = await new Person().booked();
  for (const text of ['টিকা', '1', 'আব্দুল করিম']) await person.say(text);
  world.clock.advance(10 * MINUTE);
  const before = await person.conversation();
  const begun = await person.begun({ flow: 'question', input: { meaning: { type: 'QUESTION', topic: 'cost' } } });
  expect(begun).toMatchObject({ menu: [], turn: before?.turn });
  expect(await person.conversation()).toEqual(before);
});

test('where no dose is written down there is nothing to put right', async () => {
  const person = await new Person().booked();
  const [registeredOne] = await world.site.store.persons.ofContact(person.contact);
  const begun = await person.begun({ flow: 'correction', input: { person: registeredOne?._id ?? '' } });
  expect(begun.text).toMatch(/^এখনও কোনো ডোজ লেখা নেই/);
});

describe('by whichever way', () => {
  const CALL: Partial<Inbound> = { channel: 'ussd', language: 'bn' };

  test('a caller gets an SMS in the letters of the screen, and finds the question open when dialling', async () => {
    const person = await new Person().booked('', CALL);
    world.clock.advance(48 * 60 * MINUTE);
    const begun = await person.begun();
    expect(begun).toMatchObject({ channel: 'sms', address: person.number, locale: 'bn-Latn' });
    const dialled = await person.say('', { ...CALL, event: 'dial' });
    expect(dialled).toMatchObject({ expects: 'appointment.confirmCancel', language: 'bn-Latn' });
    expect((await person.say('1', CALL)).expects).toBe('appointment.cancelled');
  });

  test('who dials long after it was begun is not led straight to it', async () => {
    const person = await new Person().booked('', CALL);
    await person.begun();
    world.clock.advance(48 * 60 * MINUTE);
    expect((await person.say('', { ...CALL, event: 'dial' })).expects).toBe('welcome.menu');
  });

  test('an account of Telegram gets buttons that work; once it has lost the number, the number gets an SMS', async () => {
    const person = await new Person().booked();
    const { accounts } = world.site.store;
    const account = `telegram:${7_000_000 + cards}`;
    await accounts.bind(account, person.number, world.clock.now());
    await person.say('আমার তারিখ', { channel: 'telegram', reachedAt: account });
    world.clock.advance(10 * MINUTE);
    const begun = await person.begun();
    expect(begun).toMatchObject({ channel: 'telegram', address: account });
    expect(begun.text).not.toMatch(/\n1 /);
    const [item] = begun.menu;
    const choice = { turn: begun.turn, value: item?.value ?? '' };
    const pressed = await person.say('', { channel: 'telegram', reachedAt: account, choice });
    expect(pressed.expects).toBe('appointment.cancelled');
    await accounts.unbind(person.contact);
    const next = await person.begun({ flow: 'appointment', input: {} });
    expect(next).toMatchObject({ channel: 'sms', address: person.number });
    expect(next.text).toMatch(/\n1 /);
  });

  test('where that way failed, by the one it is given', async () => {
    const person = await new Person().booked();
    const by = { channel: 'telegram', address: 'telegram:7' } as const;
    expect(await person.begun(CANCELLING, { by })).toMatchObject(by);
  });
});

test('is counted as a question that the person came to; taken back, it is left again', async () => {
  const told: (string | undefined)[][] = [];
  const person = new Person(placeWith({}, ({ left, entered }) => told.push([left?.question, entered?.question])));
  await person.booked();
  told.length = 0;
  const begun = await person.begun();
  expect(told).toEqual([['booking.booked', 'appointment.confirmCancel']]);
  expect((await person.conversation())?.entered).toMatchObject({ channel: 'sms', language: 'bn' });
  await begun.takeBack();
  expect(told[1]).toEqual(['appointment.confirmCancel', undefined]);
});
