/** Codes that prove a number: several may be on their way, a late one still works, and guessing finds nothing. */
import { KINDS } from '../../src/store/messages';
import { createRender } from '../../src/render/render';
import { checkCode, sendCode, type CodeTry, type CodeWish } from '../../src/vaccination/prove-number';
import { MINUTE, newAddress, openWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const SECOND = 1000;
let made = 0;

interface Asker {
  number: string;
  ask: (more?: Partial<CodeWish>) => ReturnType<typeof sendCode>;
  give: (code: string, more?: Partial<CodeTry>) => ReturnType<typeof checkCode>;
  /** All that were sent to the number until now, oldest first. */
  codes: () => Promise<string[]>;
}

/** Somebody at a door whose clock the test moves. */
function newAsker(whose = `asker-${++made}`, number = newAddress()): Asker {
  const { store } = world.site;
  const key = (): string => `${whose}-${++made}`;
  return {
    number,
    ask: (more) =>
      sendCode(store, {
        ...{ door: 'desk', whose, number, key: key(), template: 'templates:code', language: 'en' },
        ...{ now: world.clock.now(), ...more },
      }),
    give: (code, more) => checkCode(store, { door: 'desk', whose, code, key: key(), now: world.clock.now(), ...more }),
    codes: async () => (await sentTo(number)).map((text) => /\d{6}/.exec(text)?.[0] ?? ''),
  };
}

const render = createRender();
const texts = new Map<string, string[]>();
async function sentTo(number: string): Promise<string[]> {
  const due = {
    now: world.clock.now(),
    lanes: ['any'],
    kinds: KINDS,
    most: 1_000,
    leasedUntil: new Date(8e12),
  } as const;
  for (const { address = '', prompts = [] } of await world.site.store.messages.claim(due))
    texts.set(address, [...(texts.get(address) ?? []), render(prompts, 'en').text]);
  return texts.get(number) ?? [];
}

const SENT = { status: 'sent' };
const WRONG = { status: 'wrong' };
const OVER = { status: 'over' };
const proved = (number: string) => ({ status: 'proved', number });
const notOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('every code of the last ten minutes proves the number, not only the last', async () => {
  for (const which of [0, 1, 2]) {
    const { ask, give, codes, number } = newAsker();
    for (const pause of [0, 30, 60]) {
      world.clock.advance(pause * SECOND);
      expect(await ask()).toEqual(SENT);
    }
    const all = await codes();
    expect(new Set(all).size).toBe(3);
    expect(await give(all[which] ?? '')).toEqual(proved(number));
  }
});

test('a code works until ten minutes after it was sent, whatever was sent later', async () => {
  const { ask, give, codes, number } = newAsker();
  await ask();
  world.clock.advance(5 * MINUTE);
  await ask();
  const [first = '', second = ''] = await codes();
  world.clock.advance(5 * MINUTE);
  expect(await give(first)).toEqual(WRONG);
  world.clock.advance(5 * MINUTE - 1);
  expect(await give(second)).toEqual(proved(number));
});

test('with nothing left that works one is told so', async () => {
  const { ask, give, codes } = newAsker();
  expect(await give('123456')).toEqual(OVER);
  await ask();
  const [code = ''] = await codes();
  world.clock.advance(10 * MINUTE);
  expect(await give(code)).toEqual(OVER);
});

test('a code that has proved the number proves it to nobody a second time, and neither do the others', async () => {
  const { ask, give, codes, number } = newAsker();
  await ask();
  world.clock.advance(30 * SECOND);
  await ask();
  const [first = '', second = ''] = await codes();
  expect(await give(first, { key: 'turn' })).toEqual(proved(number));
  // The turn was lost and is run again.
  expect(await give(first, { key: 'turn' })).toEqual(proved(number));
  expect(await give(first)).toEqual(OVER);
  expect(await give(second)).toEqual(OVER);
});

test('the pause before a resend is told in seconds and grows, for the same number only', async () => {
  const { ask, codes } = newAsker();
  for (const pause of [30, 60, 120]) {
    expect(await ask()).toEqual(SENT);
    expect(await ask()).toEqual({ status: 'wait', seconds: pause });
    world.clock.advance((pause - 1) * SECOND);
    expect(await ask()).toEqual({ status: 'wait', seconds: 1 });
    if (pause === 30) expect(await ask({ number: newAddress() })).toEqual(SENT);
    world.clock.advance(SECOND);
  }
  expect(await codes()).toHaveLength(3);
});

test('an asker gets five codes in an hour, to whatever numbers', async () => {
  const { ask } = newAsker();
  for (let each = 0; each < 5; each++) expect(await ask({ number: newAddress() })).toEqual(SENT);
  expect(await ask({ number: newAddress() })).toEqual({ status: 'tooMany' });
  world.clock.advance(60 * MINUTE);
  expect(await ask({ number: newAddress() })).toEqual(SENT);
});

test('a number gets five codes in an hour, whoever asks', async () => {
  const number = newAddress();
  for (let each = 0; each < 5; each++) expect(await newAsker(undefined, number).ask()).toEqual(SENT);
  const late = newAsker(undefined, number);
  expect(await late.ask()).toEqual({ status: 'tooMany' });
  expect(await late.codes()).toHaveLength(5);
  // With a code that was kept and not sent, whoever asks from many places could guess without end.
  expect(await late.give('123456')).toEqual(OVER);
});

test('the same request again is the same code and no second message, even in the middle of a pause', async () => {
  const { ask, give, codes, number } = newAsker();
  for (let run = 0; run < 3; run++) expect(await ask({ key: 'same' })).toEqual(SENT);
  const [code = '', ...others] = await codes();
  expect(others).toEqual([]);
  expect(await give(code)).toEqual(proved(number));
});

test('a code of one door opens no other, and none for somebody else', async () => {
  const [mine, other] = [newAsker(), newAsker()];
  await mine.ask();
  await other.ask();
  const [code = ''] = await mine.codes();
  expect(await other.give(code)).toEqual(WRONG);
  expect(await mine.give(code, { door: 'partner' })).toEqual(OVER);
  expect(await mine.give(code)).toEqual(proved(mine.number));
});

test('after five wrong tries even the right code is refused, and so is a new one', async () => {
  const { ask, give, codes, number } = newAsker();
  await ask();
  const [code = ''] = await codes();
  for (let guess = 0; guess < 4; guess++) expect(await give(notOf(code))).toEqual(WRONG);
  expect(await give(notOf(code))).toEqual(OVER);
  expect(await give(code)).toEqual(OVER);
  world.clock.advance(2 * MINUTE);
  await ask();
  const fresh = (await codes()).at(-1) ?? '';
  expect(await give(fresh)).toEqual(OVER);
  world.clock.advance(8 * MINUTE);
  expect(await give(fresh)).toEqual(proved(number));
});

test('a try that is run again is the same try', async () => {
  const { ask, give, codes, number } = newAsker();
  await ask();
  const [code = ''] = await codes();
  for (let run = 0; run < 9; run++) expect(await give(notOf(code), { key: 'turn' })).toEqual(WRONG);
  expect(await give(code)).toEqual(proved(number));
});

test('a thousand guesses find nothing, though the right code is among them and new ones are asked for', async () => {
  const { ask, give, codes } = newAsker();
  await ask();
  const [code = ''] = await codes();
  const outcomes: string[] = [];
  for (let guess = 0; guess < 1_000; guess++) {
    if (guess % 100 === 0) await ask();
    const digits = guess < 5 ? notOf(code) : guess % 3 === 0 ? code : String(guess).padStart(6, '0');
    outcomes.push((await give(digits)).status);
  }
  expect(outcomes.filter((each) => each !== 'over')).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
});

test('many guesses at once get no more tries than one after another', async () => {
  const { ask, give, codes } = newAsker();
  await ask();
  const [code = ''] = await codes();
  await give(notOf(code));
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => give(notOf(code))));
  expect(outcomes.filter(({ status }) => status === 'wrong')).toHaveLength(3);
  expect(await give(code)).toEqual(OVER);
});

test('of many requests at once one is sent, and of many who ask for a number five', async () => {
  const { ask, codes } = newAsker();
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => ask()));
  expect(outcomes.filter(({ status }) => status === 'sent')).toHaveLength(1);
  expect(await codes()).toHaveLength(1);
  const number = newAddress();
  const crowd = await Promise.all(Array.from({ length: 50 }, () => newAsker(undefined, number).ask()));
  expect(crowd.filter(({ status }) => status === 'sent')).toHaveLength(5);
});

test('the message says three minutes, and nothing of the code is stored in clear', async () => {
  const { ask, number } = newAsker();
  await ask();
  const [text = ''] = await sentTo(number);
  expect(text).toMatch(/^TikaSetu: code \d{6} for Telegram\. It works for three minutes\./);
  const stored = JSON.stringify(await world.site.connection.collection('codes').find().toArray());
  expect(stored).not.toContain(/\d{6}/.exec(text)?.[0]);
  expect(stored).not.toContain(number.slice(-10));
});

test('what counts no more is forgotten', async () => {
  const { ask } = newAsker();
  await ask();
  const { store, connection } = world.site;
  world.clock.advance(59 * MINUTE);
  await store.codes.forget(world.clock.now());
  expect(await connection.collection('codes').countDocuments()).toBeGreaterThan(0);
  world.clock.advance(MINUTE);
  await store.codes.forget(world.clock.now());
  expect(await connection.collection('codes').countDocuments()).toBe(0);
  world.clock.advance(24 * 60 * MINUTE);
  await store.limits.forget(world.clock.now());
  expect(await connection.collection('limits').countDocuments()).toBe(0);
});
