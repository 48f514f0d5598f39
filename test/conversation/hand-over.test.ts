/** Who is registered on another phone comes over with a code sent there, or asks for a person; on the real store. */
import type { Answer } from '../../src/conversation/ports';
import { MINUTE, newAddress, openWorld, slotOf, voterCard, type Talk, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(50, { inDays: 9 }), slotOf(50, { inDays: 9, centre: 'barasat' })]);
});
afterAll(() => world.close());

let cards = 4_000;

/** Registers with the nth card; where a date is offered, takes it. */
async function register(address: string, n: number, take = true): Promise<Talk> {
  const talk = world.talk(address);
  for (const text of ['টিকা', '1', 'রহিমা বিবি 69 মহিলা', voterCard(n), '700091', '1']) await talk.say(text);
  if (take && talk.last?.expects === 'booking.offer') await talk.say('1');
  return talk;
}

/** The same person, first on an old phone and then on a new one. */
async function onNewPhone(): Promise<{ old: string; talk: Talk }> {
  const old = newAddress();
  const n = cards++;
  await register(old, n);
  return { old, talk: await register(newAddress(), n) };
}

async function codeSentTo(address: string): Promise<string> {
  const now = world.clock.now();
  const due = { now, lanes: ['any'], kinds: ['code'], most: 100, leasedUntil: now } as const;
  const codes = (await world.site.store.messages.claim(due)).filter((message) => message.address === address);
  expect(codes).toHaveLength(1);
  return codes[0]?.prompts?.[0]?.params?.code as string;
}

const people = (address: string) =>
  world.site.store.persons.ofContact(world.site.store.vault.contactOf(address)).then((found) => found.length);

const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('with the code that was sent to the old phone the person, and the date, are on the new one', async () => {
  const { old, talk } = await onNewPhone();
  expect(talk.last).toMatchObject({ expects: 'handOver.ask' });
  expect((await talk.choose('send')).expects).toBe('handOver.code');
  const code = await codeSentTo(old);
  expect(await talk.say(wrongFor(code))).toMatchObject({
    expects: 'handOver.code',
    text: expect.stringMatching(/মিলছে না/) as string,
  });
  const moved = await talk.say(`${code.slice(0, 3)} ${code.slice(3)}`);
  expect(moved.text).toMatch(/^রহিমা বিবি: নাম এই ফোনে আনা হল।/);
  expect(moved.expects).toMatch(/^appointment\./);
  expect([await people(old), await people(talk.address)]).toEqual([0, 1]);
});

test('six digits are the code, and no PIN code, also on a call', async () => {
  const { old, talk } = await onNewPhone();
  await talk.choose('send');
  const code = await codeSentTo(old);
  const { converse } = world.site;
  const call = (said: object): Promise<Answer> =>
    converse({
      ...{ channel: 'ussd', address: talk.address, externalId: crypto.randomUUID(), receivedAt: world.clock.now() },
      ...{ text: '', language: 'bn' as const },
      ...said,
    });
  expect((await call({ event: 'dial' })).expects).toBe('handOver.code');
  expect((await call({ text: code })).text).toMatch(/ei phone-e ana holo/);
});

test('another code is sent only after a while; the seconds are said, and the one on its way still works', async () => {
  const { old, talk } = await onNewPhone();
  await talk.choose('send');
  const code = await codeSentTo(old);
  const waiting = await talk.choose('again');
  expect(waiting.expects).toBe('handOver.code');
  expect(waiting.text).toMatch(/\d+ সেকেন্ড/);
  expect((await talk.say(code)).text).toMatch(/এই ফোনে আনা হল/);
});

test('where the old phone is gone a person calls, and nobody is registered twice', async () => {
  const { old, talk } = await onNewPhone();
  const promised = await talk.choose('gone');
  expect(promised.text).toMatch(/ফোন করে নামটা এই ফোনে আনবেন/);
  const [request] = await world.site.connection
    .collection('helpRequests')
    .find({ contact: world.site.store.vault.contactOf(talk.address) })
    .toArray();
  expect(request).toMatchObject({ topic: 'oldNumber' });
  expect([await people(old), await people(talk.address)]).toEqual([1, 0]);
});

test('after too many wrong codes it is asked anew, and going back leads to the menu', async () => {
  const { old, talk } = await onNewPhone();
  await talk.choose('send');
  const wrong = wrongFor(await codeSentTo(old));
  let answer = talk.last;
  for (let tries = 0; tries < 20 && answer?.expects === 'handOver.code'; tries++) answer = await talk.say(wrong);
  expect(answer).toMatchObject({
    expects: 'handOver.ask',
    text: expect.stringMatching(/^এই কোড আর চলবে না/) as string,
  });
  world.clock.advance(MINUTE);
  expect((await talk.say('0')).expects).toBe('welcome.menu');
  expect(await people(old)).toBe(1);
});

test('after too many codes no more are sent, and the last ones still work', async () => {
  const { talk } = await onNewPhone();
  let answer = await talk.choose('send');
  for (let asked = 0; asked < 10 && !answer.text.includes('এখন আর কোড'); asked++) {
    world.clock.advance(5 * MINUTE);
    answer = await talk.choose('again');
  }
  expect(answer).toMatchObject({ expects: 'handOver.code', text: expect.stringMatching(/^এখন আর কোড/) as string });
});
