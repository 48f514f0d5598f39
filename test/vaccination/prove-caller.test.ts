/** A caller proves the number to one operator for one call; who only guesses learns nothing, and soon may not guess any more. */
import { lookAtCaller, lookAtPerson, type Looked } from '../../src/vaccination/look-at-caller';
import { proved, proveByCode, proveByFacts, sendCallerCode, type Call } from '../../src/vaccination/prove-caller';
import { registerPerson } from '../../src/vaccination/register-person';
import { sentMessages } from '../support/sent';
import { answersOf, DAY, MINUTE, newAddress, openWorld, registered, voterCard, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const store = () => world.site.store;
let key = 0;
const once = (): string => `form ${++key}`;

const callOf = (address: string, operator = 'mita', after = 0): Call => ({
  ...{ operator, address, now: new Date(world.clock.now().getTime() + after) },
});

async function family(): Promise<{ address: string; people: string[] }> {
  const address = newAddress();
  return { address, people: [await registered(world, address, ++key), await registered(world, address, ++key)] };
}

const look = (call: Call, person: string, most = 150): Promise<Looked> =>
  lookAtPerson(store(), call, { person, key: once(), most });

describe('before the number is proved', () => {
  test('names are masked, and the conversation is not gone on with', async () => {
    const { address } = await family();
    const { people, mayRelay, proof } = await lookAtCaller(store(), callOf(address));
    expect(people).toMatchObject([
      { doses: 0, hasDate: false },
      { doses: 0, hasDate: false },
    ]);
    expect(people.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^র… \d…$/),
      expect.stringMatching(/^র… \d…$/),
    ]);
    expect(JSON.stringify(people)).not.toContain('রহিমা');
    expect({ mayRelay, proof }).toEqual({ mayRelay: false, proof: null });
  });

  test('nobody is seen', async () => {
    const { address, people } = await family();
    expect(await look(callOf(address), people[0] ?? '')).toEqual({ status: 'notProved' });
  });

  test('a number on which nobody is registered needs no proof, nor does whoever was registered in this call', async () => {
    const address = newAddress();
    expect((await lookAtCaller(store(), callOf(address))).mayRelay).toBe(true);
    await registerPerson(store(), {
      ...{ contact: store().vault.contactOf(address), answers: answersOf(++key), district: 'near' },
      ...{ key: once(), now: world.clock.now(), by: 'mita' },
    });
    expect((await lookAtCaller(store(), callOf(address))).mayRelay).toBe(true);
    expect((await lookAtCaller(store(), callOf(address, 'arun'))).mayRelay).toBe(false);
    expect((await lookAtCaller(store(), callOf(address, 'mita', 31 * MINUTE))).mayRelay).toBe(false);
  });
});

describe('a proof', () => {
  test('is of one operator and one number, for half an hour', async () => {
    const { address, people } = await family();
    await proved(store(), callOf(address), 'call');
    const person = people[0] ?? '';
    expect(await look(callOf(address), person)).toMatchObject({ status: 'seen', person: { id: person } });
    expect((await lookAtCaller(store(), callOf(address))).mayRelay).toBe(true);
    expect(await look(callOf(address, 'arun'), person)).toEqual({ status: 'notProved' });
    expect(await look(callOf(address, 'mita', 31 * MINUTE), person)).toEqual({ status: 'notProved' });
    expect(await look(callOf(newAddress()), person)).toEqual({ status: 'unknown' });
  });

  test('is not shortened by a later one, and is forgotten when it is over', async () => {
    const { address } = await family();
    const contact = store().vault.contactOf(address);
    await proved(store(), callOf(address, 'mita', 10 * MINUTE), 'call');
    await proved(store(), callOf(address), 'facts');
    const later = callOf(address, 'mita', 39 * MINUTE).now;
    expect(await store().consents.of('mita', contact, later)).toMatchObject({ how: 'facts' });
    await store().consents.forget(later);
    expect(await store().consents.of('mita', contact, later)).not.toBeNull();
    await store().consents.forget(callOf(address, 'mita', 41 * MINUTE).now);
    expect(await store().consents.of('mita', contact, later)).toBeNull();
  });
});

describe('by two facts', () => {
  const year = (): string => String(world.clock.now().getFullYear() - 69);
  const prove = (call: Call, facts: object, form = once()) => proveByFacts(store(), call, { facts, key: form });

  test.each([
    ['year and card', (n: number) => ({ birthYear: year(), last4: voterCard(n).slice(-4) })],
    ['card and PIN code', (n: number) => ({ last4: voterCard(n).slice(-4), pin: '700091' })],
    [
      'a year that was counted from an age',
      (n: number) => ({ birthYear: String(Number(year()) + 1), last4: voterCard(n).slice(-4) }),
    ],
  ])('%s', async (_, facts) => {
    const address = newAddress();
    const n = ++key;
    await registered(world, address, n);
    expect(await prove(callOf(address), facts(n))).toBe('proved');
    expect((await lookAtCaller(store(), callOf(address))).proof).toMatchObject({ how: 'facts' });
  });

  test('the reference is known by its end', async () => {
    const { address, people } = await family();
    const reference = (await store().persons.get(people[0] ?? ''))?.reference ?? '';
    expect(await prove(callOf(address), { reference: reference.slice(-4), pin: '700091' })).toBe('proved');
  });

  test('what neighbours know is not enough: one is of the card, or of our SMS', async () => {
    const address = newAddress();
    await registered(world, address, ++key);
    expect(await prove(callOf(address), { birthYear: year(), pin: '700091' })).toBe('tooFew');
  });

  test('who guesses at many numbers soon may not guess at any, and others may', async () => {
    const guesser = 'guesser';
    const outcomes: string[] = [];
    for (let n = 0; n < 11; n++) {
      const address = newAddress();
      await registered(world, address, ++key);
      outcomes.push(await prove(callOf(address, guesser), { last4: '0000', pin: '700091' }));
    }
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'wrong'), 'tooMany']);
    const address = newAddress();
    await registered(world, address, ++key);
    const right = { last4: voterCard(key).slice(-4), pin: '700091' };
    expect(await prove(callOf(address, guesser), right)).toBe('tooMany');
    expect(await prove(callOf(address), right)).toBe('proved');
    expect(await prove(callOf(address, guesser, DAY + MINUTE), right)).toBe('proved');
  });

  test('one is too few, and two of different people are wrong', async () => {
    const address = newAddress();
    const [one, other] = [++key, ++key];
    await registered(world, address, one);
    const second = await registered(world, address, other);
    const reference = (await store().persons.get(second))?.reference.slice(-4) ?? '';
    expect(await prove(callOf(address), { pin: '700091', birthYear: '' })).toBe('tooFew');
    expect(await prove(callOf(address), { last4: voterCard(one).slice(-4), reference })).toBe('wrong');
    expect((await lookAtCaller(store(), callOf(address))).proof).toBeNull();
  });

  test('three wrong answers lock it for a day, for every operator, right answers too', async () => {
    const address = newAddress();
    const n = ++key;
    await registered(world, address, n);
    const right = { last4: voterCard(n).slice(-4), pin: '700091' };
    for (const pin of ['700001', '700002', '700003'])
      expect(await prove(callOf(address), { ...right, pin })).toBe('wrong');
    expect(await prove(callOf(address, 'arun'), right)).toBe('locked');
    expect(await prove(callOf(address, 'arun', DAY + MINUTE), right)).toBe('proved');
  });

  test('who is right is not counted, and one form sent with other answers is another try', async () => {
    const address = newAddress();
    const n = ++key;
    await registered(world, address, n);
    const right = { last4: voterCard(n).slice(-4), pin: '700091' };
    for (let call = 0; call < 5; call++) expect(await prove(callOf(address), right)).toBe('proved');
    const form = once();
    const tries = ['700001', '700002', '700003', '700004', '700005'].map((pin) => ({ ...right, pin }));
    const outcomes = await Promise.all(tries.map((facts) => prove(callOf(address), facts, form)));
    expect(outcomes.sort()).toEqual(['locked', 'locked', 'wrong', 'wrong', 'wrong']);
  });
});

describe('by a code', () => {
  const session = 'session-1';
  test('it goes to the number as an SMS, and counts only in the session that asked for it', async () => {
    const { address } = await family();
    const form = once();
    const sent = await sendCallerCode(store(), callOf(address), { session, key: form, language: 'bn' });
    expect(sent).toEqual({ status: 'sent' });
    const [message] = await sentMessages(world, address);
    expect(message).toMatchObject({ channel: 'sms', template: 'deskCode.bn' });
    const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
    const back = (where: string, said: string) =>
      proveByCode(store(), callOf(address), { session: where, code: said, key: once() });
    expect(await back('session-2', code)).toBe('over');
    expect(await back(session, code === '000000' ? '111111' : '000000')).toBe('wrong');
    expect(await back(session, code)).toBe('proved');
    expect((await lookAtCaller(store(), callOf(address))).proof).toMatchObject({ how: 'code' });
    expect(await back(session, code)).toBe('over');
  });
});

describe('looks', () => {
  test('are counted by the day in India, and the same form is one look', async () => {
    const { address, people } = await family();
    const call = (after = 0): Call => callOf(address, 'busy', after);
    await proved(store(), call(), 'call');
    const [one = '', other = ''] = people;
    const twice = () => lookAtPerson(store(), call(), { person: one, key: 'same form', most: 2 });
    expect((await twice()).status).toBe('seen');
    expect((await twice()).status).toBe('seen');
    expect((await look(call(), other, 2)).status).toBe('seen');
    expect((await look(call(), one, 2)).status).toBe('tooMany');
    await proved(store(), call(DAY), 'call');
    expect((await look(call(DAY), one, 2)).status).toBe('seen');
  });

  test('show the card by type and last four only', async () => {
    const { address, people } = await family();
    await proved(store(), callOf(address), 'call');
    const seen = await look(callOf(address), people[0] ?? '');
    expect(seen).toMatchObject({ status: 'seen', person: { name: expect.stringContaining('রহিমা') as string } });
    expect(JSON.stringify(seen)).not.toContain('hash');
  });
});
