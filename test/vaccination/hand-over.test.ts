import { addDays, instantOf } from '../../src/clock';
import type { EffectContext } from '../../src/conversation/effects';
import type { Store } from '../../src/store';
import type { Message } from '../../src/store/messages';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { sendHandOverCode, takeOver } from '../../src/vaccination/hand-over';
import { recordDose } from '../../src/vaccination/record-dose';
import { registerPerson } from '../../src/vaccination/register-person';
import { settlePeople } from '../../src/vaccination/settle-person';
import { answersOf, newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const store = (): Store => world.site.store;
const NOW = instantOf(addDays(TODAY, 40), '12:00');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);
const contactOf = (address: string): string => store().vault.contactOf(address);

let keys = 0;
/** On whose behalf, as a turn of its own. */
const turnOf = (address: string, now = NOW): EffectContext => ({
  ...{ address, contact: contactOf(address), language: 'hi', key: `turn-${++keys}`, now },
});

interface Moving {
  person: string;
  card: number;
  old: string;
  fresh: string;
}
let made = 0;

/** Somebody of an old number, which speaks Bengali, who now writes from a fresh one. */
async function moving(): Promise<Moving> {
  const [old, fresh, card] = [newAddress(), newAddress(), ++made];
  await store().conversations.save({
    ...{ contact: contactOf(old), address: old, reachedAt: old, channel: 'sms', thread: old, turn: 1 },
    ...{ language: 'bn', script: null, dialogue: null, menu: [], paging: null, session: null },
    ...{ heardAt: null, followUpAt: null, entered: null, journey: null, heldBy: null, answered: [] },
  });
  const person = await registered(world, old, card);
  return { person, card, old, fresh };
}

const registerFrom = (address: string, card: number, change: object = {}) =>
  registerPerson(store(), {
    ...turnOf(address),
    ...{ answers: { ...answersOf(card), name: 'রহিমা নিজে', ...change }, district: 'near' },
  });

/** The code that went to the old number, and the message it went in. */
async function codeFor({ person, fresh }: Moving): Promise<{ code: string; message: Message }> {
  const context = turnOf(fresh);
  expect(await sendHandOverCode(store(), { person }, context)).toEqual({ status: 'sent' });
  const claim = { lanes: ['any' as const], kinds: ['code' as const], most: 1_000, leasedUntil: new Date(0), now: NOW };
  const queued = await store().messages.claim(claim);
  await store().messages.release(new Date(), []);
  const message = queued.find(({ occasion }) => occasion === `code:handOver:${context.key}`);
  const code = message?.prompts?.[0]?.params?.['code'];
  if (!message || typeof code !== 'string') throw new Error('no code was sent');
  return { code, message };
}
const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function toldTo(address: string): Promise<string[]> {
  const messages = world.site.connection.collection<{ _id: string }>('messages');
  const all = await messages.find({ contact: contactOf(address) }).toArray();
  return all.map(({ _id }) => _id.split(':')[0] ?? '').filter((kind) => kind !== 'dose');
}
const peopleOn = async (address: string): Promise<string[]> =>
  (await store().persons.ofContact(contactOf(address))).map(({ _id }) => _id);

test('card, year of birth and a code to the old number: the person is on the new one, and nobody is registered twice', async () => {
  const somebody = await moving();
  const { person, card, old, fresh } = somebody;
  expect(await registerFrom(fresh, card)).toEqual({ status: 'elsewhere', person });
  const { code, message } = await codeFor(somebody);
  expect(message).toMatchObject({ address: old, contact: contactOf(old), locale: 'bn', kind: 'code' });
  expect(message.prompts).toEqual([{ key: 'templates:handOverCode', params: { code } }]);
  const name = answersOf(card).name;
  expect(await takeOver(store(), { person, code }, turnOf(fresh))).toEqual({ status: 'moved', name });
  expect(await peopleOn(fresh)).toEqual([person]);
  expect(await peopleOn(old)).toEqual([]);
  expect(await toldTo(old)).toContain('movedAway');
});

test('dates, doses and the place in line come along', async () => {
  const somebody = await moving();
  const { person, card, old, fresh } = somebody;
  const { reference = '', birthYear = 0 } = (await store().persons.get(person)) ?? {};
  await recordDose(store(), { reference, vaccine: 'COVISHIELD', day: TODAY, now: NOW });
  const slot = { ...slotOf(1, { dose: 2, inDays: 45 }), _id: `slot:${person}` };
  await store().slots.add([slot]);
  const wish = { person, contact: contactOf(old), slot: slot._id, hold: slot._id, others: [], move: false, now: NOW };
  expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
  await store().wishes.ask({
    ...{ _id: `${person}:2`, person, contact: contactOf(old), dose: 2, vaccine: 'COVISHIELD', birthYear },
    ...{ pin: '700091', centres: ['sealdah'], fromDay: TODAY, hours: 'any', freeOnly: false },
    ...{ restsUntil: null, checkedAt: NOW },
  });
  await registerFrom(fresh, card);
  const { code } = await codeFor(somebody);
  await takeOver(store(), { person, code }, turnOf(fresh));
  expect(await store().appointments.activeOf(person, 2)).toMatchObject({ contact: contactOf(fresh) });
  expect(await store().wishes.get(`${person}:2`)).toMatchObject({ contact: contactOf(fresh) });
  expect(await store().persons.get(person)).toMatchObject({ doses: [{ vaccine: 'COVISHIELD', day: TODAY }] });
});

test('run again, and run twice at once, it is one hand-over and one message to the old number', async () => {
  const somebody = await moving();
  const { person, card, old, fresh } = somebody;
  await registerFrom(fresh, card);
  const { code } = await codeFor(somebody);
  const turn = turnOf(fresh);
  const twice = await Promise.all([
    takeOver(store(), { person, code }, turn),
    takeOver(store(), { person, code }, turn),
  ]);
  const again = await takeOver(store(), { person, code }, turn);
  expect([...twice, again].map(({ status }) => status)).toEqual(['moved', 'moved', 'moved']);
  expect((await toldTo(old)).filter((kind) => kind === 'movedAway')).toHaveLength(1);
});

test.each([
  ['the old number was told', 'persons', 'moveTo'],
  ['the person is on the new number', 'appointments', 'setContact'],
] as const)(
  'killed when %s: done again, or left to the sweep, everything is where the person is',
  async (_, part, step) => {
    const somebody = await moving();
    const { person, card, old, fresh } = somebody;
    const slot = { ...slotOf(1, { inDays: 45 }), _id: `slot:${person}` };
    await store().slots.add([slot]);
    const wish = { person, contact: contactOf(old), slot: slot._id, hold: slot._id, others: [], move: false, now: NOW };
    expect(await bookAppointment(store(), wish)).toMatchObject({ status: 'booked' });
    await registerFrom(fresh, card);
    const { code } = await codeFor(somebody);
    const turn = turnOf(fresh);
    const killed = { ...store(), [part]: { ...store()[part], [step]: () => Promise.reject(new Error('killed')) } };
    await expect(takeOver(killed, { person, code }, turn)).rejects.toThrow('killed');
    if (step === 'setContact') await settlePeople(store(), NOW);
    else expect(await takeOver(store(), { person, code }, turn)).toMatchObject({ status: 'moved' });
    expect(await peopleOn(fresh)).toEqual([person]);
    expect(await store().appointments.activeOf(person, 1)).toMatchObject({ contact: contactOf(fresh) });
    expect((await toldTo(old)).filter((kind) => kind === 'movedAway')).toHaveLength(1);
  },
);

test('a wrong code moves nobody, and after five there is no more guessing', async () => {
  const somebody = await moving();
  const { person, card, old, fresh } = somebody;
  await registerFrom(fresh, card);
  const { code } = await codeFor(somebody);
  const outcomes: string[] = [];
  for (let n = 0; n < 6; n++) {
    outcomes.push((await takeOver(store(), { person, code: wrongFor(code) }, turnOf(fresh))).status);
  }
  expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'over', 'over']);
  expect(await takeOver(store(), { person, code }, turnOf(fresh))).toEqual({ status: 'over' });
  expect(await peopleOn(old)).toEqual([person]);
  expect(await toldTo(old)).not.toContain('movedAway');
});

test('nobody asks for a person whose card and year they did not name, or asks later than an hour after', async () => {
  const { person, card, old, fresh } = await moving();
  expect(await sendHandOverCode(store(), { person }, turnOf(fresh))).toEqual({ status: 'tooMany' });
  expect(await takeOver(store(), { person, code: '123456' }, turnOf(fresh))).toEqual({ status: 'over' });
  await registerFrom(fresh, card);
  const tooLate = turnOf(fresh, later(3_601));
  expect(await sendHandOverCode(store(), { person }, tooLate)).toEqual({ status: 'tooMany' });
  expect(await toldTo(old)).toEqual([]);
});

test('a code is for one who asks and one person, and no other', async () => {
  const [first, second] = [await moving(), await moving()];
  const { person, card, fresh } = first;
  const stranger = newAddress();
  await registerFrom(fresh, card);
  await registerFrom(fresh, second.card);
  await registerFrom(stranger, card);
  const { code } = await codeFor(first);
  await codeFor({ ...first, fresh: stranger });
  expect(await takeOver(store(), { person: second.person, code }, turnOf(fresh))).toEqual({ status: 'over' });
  expect(await takeOver(store(), { person, code }, turnOf(stranger))).toMatchObject({ status: 'wrong' });
  expect(await takeOver(store(), { person, code }, turnOf(fresh))).toMatchObject({ status: 'moved' });
});

test('a code that went to a number the person has left since opens nothing', async () => {
  const somebody = await moving();
  const { person, card, fresh } = somebody;
  const third = newAddress();
  await registerFrom(fresh, card);
  await registerFrom(third, card);
  const { code } = await codeFor(somebody);
  const { code: thirds } = await codeFor({ ...somebody, fresh: third });
  expect(await takeOver(store(), { person, code: thirds }, turnOf(third))).toMatchObject({ status: 'moved' });
  expect(await takeOver(store(), { person, code }, turnOf(fresh))).toEqual({ status: 'over' });
  expect(await peopleOn(third)).toEqual([person]);
});

test('a second code is sent only after a while, told in seconds', async () => {
  const somebody = await moving();
  await registerFrom(somebody.fresh, somebody.card);
  await codeFor(somebody);
  const soon = await sendHandOverCode(store(), { person: somebody.person }, turnOf(somebody.fresh, later(10)));
  expect(soon).toEqual({ status: 'wait', seconds: 20 });
});

test('a number with four people takes no fifth, and nobody is told anything', async () => {
  const somebody = await moving();
  const { person, card, old, fresh } = somebody;
  for (let n = 0; n < 4; n++) await registered(world, fresh, ++made);
  await registerFrom(fresh, card);
  await store().handOvers.allow(contactOf(fresh), person, later(3_600));
  const { code } = await codeFor(somebody);
  expect(await takeOver(store(), { person, code }, turnOf(fresh))).toEqual({ status: 'numberFull', most: 4 });
  expect(await peopleOn(old)).toEqual([person]);
  expect(await toldTo(old)).not.toContain('movedAway');
});

test('the first free seat is taken, whichever it is', async () => {
  const [away, stays] = [await moving(), await moving()];
  const { fresh } = stays;
  const [first] = [await registered(world, fresh, ++made), await registered(world, fresh, ++made)];
  const onSecond = await store().persons.ofContact(contactOf(fresh));
  await store().persons.moveTo(first, contactOf(fresh), contactOf(away.fresh), 4);
  await registerFrom(fresh, stays.card);
  const { code } = await codeFor(stays);
  await takeOver(store(), { person: stays.person, code }, turnOf(fresh));
  const seats = (await store().persons.ofContact(contactOf(fresh))).map(({ _id, seat }) => [_id, seat]);
  expect(seats).toEqual([
    [stays.person, 1],
    [onSecond[1]?._id, 2],
  ]);
});
