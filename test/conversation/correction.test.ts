/** A recorded dose that is wrong: the case that is opened, and how it stands when asked; on the real store. */
import { moveCase } from '../../src/vaccination/move-case';
import { recordDose } from '../../src/vaccination/record-dose';
import { DAY, newAddress, openWorld, registered, TODAY, type Talk, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let cards = 5_000;

/** Somebody who has had a first dose today. */
async function vaccinated(): Promise<{ address: string; person: string; talk: Talk }> {
  const address = newAddress();
  const person = await registered(world, address, cards++);
  const { store } = world.site;
  const reference = (await store.persons.get(person))?.reference ?? '';
  await recordDose(store, { reference, vaccine: 'COVISHIELD', day: TODAY, now: world.clock.now() });
  const talk = world.talk(address);
  await talk.say('টিকা');
  return { address, person, talk };
}

const opened = async (talk: Talk): Promise<number> => {
  await talk.say('আমার তারিখ');
  await talk.choose('wrong');
  const { text } = await talk.choose('date');
  return Number(/আবেদন (\d+) লেখা হল/.exec(text)?.[1]);
};

test('what is recorded is shown, what is wrong becomes a case, and the case is followed by its number', async () => {
  const { talk } = await vaccinated();
  await talk.say('আমার তারিখ');
  const asked = await talk.choose('wrong');
  expect(asked).toMatchObject({ expects: 'correction.about' });
  expect(asked.text).toMatch(
    /^রহিমা 5\d+: কোভিশিল্ড, বুধ 3 মার্চ লেখা আছে। কোনটা ভুল\?\n1 টিকা\n2 তারিখ\n3 ফোন নম্বর\n4 নাম$/,
  );
  const { text } = await talk.say('তারিখ ভুল');
  const number = Number(/^আবেদন (\d+) লেখা হল: রহিমা 5\d+, তারিখ।/.exec(text)?.[1]);
  expect(number).toBeGreaterThan(199);
  for (const said of [`আবেদন ${String(number)}`, `case ${String(number)}`, `কেস ${String(number)}`])
    expect((await talk.say(said)).text).toMatch(
      new RegExp(`^আবেদন ${String(number)}, .*\\(তারিখ\\): বুধ 3 মার্চ লেখা হয়েছে`),
    );
});

test('it says for what it waits and since when, and in the end what came of it', async () => {
  const { talk } = await vaccinated();
  const number = await opened(talk);
  const { store } = world.site;
  world.clock.advance(DAY);
  await moveCase(store, { number, status: 'atCentre', who: 'test', note: '', now: world.clock.now() });
  expect((await talk.say('কেস')).text).toMatch(/: বৃহঃ 4 মার্চ থেকে টিকাকেন্দ্রের উত্তরের অপেক্ষায়।/);
  await moveCase(store, { number, status: 'refused', who: 'test', note: '', now: world.clock.now() });
  expect((await talk.say(`কেস ${String(number)}`)).text).toMatch(/খাতায় ভুল নেই/);
});

test('what was put right is told with its day', async () => {
  const { talk } = await vaccinated();
  const number = await opened(talk);
  await moveCase(world.site.store, { number, status: 'corrected', who: 'test', note: '', now: world.clock.now() });
  expect((await talk.say(`কেস ${String(number)}`)).text).toMatch(/ মার্চ ঠিক করা হয়েছে।$/);
});

test('a number that is not theirs gets an honest word, and so does who has none', async () => {
  const { talk } = await vaccinated();
  const number = await opened(talk);
  const other = await vaccinated();
  expect((await other.talk.say(`কেস ${String(number)}`)).text).toMatch(
    new RegExp(`^এই ফোনে আবেদন ${String(number)} নেই।`),
  );
  expect((await other.talk.say('কেস')).text).toMatch(/^এই ফোন থেকে কোনো আবেদন করা হয়নি।/);
});

test('asked in the middle of something it is answered, and the question asked again', async () => {
  const { talk } = await vaccinated();
  const number = await opened(talk);
  for (const text of ['টিকা', '1', 'আব্দুল করিম']) await talk.say(text);
  const answer = await talk.say(`কেস ${String(number)}`);
  expect(answer).toMatchObject({ expects: 'registration.age' });
  expect(answer.text).toMatch(/^আবেদন [^]*\nআব্দুল করিম: বয়স/);
});

test('an account that has proved no number is asked for it first', async () => {
  const said = (text: string) =>
    world.site.converse({
      ...{ channel: 'telegram', address: 'telegram:8000001', externalId: crypto.randomUUID(), text },
      receivedAt: world.clock.now(),
    });
  await said('টিকা');
  expect((await said('কেস 200')).expects).toBe('binding.phone');
});
