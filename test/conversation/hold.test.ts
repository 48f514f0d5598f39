/** A conversation that somebody of the helpline has: what the person writes, what they are told, and how it goes on; on the real store. */
import { randomUUID } from 'node:crypto';
import { createBegin } from '../../src/conversation/begin';
import { createHold, lapseHolds, type HoldDeps } from '../../src/conversation/hold';
import type { Answer } from '../../src/conversation/ports';
import { createQueue } from '../../src/conversation/queue';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createEffects } from '../../src/effects';
import { createNotify } from '../../src/messages/notify';
import { createRender } from '../../src/render/render';
import { connectionLost } from '../../src/store/database';
import { MINUTE, newAddress, openWorld, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());

const depsOf = ({ store }: Site): HoldDeps => ({
  ...{ store: store.conversations, render: createRender(), notify: createNotify(store), keepLine: store.talks.keep },
});
const hold = (site = world.site) => createHold(depsOf(site));

interface Queued {
  occasion: string;
  text?: string;
  prompts?: { key: string }[];
  channel?: string;
  address?: string;
  menu?: { number: string; value: string }[];
  turn?: number;
}

class Person {
  readonly contact: string;
  last: Answer | undefined;

  constructor(readonly number = newAddress()) {
    this.contact = world.site.store.vault.contactOf(number);
  }

  say = async (text: string, said: Partial<Inbound> = {}, site = world.site): Promise<Answer> => {
    this.last = await site.converse({
      ...{ channel: 'sms', address: this.number, externalId: randomUUID(), receivedAt: world.clock.now(), text },
      ...said,
    });
    return this.last;
  };

  /** Is asked for an age. */
  async asked(said: Partial<Inbound> = {}, hello = 'টিকা'): Promise<this> {
    for (const text of [hello, '1', 'রহিমা বিবি']) await this.say(text, said);
    expect(this.last?.expects).toBe('registration.age');
    return this;
  }

  by = (name = 'Mita') => ({ contact: this.contact, staff: name.toLowerCase(), name, now: world.clock.now() });
  saying = (words: string, name?: string, key: string = randomUUID()) => ({ ...this.by(name), words, key });
  conversation = () => world.site.store.conversations.load(this.contact);
  lines = async () => (await world.site.store.talks.of(this.contact)).map(({ by, text }) => `${by ?? '>'} ${text}`);

  /** What the outbox has for them, oldest first. */
  async queued(): Promise<Queued[]> {
    const { vault } = world.site.store;
    const stored = world.site.connection
      .collection<{ _id: string; channel?: string; sealed: { buffer: Uint8Array } }>('messages')
      .find({ contact: this.contact })
      .sort({ $natural: 1 });
    return (await stored.toArray()).map(({ _id, channel, sealed }) => ({
      ...(vault.open(`messages:${_id}:sealed`, sealed.buffer) as Omit<Queued, 'occasion'>),
      ...{ occasion: _id, ...(channel ? { channel } : {}) },
    }));
  }

  lastQueued = async (): Promise<Queued | undefined> => (await this.queued()).at(-1);
}

test('the person is told who writes, is answered by her, and finds the question again', async () => {
  const person = await new Person().asked();
  expect(await hold().takeOver(person.by())).toEqual({ status: 'held' });
  expect(await person.lastQueued()).toMatchObject({
    prompts: [{ key: 'templates:joined' }],
    ...{ channel: 'sms', address: person.number },
  });
  expect((await person.say('আমার বয়স জানি না')).text).toBe('');
  expect(await hold().say(person.saying('কত সালে জন্ম?'))).toBe(true);
  expect(await person.lastQueued()).toMatchObject({ text: 'Mita: কত সালে জন্ম?' });
  expect((await person.say('1952')).text).toBe('');
  expect((await person.conversation())?.dialogue?.value).toBe('age');

  expect(await hold().handBack(person.saying('জন্ম 1952 সালে, তাই লিখুন।'))).toBe(true);
  const { text } = (await person.lastQueued()) ?? {};
  expect(text).toMatch(/^Mita: জন্ম 1952 সালে, তাই লিখুন।\nএবার:\nরহিমা বিবি: বয়স/);
  expect(await person.lines()).toEqual([
    '> আমার বয়স জানি না',
    'Mita কত সালে জন্ম?',
    '> 1952',
    'Mita জন্ম 1952 সালে, তাই লিখুন।',
  ]);
  expect((await person.say('1952')).expects).toBe('registration.gender');
});

test('a person taken over again is told again', async () => {
  const person = await new Person().asked();
  for (let time = 0; time < 2; time++) {
    await hold().takeOver(person.by());
    await hold().handBack(person.saying('ok'));
  }
  expect(await person.queued()).toHaveLength(4);
});

test('of two operators at once one has it, and the other is told who', async () => {
  const person = await new Person().asked();
  const outcomes = await Promise.all([hold().takeOver(person.by('Mita')), hold(other).takeOver(person.by('Rina'))]);
  const won = (await person.conversation())?.heldBy?.name;
  expect(outcomes).toContainEqual({ status: 'held' });
  expect(outcomes).toContainEqual({ status: 'others', name: won });
  const lost = won === 'Mita' ? 'Rina' : 'Mita';
  expect(await hold().say(person.saying('hello', lost))).toBe(false);
  expect(await hold().handBack(person.saying('bye', lost))).toBe(false);
  expect(await hold().leave(person.by(lost))).toBe(false);
  expect(await person.queued()).toHaveLength(1);
});

test('what is written in the moment of the taking over is answered by one of the two, and nothing is lost', async () => {
  for (let round = 0; round < 10; round++) {
    const person = await new Person().asked();
    const [answer] = await Promise.all([person.say('69', {}, other), hold().takeOver(person.by())]);
    const lines = await person.lines();
    const value = (await person.conversation())?.dialogue?.value;
    expect([answer.text === '', lines, value]).toEqual(
      answer.text === '' ? [true, ['> 69'], 'age'] : [false, [], 'gender'],
    );
    expect((await person.conversation())?.heldBy?.name).toBe('Mita');
  }
});

test('who was stopped before it was saved does it again, and the person is told once', async () => {
  const person = await new Person().asked();
  await hold().takeOver(person.by());
  const deps = depsOf(world.site);
  const stopped = createHold({
    ...deps,
    store: { ...deps.store, save: () => Promise.reject(new Error('killed')) },
  });
  await expect(stopped.handBack(person.saying('ok'))).rejects.toThrow('killed');
  expect((await person.say('69')).text).toBe('');
  expect(await hold().handBack(person.saying('ok'))).toBe(true);
  expect(await person.queued()).toHaveLength(2);
  expect((await person.say('69')).expects).toBe('registration.gender');
});

test('who was stopped before the person was told takes it over again', async () => {
  const person = await new Person().asked();
  const stopped = createHold({ ...depsOf(world.site), notify: () => Promise.reject(new Error('killed')) });
  await expect(stopped.takeOver(person.by())).rejects.toThrow('killed');
  for (let time = 0; time < 2; time++) expect(await hold().takeOver(person.by())).toEqual({ status: 'had' });
  expect(await person.queued()).toHaveLength(1);
});

test('the same words sent twice are said once', async () => {
  const person = await new Person().asked();
  await hold().takeOver(person.by());
  const saying = person.saying('Hello');
  await hold().say(saying);
  await hold().say(saying);
  expect(await person.lines()).toEqual(['Mita Hello']);
  expect(await person.queued()).toHaveLength(2);
});

test('a message that comes twice is kept once', async () => {
  const person = await new Person().asked();
  await hold().takeOver(person.by());
  for (const externalId of ['same', 'same']) await person.say('হ্যালো', { externalId: `${person.number}${externalId}` });
  expect(await person.lines()).toEqual(['> হ্যালো']);
});

describe('without another word of the operator', () => {
  const lapse = () => {
    const { conversations } = world.site.store;
    const failed = (error: unknown): never => {
      throw new Error('not ended', { cause: error });
    };
    return lapseHolds({ conversations, hold: hold(), failed }, world.clock.now());
  };

  test('the flow goes on after half an hour, counted from her last word', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    world.clock.advance(20 * MINUTE);
    await hold().say(person.saying('একটু পরে'));
    world.clock.advance(20 * MINUTE);
    await person.say('আছেন?');
    await lapse();
    expect((await person.conversation())?.heldBy).not.toBeNull();
    world.clock.advance(11 * MINUTE);
    await lapse();
    expect((await person.conversation())?.heldBy).toBeNull();
    const { prompts = [] } = (await person.lastQueued()) ?? {};
    expect(prompts.map(({ key }) => key)).toEqual(['templates:handedBack', 'registration:age']);
    expect((await person.lines()).at(-1)).toMatch(/^TikaSetu টিকাসেতু: সাহায্যকারী এখন আর লিখছেন না/);
    expect(await hold().say(person.saying('আমি আছি'))).toBe(false);
    expect((await person.say('69')).expects).toBe('registration.gender');
  });

  test('who was stopped as it ended leaves nothing untold of what she still agrees on', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    world.clock.advance(31 * MINUTE);
    const deps = depsOf(world.site);
    const stopped = createHold({ ...deps, store: { ...deps.store, save: () => Promise.reject(new Error('killed')) } });
    await expect(stopped.lapse(person.contact, world.clock.now())).rejects.toThrow('killed');
    await hold().say(person.saying('আমি আছি'));
    await hold().handBack(person.saying('কাল আসবেন।'));
    expect((await person.lastQueued())?.text).toMatch(/^Mita: কাল আসবেন।/);
  });

  test('who said "stop" meanwhile is told nothing more', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    await person.say('বন্ধ');
    world.clock.advance(31 * MINUTE);
    await lapse();
    expect((await person.conversation())?.heldBy).toBeNull();
    expect(await person.queued()).toHaveLength(1);
  });

  test('it goes on also where the question that was open is asked no more in today’s version', async () => {
    const [first, second] = [await new Person().asked(), await new Person().asked()];
    for (const person of [first, second]) {
      const conversation = await person.conversation();
      if (!conversation?.dialogue) throw new Error('nothing was asked');
      const dialogue = { ...conversation.dialogue, said: [{ key: 'registration:ofLastYear', asks: 'age' as const }] };
      const turn = conversation.turn + 1;
      await world.site.store.conversations.save({ ...conversation, dialogue, turn });
      await hold().takeOver(person.by());
    }
    expect(await hold().handBack(first.saying('ভালো থাকবেন'))).toBe(true);
    expect(await first.lastQueued()).toMatchObject({ text: 'Mita: ভালো থাকবেন' });
    world.clock.advance(31 * MINUTE);
    await lapse();
    expect((await second.lastQueued())?.prompts).toEqual([{ key: 'templates:handedBack' }]);
    for (const person of [first, second]) expect((await person.say('69')).expects).toBe('registration.gender');
  });

  test('she may also leave at once', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    expect(await hold().leave(person.by())).toBe(true);
    expect((await person.say('69')).expects).toBe('registration.gender');
  });
});

describe('while it is held', () => {
  test('"stop" still stops, and she sees it', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    expect((await person.say('বন্ধ')).expects).toBe('optOut.stopped');
    expect(await world.site.store.contacts.isOptedOut(person.contact)).toBe(true);
    expect((await person.say('কেন?')).text).toBe('');
    expect(await person.lines()).toEqual(['> বন্ধ', '> কেন?']);
    await hold().handBack(person.saying('ঠিক আছে'));
    expect((await person.say('69')).expects).toBe('registration.gender');
  });

  test('a reminder that asks something waits; what is urgent does not', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    world.clock.advance(10 * MINUTE);
    const { store } = world.site;
    const begin = createBegin({
      ...{ store: store.conversations, effects: createEffects(store), render: createRender(), connectionLost },
      ...{ numberOf: store.accounts.numberOf, inTurn: createQueue(), effectFailed: () => undefined },
      keepLine: store.talks.keep,
    });
    const opens = { flow: 'appointment' as const, input: {} };
    const beginning = { contact: person.contact, occasion: 'x', opens, at: world.clock.now() };
    expect(await begin(beginning)).toBe('busy');
    // Who would travel in vain is told at once; she sees it, and the answer is asked for when she is done.
    await person.say('হ্যাঁ');
    const begun = await begin({ ...beginning, urgent: true });
    if (typeof begun === 'string') throw new Error(begun);
    expect(await person.lines()).toEqual(['> হ্যাঁ', `TikaSetu ${begun.text}`]);
    expect((await person.say('1')).text).toBe('');
    await hold().handBack(person.saying('ঠিক আছে'));
    expect((await person.lastQueued())?.text).toContain(begun.text);
  });

  test('what an operator writes in the name of the person goes to the flow', async () => {
    const person = await new Person().asked();
    await hold().takeOver(person.by());
    expect((await person.say('69', { by: 'mita' })).expects).toBe('registration.gender');
    expect(await person.lines()).toEqual([]);
  });

  test('where nothing is open only her words are said', async () => {
    const person = new Person();
    await person.say('টিকা');
    for (const text of ['1', '0']) await person.say(text);
    const conversation = await person.conversation();
    if (!conversation) throw new Error('nothing was said');
    await world.site.store.conversations.save({ ...conversation, dialogue: null, turn: conversation.turn + 1 });
    await hold().takeOver(person.by());
    await hold().handBack(person.saying('ভালো থাকবেন'));
    expect(await person.lastQueued()).toMatchObject({ text: 'Mita: ভালো থাকবেন' });
  });
});

describe('by every channel', () => {
  test('a call of USSD ends with who writes, is not followed up, and all else comes by SMS', async () => {
    const call: Partial<Inbound> = { channel: 'ussd', language: 'bn', script: 'latin' };
    const person = await new Person().asked(call, '');
    await hold().takeOver(person.by());
    expect(await person.lastQueued()).toMatchObject({ channel: 'sms', address: person.number });
    const dialled = await person.say('', { ...call, event: 'dial' });
    expect(dialled).toMatchObject({ text: expect.stringMatching(/^Mita .*SMS/) as string, done: true });
    expect((await person.conversation())?.followUpAt).toBeNull();
    expect(await person.lines()).toEqual([]);
    await hold().say(person.saying('Apnar boyosh koto?'));
    expect(await person.lastQueued()).toMatchObject({ channel: 'sms', text: 'Mita: Apnar boyosh koto?' });
    await person.say('69', call);
    expect((await person.lines()).at(-1)).toBe('> 69');
    await hold().handBack(person.saying('ok'));
    expect((await person.say('', { ...call, event: 'dial' })).expects).toBe('registration.age');
  });

  test('an account of Telegram sees the question with buttons that work, and its presses are read as words', async () => {
    const person = new Person();
    const account = `telegram:${person.number.slice(-8)}`;
    await world.site.store.accounts.bind(account, person.number, world.clock.now());
    const chat: Partial<Inbound> = { channel: 'telegram', reachedAt: account };
    await person.asked(chat);
    const asked = await person.say('69', chat);
    await hold().takeOver(person.by());
    const choice = { turn: asked.turn, value: 'female' };
    expect((await person.say('', { ...chat, choice })).text).toBe('');
    expect(await person.lines()).toEqual(['> মহিলা']);
    await hold().handBack(person.saying('বেছে নিন।'));
    const told = await person.lastQueued();
    const { menu = [], turn = 0 } = told ?? {};
    expect(told).toMatchObject({ channel: 'telegram', address: account });
    expect(told?.text).toMatch(/1 মহিলা/);
    expect(menu.map(({ value }) => value)).toContain('female');
    expect((await person.say('', { ...chat, choice: { turn, value: 'female' } })).expects).toBe(
      'registration.cardType',
    );
  });
});

test('who has never written cannot be written to', async () => {
  expect(await hold().takeOver(new Person().by())).toEqual({ status: 'unknown' });
});
