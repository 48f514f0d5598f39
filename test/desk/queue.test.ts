/** The helpline's lists as pages: who asked for a person, whom to call, what is recorded wrongly; over HTTP, on the real store. */
import { randomUUID } from 'node:crypto';
import { createHold } from '../../src/conversation/hold';
import { queueDeskRoutes } from '../../src/desk/queue-desk';
import { createNotify } from '../../src/messages/notify';
import { createRender } from '../../src/render/render';
import { recordDose } from '../../src/vaccination/record-dose';
import { cookieName } from '../../src/web/visitor';
import { openConsole, type Answer, type Client, type Console } from '../support/console';
import { MINUTE, newAddress, openWorld, registered, TODAY, type World } from '../support/world';

let world: World;
let desk: Console;
let mita: Client;
let rina: Client;
beforeAll(async () => {
  world = await openWorld();
  const { store } = world.site;
  const render = createRender();
  const hold = createHold({
    store: store.conversations,
    render,
    notify: createNotify(store),
    keepLine: store.talks.keep,
  });
  desk = await openConsole(world, queueDeskRoutes({ store, hold, render, now: () => world.clock.now() }));
  mita = await desk.signedIn('operator', { name: 'Mita' });
  rina = await desk.signedIn('operator', { name: 'Rina' });
});
afterAll(async () => {
  await desk.close();
  await world.close();
});

/** Somebody at the question for an age who asks for a person. */
class Person {
  readonly number = newAddress();
  readonly contact = world.site.store.vault.contactOf(this.number);
  readonly path = `/desk/queue/${encodeURIComponent(`${this.contact}:asked`)}`;

  write = (text: string) =>
    world.site.converse({
      ...{ channel: 'sms', address: this.number, externalId: randomUUID(), receivedAt: world.clock.now(), text },
    });

  async asks(): Promise<this> {
    for (const text of ['টিকা', '1', 'রহিমা বিবি', '4']) await this.write(text);
    return this;
  }

  /** The last words that the outbox has for them. */
  async told(): Promise<string> {
    const found = await world.site.connection
      .collection<{ _id: string; sealed: { buffer: Uint8Array } }>('messages')
      .find({ contact: this.contact })
      .sort({ $natural: -1 })
      .limit(1)
      .toArray();
    const [{ _id, sealed } = { _id: '', sealed: { buffer: new Uint8Array() } }] = found;
    const { text, prompts } = world.site.store.vault.open(`messages:${_id}:sealed`, sealed.buffer) as {
      text?: string;
      prompts?: { key: string }[];
    };
    return text ?? prompts?.map(({ key }) => key).join(' ') ?? '';
  }
}

const deedsOf = async (about: string): Promise<string[]> =>
  (await world.site.store.audit.of(about, 100)).map(({ action, name }) => `${name} ${action}`).reverse();

const noticeOf = ({ headers }: Answer): string =>
  decodeURIComponent(/notice=([^;]*)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '');

describe('who asked for a person', () => {
  test('is on the list with what is wanted and how long it has been, and nobody sees whose number it is', async () => {
    const person = await new Person().asks();
    world.clock.advance(12 * MINUTE);
    const { text, status } = await mita.get('/desk/queue');
    expect(status).toBe(200);
    expect(text).toContain('Wants to speak with a person');
    expect(text).toMatch(/Waiting 12 min/);
    expect(text).toContain(`SMS · …${person.number.slice(-3)}`);
    expect(text).not.toContain(person.number.slice(-9));
    const part = await mita.get('/desk/queue', { 'HX-Request': 'true' });
    expect(part.text).not.toContain('<html');
    expect(part.text).toContain(`…${person.number.slice(-3)}`);
  });

  test('is taken by one of two, and the other is told by whom', async () => {
    const person = await new Person().asks();
    const [first, second] = await Promise.all([mita, rina].map((each) => each.post(`${person.path}/take`)));
    const lost = [first, second].find(({ to } = { to: null } as Answer) => to === '/desk/queue');
    const won = [first, second].find((each) => each !== lost);
    expect(won?.to).toBe(person.path);
    expect(noticeOf(lost as Answer)).toMatch(/^(Mita|Rina) has taken this/);
    expect(await deedsOf(`contact:${person.contact}`)).toHaveLength(1);
  });

  test('writes with who took it, and goes on where they were', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    expect((await mita.get(person.path)).text).toContain('রহিমা');
    await mita.post(`${person.path}/take-over`);
    expect(await person.told()).toBe('templates:joined');
    expect((await person.write('আমার বয়স কত জানি না')).text).toBe('');
    expect((await mita.get(`${person.path}/talk`)).text).toContain('আমার বয়স কত জানি না');
    await mita.post(`${person.path}/say`, { words: '<b>কত সালে জন্ম?</b>' });
    expect(await person.told()).toBe('Mita: <b>কত সালে জন্ম?</b>');
    expect((await mita.get(person.path)).text).toContain('&lt;b>কত সালে জন্ম?&lt;/b>');
    const back = await mita.post(`${person.path}/hand-back`, { words: 'জন্ম 1952 সালে।' });
    expect([back.to, noticeOf(back)]).toEqual(['/desk/queue', 'Handed back. The person goes on with TikaSetu.']);
    expect(await person.told()).toMatch(/^Mita: জন্ম 1952 সালে।\nএবার:\nরহিমা বিবি: বয়স/);
    expect((await person.write('1952')).expects).toBe('registration.gender');
    expect((await mita.get('/desk/queue')).text).not.toContain(`…${person.number.slice(-3)}`);
    expect(await deedsOf(`contact:${person.contact}`)).toEqual([
      ...['Mita request.taken', 'Mita talk.looked', 'Mita talk.takenOver', 'Mita talk.said', 'Mita talk.looked'],
      'Mita talk.handedBack',
    ]);
  });

  test('words sent twice by a double click are said once; those that are not sent stay in the form', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/take-over`);
    const form = { once: 'the same form', words: 'নমস্কার' };
    await Promise.all([mita.post(`${person.path}/say`, form), mita.post(`${person.path}/say`, form)]);
    expect(await world.site.store.talks.of(person.contact)).toHaveLength(1);
    for (const deed of ['say', 'hand-back']) {
      const long = await mita.post(`${person.path}/${deed}`, { words: 'ক'.repeat(300) });
      expect(long.text).toContain(`${'ক'.repeat(300)}</textarea>`);
      expect(long.text).toContain('Too long: at most 200 letters.');
    }
    expect((await world.site.store.conversations.load(person.contact))?.heldBy?.name).toBe('Mita');
  });

  test('whose talk fell back while she typed is hers again with her next words', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/take-over`);
    const { conversations } = world.site.store;
    const fallen = await conversations.load(person.contact);
    if (!fallen) throw new Error('nobody wrote');
    await conversations.save({ ...fallen, heldBy: null, turn: fallen.turn + 1 });
    await mita.post(`${person.path}/say`, { words: 'একটু দেরি হল' });
    expect(await person.told()).toBe('Mita: একটু দেরি হল');
    expect((await person.write('ঠিক আছে')).text).toBe('');
  });

  test('whom somebody else writes with is not written to by two, and what was typed is not lost', async () => {
    const person = await new Person().asks();
    await person.write('খুব কষ্ট হচ্ছে');
    const distress = person.path.replace('asked', 'distress');
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/take-over`);
    await rina.post(`${distress}/take`);
    const refused = await rina.post(`${distress}/say`, { words: 'কী হয়েছে?' });
    expect(refused.text).toContain('Mita is writing with the person.');
    expect(refused.text).toContain('কী হয়েছে?</textarea>');
  });

  test('is nobody else’s to write with, to look at or to be done with', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/take-over`);
    await person.write('গোপন কথা');
    expect((await rina.get(`${person.path}/talk`)).status).toBe(404);
    const page = await rina.get(`${person.path}?number=show`);
    expect(page.text).toContain('Mita has taken this');
    expect(page.text).not.toContain('গোপন কথা');
    expect(page.text).not.toContain(person.number.slice(-9));
    for (const deed of ['say', 'hand-back', 'done', 'give-back', 'call-at', 'take-over']) {
      const answer = await rina.post(`${person.path}/${deed}`, { words: 'x', day: TODAY, time: '19:00' });
      expect([deed, answer.to, noticeOf(answer)]).toEqual([
        deed,
        person.path,
        expect.stringMatching(/^You do not have/),
      ]);
    }
    expect((await world.site.store.conversations.load(person.contact))?.heldBy?.name).toBe('Mita');
  });

  test('is done with for good: from a second tab nobody is written to, seen or called any more', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/done`);
    for (const answer of [
      await mita.get(`${person.path}?number=show`),
      await mita.post(`${person.path}/say`, { words: 'হ্যালো' }),
      await mita.post(`${person.path}/take`),
      await rina.post(`${person.path}/take`),
    ])
      expect([answer.to, noticeOf(answer)]).toEqual(['/desk/queue', 'This is no longer on the list.']);
    expect((await mita.get(`${person.path}/talk`)).status).toBe(404);
    expect((await world.site.store.conversations.load(person.contact))?.heldBy).toBeNull();
  });

  test('whose question is asked no more in today’s version is seen, and helped', async () => {
    const person = await new Person().asks();
    const { conversations } = world.site.store;
    const before = await conversations.load(person.contact);
    if (!before?.dialogue) throw new Error('nothing was asked');
    const dialogue = { ...before.dialogue, said: [{ key: 'registration:ofLastYear' }] };
    await conversations.save({ ...before, dialogue, turn: before.turn + 1 });
    await mita.post(`${person.path}/take`);
    expect((await mita.get(person.path)).status).toBe(200);
    await mita.post(`${person.path}/take-over`);
    await mita.post(`${person.path}/hand-back`, { words: 'ভালো থাকবেন' });
    expect(await person.told()).toBe('Mita: ভালো থাকবেন');
  });

  test('given back, finds the question again, and is there for the next', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/take-over`);
    await mita.post(`${person.path}/give-back`);
    expect(await person.told()).toBe('templates:handedBack registration:age');
    expect((await rina.post(`${person.path}/take`)).to).toBe(person.path);
  });

  test('is called at the hour agreed on, and the number is shown for that, which is written down', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    expect((await mita.get(person.path)).text).not.toContain(person.number.slice(-9));
    expect((await mita.get(`${person.path}?number=show`)).text).toContain(person.number.slice('tel:'.length));
    expect(await deedsOf(`contact:${person.contact}`)).toContain('Mita number.looked');
    for (const [day, time] of [
      ['2021-02-01', '10:00'],
      ['tomorrow', '10:00'],
      [TODAY, '25:00'],
      // Nobody is at the helpline then.
      ['2021-03-04', '03:00'],
      ['2021-03-04', '20:30'],
      ['2031-01-01', '10:00'],
    ] as const) {
      const refused = await mita.post(`${person.path}/call-at`, { day, time });
      expect(refused.text).toContain(
        'Choose a day and an hour still to come, within a month, between 08:00 and 20:00.',
      );
    }
    await mita.post(`${person.path}/call-at`, { day: TODAY, time: '19:30' });
    expect((await mita.get('/desk/queue')).text).toContain('Call at 19:30');
  });

  test('who asks again before the day agreed on is promised a sooner hour, and both are seen', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    await mita.post(`${person.path}/call-at`, { day: '2021-03-06', time: '11:15' });
    await person.write('4');
    const { text } = await mita.get(person.path);
    expect(text).toContain('Promised by 20:00');
    expect(text).toMatch(/Call at [^<]*11:15/);
  });

  test('only who relays may see the list', async () => {
    const nurse = await desk.signedIn('vaccinator');
    for (const path of ['/desk/queue', '/desk/calls', '/desk/cases', '/desk/live'])
      expect((await nurse.get(path)).status).toBe(403);
  });
});

describe('whom to call', () => {
  const call = async (n: number, contact: string, address: string | null = '+91') => {
    const at = world.clock.now();
    const by = new Date(at.getTime() + n * 60 * MINUTE);
    const reached = address === null ? {} : { address };
    await world.site.store.calls.list({
      ...{ occasion: `test:${contact}:${n}`, contact, reason: n % 2 ? 'closed' : 'overdue', at, by, ...reached },
    });
  };
  const newContact = (): [string, string] => {
    const number = newAddress();
    return [world.site.store.vault.contactOf(number), number];
  };

  test('stands there once, with all that there is to say, and by the soonest of it', async () => {
    const [contact, number] = newContact();
    for (const n of [2, 1]) await call(n, contact, number);
    const { text } = await mita.get('/desk/calls');
    expect(text).toContain('The date was cancelled, The second dose is overdue');
    expect(text).not.toContain(number.slice(-9));
    expect(text.match(new RegExp(`/desk/calls/${contact}/take`, 'g'))).toHaveLength(1);
  });

  test('is taken by one of two who want to at once, with all of it', async () => {
    const [contact, number] = newContact();
    for (const n of [1, 2, 3]) await call(n, contact, number);
    const answers = await Promise.all([mita, rina].map((each) => each.post(`/desk/calls/${contact}/take`)));
    expect(answers.map(({ to }) => to).sort()).toEqual(['/desk/calls', `/desk/calls/${contact}`]);
    const all = await world.site.store.calls.ofContact(contact);
    expect(new Set(all.map(({ taken }) => taken?.by.name)).size).toBe(1);
    const [winner, loser] = answers[0]?.to === '/desk/calls' ? [rina, mita] : [mita, rina];
    expect((await winner.get(`/desk/calls/${contact}`)).text).toContain(number.slice('tel:'.length));
    expect((await loser.get(`/desk/calls/${contact}`)).to).toBe('/desk/calls');
  });

  test.each([
    ['reached', { note: 'her son comes along' }, 'Written down: reached.', 0],
    ['wrongNumber', {}, 'Written down: wrong number.', 0],
    ['notReached', {}, 'On the list again, in an hour.', 1],
    ['later', { day: TODAY, time: '19:45' }, 'On the list for that hour.', 1],
    ['givenBack', {}, 'It is on the list again.', 1],
  ])('ends with %s', async (outcome, fields, notice, left) => {
    const [contact, number] = newContact();
    await call(1, contact, number);
    await mita.post(`/desk/calls/${contact}/take`);
    const page = await mita.get(`/desk/calls/${contact}`);
    expect(page.text).toContain(`/desk/relay?caller=${encodeURIComponent(number.slice('tel:'.length))}`);
    const end = await mita.post(`/desk/calls/${contact}/end`, { outcome, ...fields });
    expect(noticeOf(end)).toBe(notice);
    expect(await world.site.store.calls.ofContact(contact)).toHaveLength(left);
    expect(await deedsOf(`contact:${contact}`)).toEqual(['Mita call.taken', 'Mita number.looked', 'Mita call.ended']);
  });

  test('who has no number is on the list all the same', async () => {
    const [contact] = newContact();
    await call(1, contact, null);
    await mita.post(`/desk/calls/${contact}/take`);
    expect((await mita.get(`/desk/calls/${contact}`)).text).toContain('No number is known.');
  });
});

describe('a case', () => {
  let n = 9_000;
  const opened = async (about: 'vaccine' | 'name' = 'vaccine') => {
    const id = await registered(world, newAddress(), n++);
    const { store } = world.site;
    const person = await store.persons.get(id);
    await recordDose(store, {
      ...{ reference: person?.reference ?? '', vaccine: 'COVISHIELD', day: TODAY, now: world.clock.now() },
    });
    const { number } = await store.cases.open(id, about, world.clock.now());
    return { number, id, path: `/desk/cases/${number}`, doses: async () => (await store.persons.get(id))?.doses };
  };

  test('is on the list without whose it is, and opened with what is recorded, which is written down', async () => {
    const { number, id, path } = await opened();
    const { text } = await mita.get('/desk/cases');
    expect(text).toContain(`>${number}</a>`);
    expect(text).toMatch(/<td>র… \d…<\/td>/);
    expect((await mita.get(path)).text).toContain('COVISHIELD');
    expect(await deedsOf(`person:${id}`)).toEqual(['Mita person.looked']);
    expect((await mita.get('/desk/cases/7')).status).toBe(404);
    expect((await mita.get('/desk/cases/x')).status).toBe(404);
  });

  test('is put right once; who comes second is told, and changes nothing', async () => {
    const { path, doses } = await opened();
    const corrected = await mita.post(`${path}/correct`, { nth: '1', vaccine: 'COVAXIN', note: 'as on the card' });
    expect(noticeOf(corrected)).toMatch(/the dose is now COVAXIN of 2021-03-03/);
    expect(await doses()).toMatchObject([{ vaccine: 'COVAXIN' }]);
    const second = await rina.post(`${path}/correct`, { nth: '1', vaccine: 'COVISHIELD' });
    expect(second.text).toContain('The case was closed meanwhile; nothing is changed.');
    const refused = await rina.post(`${path}/refuse`, { note: 'no mistake' });
    expect(noticeOf(refused)).toMatch(/^Somebody else has closed this case/);
    expect(await doses()).toMatchObject([{ vaccine: 'COVAXIN' }]);
  });

  test.each([
    ['nothing', { nth: '1' }, 'Say what is right'],
    ['a day to come', { nth: '1', day: '2021-04-01' }, 'This date cannot be right'],
    ['a dose that is not there', { nth: '2', vaccine: 'COVAXIN' }, 'No such dose is recorded'],
    ['an unknown vaccine', { nth: '1', vaccine: 'SNAKE OIL' }, 'There is no such vaccine'],
    ['an unknown centre', { nth: '1', centre: '<script>' }, 'There is no such vaccine centre'],
  ])('is not put right with %s', async (_, fields, why) => {
    const { path, doses } = await opened();
    const answer = await mita.post(`${path}/correct`, fields);
    expect([answer.status, await doses()]).toMatchObject([422, [{ vaccine: 'COVISHIELD', day: TODAY }]]);
    expect(answer.text).toContain(why);
    expect(answer.text).not.toContain('<script>');
  });

  test('is asked of the centre, then refused, with a reason', async () => {
    const { path, number } = await opened('name');
    expect(noticeOf(await mita.post(`${path}/at-centre`))).toBe(`Case ${number}: At the centre. The person is told.`);
    expect(noticeOf(await rina.post(`${path}/at-centre`))).toBe('Somebody else has done this already.');
    expect((await mita.post(`${path}/refuse`, { note: ' ' })).text).toContain('Write why');
    await mita.post(`${path}/refuse`, { note: 'The book says the same.' });
    const { text } = await mita.get(path);
    expect(text).toContain('The book says the same.');
    expect(text).toContain('This case is closed.');
  });
});

describe('what is looked on at', () => {
  /** The events of a connection, as they come. */
  async function* eventsOf(path: string, signal: AbortSignal): AsyncGenerator<string> {
    const cookie = `${cookieName(false)}=${mita.token}`;
    const response = await fetch(desk.url + path, { headers: { cookie }, signal });
    if (!response.body) throw new Error('no events');
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      yield* Array.from(
        Buffer.from(chunk)
          .toString()
          .matchAll(/^event: (\w+)$/gm),
        ([, name]) => name ?? '',
      );
  }

  test('is told at once what there is, then what changes, and not of the talks of others', async () => {
    const person = await new Person().asks();
    const stop = new AbortController();
    const events = eventsOf(`/desk/live?talk=${person.contact}`, stop.signal);
    const next = async (): Promise<string> => (await events.next()).value as string;
    expect([await next(), await next(), await next(), await next()].sort()).toEqual([
      'calls',
      'cases',
      'queue',
      'talk',
    ]);
    await world.site.store.talks.keep('somebody-else', { key: '1', text: 'x', at: world.clock.now() });
    await world.site.store.talks.keep(person.contact, { key: '1', text: 'x', at: world.clock.now() });
    expect(await next()).toBe('talk');
    await new Person().asks();
    expect(await next()).toBe('queue');
    stop.abort();
  });

  test('who is connected is at the desk, and keeps what they took', async () => {
    const person = await new Person().asks();
    await mita.post(`${person.path}/take`);
    world.clock.advance(14 * MINUTE);
    const stop = new AbortController();
    await eventsOf('/desk/live', stop.signal).next();
    const seenAt = async () =>
      (await world.site.connection.collection('helpRequests').findOne({ contact: person.contact }))?.['seenAt'] as Date;
    while ((await seenAt()).getTime() !== world.clock.now().getTime()) await new Promise((go) => setTimeout(go, 10));
    stop.abort();
  });
});
