/** Conversations that an older version of the service stored. */
import type { Conversation } from '../../src/conversation/ports';
import type { Dialogue } from '../../src/conversation/dialogue';
import { FLOWS } from '../../flows';
import { migrate, MIGRATIONS, rescue, type Migration, type Stored } from '../../flows/migrations';
import { newAddress, openWorld, registered, slotOf, voterCard, type Talk, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50)]);
});
afterAll(() => world.close());

const contactOf = ({ address }: Talk): string => world.site.store.vault.contactOf(address);

/** What is stored of a dialogue becomes what an older version had stored. */
async function age(talk: Talk, change: (dialogue: Dialogue) => Partial<Dialogue>): Promise<void> {
  const { conversations } = world.site.store;
  const stored = (await conversations.load(contactOf(talk))) as Conversation & { dialogue: Dialogue };
  const dialogue = { ...stored.dialogue, ...change(stored.dialogue) };
  expect(await conversations.save({ ...stored, turn: stored.turn + 1, dialogue })).toBe(true);
}

let cards = 100;
async function ledTo(question: 'age' | 'confirm'): Promise<Talk> {
  const talk = world.talk(newAddress());
  const first = ['টিকা', '1', 'রহিমা বিবি'];
  const rest = ['69', '1', '2', voterCard(cards++), '700091'];
  for (const text of question === 'age' ? first : [...first, ...rest]) await talk.say(text);
  expect(talk.last?.expects).toBe(`registration.${question}`);
  return talk;
}

test('a state that no longer exists: the same question is asked again, and every answer is kept', async () => {
  const talk = await ledTo('age');
  await age(talk, () => ({ version: 0, value: 'ageGroup' }));
  expect(await talk.say('৬৯')).toMatchObject({ expects: 'registration.gender', language: 'bn' });
  expect((await world.site.store.conversations.load(contactOf(talk)))?.dialogue).toMatchObject({
    version: FLOWS.registration.version,
    context: { answers: { name: 'রহিমা বিবি', age: 69 } },
  });
});

test('whatever is written then is answered with a question, in the same language', async () => {
  for (const text of ['?', '', 'হ্যালো', '1', '0', 'English', 'xyzzy', '{{name}}', 'সাহায্য']) {
    const talk = await ledTo('confirm');
    await age(talk, () => ({ version: 0, value: 'readBack' }));
    const answer = await talk.say(text);
    expect(answer.text).not.toBe('');
    expect(answer.expects).toMatch(/^(registration|welcome|booking)\./);
    expect(world.site.failures).toEqual([]);
  }
});

test('a state that was there and asks nothing now, and a context that lacks half of it', async () => {
  const talk = await ledTo('confirm');
  await age(talk, ({ context }) => ({ value: 'reviewing', context: { answers: context['answers'] } }));
  expect(await talk.say('1')).toMatchObject({ expects: 'booking.offer' });
});

test('a flow that no longer exists leads back to the front door', async () => {
  const talk = await ledTo('age');
  await age(talk, () => ({ flow: 'lottery' as never, value: 'draw', context: {} }));
  expect(await talk.say('xyzzy')).toMatchObject({ expects: 'welcome.menu', language: 'bn' });
});

test('a booking of an older version is for the same person', async () => {
  const talk = world.talk(newAddress());
  const person = await registered(world, talk.address, 1);
  await registered(world, talk.address, 2);
  await talk.say('টিকা');
  await talk.choose('book');
  await talk.choose(person);
  await age(talk, () => ({ version: 0, value: 'choosing' }));
  expect(await talk.say('1')).toMatchObject({ expects: 'booking.booked' });
  const booked = await world.site.store.appointments.activeOfContact(contactOf(talk), '2021-01-01');
  expect(booked).toMatchObject([{ person }]);
});

test('a dialogue that was put aside in an older version is taken up again', async () => {
  const talk = await ledTo('age');
  await talk.say('হ্যালো');
  expect(talk.last?.expects).toBe('welcome.resume');
  await age(talk, ({ paused }) => ({ paused: paused && { ...paused, version: 0, value: 'ageGroup' } }));
  await talk.choose('continue');
  expect(await talk.say('69')).toMatchObject({ expects: 'registration.gender' });
});

describe('migrations', () => {
  const stored: Stored = { flow: 'registration', version: 1, value: 'sex', context: { answers: { sex: 'f' } } };
  const list: Migration[] = [
    {
      ...{ flow: 'registration', from: 2, reason: 'The words of the forms became ours.' },
      migrate: ({ value, context }) => ({ value, context: { ...context, answers: { gender: 'female' } } }),
    },
    {
      ...{ flow: 'registration', from: 1, reason: 'The question was renamed.' },
      migrate: ({ context }) => ({ value: 'gender', context }),
    },
    { flow: 'booking', from: 1, reason: 'Not ours.', migrate: () => ({ value: 'wrong', context: {} }) },
  ];

  test('each takes a dialogue one version on, in the order of the versions', () => {
    expect(migrate(stored, list)).toEqual({
      ...{ flow: 'registration', version: 3, value: 'gender' },
      context: { answers: { gender: 'female' } },
    });
    expect(migrate({ ...stored, version: 2 }, list)).toMatchObject({ version: 3, value: 'sex' });
    expect(migrate({ ...stored, version: 3 }, list)).toEqual({ ...stored, version: 3 });
    expect(stored).toMatchObject({ version: 1, value: 'sex' });
  });

  test('none of ours leads past the present version, and every older version has one', () => {
    for (const [flow, { version }] of Object.entries(FLOWS)) {
      const from = MIGRATIONS.filter((each) => each.flow === flow).map((each) => each.from);
      expect([...from].sort()).toEqual(Array.from({ length: version - 1 }, (_, index) => index + 1));
    }
  });

  test.each<[string, Stored, ReturnType<typeof rescue>]>([
    ['what was said', { ...stored, context: { answers: { age: 69 } } }, answered({ age: 69 })],
    ['nothing, where nothing was', { ...stored, context: {} }, { flow: 'registration', input: {} }],
    [
      'nothing, where it cannot be read',
      { ...stored, context: { answers: 'x', person: 1 } },
      { flow: 'registration', input: {} },
    ],
    [
      'the person',
      { ...stored, flow: 'booking', context: { person: 'p' } },
      { flow: 'booking', input: { person: 'p' } },
    ],
    ['the front door', { ...stored, flow: 'lottery' }, { flow: 'welcome', input: {} }],
  ])('where none leads on, a rescue keeps %s', (_, from, to) => {
    expect(rescue(from)).toEqual(to);
  });
});

function answered(answers: object): ReturnType<typeof rescue> {
  return { flow: 'registration', input: { meaning: { type: 'REPLY', answers } } };
}
