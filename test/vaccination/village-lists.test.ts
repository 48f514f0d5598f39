/** A village's list on the real engine: what can be asked, who is asked, and what becomes of what was told. */
import { randomUUID } from 'node:crypto';
import { createBegin } from '../../src/conversation/begin';
import { createConverse } from '../../src/conversation/converse';
import { createQueue } from '../../src/conversation/queue';
import { yearOf } from '../../src/clock';
import { createEffects } from '../../src/effects';
import { createNotify } from '../../src/messages/notify';
import { sendQueued } from '../../src/messages/send-queued';
import { createRender } from '../../src/render/render';
import { connectionLost } from '../../src/store/database';
import type { VillageRow } from '../../src/store/village-lists';
import { readFields, readVillageList } from '../../src/understanding/village-list';
import { askInvited, forgetLists, settleInvited } from '../../src/vaccination/ask-invited';
import { answerInvitation, readInvitation } from '../../src/vaccination/invitation';
import { lookAtCaller } from '../../src/vaccination/look-at-caller';
import { proved } from '../../src/vaccination/prove-caller';
import { registerPerson } from '../../src/vaccination/register-person';
import { reviewRows, type ReviewedRow } from '../../src/vaccination/review-rows';
import { editRow, makeList, sendList } from '../../src/vaccination/village-lists';
import { outboxOf, type Sending } from '../messages/sending';
import {
  answersOf,
  DAY,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  slotOf,
  Talk,
  voterCard,
  type World,
} from '../support/world';

let world: World;
let sending: Sending;
let converse: ReturnType<typeof createConverse>;
beforeAll(async () => {
  world = await openWorld();
  const { store } = world.site;
  await store.slots.add([2, 5, 9].map((inDays) => slotOf(500, { inDays })));
  const deps = {
    ...{
      store: store.conversations,
      effects: createEffects(store),
      render: createRender(),
      notify: createNotify(store),
    },
    ...{ contactOf: store.vault.contactOf, numberOf: store.accounts.numberOf, connectionLost, patience: 60_000 },
    ...{
      keepLine: store.talks.keep,
      pinCodeNear: () => Promise.resolve(null),
      observe: () => undefined,
      inTurn: createQueue(),
    },
    effectFailed: (name: string, error: unknown) => {
      throw new Error(name, { cause: error });
    },
  };
  sending = outboxOf(world);
  sending.outbox.begin = createBegin(deps);
  converse = createConverse(deps);
});
afterAll(() => world.close());
afterEach(() => sending.behave());

const store = () => world.site.store;
const now = () => world.clock.now();
const phoneOf = (address: string): string => address.replace('tel:+91', '');
let cards = 7_000;
const person = (name: string, address: string, more = 'F', card = voterCard(cards++)): string =>
  `${name}, 69, ${more}, ${phoneOf(address)}, ${card}, 700091`;

const listOf = (...lines: string[]): Promise<string> => listBy('mita', ...lines);
async function listBy(staff: string, ...lines: string[]): Promise<string> {
  const rows = readVillageList(
    lines.map((line) => [line]),
    yearOf(now()),
  );
  const making = { key: randomUUID(), staff, village: 'Kanchanpur', locale: 'en' as const, now: now() };
  const made = await makeList(store(), { ...making, lines: rows });
  if (made.status !== 'made') throw new Error(made.status);
  return made.list;
}

const reviewed = async (list: string): Promise<ReviewedRow[]> =>
  reviewRows(store(), await store().villageLists.rowsOf(list), now());
const problems = async (list: string): Promise<string[]> =>
  (await reviewed(list)).map(({ problems: all }) =>
    all.map((each) => `${each.field} ${each.reason}${'value' in each ? ` ${each.value}` : ''}`).join(', '),
  );
const statuses = async (list: string): Promise<string[]> =>
  (await store().villageLists.rowsOf(list)).map(({ status }) => status);

/** As often as the jobs come round in the real service. */
async function jobs(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await askInvited(store(), now());
    await sendQueued(sending.outbox);
    await settleInvited(store(), now());
  }
  expect(sending.failures).toEqual([]);
}
const toldTo = (address: string): string[] =>
  sending.sent.flatMap((message) => (message.address === address ? [message.text] : []));
const talkOf = (address: string): Talk => new Talk(address, converse, world.clock);

async function rowOf(list: string, line = 1): Promise<VillageRow> {
  const row = (await store().villageLists.rowsOf(list)).find((each) => each.line === line);
  if (!row) throw new Error('no such row');
  return row;
}

describe('what is understood', () => {
  test('can be asked if there is nothing wrong with it', async () => {
    const list = await listOf(person('Rahima Bibi', newAddress()), `Gopal Das, 70, ${phoneOf(newAddress())}`);
    expect(await problems(list)).toEqual(['', '']);
    expect((await reviewed(list)).map(({ ready, asks, age }) => ({ ready, asks, age }))).toEqual([
      { ready: true, asks: [], age: 69 },
      { ready: true, asks: ['gender', 'cardNumber', 'pinCode'], age: 70 },
    ]);
  });

  test('says what is missing and what cannot be right', async () => {
    const phone = phoneOf(newAddress());
    const list = await listOf(
      `69 F ${phone} ${voterCard(1)} 700091`,
      `Rahima Bibi, F, ${phone}, ${voterCard(2)}`,
      `Rahima Bibi, 69 F, ${voterCard(3)}, 700091`,
      'Rahima Bibi, 69 F, 983001234, 700091',
      'Rahima Bibi, 69 F, 1234567890, 700091',
      `Rahima Bibi, 69 F, ${phone}, WKH1186263, 700091`,
      `Rahima Bibi, 69 F, ${phoneOf(newAddress())}, WKH118625, 999999`,
      `Rahima Bibi, born 2019, F, ${phoneOf(newAddress())}`,
    );
    expect(await problems(list)).toEqual([
      'name missing',
      'age missing',
      'phone missing',
      'phone digits 9',
      'phone notMobile',
      'cardNumber checkDigit, name twice 2',
      'cardNumber shape, pinCode unknown',
      'age unlikely',
    ]);
    expect(await sendList(store(), list, now())).toEqual({ asked: 0, left: 0 });
  });

  test('knows one card twice, one person twice, and five on one number', async () => {
    const [card, other] = [voterCard(cards++), newAddress()];
    const crowd = newAddress();
    const list = await listOf(
      person('Rahima Bibi', newAddress(), 'F', card),
      person('Rahima B', newAddress(), 'F', card),
      `Gopal Das, 70, ${phoneOf(other)}`,
      `GOPAL DAS, 71, ${phoneOf(other)}`,
      ...['Asha', 'Bina', 'Chitra', 'Dipa', 'Esha'].map((name) => person(`${name} Roy`, crowd)),
    );
    expect(await problems(list)).toEqual([
      '',
      'cardNumber twice 1',
      '',
      'name twice 3',
      '',
      '',
      '',
      '',
      'phone crowded 4',
    ]);
  });

  test('says only that somebody is registered already', async () => {
    await registered(world, newAddress(), 6_001);
    const list = await listOf(person('Rahima Bibi', newAddress(), 'F', voterCard(6_001)));
    expect(await problems(list)).toEqual(['cardNumber registered']);
  });

  test('of whose turn it is not yet is asked all the same', async () => {
    const list = await listOf(
      `Abdul Karim, 48, M, ${phoneOf(newAddress())}`,
      `Babu Lal, 30, M, ${phoneOf(newAddress())}`,
    );
    expect(
      (await reviewed(list)).map(({ ready, notYet, asks }) => [ready, notYet, asks.includes('comorbidity')]),
    ).toEqual([
      [true, false, true],
      [true, true, false],
    ]);
  });

  test('is no list where there is nobody, or too many', async () => {
    const making = { key: 'none', staff: 'mita', village: 'K', locale: 'en' as const, now: now() };
    expect(await makeList(store(), { ...making, lines: [] })).toEqual({ status: 'empty' });
    const lines = Array.from({ length: 201 }, (_, n) => ({ line: n + 1, written: 'x', answers: {} }));
    expect(await makeList(store(), { ...making, lines })).toEqual({ status: 'tooMany' });
  });

  test('is no list of a village whose name is more than a name', async () => {
    const lines = [{ line: 1, written: 'Rahima', answers: { name: 'Rahima' } }];
    const making = { key: 'link', staff: 'mita', locale: 'en' as const, now: now(), lines };
    expect(await makeList(store(), { ...making, village: 'bit.ly/abc' })).toEqual({ status: 'noVillage' });
  });

  test('has nobody who is not named as people are', async () => {
    const list = await listOf(`Cheap Loans www.win.xyz, 69, ${phoneOf(newAddress())}`);
    const row = await rowOf(list);
    const answers = { ...row.answers, name: 'Call 98300 12345' };
    await editRow(store(), row, { written: '', answers }, now());
    expect(await problems(list)).toEqual(['name unlikely']);
  });

  test('made twice is made once', async () => {
    const making = { key: 'twice', staff: 'mita', village: 'K', locale: 'en' as const, now: now() };
    const lines = [{ line: 1, written: 'Rahima', answers: { name: 'Rahima' } }];
    const made = await Promise.all([makeList(store(), { ...making, lines }), makeList(store(), { ...making, lines })]);
    expect(made[0]).toEqual(made[1]);
    expect(await store().villageLists.rowsOf(made[0].status === 'made' ? made[0].list : '')).toHaveLength(1);
  });
});

describe('an operator', () => {
  test('puts a row right, and then it can be asked', async () => {
    const list = await listOf('Rahima Bibi, 69 F, 983001234, WKH1186263');
    const fields = {
      name: 'Rahima Bibi',
      age: '69',
      gender: 'female',
      phone: phoneOf(newAddress()),
      card: voterCard(cards++),
      pin: '700091',
    };
    expect(
      await editRow(store(), await rowOf(list), { written: 'as before', ...readFields(fields, 2021) }, now()),
    ).toBe(true);
    expect(await problems(list)).toEqual(['']);
    expect(await sendList(store(), list, now())).toEqual({ asked: 1, left: 0 });
  });

  test('changes nothing under the hand of who has been asked', async () => {
    const list = await listOf(person('Rahima Bibi', newAddress()));
    await sendList(store(), list, now());
    expect(await editRow(store(), await rowOf(list), { written: '', answers: { name: 'Somebody' } }, now())).toBe(
      false,
    );
    expect((await rowOf(list)).answers.name).toBe('Rahima Bibi');
  });

  test('in two windows changes a line once; who comes second has seen another one', async () => {
    const list = await listOf(person('Rahima Bibi', newAddress()));
    const seen = await rowOf(list);
    world.clock.advance(MINUTE);
    expect(await editRow(store(), seen, { ...seen, answers: { ...seen.answers, name: 'Rahima Khatun' } }, now())).toBe(
      true,
    );
    expect(await editRow(store(), seen, { ...seen, answers: { ...seen.answers, name: 'Somebody' } }, now())).toBe(
      false,
    );
    expect((await rowOf(list)).answers.name).toBe('Rahima Khatun');
  });

  test('asks at most four hundred people a day', async () => {
    const of = (count: number) =>
      listBy('busy', ...Array.from({ length: count }, () => person('Rahima Bibi', newAddress())));
    const lists = [await of(200), await of(190), await of(15)];
    for (const list of lists.slice(0, 2)) await sendList(store(), list, now());
    const last = lists[2] ?? '';
    const both = await Promise.all([sendList(store(), last, now()), sendList(store(), last, now())]);
    expect(both[0].asked + both[1].asked).toBe(10);
    expect(await sendList(store(), last, now())).toEqual({ asked: 0, left: 5 });
    expect(await statuses(last)).toEqual([...Array<string>(10).fill('asked'), ...Array<string>(5).fill('open')]);
    const other = await listOf(person('Rahima Bibi', newAddress()));
    expect(await sendList(store(), other, now())).toEqual({ asked: 1, left: 0 });
    world.clock.advance(DAY);
    expect(await sendList(store(), last, now())).toEqual({ asked: 5, left: 0 });
  });

  test('who presses twice asks once', async () => {
    const address = newAddress();
    const list = await listOf(person('Rahima Bibi', address));
    const asked = await Promise.all([sendList(store(), list, now()), sendList(store(), list, now())]);
    expect(asked[0].asked + asked[1].asked).toBe(1);
    await Promise.all([askInvited(store(), now()), askInvited(store(), now())]);
    await jobs();
    expect(toldTo(address)).toHaveLength(1);
  });
});

describe('who is asked', () => {
  async function asked(...names: string[]): Promise<{ list: string; address: string; talk: Talk }> {
    const address = newAddress();
    const list = await listOf(...names.map((name) => person(name, address)));
    await sendList(store(), list, now());
    await jobs();
    return { list, address, talk: talkOf(address) };
  }

  test('reads a name and an age, and nothing that is nobody else’s business', async () => {
    const { address } = await asked('Rahima Bibi');
    expect(toldTo(address)).toEqual([expect.stringContaining('Kanchanpur')]);
    expect(toldTo(address)[0]).toMatch(/Rahima Bibi, age 69/);
    expect(toldTo(address)[0]).not.toMatch(/WKH|700091|\d{4}/);
  });

  test('and says yes is read the rest, registers with a second digit, and is offered dates', async () => {
    const { list, address, talk } = await asked('Rahima Bibi');
    expect((await talk.say('1')).expects).toBe('registration.confirm');
    expect(talk.last?.text).toMatch(/Rahima Bibi.*700091/s);
    expect(await statuses(list)).toEqual(['confirmed']);
    expect(await store().persons.ofContact(store().vault.contactOf(address))).toEqual([]);
    expect((await talk.say('1')).expects).toBe('booking.offer');
    await jobs();
    expect(await statuses(list)).toEqual(['registered']);
    expect((await rowOf(list)).answers).toEqual({ name: 'R… B…', phone: `…${address.slice(-3)}` });
  });

  test('and says no is forgotten at once, and not asked by another list', async () => {
    const { list, address, talk } = await asked('Rahima Bibi');
    const { card } = await rowOf(list);
    expect((await talk.say('2')).expects).toBe('welcome.menu');
    expect(await statuses(list)).toEqual(['refused']);
    const row = await rowOf(list);
    expect(JSON.stringify([row.answers, row.written])).not.toMatch(/Rahima|WKH|700091/);
    const again = await listOf(person('Rahima Bibi', address));
    await world.site.connection.collection('villageRows').updateOne({ list: again }, { $set: { card } });
    expect(await problems(again)).toEqual(['phone refused']);
  });

  test('and says no is not asked by a list without the card either; who else has the telephone is', async () => {
    const { address, talk } = await asked('Rahima Bibi');
    await talk.say('2');
    const again = await listOf(`Rahima Bibi, 69, ${phoneOf(address)}`, `Gopal Das, 70, ${phoneOf(address)}`);
    expect(await problems(again)).toEqual(['phone refused', '']);
  });

  test('is not asked by another list as long as one asks', async () => {
    const { address, talk } = await asked('Rahima Bibi');
    const again = await listOf(`RAHIMA BIBI, 69, ${phoneOf(address)}`);
    expect(await problems(again)).toEqual(['phone elsewhere']);
    await talk.say('1');
    expect(await problems(again)).toEqual(['phone elsewhere']);
  });

  test('on one telephone is not more than a number may have, however many lists there are', async () => {
    const { address } = await asked('Asha Roy', 'Bina Roy', 'Chitra Roy');
    const more = await listOf(person('Dipa Roy', address), person('Esha Roy', address));
    expect(await problems(more)).toEqual(['', 'phone crowded 4']);
  });

  test('by two lists at once says no to both', async () => {
    const address = newAddress();
    const lists = [await listOf(person('Rahima Bibi', address)), await listOf(`Rahima Bibi, 69, ${phoneOf(address)}`)];
    await Promise.all(lists.map((list) => sendList(store(), list, now())));
    await jobs();
    await talkOf(address).say('2');
    world.clock.advance(DAY + MINUTE);
    await jobs();
    expect(toldTo(address)).toHaveLength(1);
  });

  test('and registered under that name without a card on the list is not asked', async () => {
    const address = newAddress();
    const contact = store().vault.contactOf(address);
    const answers = { ...answersOf(6_300), name: 'Rahima Bibi' };
    await registerPerson(store(), { contact, answers, district: 'near', key: address, now: now() });
    const list = await listOf(`Rahima Bibi, 69, ${phoneOf(address)}`);
    await sendList(store(), list, now());
    await jobs();
    expect(toldTo(address)).toEqual([]);
    expect(await statuses(list)).toEqual(['registered']);
  });

  test('and finds name or age wrong writes them anew, with the rest kept', async () => {
    const { list, address, talk } = await asked('Rahima Bivi');
    expect((await talk.say('3')).expects).toBe('registration.name');
    expect((await talk.say('Rahima Bibi 70')).expects).toBe('registration.confirm');
    expect(talk.last?.text).toMatch(/Rahima Bibi.*70 years.*700091/s);
    await talk.say('1');
    await jobs();
    expect(await statuses(list)).toEqual(['registered']);
    const [known] = await store().persons.ofContact(store().vault.contactOf(address));
    expect(known?.name).toBe('Rahima Bibi');
  });

  test('with others on the same number is asked one after the other', async () => {
    const { list, address, talk } = await asked('Asha Roy', 'Bina Roy', 'Chitra Roy');
    expect(toldTo(address)).toHaveLength(1);
    expect(toldTo(address)[0]).toContain('Asha');
    await talk.say('2');
    await jobs();
    expect(toldTo(address)[1]).toContain('Bina');
    world.clock.advance(DAY + MINUTE);
    await jobs();
    expect(toldTo(address)[2]).toContain('Chitra');
    expect(await statuses(list)).toEqual(['refused', 'asked', 'asked']);
  });

  test('is not asked where the number is full; the operator sees it', async () => {
    const address = newAddress();
    for (let n = 0; n < 4; n++) await registered(world, address, 6_100 + n);
    const list = await listOf(person('Rahima Bibi', address));
    await sendList(store(), list, now());
    await jobs();
    expect(toldTo(address)).toEqual([]);
    expect(await problems(list)).toEqual(['phone full']);
  });

  test('and says yes when the number has become full is told so', async () => {
    const { list, address, talk } = await asked('Rahima Bibi');
    for (let n = 0; n < 4; n++) await registered(world, address, 6_200 + n);
    expect((await talk.say('1')).text).toContain('4 people');
    expect(await statuses(list)).toEqual(['full']);
  });

  test('by two lists is registered once; of the second nothing is said', async () => {
    const [card, one, other] = [voterCard(cards++), newAddress(), newAddress()];
    const first = await listOf(person('Rahima Bibi', one, 'F', card));
    const second = await listOf(person('Rahima Bibi', other, 'F', card));
    await sendList(store(), first, now());
    await sendList(store(), second, now());
    await registerPerson(store(), {
      ...{ contact: store().vault.contactOf(one), answers: { ...answersOf(1), name: 'Rahima Bibi', cardNumber: card } },
      ...{ district: 'near', key: card, now: now() },
    });
    await jobs();
    expect([toldTo(one), toldTo(other)]).toEqual([[], []]);
    expect([...(await statuses(first)), ...(await statuses(second))]).toEqual(['registered', 'registered']);
  });

  test('says yes herself: no operator answers on a number that nobody has proved', async () => {
    const { address, talk } = await asked('Rahima Bibi');
    const call = { operator: 'mita', address, now: now() };
    expect((await lookAtCaller(store(), call)).mayRelay).toBe(false);
    await talk.say('1');
    expect((await lookAtCaller(store(), call)).mayRelay).toBe(false);
    await proved(store(), call, 'call');
    expect((await lookAtCaller(store(), call)).mayRelay).toBe(true);
  });

  test('answers for nobody on another number', async () => {
    const { list } = await asked('Rahima Bibi');
    const invitation = (await rowOf(list))._id;
    const stranger = { invitation, contact: store().vault.contactOf(newAddress()), now: now() };
    expect(await readInvitation(store(), stranger)).toEqual({ status: 'over' });
    expect(await answerInvitation(store(), { ...stranger, agrees: true })).toEqual({ status: 'over' });
    await answerInvitation(store(), { ...stranger, agrees: false });
    expect(await statuses(list)).toEqual(['asked']);
  });

  test('twice at once with yes is answered alike; a crash before the turn is saved loses nothing', async () => {
    const { list, address } = await asked('Rahima Bibi');
    const request = {
      invitation: (await rowOf(list))._id,
      contact: store().vault.contactOf(address),
      now: now(),
      agrees: true,
    };
    const answers = await Promise.all([answerInvitation(store(), request), answerInvitation(store(), request)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 'agreed', answers: { name: 'Rahima Bibi', age: 69 } });
    // The turn was never saved: the same digit again finds the same question.
    expect((await talkOf(address).say('1')).expects).toBe('registration.confirm');
  });

  test('registered while the process died before the list knew is found by the sweep', async () => {
    const { list, address } = await asked('Rahima Bibi');
    const { card, _id, contact } = await rowOf(list);
    await answerInvitation(store(), { invitation: _id, contact: contact ?? '', agrees: true, now: now() });
    const number = Array.from({ length: cards }, (_, n) => voterCard(n)).find(
      (each) => store().vault.cardHash('voter', each) === card,
    );
    await registerPerson(store(), {
      ...{
        contact: store().vault.contactOf(address),
        answers: { ...answersOf(1), ...(number ? { cardNumber: number } : {}) },
      },
      ...{ district: 'near', key: _id, now: now() },
    });
    await settleInvited(store(), now());
    expect(await statuses(list)).toEqual(['registered']);
  });
});

describe('time', () => {
  test('reminds once after two days, and forgets after seven', async () => {
    const address = newAddress();
    const list = await listOf(person('Rahima Bibi', address), 'Gopal Das, 70');
    await sendList(store(), list, now());
    await jobs();
    world.clock.advance(2 * DAY + MINUTE);
    await jobs();
    await jobs();
    expect(toldTo(address)).toHaveLength(2);
    expect(toldTo(address)[1]).toContain('again');
    world.clock.advance(5 * DAY);
    await jobs();
    expect(toldTo(address)).toHaveLength(2);
    expect(await statuses(list)).toEqual(['expired', 'expired']);
    const stored = await rowOf(list);
    expect(stored).toMatchObject({ written: '', answers: { name: 'R… B…' } });
    expect((await talkOf(address).say('1')).expects).toBe('registration.name');
  });

  test('takes away the whole list after a month', async () => {
    const list = await listOf(person('Rahima Bibi', newAddress()));
    await forgetLists(store(), new Date(now().getTime() + 29 * DAY));
    expect(await store().villageLists.list(list)).not.toBeNull();
    await forgetLists(store(), new Date(now().getTime() + 31 * DAY));
    expect(await store().villageLists.list(list)).toBeNull();
    expect(await store().villageLists.rowsOf(list)).toEqual([]);
  });

  test('shows which number nothing reached, which may then be put right and asked again', async () => {
    const [wrong, right] = [newAddress(), newAddress()];
    const list = await listOf(person('Rahima Bibi', wrong));
    await store().contacts.setOptedOut(store().vault.contactOf(wrong), true, now());
    await sendList(store(), list, now());
    await jobs();
    expect(await problems(list)).toEqual(['phone undeliverable']);
    const row = await rowOf(list);
    await editRow(store(), row, { ...row, answers: { ...row.answers, phone: `+91${phoneOf(right)}` } }, now());
    expect(await sendList(store(), list, now())).toEqual({ asked: 1, left: 0 });
    await jobs();
    expect(toldTo(right)).toHaveLength(1);
  });
});

test('what people told stands nowhere in clear', async () => {
  const list = await listOf('Zubeda Khatun, 69 F, 9830099999, WKH1186253, 700091');
  const { connection } = world.site;
  const stored = [
    await connection.collection('villageRows').find({ list }).toArray(),
    await connection.collection('villageLists').find().toArray(),
  ];
  expect(JSON.stringify(stored)).not.toMatch(/Zubeda|9830099999|1186253|Kanchanpur/);
});

test('two hundred answers at once wait for nobody', async () => {
  const addresses = Array.from({ length: 200 }, newAddress);
  const list = await listOf(...addresses.map((address, n) => person(`Rahima ${'abcdefghij'[n % 10] ?? ''}b`, address)));
  expect(await sendList(store(), list, now())).toEqual({ asked: 200, left: 0 });
  const rows = await store().villageLists.rowsOf(list);
  const answers = await Promise.all(
    rows.map(({ _id, contact }, n) =>
      answerInvitation(store(), { invitation: _id, contact: contact ?? '', agrees: n % 2 === 0, now: now() }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'agreed')).toHaveLength(100);
  expect(await store().villageLists.progress([list])).toEqual(
    expect.arrayContaining([
      { list, status: 'confirmed', count: 100 },
      { list, status: 'refused', count: 100 },
    ]),
  );
});
