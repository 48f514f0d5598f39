/** Who stands at the centre without a date for today. */
import type { Answers } from '../../src/conversation/vocabulary';
import { addDays } from '../../src/clock';
import { sendQueued } from '../../src/messages/send-queued';
import { KINDS, type Taken } from '../../src/store/messages';
import type { Centre } from '../../src/store/places';
import { arrive, undoArrival } from '../../src/vaccination/arrive';
import { listDay } from '../../src/vaccination/list-day';
import { recordDose } from '../../src/vaccination/record-dose';
import { settlePeople } from '../../src/vaccination/settle-person';
import { sweep } from '../../src/vaccination/settle-places';
import { vaccinate } from '../../src/vaccination/vaccinate';
import { walkIn, type KnownHere, type NewHere } from '../../src/vaccination/walk-in';
import { outboxOf } from '../messages/sending';
import { appointmentOf, CENTRE, guest, MITA, newKey, personOf, RANA, type Guest } from '../support/day';
import {
  answersOf,
  DAY,
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  slotOf,
  START,
  TODAY,
  voterCard,
  type World,
} from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
let centre: Centre;
const store = () => world.site.store;
const now = () => world.clock.now();
// It is ten o'clock: over, under way, and two still to come.
const SLOTS = [
  slotOf(50, { inDays: 0, from: '07:00' }),
  slotOf(50, { inDays: 0, from: '09:00' }),
  slotOf(50, { inDays: 0, from: '15:00' }),
  slotOf(50, { inDays: 0, from: '15:00', dose: 2 }),
];

beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
  await store().slots.add([...SLOTS, slotOf(50, { inDays: 2 })]);
  centre = (await store().places.centre(CENTRE)) as Centre;
});
afterAll(async () => {
  await world.close();
  wire.cut();
});
beforeEach(() => world.clock.advance(START.getTime() - now().getTime()));

let people = 0;
const newAnswers = (change: Answers = {}): Answers => {
  const { pinCode: _, ...answers } = answersOf(800_000 + ++people);
  return { ...answers, name: `Walk ${people}`, ...change };
};
const newPhone = (): string => newAddress().slice(7);

const come = (who: NewHere | KnownHere, change: { key?: string; centre?: Centre } = {}) =>
  walkIn(store(), { centre, who, by: MITA, key: newKey(), now: now(), ...change });
const comeNew = (change: Answers = {}, phone = newPhone()) =>
  come({ answers: newAnswers(change), phone, language: 'bn' });

async function told(contact: string): Promise<Taken[]> {
  const at = new Date(now().getTime() + DAY);
  const all = await store().messages.claim({ now: at, lanes: ['any'], kinds: KINDS, most: 1_000, leasedUntil: at });
  return all.filter((message) => message.contact === contact);
}

async function rowOf(appointment: string) {
  const { slots } = await listDay(store(), { centre: centre._id, day: TODAY, now: now() });
  return slots.flatMap(({ people: here }) => here).find((each) => each.appointment === appointment);
}

test('somebody new has a place of the slot under way, is on the list as arrived, and is sent the code', async () => {
  const phone = newPhone();
  const came = await comeNew({}, phone);
  if (came.status !== 'here') throw new Error(came.status);
  expect(came).toMatchObject({ again: false, code: null });
  const appointment = await appointmentOf(world, came.appointment);
  expect(appointment).toMatchObject({ slot: SLOTS[1]?._id, status: 'booked', settling: null });
  expect(await rowOf(came.appointment)).toMatchObject({ status: 'arrived', walkIn: true, arrivedAt: now() });
  const contact = store().vault.contactOf(`tel:+91${phone}`);
  expect(await personOf(world, came.person)).toMatchObject({ contact, pin: centre.pin, district: centre.district });
  const [slip] = await told(contact);
  expect(slip?.prompts?.[0]).toMatchObject({ key: 'booking:booked', params: { code: appointment.code } });
  // They can be written to from now on, in the language they speak.
  expect(await store().conversations.load(contact)).toMatchObject({ address: `tel:+91${phone}`, language: 'bn' });
  const dose = await vaccinate(store(), {
    ...{ appointment: came.appointment, centre: centre._id, code: appointment.code, batch: 'B1', by: MITA },
    ...{ card: { last4: (await personOf(world, came.person)).card.last4 }, key: newKey(), now: now() },
  });
  expect(dose).toMatchObject({ status: 'given' });
  expect(await imbalances(world.site)).toEqual([]);
});

test('who wrote to us afterwards sees their date, in a dialogue that goes on as any other', async () => {
  const phone = newPhone();
  await comeNew({}, phone);
  const talk = world.talk(`tel:+91${phone}`);
  await talk.say('টিকা');
  expect((await talk.choose('appointments')).text).toContain('Walk');
});

test('who has no telephone at all is told the code on paper, is sent nothing, and called by nobody', async () => {
  const [one, other] = [await comeNew({}, ''), await comeNew({}, '')];
  if (one.status !== 'here' || other.status !== 'here') throw new Error('not here');
  const { code, contact } = await appointmentOf(world, one.appointment);
  expect(one.code).toBe(code);
  expect(contact).toMatch(/^none:/);
  expect(contact).not.toBe((await appointmentOf(world, other.appointment)).contact);
  expect(await told(contact)).toEqual([]);
  const call = { occasion: `none ${contact}`, contact, reason: 'overdue', at: now(), by: now() } as const;
  expect(await store().calls.list(call)).toBe(false);
});

test('who was shown the code for the slip cannot record the dose with it alone: a colleague can, or confirms', async () => {
  const came = await comeNew({}, '');
  if (came.status !== 'here') throw new Error(came.status);
  const card = { last4: (await personOf(world, came.person)).card.last4 };
  const dose = {
    appointment: came.appointment,
    centre: centre._id,
    code: came.code ?? '',
    card,
    batch: 'B1',
    now: now(),
  };
  expect(await vaccinate(store(), { ...dose, by: MITA, key: newKey() })).toEqual({ status: 'ownSlip' });
  // Also where it is written anew that they came.
  const here = { appointment: came.appointment, centre: centre._id, by: MITA, at: now(), now: now() };
  await undoArrival(store(), here);
  await arrive(store(), here);
  expect(await vaccinate(store(), { ...dose, by: MITA, key: newKey() })).toEqual({ status: 'ownSlip' });
  expect(await vaccinate(store(), { ...dose, by: RANA, key: newKey() })).toMatchObject({ status: 'given' });
});

test('what follows is sent to the telephone that was given, in the language they speak; to none where there is none', async () => {
  const phone = newPhone();
  const [reached, silent] = [await comeNew({}, phone), await comeNew({}, '')];
  if (reached.status !== 'here' || silent.status !== 'here') throw new Error('not here');
  for (const { appointment, person } of [reached, silent]) {
    const { code } = await appointmentOf(world, appointment);
    const card = { last4: (await personOf(world, person)).card.last4 };
    const wish = { appointment, centre: centre._id, code, card, batch: 'B1', by: RANA, key: newKey(), now: now() };
    expect(await vaccinate(store(), wish)).toMatchObject({ status: 'given' });
  }
  const sending = outboxOf(world);
  await sendQueued(sending.outbox);
  // The certificate comes a little later than the dose.
  world.clock.advance(60 * MINUTE);
  await sendQueued(sending.outbox);
  expect(sending.failures).toEqual([]);
  const mine = sending.sent.filter(({ address }) => address === `tel:+91${phone}`).map(({ text }) => text);
  expect(mine.join()).toMatch(/কোড \d{4}|প্রথম ডোজ নিলেন/);
  const { contact } = await personOf(world, silent.person);
  const stored = await world.site.connection.collection('messages').find({ contact }).toArray();
  expect(stored.length).toBeGreaterThan(0);
  expect([...new Set(stored.map(({ status, because }) => `${String(status)}: ${String(because)}`))]).toEqual([
    'dropped: no phone',
  ]);
});

test.each<[string, Answers, string]>([
  ['no name', { name: '' }, 'incomplete'],
  ['too young', { age: 30 }, 'tooYoung'],
  ['an illness decides', { age: 50 }, 'askIllness'],
  ['an age that nobody has', { age: 140 }, 'ageUnlikely'],
  ['a card with a wrong digit', { cardNumber: 'WKH1186254' }, 'cardWrong'],
  ['a PIN code that there is not', { pinCode: '999999' }, 'pinUnknown'],
])('%s: refused, and nobody is registered', async (_, change, status) => {
  const phone = newPhone();
  expect(await comeNew(change, phone)).toEqual({ status });
  expect(await store().persons.ofContact(store().vault.contactOf(`tel:+91${phone}`))).toEqual([]);
});

test('a number that is no telephone, and a fifth person on one, are refused', async () => {
  expect(await comeNew({}, '12345')).toEqual({ status: 'phoneWrong' });
  const phone = newPhone();
  for (let n = 0; n < 4; n++) expect(await comeNew({}, phone)).toMatchObject({ status: 'here' });
  expect(await comeNew({}, phone)).toEqual({ status: 'numberFull' });
});

test('only free places: none left, a closed session and a slot that is over are none; nobody is registered for nothing', async () => {
  const sealdah = (await store().places.centre('sealdah')) as Centre;
  const phone = newPhone();
  const who = { answers: newAnswers(), phone, language: 'bn' as const };
  await store().slots.add([slotOf(5, { centre: 'sealdah', inDays: 0, from: '07:00' })]);
  expect(await come(who, { centre: sealdah })).toEqual({ status: 'noPlace' });
  expect(await store().persons.ofContact(store().vault.contactOf(`tel:+91${phone}`))).toEqual([]);
  await store().slots.add([slotOf(1, { centre: 'sealdah', inDays: 0, from: '11:00' })]);
  const both = await Promise.all([
    come(who, { centre: sealdah }),
    come({ answers: newAnswers(), phone: newPhone(), language: 'bn' }, { centre: sealdah }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['here', 'noPlace']);
});

describe('somebody who is registered', () => {
  const knownAs = ({ person, card }: Guest): KnownHere => ({
    ...{ reference: person.reference.replace(/(\d{4})/g, '$1 '), cardLast4: card.slice(-4) },
  });

  test('with a date for another day is brought forward, with the code they have', async () => {
    const wanted = await guest(world, slotOf(50));
    const came = await come(knownAs(wanted));
    expect(came).toMatchObject({ status: 'here', appointment: wanted.appointment._id });
    const moved = await appointmentOf(world, wanted.appointment._id);
    expect(moved).toMatchObject({ day: TODAY, code: wanted.appointment.code, settling: null });
    expect(await rowOf(wanted.appointment._id)).toMatchObject({ status: 'arrived', walkIn: true });
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('with a date here today is only found', async () => {
    const wanted = await guest(world, SLOTS[2] as (typeof SLOTS)[number]);
    const alreadyHere = { status: 'alreadyHere', appointment: wanted.appointment._id };
    expect(await come(knownAs(wanted))).toEqual(alreadyHere);
  });

  test('without a date: for the second dose only when it is due, and of the same vaccine', async () => {
    const id = await registered(world, newAddress(), 900_000 + ++people);
    const person = await personOf(world, id);
    const known = { reference: person.reference, cardLast4: voterCard(900_000 + people).slice(-4) };
    const first = { reference: person.reference, vaccine: 'COVISHIELD' };
    await recordDose(store(), { ...first, day: addDays(TODAY, -1), now: now() });
    expect(await come(known)).toEqual({ status: 'notDue' });
    const doses = (vaccine: string) =>
      world.site.connection
        .collection('persons')
        .updateOne({ _id: id as never }, { $set: { doses: [{ vaccine, day: addDays(TODAY, -40) }] } });
    await doses('COVAXIN');
    expect(await come(known)).toEqual({ status: 'noPlace' });
    await doses('COVISHIELD');
    const came = await come(known);
    if (came.status !== 'here') throw new Error(came.status);
    expect(await appointmentOf(world, came.appointment)).toMatchObject({ dose: 2, slot: SLOTS[3]?._id });
  });

  test('is found by number and card together, and not by trying', async () => {
    const wanted = await guest(world, slotOf(50));
    const { reference, cardLast4 } = knownAs(wanted);
    expect(await come({ reference, cardLast4: '9999' })).toEqual({ status: 'notFound' });
    expect(await come({ reference: '12345678901234', cardLast4 })).toEqual({ status: 'notFound' });
    for (let n = 0; n < 25; n++) await come({ reference, cardLast4: String(1_000 + n) });
    expect(await come({ reference, cardLast4: '2000' })).toEqual({ status: 'tooManyTries' });
    world.clock.advance(61 * MINUTE);
  });

  test('on another number is not registered a second time', async () => {
    const wanted = await guest(world, slotOf(50));
    expect(await comeNew({ cardNumber: wanted.card })).toEqual({ status: 'cardTaken' });
  });
});

test('the same request is done once; where a process dies at each write it is done when it is asked again', async () => {
  for (let writes = 0, died = true; died; writes++) {
    const who = { answers: newAnswers(), phone: newPhone(), language: 'bn' as const };
    const wish = { centre, who, by: MITA, key: newKey(), now: now() };
    await wire.restore();
    const site = await world.openSite(wire.uri());
    const death = wire.dieAfter(writes).then(() => true);
    const running = walkIn(site.store, wish);
    died = await Promise.race([death, running.then(() => false)]);
    wire.cut();
    await site.close();
    await running.catch(() => undefined);
    const came = await walkIn(store(), wish);
    expect(await walkIn(store(), wish)).toMatchObject({ ...came, again: true });
    if (came.status !== 'here') throw new Error(`${writes}: ${came.status}`);
    expect(await rowOf(came.appointment)).toMatchObject({ status: 'arrived' });
    world.clock.advance(2 * MINUTE);
    await settlePeople(store(), now());
    await sweep(store(), now());
    expect(await imbalances(world.site)).toEqual([]);
    if (!died) expect(writes).toBeGreaterThan(3);
  }
});
