/** An operator writes for somebody on the telephone: the same conversation, and nothing of the person's own way changes. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/conversation/ports';
import { askedAloud } from '../../src/conversation/relay';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';
import { sentMessages } from '../support/sent';
import { MINUTE, newAddress, openWorld, registered, slotOf, voterCard, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50), slotOf(50, { centre: 'barasat' })]);
});
afterAll(() => world.close());

const render = createRender();
let cards = 600;

class Caller {
  constructor(readonly number = newAddress()) {}

  relay = (said: string | { turn: number; value: string }, by = 'mita'): Promise<Answer> =>
    this.send({ channel: 'sms', by, ...(typeof said === 'string' ? { text: said } : { text: '', choice: said }) });
  begin = (by = 'mita'): Promise<Answer> => this.send({ channel: 'sms', by, text: '', event: 'dial' });
  sms = (text: string): Promise<Answer> => this.send({ channel: 'sms', text });
  dial = (): Promise<Answer> => this.send({ channel: 'ussd', event: 'dial', text: '', language: 'bn' });
  ussd = (text: string): Promise<Answer> => this.send({ channel: 'ussd', text, language: 'bn' });

  send(said: Partial<Inbound> & Pick<Inbound, 'channel' | 'text'>): Promise<Answer> {
    const common = { address: this.number, externalId: randomUUID(), receivedAt: world.clock.now() };
    return world.site.converse({ ...common, ...said });
  }

  async conversation() {
    const { store } = world.site;
    const found = await store.conversations.load(store.vault.contactOf(this.number));
    if (!found) throw new Error('nobody wrote');
    return found;
  }

  /** As the page shows it before anything is written. */
  asked = async () => askedAloud(render, await this.conversation(), world.clock.now());
}

/** Registers somebody and books the first place, all of it said to an operator. */
async function booked(caller: Caller, language = 'বাংলা'): Promise<Answer> {
  const menu = await caller.begin();
  expect(menu.expects).toBe('welcome.language');
  const first = await caller.relay(language);
  await caller.relay({ turn: first.turn, value: 'register' });
  await caller.relay(`রহিমা বিবি 69 মহিলা ভোটার ${voterCard(++cards)} 700091`);
  const offer = await caller.relay('1');
  return caller.relay({ turn: offer.turn, value: offer.menu[0]?.value ?? '' });
}

test('one person goes from a call of USSD to the helpline to SMS at the same question', async () => {
  const caller = new Caller();
  await caller.dial();
  await caller.ussd('1');
  expect((await caller.ussd('Rahima Bibi')).expects).toBe('registration.age');
  const asked = await caller.asked();
  expect(asked).toMatchObject({ language: 'bn', text: 'Rahima Bibi: বয়স কত, বা কোন সালে জন্ম?' });
  const gender = await caller.relay('69');
  expect(gender).toMatchObject({ expects: 'registration.gender', language: 'bn' });
  expect(gender.text).toBe('যিনি টিকা নেবেন, তিনি মহিলা না পুরুষ?');
  expect(gender.menu.map(({ label }) => label)).toEqual(['মহিলা', 'পুরুষ', 'অন্য']);
  expect((await caller.sms('mohila')).expects).toBe('registration.cardType');
});

test("the person's own channel, session and letters stay as they were", async () => {
  const caller = new Caller();
  await caller.send({ channel: 'ussd', event: 'dial', text: '', language: 'bn', cumulative: { session: 's1' } });
  await caller.send({ channel: 'ussd', text: '1', language: 'bn', cumulative: { session: 's1' } });
  await caller.relay('রহিমা বিবি');
  expect(await caller.conversation()).toMatchObject({
    ...{ channel: 'ussd', reachedAt: caller.number, session: { id: 's1', text: '1' }, followUpAt: null },
  });
  // The phone was spoken to in Latin letters, whatever the operator writes.
  expect((await caller.sms('69')).language).toBe('bn-Latn');
});

test('a Telegram account is still where our messages go', async () => {
  const caller = new Caller();
  const account = 'telegram:6000001';
  await world.site.store.accounts.bind(account, caller.number, world.clock.now());
  await caller.send({ channel: 'telegram', address: account, text: 'টিকা' });
  await caller.relay('1');
  expect(await caller.conversation()).toMatchObject({ channel: 'telegram', reachedAt: account });
});

test('a number that never wrote is written to by SMS', async () => {
  const caller = new Caller();
  await caller.begin();
  expect(await caller.conversation()).toMatchObject({ channel: 'sms', reachedAt: caller.number, language: null });
});

test('romanised words that an operator types do not make the phone one without other letters', async () => {
  const caller = new Caller();
  await caller.begin();
  await caller.relay('naam lekhate chai');
  expect(await caller.conversation()).toMatchObject({ language: 'bn', script: null });
});

test('the slip goes by SMS to the caller, once, and the operator says so', async () => {
  const caller = new Caller();
  const slip = await booked(caller);
  expect(slip).toMatchObject({ expects: 'booking.booked', done: true });
  expect(slip.text).toMatch(/কোড \d{4}[^]*\nSMS-এও পাঠালাম।$/);
  expect(slip.menu.map(({ value }) => value)).toEqual(['move', 'cancel']);
  const messages = await sentMessages(world, caller.number);
  expect(messages.map(({ template, channel }) => [template, channel])).toEqual([['booked.bn', 'sms']]);
  expect(await caller.asked()).toMatchObject({ text: slip.text, menu: slip.menu });
  expect((await caller.sms('6')).expects).toBe('booking.offer');
});

test('the slip is in the letters that the caller can read', async () => {
  const caller = new Caller();
  await caller.dial();
  await caller.ussd('1');
  for (const said of [`রহিমা বিবি 69 মহিলা ভোটার ${voterCard(++cards)} 700091`, '1', '1']) await caller.relay(said);
  const messages = await sentMessages(world, caller.number);
  expect(messages.map(({ template }) => template)).toEqual(['booked.bn-Latn']);
});

test('who was registered and what was booked bear the mark of the operator; what they do themselves does not', async () => {
  const caller = new Caller();
  await booked(caller);
  const { store } = world.site;
  const contact = store.vault.contactOf(caller.number);
  const [person] = await store.persons.ofContact(contact);
  expect(person?.by).toBe('mita');
  const active = () => store.appointments.activeOfContact(contact, '2021-01-01');
  expect(await active()).toMatchObject([{ by: 'mita' }]);
  await caller.sms('6');
  await caller.sms('1');
  expect((await caller.sms('1')).text).toMatch(/তারিখ বদলানো হল/);
  expect(await active()).toMatchObject([{ by: null }]);
});

test('what was said for the person is remembered with the operator who wrote it', async () => {
  const caller = new Caller();
  await caller.begin();
  const menu = await caller.relay('English');
  await caller.relay({ turn: menu.turn, value: 'register' }, 'arun');
  const { relayed = [] } = await caller.conversation();
  expect(relayed.map(({ by, said }) => [by, said])).toEqual([
    ['mita', ''],
    ['mita', 'English'],
    ['arun', 'Register'],
  ]);
  expect(relayed.at(-1)?.answer).toMatch(/What is the full name/);
  await caller.sms('Rahima Bibi');
  expect((await caller.conversation()).relayed).toHaveLength(3);
});

test.each([
  ['as it stands on it', (card: string) => card, (last4: string) => `…${last4}`],
  [
    'in groups and small letters',
    (card: string) => `${card.slice(0, 3).toLowerCase()} ${card.slice(3, 6)}-${card.slice(6)}`,
    (last4: string) => `…${last4}`,
  ],
  ['as nobody would', () => '<12345678>', () => '<••••5678>'],
])('the number of a card is not remembered, written %s', async (_, written, kept) => {
  const caller = new Caller();
  const card = voterCard(++cards);
  await caller.begin();
  for (const said of ['English', '1', 'Rahima Bibi 69 woman', 'voter', written(card)]) await caller.relay(said);
  expect((await caller.conversation()).relayed?.at(-1)?.said).toBe(kept(card.slice(-4)));
});

test('an answer of an older question changes nothing', async () => {
  const caller = new Caller();
  await caller.begin();
  const menu = await caller.relay('English');
  await caller.relay({ turn: menu.turn, value: 'register' });
  const again = await caller.relay({ turn: menu.turn, value: 'person' });
  expect(again).toMatchObject({ expects: 'registration.name' });
  expect(again.text).toMatch(/button/);
});

test('asked again, the question is said as it was, without numbers to write', async () => {
  const caller = new Caller();
  await caller.begin();
  const menu = await caller.relay('বাংলা');
  const first = await caller.relay({ turn: menu.turn, value: 'register' });
  expect(first.text.endsWith('যিনি টিকা নেবেন, তাঁর পুরো নাম বলুন।')).toBe(true);
  const again = await caller.relay('???? 77');
  expect(again).toMatchObject({ expects: 'registration.name', text: 'যিনি টিকা নেবেন, তাঁর পুরো নাম বলুন।' });
});

test('what is open of another day is begun as a call is, and a last word is there for half an hour', async () => {
  const caller = new Caller();
  await caller.sms('টিকা');
  await caller.sms('1');
  expect((await caller.asked())?.text).toBe('যিনি টিকা নেবেন, তাঁর পুরো নাম বলুন।');
  world.clock.advance(25 * 60 * MINUTE);
  expect(await caller.asked()).toBeNull();
  expect((await caller.begin()).expects).toBe('welcome.resume');
  const other = new Caller();
  await registered(world, other.number, ++cards);
  await other.begin();
  await other.relay('English');
  await other.relay('5');
  expect((await other.asked())?.text).toMatch(/Nobody of ours/);
  world.clock.advance(31 * MINUTE);
  expect(await other.asked()).toBeNull();
});
