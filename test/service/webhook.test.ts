/** Twilio's webhook on the real service: signatures, repeats, bad input, and a database that goes away. */
import type { Conversation } from '../../src/conversation/ports';
import { readCatalogue } from '../../src/render/catalogue';
import { segmentsOf } from '../../src/render/segments';
import { Service, sign, textOf, type Settings } from '../support/service';
import { openWorld, TEST_KEY, voterCard, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
let service: Service;
beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
  const settings = { MONGODB_URI: wire.uri(world.database.dbName), DATA_KEY: TEST_KEY.toString('base64') };
  service = await Service.start(settings);
});
afterAll(async () => {
  await service.stop();
  await world.close();
  wire.cut();
});

let people = 0;
const newNumber = (): string => `+9198312${String(++people).padStart(5, '0')}`;
const conversationOf = (number: string): Promise<Conversation | null> =>
  world.site.store.conversations.load(world.site.store.vault.contactOf(`tel:${number}`));

async function expects(number: string): Promise<string> {
  const dialogue = (await conversationOf(number))?.dialogue;
  return dialogue ? `${dialogue.flow}.${dialogue.value}` : 'nothing';
}

/** The way to each question. */
const LED = ['টিকা', '1', 'রহিমা বিবি', '69', '1', '2', 'card', '700091'] as const;
const QUESTIONS = ['nothing', 'welcome.menu', 'registration.name', 'registration.age', 'registration.gender'].concat([
  'registration.cardType',
  'registration.cardNumber',
  'registration.pinCode',
  'registration.confirm',
]);

/** A new number that has been led to this question. */
async function ledTo(question: string): Promise<string> {
  const number = newNumber();
  for (const text of LED.slice(0, QUESTIONS.indexOf(question))) {
    await service.say(number, text === 'card' ? voterCard(people) : text);
  }
  expect(await expects(number)).toBe(question);
  return number;
}

describe('signatures', () => {
  test.each<[string, string | null]>([
    ['none', null],
    ['an empty one', ''],
    ['a made-up one', 'c2lnbmVkIGJ5IG5vYm9keSBhdCBhbGw='],
    ['one for the address without the proxy’s prefix', 'other address'],
    ['one for another text', 'other text'],
  ])('%s is refused, and nothing happens', async (_, kind) => {
    const number = newNumber();
    const form = new URLSearchParams({ MessageSid: 'SM1', From: number, Body: 'টিকা' }).toString();
    const others: Settings = {
      'other address': sign(form, 'https://tika.example.org/sms/twilio'),
      'other text': sign(form.replace('SM1', 'SM2')),
    };
    const response = await service.postForm(form, kind === null ? null : (others[kind] ?? kind));
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('Response');
    expect(await conversationOf(number)).toBeNull();
  });

  test('every parameter is covered, also those we have no use for', async () => {
    const more = { NumMedia: '0', FromCity: 'কলকাতা', Weird: 'a=b&c+d' };
    const text = await textOf(await service.post({ from: newNumber(), body: 'টিকা', more }));
    expect(text).toContain('টিকাসেতু');
  });
});

describe('who writes', () => {
  test('WhatsApp is the same person by another way', async () => {
    const number = await ledTo('registration.age');
    const text = await textOf(await service.post({ from: `whatsapp:${number}`, body: '69' }));
    expect(text).toContain('মহিলা');
    expect(await conversationOf(number)).toMatchObject({ channel: 'whatsapp', language: 'bn' });
    await service.say(number, '?');
    expect(await conversationOf(number)).toMatchObject({ channel: 'sms' });
  });

  test('a place on the map, by WhatsApp, stands for the PIN code of the nearest centre', async () => {
    const number = await ledTo('registration.pinCode');
    const more = { Latitude: '22.61', Longitude: '88.41' };
    await textOf(await service.post({ from: `whatsapp:${number}`, body: '', more }));
    expect(await expects(number)).toMatch(/^registration\.(confirm|district)$/);
  });

  test('a place that is none is not understood, and asked for again', async () => {
    const number = await ledTo('registration.pinCode');
    await textOf(
      await service.post({ from: `whatsapp:${number}`, body: '', more: { Latitude: 'x', Longitude: '200' } }),
    );
    expect(await expects(number)).toBe('registration.pinCode');
  });

  test.each(['VM-COWIN', '57575', '', 'whatsapp:', '+0123', 'tel:+919830012345', '+91983001234567890'])(
    'a sender that is no number, "%s", is not answered',
    async (from) => {
      expect(await textOf(await service.post({ from, body: 'টিকা' }))).toBeUndefined();
    },
  );

  test('a message without an id is not answered', async () => {
    const form = new URLSearchParams({ From: newNumber(), Body: 'টিকা' }).toString();
    expect(await textOf(await service.postForm(form))).toBeUndefined();
  });
});

test('where Twilio has answered an opt-out word itself we say nothing, and remember it', async () => {
  const number = await ledTo('registration.age');
  const contact = world.site.store.vault.contactOf(`tel:${number}`);
  const optOut = async (OptOutType: string) =>
    textOf(await service.post({ from: number, body: OptOutType, more: { OptOutType } }));
  expect(await optOut('STOP')).toBeUndefined();
  expect(await world.site.store.contacts.isOptedOut(contact)).toBe(true);
  expect(await optOut('HELP')).toBeUndefined();
  expect(await optOut('START')).toBeUndefined();
  expect(await world.site.store.contacts.isOptedOut(contact)).toBe(false);
  expect(await service.say(number, '69')).toContain('মহিলা');
});

describe('repeats', () => {
  test('the same message five times at once is one turn, answered five times alike', async () => {
    const number = await ledTo('registration.name');
    const before = (await conversationOf(number))?.turn ?? 0;
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => service.say(number, 'রহিমা বিবি', 'SM-same')));
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('রহিমা বিবি');
    expect(await conversationOf(number)).toMatchObject({ turn: before + 1, dialogue: { value: 'age' } });
    await service.say(number, '69');
    expect(await service.say(number, 'রহিমা বিবি', 'SM-same')).toBe(replies[0]);
    expect(await expects(number)).toBe('registration.gender');
  });

  test('the very first message five times at once, too', async () => {
    const number = newNumber();
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => service.say(number, 'টিকা', 'SM-first')));
    expect(new Set(replies).size).toBe(1);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
  });

  test('two different messages at once are two turns, in the order they came', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await ledTo('registration.name');
      const before = (await conversationOf(number))?.turn ?? 0;
      const [name, age] = await Promise.all([service.say(number, 'রহিমা বিবি'), service.say(number, '69')]);
      const after = await conversationOf(number);
      expect(after?.turn).toBe(before + 2);
      // Sent at once over two connections, either may come first; 69 is no name, and is asked again.
      const inOrder = after?.dialogue?.value === 'gender';
      expect(inOrder ? age : name).toMatch(inOrder ? /মহিলা/ : /বয়স/);
      expect(after?.dialogue?.context).toMatchObject({ answers: { name: 'রহিমা বিবি' } });
    }
  });
});

const TEXTS: [string, string][] = [
  ['nothing', ''],
  ['spaces', ' \t  '],
  ['line breaks', '\r\n\n\r'],
  ['a space that is none', '\u00a0\u200b\u200d\ufeff'],
  ['emoji', '😀🙏🏽👨‍👩‍👧‍👦❤️'],
  ['10,000 characters of Bengali', 'আমিবাংলায়গানগাই '.repeat(588).slice(0, 10_000)],
  ['10,000 characters without a space', 'ক্ষ'.repeat(3_334).slice(0, 10_000)],
  ['control characters', '\u0001\u0002\u0007\u0008\u001b[\u007f'],
  ['a NUL', '\u0000ক\u0000'],
  ['the marks of our templates', '{{name}}'],
  ['nested marks', '{{{choices}}} {{$t(common:name)}}'],
  ['a call of i18next', '$t(common:trouble)'],
  ['an operator of MongoDB', '{"$where": "sleep(10000)"}'],
  ['another operator', '$where'],
  ['XML', '</Message><Message>&amp;<![CDATA[x]]>'],
  ['combining marks', `ক${'\u0981'.repeat(2_000)}`],
  ['digits of another world', '𝟗𝟗𝟗⑨⑨'],
  ['numbers too large', '9'.repeat(400)],
  ['noncharacters', '\ufffe\uffff\u{1ffff}'],
];
/** Words we do not know: where a name is asked they may well be one. */
const WORDS: [string, string][] = [
  ['a path and a query', "../../etc/passwd' OR 1=1 --"],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['another script', 'ยินดีต้อนรับ здравствуйте 你好'],
  ['right to left', '\u202eمرحبا\u202c'],
];
const BYTES: [string, string][] = [
  ['bytes that are not UTF-8', '%FF%FE%C3%28%80'],
  ['half a surrogate pair', '%ED%A0%BD'],
  ['a character cut in two', '%E0%A6'],
  ['an overlong slash', '%C0%AF%E0%80%AF'],
  ['a broken escape', '%%'],
];
/** Express leaves such bytes as they were escaped, and %80 might be an age. Twilio itself sends nothing but UTF-8. */
const READS_HEX = ['registration.name', 'registration.age', 'registration.gender'];
const form = (text: string): string => new URLSearchParams({ Body: text }).toString();

/** Latin words that stand in our Bengali: names, examples of cards, the word that changes the language. */
const MAY_BE_LATIN = /English|TikaSetu|NPR|ABC\d+|[A-Z]{5}\d+[A-Z]|PIN/g;

describe.each(QUESTIONS.slice(2))('bad input at %s', (question) => {
  let number: string;
  beforeAll(async () => (number = await ledTo(question)));
  /** What one text did must not be taken for what the next one does. */
  afterEach(async () => {
    if ((await expects(number)) !== question) number = await ledTo(question);
  });

  test.each([
    ...[...TEXTS, ...(question === 'registration.name' ? [] : WORDS)].map(([what, text]) => [what, form(text)]),
    ...(READS_HEX.includes(question) ? [] : BYTES).map(([what, bytes]) => [what, `Body=${bytes}`]),
  ])('%s', async (_, body) => {
    const stays = await conversationOf(number);
    const sid = `SM${Math.random()}`;
    const text = (await textOf(await service.postForm(`MessageSid=${sid}&From=%2B${number.slice(1)}&${body}`))) ?? '';
    expect(text).toMatch(/[\u0980-\u09ff]/);
    expect(text).not.toMatch(/\{\{|\}\}|\$t\(|undefined|null|\[object|\w:\w/);
    expect(text.replace(MAY_BE_LATIN, '')).not.toMatch(/[A-Za-z]{3}/);
    expect(segmentsOf(text).segments).toBeLessThanOrEqual(3);
    const after = await conversationOf(number);
    expect(after).toMatchObject({ turn: (stays?.turn ?? 0) + 1, language: 'bn' });
    expect(await expects(number)).toBe(question);
    expect(after?.dialogue?.context['answers']).toEqual(stays?.dialogue?.context['answers']);
  });

  test('and after all of it the right answer is understood', async () => {
    const next = LED[QUESTIONS.indexOf(question)] ?? '2';
    await service.say(number, next === 'card' ? voterCard(people) : next);
    expect(await expects(number)).toBe(QUESTIONS[QUESTIONS.indexOf(question) + 1] ?? 'registration.correct');
  });
});

test.each([
  ...[...TEXTS, ...WORDS].map(([what, text]) => [what, form(text)]),
  ...BYTES.map(([what, bytes]) => [what, `Body=${bytes}`]),
])('bad input as the very first message: %s', async (_, body) => {
  const number = newNumber();
  const text = (await textOf(await service.postForm(`MessageSid=SM1&From=%2B${number.slice(1)}&${body}`))) ?? '';
  expect(text).not.toMatch(/\{\{|\}\}|\$t\(|undefined|null|\[object/);
  expect(segmentsOf(text).segments).toBeLessThanOrEqual(3);
  expect(['welcome.language', 'welcome.menu', 'registration.name']).toContain(await expects(number));
});

test('the API of partners is there, and answers JSON also where the database is away', async () => {
  const ask = async (path: string): Promise<unknown[]> => {
    const response = await fetch(`${service.url}/api${path}`, { signal: AbortSignal.timeout(5_000) });
    return [response.status, (await response.json()) as unknown];
  };
  expect(await ask('/v2/admin/location/states')).toMatchObject([200, { ttl: 24 }]);
  // It runs as one that serves people does.
  expect(await ask('/sandbox/v2/admin/location/states')).toMatchObject([404, { errorCode: 'TIKAPI0405' }]);
  wire.cut();
  const pin = '/v2/appointment/sessions/public/findByPin?pincode=700091&date=05-03-2021';
  expect(await ask(pin)).toMatchObject([503, { errorCode: 'TIKAPI0503' }]);
  await wire.restore();
  await service.untilReady();
});

describe('the database is away', () => {
  const sorry = readCatalogue();

  test.each([
    ['does not answer any more', () => wire.silence()],
    ['refuses every connection', () => wire.cut()],
  ])(
    'it %s: an apology within five seconds, in the person’s language, 503, and then on with the same question',
    async (_, fail) => {
      const [known, hindi] = [await ledTo('registration.name'), newNumber()];
      const stranger = newNumber();
      const asked = await service.say(known, '?');
      await service.say(hindi, 'टीका');
      fail();
      const ready = service.status('/health/ready');
      const replies = await Promise.all([
        service.say(known, 'রহিমা বিবি', 'SM-away'),
        service.say(hindi, '1'),
        service.say(stranger, 'hello'),
        service.say(newNumber(), 'টিকা'),
      ]);
      expect(replies).toEqual([
        sorry.bn('common:away'),
        sorry.hi('common:away'),
        (['bn', 'hi', 'en'] as const).map((language) => sorry[language]('common:awayShort')).join('\n'),
        sorry.bn('common:away'),
      ]);
      expect(replies.map((text) => segmentsOf(text).segments <= 3)).toEqual([true, true, true, true]);
      expect(await ready).toBe(503);
      expect(await service.status('/health/live')).toBe(200);
      await wire.restore();
      await service.untilReady();
      expect(await service.say(known, '?')).toBe(asked);
      // Twilio may send the same message again: what was only apologised for is not taken for answered.
      expect(await service.say(known, 'রহিমা বিবি', 'SM-away')).toContain('বয়স');
    },
  );
});
