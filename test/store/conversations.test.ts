import type { Conversation } from '../../src/conversation/ports';
import { openWorld, type Site, type World } from '../support/world';

let world: World;
let one: Site;
let two: Site;
beforeAll(async () => {
  world = await openWorld();
  [one, two] = [world.site, await world.openSite()];
});
afterAll(() => world.close());

let made = 0;
const conversationOf = (turn: number, change: Partial<Conversation> = {}): Conversation => ({
  contact: `contact-${made++}`,
  address: 'tel:+919830012345',
  thread: 'thread',
  turn,
  language: 'bn',
  script: null,
  channel: 'sms',
  reachedAt: 'tel:+919830012345',
  paging: null,
  session: null,
  heardAt: null,
  followUpAt: null,
  entered: null,
  journey: null,
  heldBy: null,
  dialogue: null,
  menu: [{ number: '1', value: 'register', label: 'নাম লেখান' }],
  answered: [],
  ...change,
});

const save = (site: Site, conversation: Conversation): Promise<boolean> => site.store.conversations.save(conversation);
const load = (contact: string): Promise<Conversation | null> => two.store.conversations.load(contact);

/** Saved up to this turn. */
async function atTurn(turn: number): Promise<Conversation> {
  const first = conversationOf(1);
  for (let each = 1; each <= turn; each++) expect(await save(one, { ...first, turn: each })).toBe(true);
  return { ...first, turn };
}

test('what one process saved another one loads, whole', async () => {
  const conversation = await atTurn(2);
  expect(await load(conversation.contact)).toEqual(conversation);
  expect(await load('nobody')).toBeNull();
});

test.each([1, 3])('two processes save turn %i: exactly one wins, and what it saved stands', async (turn) => {
  for (let round = 0; round < 20; round++) {
    const before = turn === 1 ? conversationOf(0) : await atTurn(turn - 1);
    const [mine, theirs] = (['hi', 'en'] as const).map((language) => ({ ...before, turn, language }));
    const won = await Promise.all([save(one, mine as Conversation), save(two, theirs as Conversation)]);
    expect([...won].sort()).toEqual([false, true]);
    expect(await load(before.contact)).toEqual(won[0] ? mine : theirs);
  }
});

test.each([1, 3, 9])('a conversation at turn 3 is not saved again as turn %i', async (turn) => {
  const conversation = await atTurn(3);
  const saves = await save(one, { ...conversation, turn, language: 'en' });
  expect(saves).toBe(false);
  expect(await load(conversation.contact)).toEqual(conversation);
});

test('64 people at once, first turns and later ones: all are saved and all are loaded', async () => {
  const later = await Promise.all(Array.from({ length: 32 }, () => atTurn(1)));
  const next = [
    ...later.map((conversation) => ({ ...conversation, turn: 2, language: 'hi' as const })),
    ...Array.from({ length: 32 }, () => conversationOf(1)),
  ];
  expect(await Promise.all(next.map((conversation) => save(one, conversation)))).toEqual(next.map(() => true));
  expect(await Promise.all(next.map(({ contact }) => load(contact)))).toEqual(next);
});

test('a save that loses takes nobody else of its moment with it', async () => {
  const there = await Promise.all(Array.from({ length: 6 }, () => atTurn(2)));
  // By threes: the right turn, one too late, and a first turn where there was one.
  const moment = there.map((conversation, index) => ({ ...conversation, turn: [3, 2, 1][index % 3] ?? 0 }));
  const fresh = [conversationOf(1), conversationOf(1)];
  const outcomes = await Promise.all([...moment, ...fresh].map((conversation) => save(one, conversation)));
  expect(outcomes).toEqual([true, false, false, true, false, false, true, true]);
  expect(await Promise.all(there.map(({ contact }) => load(contact)))).toMatchObject(
    [3, 2, 2, 3, 2, 2].map((turn) => ({ turn })),
  );
});

test('the same turn of one contact twice in one moment of one process: one wins', async () => {
  const first = conversationOf(1);
  expect((await Promise.all([save(one, first), save(one, first)])).sort()).toEqual([false, true]);
  const second = { ...first, turn: 2 };
  expect((await Promise.all([save(one, second), save(one, second)])).sort()).toEqual([false, true]);
});

test('nobody who reads the database learns who said what', async () => {
  const { contact } = await atTurn(1);
  const stored = JSON.stringify(
    await one.connection.collection<{ _id: string }>('conversations').findOne({ _id: contact }),
  );
  expect(stored).not.toMatch(/9830012345|নাম/);
});

test('what cannot be opened is the trouble of one person, not of those loaded beside them', async () => {
  const [broken, whole] = [conversationOf(1), conversationOf(1)];
  const { conversations } = world.site.store;
  await Promise.all([conversations.save(broken), conversations.save(whole)]);
  await world.site.connection
    .collection('conversations')
    .updateOne({ _id: broken.contact as never }, { $set: { sealed: Buffer.from('not sealed') } });
  const [first, second] = await Promise.allSettled([broken, whole].map(({ contact }) => conversations.load(contact)));
  expect(first?.status).toBe('rejected');
  expect(second).toMatchObject({ status: 'fulfilled', value: { contact: whole.contact } });
});
