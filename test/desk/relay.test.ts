/** The pages of a call over plain HTTP, without any script: what an operator sees, may do, and leaves in the trail. */
import { createHmac } from 'node:crypto';
import { homeRoute } from '../../src/desk/home';
import { relayRoutes } from '../../src/desk/relay';
import { createRender } from '../../src/render/render';
import { holdOf } from '../../src/wiring';
import { cookieName } from '../../src/web/visitor';
import { openConsole, type Client, type Console } from '../support/console';
import { sentMessages } from '../support/sent';
import { answersOf, MINUTE, newAddress, openWorld, registered, slotOf, voterCard, type World } from '../support/world';

const SECRET = 'shared with the telephony system';
const LOOKS = 3;

let world: World;
let desk: Console;
beforeAll(async () => {
  world = await openWorld();
  const { store, converse } = world.site;
  await store.slots.add([slotOf(50), slotOf(50, { centre: 'barasat' })]);
  const deps = { store, converse, render: createRender(), callerSecret: SECRET, looksPerDay: LOOKS };
  desk = await openConsole(world, [homeRoute, ...relayRoutes(deps)]);
});
afterAll(async () => {
  await desk.close();
  await world.close();
});

let cards = 2_000;

/** One operator with one caller. */
class Call {
  readonly number: string;
  private readonly query: string;

  constructor(
    readonly client: Client,
    readonly address = newAddress(),
  ) {
    this.number = address.slice('tel:'.length);
    this.query = `?caller=${encodeURIComponent(this.number)}`;
  }

  page = async (): Promise<string> => (await this.client.get(`/desk/relay${this.query}`)).text;
  begin = () => this.client.post('/desk/relay', { caller: this.number });
  do = (deed: string, fields: Record<string, string> = {}) =>
    this.client.post(`/desk/relay/${deed}${this.query}`, fields);

  async say(text: string): Promise<string> {
    expect((await this.do('say', { text })).status).toBe(303);
    return this.page();
  }

  /** As the button of the page would be pressed. */
  async press(value: string): Promise<string> {
    const page = await this.page();
    const turn = /name="turn" value="(\d+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain(`value="${value}"`);
    await this.do('say', { choice: value, turn });
    return this.page();
  }

  contact = (): string => world.site.store.vault.contactOf(this.address);
  /** What was done; each page that was opened is beside it. */
  trail = async () => (await this.entries()).filter(({ action }) => action !== 'caller.opened');
  entries = () => world.site.store.audit.of(`contact:${this.contact()}`, 50);
  people = () => world.site.store.persons.ofContact(this.contact());
}

const call = async (address?: string): Promise<Call> => new Call(await desk.signedIn('operator'), address);

/** With somebody registered on the number. */
async function known(): Promise<Call> {
  const line = await call();
  await registered(world, line.address, ++cards);
  return line;
}

const unescaped = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'");

describe('the number', () => {
  test.each(['98300 12345', '+91 98300-12345', '09830012345', '৯৮৩০০ ১২৩৪৫'])('%s is understood', async (typed) => {
    const client = await desk.signedIn('operator');
    expect(await client.post('/desk/relay', { caller: typed })).toMatchObject({
      ...{ status: 303, to: '/desk/relay?caller=%2B919830012345' },
    });
  });

  test.each(['', '12345', '98300 1234', '033 2456 7890', '+44 7700 900123', '<script>alert(1)</script>'])(
    '%p is refused, and stands there as it was typed',
    async (typed) => {
      const client = await desk.signedIn('operator');
      const { status, text } = await client.post('/desk/relay', { caller: typed });
      expect(status).toBe(422);
      expect(text).toContain('aria-invalid');
      expect(text).not.toContain('<script>alert');
    },
  );

  test('a plus that nobody escaped is a blank', async () => {
    const client = await desk.signedIn('operator');
    expect((await client.get('/desk/relay?caller=+919830012345')).text).toContain('+91 98300 12345');
  });

  test.each(['vaccinator', 'centreManager', 'districtOfficer', 'auditor'] as const)('%s may not', async (role) => {
    const client = await desk.signedIn(role);
    expect((await client.get('/desk/relay')).status).toBe(403);
    expect((await client.post('/desk/relay/look?caller=%2B919830012345')).status).toBe(403);
  });

  test('the desk leads there', async () => {
    const client = await desk.signedIn('operator', { language: 'bn' });
    expect((await client.get('/desk')).text).toContain('href="/desk/relay"');
  });
});

describe('a call', () => {
  test('registers and books somebody, and every turn is in the trail with what was said', async () => {
    const line = await call();
    await line.begin();
    expect(await line.page()).toContain('value="bn"');
    expect(await line.press('bn')).toContain('আপনি কী চান?');
    expect(await line.press('register')).toContain('<p>যিনি টিকা নেবেন, তাঁর পুরো নাম বলুন।</p>');
    await line.say(`রহিমা বিবি 69 মহিলা ভোটার ${voterCard(++cards)} 700091`);
    await line.press('correct');
    const offer = await line.page();
    const value = /name="choice" value="([^"]+)"/.exec(offer)?.[1] ?? '';
    const slip = await line.press(value);
    expect(slip).toMatch(/কোড \d{4}/);
    expect(slip).toContain('SMS-এও পাঠালাম।');
    const [person] = await line.people();
    expect(person).toMatchObject({ by: line.client.staff._id, name: 'রহিমা বিবি' });
    expect((await sentMessages(world, line.address)).map(({ template }) => template)).toEqual(['booked.bn']);
    const trail = await line.trail();
    expect(trail.map(({ action, name }) => [action, name])).toEqual(
      Array.from({ length: 6 }, () => ['caller.relayed', line.client.staff.name]),
    );
    expect(trail[2]?.detail).toMatchObject({
      said: `রহিমা বিবি 69 মহিলা ভোটার …${voterCard(cards).slice(-4)} 700091`,
      answer: expect.stringContaining('সব ঠিক তো?') as string,
    });
    expect(JSON.stringify(trail)).not.toContain(voterCard(cards).slice(0, -4));
  });

  test('shows the question in the language of the caller, whatever the operator reads', async () => {
    const line = new Call(await desk.signedIn('operator', { language: 'hi' }));
    await line.begin();
    const page = await line.press('bn');
    expect(page).toContain('<html lang="hi"');
    expect(page).toMatch(/class="say big" lang="bn"/);
    expect(await line.say('हिन्दी')).toMatch(/class="say big" lang="hi"/);
  });

  test('says by whom each answer was written', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    expect(await line.page()).toContain(`written by operator ${line.client.staff.name}`);
  });

  test('goes on at the question at which the person stopped, without a turn', async () => {
    const line = await call();
    const talk = world.talk(line.address);
    await talk.say('টিকা');
    await talk.say('1');
    await line.begin();
    expect(await line.page()).toContain('পুরো নাম বলুন');
    expect(await line.trail()).toEqual([]);
  });

  test('a form that is sent twice is one turn, and an old one does not answer the new question', async () => {
    const line = await call();
    await line.begin();
    const once = { choice: 'en', turn: '1', once: crypto.randomUUID() };
    await Promise.all([line.do('say', once), line.do('say', once)]);
    await line.do('say', { choice: 'register', turn: '2' });
    await line.do('say', { choice: 'person', turn: '2' });
    const page = await line.page();
    expect(page).toContain('full name');
    expect(await line.trail()).toHaveLength(4);
  });

  test('words for a question that was answered meanwhile are not written, and not lost', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    await line.press('register');
    const [, turn = ''] = /name="turn" value="(\d+)"/.exec(await line.page()) ?? [];
    await world.talk(line.address).say('Rahima Bibi');
    const { status, text } = await line.do('say', { text: 'Savitri Devi', turn });
    expect(status).toBe(422);
    expect(text).toContain('The question has changed meanwhile');
    expect(text).toContain('value="Savitri Devi"');
    expect(text).toContain('Rahima Bibi: how old');
  });

  test('two operators with one number each have their own words in the trail', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    const other = await call(line.address);
    await Promise.all([line.do('say', { text: 'Rahima Bibi 69' }), other.do('say', { text: 'Savitri Devi 70' })]);
    const said = (await line.trail()).map(({ name, detail }) => [name, (detail as { said: string }).said]);
    expect(said).toContainEqual([line.client.staff.name, 'Rahima Bibi 69']);
    expect(said).toContainEqual([other.client.staff.name, 'Savitri Devi 70']);
  });

  test('says where a colleague is writing with the person', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    const { store } = world.site;
    const hold = holdOf(store, createRender());
    const holding = { contact: line.contact(), staff: 'arun', name: 'Arun', now: world.clock.now() };
    expect(await hold.takeOver(holding)).toMatchObject({ status: 'held' });
    expect(await line.page()).toContain('Arun is writing with this person');
    await hold.leave(holding);
    expect(await line.page()).not.toContain('is writing with this person');
  });

  test('says that an answer was not understood', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    await line.press('register');
    expect(await line.say('?? 77')).not.toContain('not understood');
    expect(await line.say('?? 78')).toContain('not understood');
  });

  test('what a caller is called is written as it is, and does nothing', async () => {
    const line = await call();
    await line.begin();
    await line.press('en');
    await line.press('register');
    const page = await line.say('<img src=x onerror=alert(1)>');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
  });

  test('a part alone is answered where a script asks for it', async () => {
    const line = await call();
    await line.begin();
    const { client, number } = line;
    const body = new URLSearchParams({ csrf: client.csrf, once: crypto.randomUUID(), text: 'English' });
    const response = await fetch(`${client.url}/desk/relay/say?caller=${encodeURIComponent(number)}`, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: { 'HX-Request': 'true', cookie: `${cookieName(false)}=${client.token}` },
    });
    const part = await response.text();
    expect(part).toMatch(/^<section id="dialogue"/);
    expect(part).toContain('hx-swap-oob');
    expect(part).not.toContain('<html');
  });
});

describe('a number with people on it', () => {
  test('shows masks and nothing of the dialogue until it is proved', async () => {
    const line = await known();
    await world.talk(line.address).say('আমার তারিখ');
    await line.begin();
    const page = await line.page();
    expect(page).toContain('র… ');
    expect(page).not.toContain('রহিমা');
    expect(page).not.toContain('id="dialogue"');
    expect(await line.trail()).toEqual([]);
    expect(await line.do('say', { text: 'my date' })).toMatchObject({ status: 303 });
    expect(await line.trail()).toEqual([]);
  });

  test('a plain number in the address, or a false signature, proves nothing', async () => {
    const line = await known();
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000));
    const query = `caller=${encodeURIComponent(line.number)}&timestamp=${timestamp}&signature=${'0'.repeat(64)}`;
    expect((await line.client.get(`/desk/relay?${query}`)).text).not.toContain('id="dialogue"');
  });

  test('a signed call proves it, to the operator it was put through to', async () => {
    const line = await known();
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000));
    const signature = createHmac('sha256', SECRET).update(`${line.number}|${timestamp}`).digest('hex');
    const query = `caller=${encodeURIComponent(line.number)}&timestamp=${timestamp}&signature=${signature}`;
    const { status, to } = await line.client.get(`/desk/relay?${query}`);
    expect({ status, to }).toEqual({ status: 303, to: `/desk/relay?caller=${encodeURIComponent(line.number)}` });
    expect(await line.page()).toContain('id="dialogue"');
    expect((await line.trail()).map(({ action, why }) => [action, why])).toEqual([['caller.proved', 'call']]);
    const other = await call(line.address);
    expect(await other.page()).not.toContain('id="dialogue"');
  });

  test('a code that was read back proves it', async () => {
    const line = await known();
    expect((await line.do('code')).status).toBe(303);
    const [message] = await sentMessages(world, line.address);
    const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
    const wrong = await line.do('prove', { code: code === '123456' ? '654321' : '123456' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('That is not the code');
    expect((await line.do('prove', { code })).status).toBe(303);
    expect(await line.page()).toMatch(/Proved by a code, until \d\d:\d\d/);
    expect((await line.trail()).map(({ action }) => action)).toEqual([
      ...['caller.proved', 'caller.refused', 'caller.codeSent'],
    ]);
  });

  test('a code is understood as people write it', async () => {
    const line = await known();
    await line.do('code');
    const [message] = await sentMessages(world, line.address);
    const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
    const written = code.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'.charAt(Number(digit)));
    expect((await line.do('prove', { code: ` ${written.slice(0, 3)} ${written.slice(3)}` })).status).toBe(303);
  });

  test('whoever opens its page is in the trail, and nobody who is shown nothing of anybody', async () => {
    const [line, empty] = [await known(), await call()];
    await Promise.all([line.page(), empty.page()]);
    await line.do('facts', { pin: '700091' });
    expect((await line.entries()).map(({ action, name }) => [action, name])).toEqual(
      Array.from({ length: 2 }, () => ['caller.opened', line.client.staff.name]),
    );
    expect(await empty.entries()).toEqual([]);
  });

  test('a signed call counts for the operator who opens it first, and for no colleague to whom it is passed on', async () => {
    const line = await known();
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000));
    const signature = createHmac('sha256', SECRET).update(`${line.number}|${timestamp}`).digest('hex');
    const query = `caller=${encodeURIComponent(line.number)}&timestamp=${timestamp}&signature=${signature}`;
    const other = await call(line.address);
    expect((await line.client.get(`/desk/relay?${query}`)).status).toBe(303);
    expect((await other.client.get(`/desk/relay?${query}`)).text).not.toContain('id="dialogue"');
    expect(await other.page()).not.toContain('id="dialogue"');
    expect((await line.client.get(`/desk/relay?${query}`)).status).toBe(303);
  });

  test('two answers prove it; three wrong ones lock that way, and right answers are never shown', async () => {
    const line = await known();
    const last4 = voterCard(cards).slice(-4);
    expect((await line.do('facts', { pin: '700091' })).text).toContain('at least two');
    for (const pin of ['700001', '700002', '700003']) {
      const { status, text } = await line.do('facts', { last4, pin });
      expect(status).toBe(422);
      expect(text).not.toContain(last4);
    }
    expect((await line.do('facts', { last4, pin: '700091' })).text).toContain('three wrong answers');
    const other = await known();
    const facts = { last4: voterCard(cards).slice(-4).toLowerCase(), pin: '৭০০০৯১' };
    expect((await other.do('facts', facts)).status).toBe(303);
    expect(await other.page()).toContain('Proved by two answers');
  });

  test('a proof lasts half an hour', async () => {
    const line = await known();
    await line.do('facts', { last4: voterCard(cards).slice(-4), pin: '700091' });
    expect(await line.page()).toContain('Nothing is open');
    world.clock.advance(20 * MINUTE);
    expect(await line.page()).toContain('Nothing is open');
    world.clock.advance(11 * MINUTE);
    expect(await line.page()).toContain('Before you go on');
  });
});

describe('a look', () => {
  async function provedLine(): Promise<Call & { person: string }> {
    const line = await known();
    await line.do('facts', { last4: voterCard(cards).slice(-4), pin: '700091' });
    const [person] = await line.people();
    return Object.assign(line, { person: person?._id ?? '' });
  }

  test('needs a reason, and is in the trail of the person with it', async () => {
    const line = await provedLine();
    const { person } = line;
    expect((await line.do('look', { person, reason: '' })).text).toContain('Choose a reason. For something else');
    expect((await line.do('look', { person, reason: 'other', note: ' ' })).status).toBe(422);
    expect((await line.do('look', { person, reason: 'curiosity' })).status).toBe(422);
    const seen = await line.do('look', { person, reason: 'date', note: 'she lost the SMS' });
    expect(seen.status).toBe(200);
    expect(unescaped(seen.text)).toContain(answersOf(cards).name);
    expect(seen.text).toContain(`Voter, ends in ${voterCard(cards).slice(-4)}`);
    expect(seen.text).not.toContain(voterCard(cards));
    const trail = await world.site.store.audit.of(`person:${person}`, 5);
    expect(trail.map(({ action, why, name }) => [action, why, name])).toEqual([
      ['person.looked', 'date: she lost the SMS', line.client.staff.name],
    ]);
    expect(await line.page()).not.toContain(answersOf(cards).name);
  });

  test('is told to the person who asks for it by SMS', async () => {
    const line = await provedLine();
    const talk = world.talk(line.address);
    await talk.say('TIKA');
    await talk.say('3');
    expect((await talk.say('5')).text).toContain('Nobody of ours has looked');
    await line.do('look', { person: line.person, reason: 'complaint' });
    expect((await talk.say('who saw my record?')).text).toMatch(
      new RegExp(`${line.client.staff.name}, helpline, a complaint`),
    );
  });

  test('is refused when the day had as many as one may have, and says what to do', async () => {
    const line = await provedLine();
    const look = () => line.do('look', { person: line.person, reason: 'dose' });
    for (let count = 0; count < LOOKS; count++) expect((await look()).status).toBe(200);
    const refused = await look();
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`One may look ${LOOKS} times in a day`);
    expect(await world.site.store.audit.of(`person:${line.person}`, 10)).toHaveLength(LOOKS);
  });

  test('finds nobody of another number, and nobody before the proof', async () => {
    const line = await provedLine();
    const other = await known();
    const [stranger] = await other.people();
    expect((await line.do('look', { person: stranger?._id ?? '', reason: 'date' })).status).toBe(404);
    expect((await other.do('look', { person: stranger?._id ?? '', reason: 'date' })).status).toBe(422);
    expect(await world.site.store.audit.of(`person:${stranger?._id ?? ''}`, 5)).toEqual([]);
  });
});
