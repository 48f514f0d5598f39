/** After each dose the person gets the certificate: a link and a code by SMS, the paper itself in Telegram. */
import { createTelegram } from '../../src/channels/telegram/telegram';
import { sendQueued } from '../../src/messages/send-queued';
import { createRender } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { findCertificate } from '../../src/vaccination/certificates';
import { settlePeople } from '../../src/vaccination/settle-person';
import { outboxOf, type Sending } from '../messages/sending';
import { certificatesOf } from '../support/certificates';
import { FakeTelegram, TOKEN } from '../support/telegram-fake';
import { MINUTE, newAddress, openWorld, START, type World } from '../support/world';
import { corrected, vaccinated, type Vaccinated } from './world';

let world: World;
let sending: Sending;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.advance(START.getTime() - world.clock.now().getTime());
  await world.site.connection.collection('messages').deleteMany({});
  sending = outboxOf(world);
});

/** Writes to us in Bengali first, so that we know how to reach them. */
async function someone(address = newAddress()): Promise<Vaccinated> {
  await world.talk(address).say('নমস্কার');
  await world.site.store.messages.forget(new Date('2100-01-01'));
  return vaccinated(world, address);
}
/** The news of the dose comes first. */
async function sendAll(): Promise<string[]> {
  await sendQueued(sending.outbox);
  world.clock.advance(MINUTE);
  await sendQueued(sending.outbox);
  return sending.sent.map(({ text }) => text);
}

test('by SMS a link and its code follow the news of the dose', async () => {
  const { certificate, code } = await someone();
  const [news, text = ''] = await sendAll();
  expect(news).toContain('প্রথম ডোজ নিলেন');
  expect(text).toContain(` https://tika.example.org/c/${certificate._id} `);
  expect(text).toContain(code);
  expect(segmentsOf(text).segments).toBeLessThanOrEqual(2);
  expect(sending.sent[1]).toMatchObject({ template: 'certificate.bn' });
  expect(sending.sent[1]).not.toHaveProperty('document');
});

test('once, however often the person is looked at, also where the outbox has forgotten it', async () => {
  const { id } = await someone();
  expect(await sendAll()).toHaveLength(2);
  const { connection, store } = world.site;
  await connection.collection('messages').deleteMany({});
  await connection.collection('persons').updateOne({ _id: id as never }, { $set: { unsettled: true } });
  await settlePeople(store, world.clock.now());
  expect(await sendAll()).toHaveLength(2);
});

test('a corrected dose has another certificate; of the one before nothing is sent any more', async () => {
  const before = await someone();
  await corrected(world, before, 'COVAXIN');
  const links = (await sendAll()).filter((text) => text.includes('/c/'));
  expect(links).toHaveLength(1);
  expect(links[0]).not.toContain(before.certificate._id);
  const { store } = world.site;
  expect(await findCertificate(store, before.certificate._id)).toEqual({ status: 'withdrawn' });
  const now = /\/c\/(\w+)/.exec(links[0] ?? '')?.[1] ?? '';
  expect(await findCertificate(store, now)).toMatchObject({ status: 'valid', dose: { vaccine: 'COVAXIN' } });
});

test('however many papers are asked for at once, others are served between one and the next', async () => {
  const { certificate } = await vaccinated(world);
  const { document } = certificatesOf(world.site.store, () => world.clock.now());
  await document(certificate._id, 'bn');
  const seen: ('drawn' | 'served')[] = [];
  let isOver = false;
  const serve = (): void => {
    if (seen.at(-1) === 'drawn') seen.push('served');
    if (!isOver) setImmediate(serve);
  };
  serve();
  const asked = Array.from({ length: 6 }, () => document(certificate._id, 'bn').then(() => seen.push('drawn')));
  await Promise.all(asked);
  isOver = true;
  expect(seen.join(' ')).toMatch(/^(drawn served ){5}drawn/);
});

describe('in Telegram', () => {
  let api: FakeTelegram;
  beforeAll(async () => {
    api = await FakeTelegram.open();
  });
  afterAll(() => api.close());
  beforeEach(() => api.forget());

  function connected(): Promise<number> {
    const telegram = createTelegram({
      account: { token: TOKEN, mode: 'polling', apiRoot: api.url },
      ...{ converse: world.site.converse, render: createRender(), now: () => world.clock.now() },
      undelivered: () => Promise.resolve(),
      failed: () => undefined,
      backoff: [1, 1],
    });
    const route = { name: 'telegram', send: telegram.send, receipts: false, documents: true } as const;
    return sendQueued({ ...sending.outbox, routes: { sms: [], telegram: route } });
  }
  const inTelegram = async (account: string): Promise<Vaccinated> => {
    const hello = { channel: 'telegram' as const, address: account, externalId: account, text: 'নমস্কার' };
    await world.site.converse({ ...hello, receivedAt: world.clock.now() });
    return vaccinated(world, account);
  };

  test('the paper comes as a document with one line, and no code', async () => {
    const { code, certificate } = await inTelegram('telegram:5550123');
    world.clock.advance(MINUTE);
    await connected();
    const [sent = {}] = api.of('sendDocument');
    const { name, bytes } = sent['document'] === undefined ? fail() : documentOf(sent);
    expect(sent).toMatchObject({ chat_id: '5550123' });
    expect(sent['caption']).toMatch(/^রহিমা \d+: টিকার সার্টিফিকেট, ডোজ 1।$/);
    expect(name).toBe('tikasetu.pdf');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(JSON.stringify(api.of('sendMessage'))).not.toMatch(new RegExp(`${code}|${certificate._id}`));
    const stored = await sending.stored(`certificate:${certificate._id}`);
    expect(stored).toMatchObject({ status: 'delivered', sent: { route: 'telegram' } });
  });

  test('it comes again where Telegram was busy, and only once', async () => {
    const { certificate } = await inTelegram('telegram:5550124');
    world.clock.advance(MINUTE);
    api.next('sendDocument', { code: 500 }, { code: 429, retryAfter: 0 });
    await connected();
    await connected();
    expect(api.of('sendDocument')).toHaveLength(3);
    expect(await sending.stored(`certificate:${certificate._id}`)).toMatchObject({ status: 'delivered' });
  });
});

interface Sent {
  name: string;
  bytes: Buffer;
}
/** grammY sends a form whose file has a name of its own. */
function documentOf(form: Record<string, unknown>): Sent {
  const attached = /^attach:\/\/(.+)$/.exec(String(form['document']))?.[1] ?? 'document';
  return form[attached] as Sent;
}

function fail(): never {
  throw new Error('no document came');
}
