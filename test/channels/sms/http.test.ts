/** SMS through an aggregator's HTTP callback: the real router, the real conversation, an aggregator of this test. */
import express, { type ErrorRequestHandler } from 'express';
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { httpRouter } from '../../../src/channels/sms/http';
import { createReplies } from '../../../src/channels/sms/http-reply';
import { httpSend } from '../../../src/channels/sms/http-send';
import { readHttpSettings } from '../../../src/channels/sms/http-settings';
import { apologising } from '../../../src/conversation/apologise';
import type { Converse } from '../../../src/conversation/converse';
import type { Answer, Conversation } from '../../../src/conversation/ports';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { sendAtOnce, sendQueued, type Outgoing, type Send } from '../../../src/messages/send-queued';
import { createRender } from '../../../src/render/render';
import type { Message, Receipt, Sent } from '../../../src/store/messages';
import { certificatesOf } from '../../support/certificates';
import { listen } from '../../support/listen';
import { Wire } from '../../support/wire';
import { MINUTE, openWorld, type Site, type World } from '../../support/world';
import { openProvider, type Provider } from './http-provider';

let world: World;
let provider: Provider;
beforeAll(async () => {
  world = await openWorld();
  provider = await openProvider();
});
afterAll(async () => {
  await provider.close();
  await world.close();
});
let close: (() => Promise<void>)[] = [];
beforeEach(() => {
  provider.asked.length = 0;
  provider.answers({ status: 200 });
});
afterEach(async () => {
  for (const each of close) await each();
  close = [];
});

let people = 0;
const newNumber = (): string => `+9198333${String(++people).padStart(5, '0')}`;
const conversationOf = (number: string): Promise<Conversation | null> =>
  world.site.store.conversations.load(world.site.store.vault.contactOf(`tel:${number}`));

const answerTo = async (number: string): Promise<Answer | undefined> =>
  (await conversationOf(number))?.answered[0]?.answer;

interface Door {
  url: string;
  /** What was handed to the aggregator, in order, and what was given up. */
  sent: string[];
  failures: unknown[];
  receipts: [string, Receipt][];
  /** Until all answers so far have gone their way. */
  settled: () => Promise<unknown>;
  /** What is sent again when its time has come. */
  sendQueued: () => Promise<unknown>;
  get: (query: Record<string, string>) => Promise<Response>;
  post: (body: string | Buffer, headers?: Record<string, string>, query?: string) => Promise<Response>;
}

const lastWord: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) next(error);
  else response.status(error.status ?? 500).send('bad request');
};

const SEND = { HTTP_SMS_SEND_URL: 'PROVIDER/send', HTTP_SMS_SEND_BODY: '{"to": "{number}", "text": "{text}"}' };
const TOKEN = { HTTP_SMS_SECRET: 'open sesame', ...SEND };

/** An answer as the outbox has it. */
const messageOf = ({ store }: Site, { address, externalId, receivedAt: at }: Inbound, { text }: Answer): Message => {
  const contact = store.vault.contactOf(address);
  return { occasion: `reply:${contact}:${externalId}`, contact, channel: 'sms', address, text, at, kind: 'answer' };
};
const outboxOf = (number: string): Promise<Sent[]> =>
  world.site.store.messages.sentTo(world.site.store.vault.contactOf(`tel:${number}`));

/** The door of a process with these settings. `PROVIDER` is where the aggregator of this test listens. */
async function open(
  settings: Record<string, string>,
  converse: Converse = world.site.converse,
  site: Site = world.site,
): Promise<Door> {
  const here = Object.entries(settings).map(([name, value]) => [name, value.replace('PROVIDER', provider.url)]);
  const read = readHttpSettings(Object.fromEntries(here) as Record<string, string>);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const { inbound, outgoing } = read;
  const sent: string[] = [];
  const failures: unknown[] = [];
  const underWay: Promise<unknown>[] = [];
  const watched = <T>(work: Promise<T>): Promise<T> => {
    underWay.push(work);
    return work;
  };
  const wire = outgoing ? httpSend(outgoing) : () => Promise.reject(new Error('nothing to send with'));
  const send: Send = (message) => {
    sent.push(`${message.address} ${message.text}`);
    return wire(message);
  };
  const failed = (error: unknown): void => void failures.push(error);
  const receipts: [string, Receipt][] = [];
  const receipt = (...told: [string, Receipt]): Promise<void> => Promise.resolve(void receipts.push(told));
  const now = (): Date => world.clock.now();
  const outbox = {
    ...{ store: site.store, render: createRender(), now, failed },
    certificates: certificatesOf(site.store, now),
    begin: () => Promise.reject(new Error('an answer begins no dialogue')),
    routes: { sms: [{ name: 'http', send, receipts: false }] },
  };
  const apology = (said: Inbound, answer: Answer): Outgoing => ({
    ...{ occasion: 'apology', reference: '0', contact: '', channel: 'sms', locale: answer.language },
    ...{ address: said.address, text: answer.text },
  });
  const replies = createReplies({
    has: ({ address, externalId }) =>
      site.store.messages.has(`reply:${site.store.vault.contactOf(address)}:${externalId}`),
    sendAtOnce: (said, answer) => watched(sendAtOnce(outbox, messageOf(site, said, answer))),
    send: (said, answer) => watched(send(apology(said, answer))),
    failed,
  });
  const router = httpRouter({ converse, now, settings: inbound, replies, receipt });
  const app = express().use('/sms/http', router).use(lastWord);
  const listening = await listen(app);
  close.push(() => listening.close());
  const url = `${listening.url}/sms/http`;
  return {
    ...{ url, sent, failures, receipts },
    settled: () => Promise.allSettled(underWay),
    sendQueued: () => sendQueued(outbox),
    get: (query) => fetch(`${url}?${new URLSearchParams({ token: 'open sesame', ...query }).toString()}`),
    post: (body, headers = {}, query = 'token=open+sesame') =>
      fetch(`${url}?${query}`, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

describe('a message is found', () => {
  const nested = { HTTP_SMS_FIELDS: 'sender=message.from, text=message.body.text, id=message.id' };
  const listed = { HTTP_SMS_FIELDS: 'sender=results.0.from, text=results.0.text, id=results.0.messageId' };
  const said = (from: string) => ({ from, text: 'টিকা', id: 'm1' });

  test.each<[string, Record<string, string>, (door: Door, from: string) => Promise<Response>]>([
    ['in the query of a GET', {}, (door, from) => door.get(said(from))],
    ['in the query of a POST', {}, (door, from) => door.post('', {}, `token=open+sesame&${form(said(from))}`)],
    ['in a form', {}, (door, from) => door.post(form(said(from)), FORM_TYPE)],
    ['in JSON', {}, (door, from) => door.post(JSON.stringify(said(from)), JSON_TYPE)],
    ['in JSON that is called a text', {}, (door, from) => door.post(JSON.stringify(said(from)))],
    ['in a form that is called JSON', {}, (door, from) => door.post(form(said(from)), JSON_TYPE)],
    [
      'in numbers',
      {},
      (door, from) => door.post(JSON.stringify({ from: Number(from.slice(1)), text: 'টিকা', id: 17 }), JSON_TYPE),
    ],
    [
      'deep in JSON',
      nested,
      (door, from) => door.post(JSON.stringify({ message: { from, body: { text: 'টিকা' }, id: 'm1' } }), JSON_TYPE),
    ],
    [
      'in a list',
      listed,
      (door, from) => door.post(JSON.stringify({ results: [{ from, text: 'টিকা', messageId: 'm1' }] }), JSON_TYPE),
    ],
    [
      'under names with dots',
      nested,
      (door, from) => door.get({ 'message.from': from, 'message.body.text': 'টিকা', 'message.id': 'm1' }),
    ],
  ])('%s', async (_, settings, knock) => {
    const number = newNumber();
    const door = await open({ ...TOKEN, ...settings });
    const response = await knock(door, number);
    expect([response.status, await response.text()]).toEqual([200, 'ok']);
    expect(await conversationOf(number)).toMatchObject({ turn: 1, language: 'bn', channel: 'sms' });
    const [asked] = await provider.received(1);
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      to: number.slice(1),
      text: expect.stringContaining('টিকাসেতু') as string,
    });
  });

  test('whichever way the sender is spelled', async () => {
    const number = newNumber();
    const door = await open(TOKEN);
    const digits = number.slice(3);
    const spellings = [digits, `0${digits}`, `91${digits}`, `+91${digits}`, ` 91${digits}`];
    for (const [n, from] of spellings.entries()) await door.get({ from, text: '?', id: `m${n}` });
    expect(await conversationOf(number)).toMatchObject({ turn: spellings.length });
  });

  test('and ids are told apart by their last digit', async () => {
    const number = newNumber();
    const door = await open(TOKEN);
    for (const id of ['3314200000000000001', '3314200000000000002', '"3314200000000000002"'])
      await door.post(`{"from": "${number}", "text": "say \\"3314200000000000001", "id": ${id}}`, JSON_TYPE);
    const answered = (await conversationOf(number))?.answered.map(({ externalId }) => externalId);
    expect(answered).toEqual(['3314200000000000001', '3314200000000000002']);
  });

  test('and a text that is empty is one', async () => {
    const number = newNumber();
    const door = await open(TOKEN);
    expect((await door.get({ from: number, text: '', id: 'm1' })).status).toBe(200);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
  });
});

describe('published formats', () => {
  // https://docs.gupshup.io/docs/sms-api-setting-a-response-sms-to-marketing-call-to-actions
  const gupshup = {
    HTTP_SMS_SECRET: 'open sesame',
    HTTP_SMS_FIELDS: 'sender=msisdn, text=content, id=, time=timestamp',
    HTTP_SMS_REPLY: 'body',
    HTTP_SMS_REPLY_BODY: '<response><message type="text">{text}</message></response>',
  };
  // https://developers.kaleyra.io/docs/create-sms-callback-profile-to-receive-incoming-sms-messages
  const kaleyra = {
    ...TOKEN,
    HTTP_SMS_SECRET_IN: 'header:X-Token',
    HTTP_SMS_FIELDS: 'sender=source, text=message, id=id, time=timestamp',
  };

  test('Gupshup calls with a query and sends what the response says', async () => {
    const number = newNumber();
    const door = await open(gupshup);
    const query = { phonecode: '9220000000', keyword: 'টিকা', location: 'Kolkata', carrier: 'BSNL' };
    const call = { ...query, content: 'টিকা', msisdn: number.slice(3), timestamp: '1614746400000' };
    const response = await door.get(call);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(/^<response><message type="text">[^<>]*টিকাসেতু[^<>]*<\/message><\/response>$/);
    expect(await (await door.get(call)).text()).toBe(text);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
    await door.get({ ...call, timestamp: '1614746460000' });
    expect(await conversationOf(number)).toMatchObject({ turn: 2 });
    expect(door.sent).toEqual([]);
  });

  test('Kaleyra calls with JSON and a header, and is asked to send the answer', async () => {
    const number = newNumber();
    const door = await open(kaleyra);
    const call = (id: string, message: string) =>
      JSON.stringify({
        ...{ description: '', id, kid: id, recipient: '+919220000000', source: number.slice(1), status: 'SENT' },
        ...{ status_trace: 'SENT', message, keyword: '', operator: 'JIO', circle: 'JIO WEST BENGAL' },
        ...{ timestamp: '2021-03-03 10:00:00', 'parts[n]': '' },
      });
    const headers = { ...JSON_TYPE, 'x-token': 'open sesame' };
    const texts = ['টিকা', '1', 'রহিমা বিবি', '69'];
    for (const [n, text] of texts.entries()) {
      const response = await door.post(call(`90e74b4c-${n}`, text), headers, '');
      expect([response.status, await response.text()]).toEqual([200, 'ok']);
    }
    await provider.received(texts.length);
    expect(door.sent.at(-1)).toMatch(new RegExp(`^tel:\\${number} .*মহিলা`, 's'));
    expect(await conversationOf(number)).toMatchObject({
      turn: 4,
      dialogue: { flow: 'registration', value: 'gender' },
    });
  });
});

const KEY = 'a key of this test';
const signed = (body: string, algorithm: 'sha256' | 'sha1' = 'sha256', encoding: 'hex' | 'base64' = 'hex'): string =>
  createHmac(algorithm, KEY).update(body).digest(encoding);
const HMAC = { HTTP_SMS_HMAC_KEY: KEY, ...SEND };
const BOTH = { HTTP_SMS_SECRET: 'open sesame', ...HMAC };
const body = (from: string): string => JSON.stringify({ from, text: 'টিকা', id: 'm1' });
const headersWith = (signature: string) => ({ ...JSON_TYPE, 'x-signature': signature });

describe('who may come in', () => {
  test.each<[string, Record<string, string>, (door: Door, from: string) => Promise<Response>]>([
    [
      'the token in another place',
      { ...TOKEN, HTTP_SMS_SECRET_IN: 'query:key' },
      (door, from) => door.post(body(from), JSON_TYPE, 'key=open+sesame'),
    ],
    [
      'a header',
      { ...TOKEN, HTTP_SMS_SECRET_IN: 'header:Authorization' },
      (door, from) => door.post(body(from), { ...JSON_TYPE, authorization: 'open sesame' }, ''),
    ],
    [
      'an address of the list',
      { ...TOKEN, HTTP_SMS_ALLOW: '203.0.113.7, 127.0.0.0/8' },
      (door, from) => door.post(body(from), JSON_TYPE),
    ],
    ['a signature', HMAC, (door, from) => door.post(body(from), headersWith(signed(body(from))), '')],
    [
      'one in capitals, after its name',
      HMAC,
      (door, from) => door.post(body(from), headersWith(`SHA256=${signed(body(from)).toUpperCase()}`), ''),
    ],
    [
      'one in base64',
      { ...HMAC, HTTP_SMS_HMAC: 'sha256:base64' },
      (door, from) => door.post(body(from), headersWith(signed(body(from), 'sha256', 'base64')), ''),
    ],
    [
      'one by SHA-1, in another header',
      { ...HMAC, HTTP_SMS_HMAC: 'sha1:hex', HTTP_SMS_HMAC_HEADER: 'X-Hub' },
      (door, from) => door.post(body(from), { ...JSON_TYPE, 'x-hub': signed(body(from), 'sha1') }, ''),
    ],
    ['a token and a signature', BOTH, (door, from) => door.post(body(from), headersWith(signed(body(from))))],
  ])('who has %s', async (_, settings, knock) => {
    const number = newNumber();
    expect((await knock(await open(settings), number)).status).toBe(200);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
  });

  test.each<[string, Record<string, string>, (door: Door, from: string) => Promise<Response>]>([
    ['where nothing is configured', SEND, (door, from) => door.get({ from, text: 'টিকা', id: 'm1' })],
    ['without a token', TOKEN, (door, from) => door.post(body(from), JSON_TYPE, '')],
    ['with an empty token', TOKEN, (door, from) => door.post(body(from), JSON_TYPE, 'token=')],
    ['with another token', TOKEN, (door, from) => door.post(body(from), JSON_TYPE, 'token=open+sesam')],
    ['with two tokens', TOKEN, (door, from) => door.post(body(from), JSON_TYPE, 'token=open+sesame&token=x')],
    [
      'with the token in the body',
      TOKEN,
      (door, from) => door.post(form({ from, text: 'টিকা', id: 'm1', token: 'open sesame' }), FORM_TYPE, ''),
    ],
    [
      'with the token in the wrong place',
      { ...TOKEN, HTTP_SMS_SECRET_IN: 'header:X-Token' },
      (door, from) => door.post(body(from), JSON_TYPE),
    ],
    [
      'from an address that is not on the list',
      { ...TOKEN, HTTP_SMS_ALLOW: '203.0.113.7' },
      (door, from) => door.post(body(from), JSON_TYPE),
    ],
    [
      'from such an address, however it says it is forwarded',
      { ...TOKEN, HTTP_SMS_ALLOW: '203.0.113.7' },
      (door, from) => door.post(body(from), { ...JSON_TYPE, 'x-forwarded-for': '203.0.113.7' }),
    ],
    ['without a signature', HMAC, (door, from) => door.post(body(from), JSON_TYPE)],
    [
      'with a signature of another body',
      HMAC,
      (door, from) => door.post(body(from), headersWith(signed(body('+919830099999'))), ''),
    ],
    [
      'with one by another key',
      HMAC,
      (door, from) =>
        door.post(body(from), headersWith(createHmac('sha256', 'x').update(body(from)).digest('hex')), ''),
    ],
    [
      'with one by another algorithm',
      HMAC,
      (door, from) => door.post(body(from), headersWith(signed(body(from), 'sha1')), ''),
    ],
    [
      'with a signature of nothing, and the message in the query',
      HMAC,
      (door, from) =>
        fetch(`${door.url}?${form({ from, text: 'টিকা', id: 'm1' })}`, { headers: headersWith(signed('')) }),
    ],
    ['with a token but no signature', BOTH, (door, from) => door.post(body(from), JSON_TYPE)],
    ['with a signature but no token', BOTH, (door, from) => door.post(body(from), headersWith(signed(body(from))), '')],
  ])('nobody %s, and nothing happens', async (_, settings, knock) => {
    const number = newNumber();
    const door = await open(settings);
    const response = await knock(door, number);
    expect([response.status, await response.text()]).toEqual([403, 'forbidden']);
    expect(await conversationOf(number)).toBeNull();
    expect(door.sent).toEqual([]);
  });
});

describe('what is no message is refused, and leaves no trace', () => {
  const timed = { HTTP_SMS_FIELDS: 'sender=from, text=text, id=, time=time' };

  test.each<[string, Record<string, string>, (door: Door, from: string) => Promise<Response>, number, string]>([
    ['no sender', {}, (door) => door.get({ text: 'x', id: 'm1' }), 400, '"from" is missing'],
    ['an empty sender', {}, (door) => door.get({ from: '', text: 'x', id: 'm1' }), 400, '"from" is missing'],
    ['no text', {}, (door, from) => door.get({ from, id: 'm1' }), 400, '"text" is missing'],
    ['no id', {}, (door, from) => door.get({ from, text: 'x' }), 400, '"id" is missing'],
    ['an empty id', {}, (door, from) => door.get({ from, text: 'x', id: '' }), 400, '"id" is missing'],
    [
      'no time where it stands for the id',
      timed,
      (door, from) => door.get({ from, text: 'x' }),
      400,
      '"time" is missing',
    ],
    ['a long id', {}, (door, from) => door.get({ from, text: 'x', id: 'm'.repeat(201) }), 400, '"id" is too long'],
    [
      'two senders',
      {},
      (door, from) => door.post('', {}, `token=open+sesame&from=${from.slice(1)}&from=${from.slice(1)}&text=x&id=m1`),
      400,
      '"from" is missing',
    ],
    [
      'a text that is none',
      {},
      (door, from) => door.post(JSON.stringify({ from, text: { $ne: 1 }, id: 'm1' }), JSON_TYPE),
      400,
      '"text" is missing',
    ],
    [
      'a name that every object has',
      { HTTP_SMS_FIELDS: 'text=constructor.name' },
      (door, from) => door.post(JSON.stringify({ from, id: 'm1' }), JSON_TYPE),
      400,
      '"constructor.name" is missing',
    ],
    ['broken JSON', {}, (door, from) => door.post(body(from).slice(0, -1), JSON_TYPE), 400, 'the body is not JSON'],
    ['a list', {}, (door, from) => door.post(`[${body(from)}]`, JSON_TYPE), 400, '"from" is missing'],
    ['null', {}, (door) => door.post('null', JSON_TYPE), 400, '"from" is missing'],
    [
      'more than 64 kB',
      {},
      (door, from) => door.post(JSON.stringify({ from, text: 'x'.repeat(65_536), id: 'm1' }), JSON_TYPE),
      413,
      'bad request',
    ],
    [
      'what is compressed',
      {},
      (door, from) => door.post(gzipSync(body(from)), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
      415,
      'bad request',
    ],
  ])('%s', async (_, settings, knock, status, sentence) => {
    const number = newNumber();
    const door = await open({ ...TOKEN, ...settings });
    const response = await knock(door, number);
    expect([response.status, await response.text()]).toEqual([status, sentence]);
    expect(await conversationOf(number)).toBeNull();
    expect(door.sent).toEqual([]);
  });

  test('HEAD, which only looks if we are there', async () => {
    const number = newNumber();
    const door = await open(TOKEN);
    const query = form({ token: 'open sesame', from: number, text: 'টিকা', id: 'm1' });
    expect((await fetch(`${door.url}?${query}`, { method: 'HEAD' })).status).toBe(405);
    await door.settled();
    expect([await conversationOf(number), door.sent]).toEqual([null, []]);
  });

  test.each(['VM-COWIN', '57575', '3322001234'])('%s is nobody to talk with', async (from) => {
    const door = await open(TOKEN);
    expect((await door.get({ from, text: 'টিকা', id: 'm1' })).status).toBe(200);
    const speaking = await open({ ...TOKEN, HTTP_SMS_REPLY: 'body' });
    expect(await (await speaking.get({ from, text: 'টিকা', id: 'm1' })).text()).toBe('');
    expect([...door.sent, ...speaking.sent]).toEqual([]);
  });
});

describe('the answer', () => {
  test('does not keep the webhook waiting', async () => {
    const number = newNumber();
    provider.answers('silence');
    const door = await open(TOKEN);
    expect((await door.get({ from: number, text: 'টিকা', id: 'm1' })).status).toBe(200);
    await provider.received(1);
    provider.hangUp();
    await door.settled();
    provider.answers({ status: 200 });
    world.clock.advance(MINUTE);
    await door.sendQueued();
    expect(await outboxOf(number)).toHaveLength(1);
  });

  test('is in the outbox, and once', async () => {
    const number = newNumber();
    const door = await open(TOKEN);
    await door.get({ from: number, text: 'টিকা', id: 'm1' });
    await door.settled();
    const { address, text = '' } = { address: `tel:${number}`, ...(await answerTo(number)) };
    expect(await outboxOf(number)).toEqual([{ text, channel: 'sms', at: world.clock.now(), kind: 'answer' }]);
    expect(door.sent).toEqual([`${address} ${text}`]);
    world.clock.advance(60 * MINUTE);
    await door.sendQueued();
    expect(door.sent).toHaveLength(1);
  });

  test.each([503, 429])(
    'is sent again from there where the aggregator is away (%d), and no turn is lost',
    async (away) => {
      const number = newNumber();
      provider.answers({ status: away }, { status: 200 });
      const door = await open(TOKEN);
      await door.get({ from: number, text: 'টিকা', id: 'm1' });
      await door.settled();
      expect(door.failures).toMatchObject([{ name: 'SendError', retryable: true }]);
      // Meanwhile the aggregator asks again.
      await door.get({ from: number, text: 'টিকা', id: 'm1' });
      await door.settled();
      expect(provider.asked).toHaveLength(1);
      world.clock.advance(MINUTE);
      const restarted = await open(TOKEN, undefined, await world.openSite());
      await restarted.sendQueued();
      expect(provider.asked).toHaveLength(2);
      expect(new Set(provider.asked.map((each) => each.body)).size).toBe(1);
      expect(await conversationOf(number)).toMatchObject({ turn: 1 });
      expect(await outboxOf(number)).toHaveLength(1);
    },
  );

  test('is not sent again where it was refused', async () => {
    const number = newNumber();
    provider.answers({ status: 400 });
    const door = await open(TOKEN);
    await door.get({ from: number, text: 'টিকা', id: 'm1' });
    await door.settled();
    expect(door.failures).toMatchObject([{ name: 'SendError', retryable: false }]);
    expect((await door.get({ from: number, text: 'টিকা', id: 'm1' })).status).toBe(200);
    world.clock.advance(60 * MINUTE);
    await door.sendQueued();
    await door.settled();
    expect(door.sent).toHaveLength(1);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
  });

  test('is one for six times the same message, at two processes at once', async () => {
    const number = newNumber();
    const other = await world.openSite();
    const doors = [await open(TOKEN), await open(TOKEN, other.converse, other)];
    const knocks = [1, 2, 3].flatMap(() => doors.map((door) => door.get({ from: number, text: 'টিকা', id: 'same' })));
    expect((await Promise.all(knocks)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const door of doors) await door.settled();
    expect(doors.flatMap(({ sent }) => sent)).toHaveLength(1);
    expect(await conversationOf(number)).toMatchObject({ turn: 1 });
  });

  test.each([
    ['to the same process', () => world.site],
    ['to one that has just started', () => world.openSite()],
  ])('is not sent twice for a message that comes again long after, %s', async (_, siteOf) => {
    const number = newNumber();
    const door = await open(TOKEN);
    for (let n = 0; n < 8; n++) await door.get({ from: number, text: '?', id: `m${n}` });
    await door.settled();
    const site = await siteOf();
    const later = await open(TOKEN, site.converse, site);
    world.clock.advance(60 * MINUTE);
    const repeated = await later.get({ from: number, text: '?', id: 'm0' });
    await later.settled();
    expect([repeated.status, await repeated.text()]).toEqual([200, 'ok']);
    expect([door.sent.length, later.sent.length]).toEqual([8, 0]);
    expect(await conversationOf(number)).toMatchObject({ turn: 8 });
  });

  test('to two people with the same id of a message is two', async () => {
    const door = await open(TOKEN);
    await door.get({ from: newNumber(), text: 'টিকা', id: 'm1' });
    await door.get({ from: newNumber(), text: 'টিকা', id: 'm1' });
    await door.settled();
    expect(door.sent).toHaveLength(2);
  });

  test('that is empty is no message', async () => {
    const silent: Converse = async (inbound) => ({ ...(await world.site.converse(inbound)), text: '' });
    const door = await open(TOKEN, silent);
    expect((await door.get({ from: newNumber(), text: 'টিকা', id: 'm1' })).status).toBe(200);
    const speaking = await open({ ...TOKEN, HTTP_SMS_REPLY: 'body', HTTP_SMS_REPLY_BODY: '<r>{text}</r>' }, silent);
    expect(await (await speaking.get({ from: newNumber(), text: 'টিকা', id: 'm1' })).text()).toBe('');
    expect([...door.sent, ...speaking.sent]).toEqual([]);
  });

  describe('where the database', () => {
    let wire: Wire;
    let door: Door;
    beforeEach(async () => {
      wire = await Wire.to(world.database.uri);
      const site = await world.openSite(wire.uri());
      const rest = { render: createRender(), patience: 2_000, failed: () => undefined };
      door = await open(TOKEN, apologising(site.converse, rest), site);
      close.push(() => site.close());
    });
    afterEach(() => wire.cut());

    test('is away is an apology past the outbox, and comes when the same message comes again', async () => {
      const number = newNumber();
      wire.cut();
      expect((await door.get({ from: number, text: 'টিকা', id: 'm1' })).status).toBe(200);
      await door.settled();
      const sorry = createRender()([{ key: 'common:away' }], 'bn').text;
      expect(door.sent).toEqual([`tel:${number} ${sorry}`]);
      expect(await outboxOf(number)).toEqual([]);
      await wire.restore();
      await door.get({ from: number, text: 'টিকা', id: 'm1' });
      await door.settled();
      expect(door.sent.slice(1)).toEqual([`tel:${number} ${(await answerTo(number))?.text ?? 'no answer'}`]);
      expect(await conversationOf(number)).toMatchObject({ turn: 1 });
    }, 20_000);

    test('goes away between turn and outbox is told, and comes when the same message comes again', async () => {
      const number = newNumber();
      const death = wire.dieAfter(1);
      expect((await door.get({ from: number, text: 'টিকা', id: 'm1' })).status).toBe(200);
      await death;
      await door.settled();
      expect([door.sent.length, door.failures.length]).toEqual([0, 1]);
      const other = await open(TOKEN);
      await other.get({ from: number, text: 'টিকা', id: 'm1' });
      await other.settled();
      expect(other.sent).toEqual([`tel:${number} ${(await answerTo(number))?.text ?? 'no answer'}`]);
      expect(await conversationOf(number)).toMatchObject({ turn: 1 });
    }, 20_000);
  });

  test.each([
    ['a text', '{text}', 'text/plain; charset=utf-8', (said: string) => said],
    [
      'JSON',
      '{"reply": "{text}"}',
      'application/json; charset=utf-8',
      (said: string) => (JSON.parse(said) as { reply: string }).reply,
    ],
  ])('in the response can be %s, and is the same for the same message', async (_, template, type, textOf) => {
    const number = newNumber();
    const door = await open({ ...TOKEN, HTTP_SMS_REPLY: 'body', HTTP_SMS_REPLY_BODY: template });
    const response = await door.get({ from: number, text: 'টিকা', id: 'm1' });
    expect(response.headers.get('content-type')).toBe(type);
    const said = await response.text();
    const { answered } = (await conversationOf(number)) ?? {};
    expect(textOf(said)).toBe(answered?.[0]?.answer.text);
    expect(await (await door.get({ from: number, text: 'টিকা', id: 'm1' })).text()).toBe(said);
    expect(door.sent).toEqual([]);
  });
});

describe('a receipt', () => {
  const ID = '6f3e0123456789abcdef0123456789ab';
  const TELLS = {
    ...TOKEN,
    HTTP_SMS_SEND_URL: 'PROVIDER/send?ref={id}',
    HTTP_SMS_RECEIPT_FIELDS: 'id=ref, status=state.name',
  };
  const status = (door: Door, query: Record<string, string>): Promise<Response> =>
    fetch(`${door.url}/status?${form({ token: 'open sesame', ...query })}`);

  test.each([
    ['delivered', 'delivered'],
    ['DELIVRD', 'delivered'],
    ['Success', 'delivered'],
    ['UNDELIV', 'undelivered'],
    ['expired', 'undelivered'],
    ['submitted', 'sent'],
  ])('of %s is %s, as JSON or in the query', async (said, expected) => {
    const door = await open({ ...TELLS });
    await fetch(`${door.url}/status?token=open+sesame`, {
      ...{ method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ ref: ID, state: { name: said } }) },
    });
    await status(door, { ref: ID, 'state.name': said });
    expect(door.receipts).toEqual([
      [ID, expected],
      [ID, expected],
    ]);
  });

  test('has the words that the settings give it', async () => {
    const words = { HTTP_SMS_RECEIPT_DELIVERED: '0, Arrived', HTTP_SMS_RECEIPT_UNDELIVERED: '7' };
    const door = await open({ ...TELLS, ...words });
    for (const said of ['0', 'ARRIVED', '7', 'delivered']) await status(door, { ref: ID, 'state.name': said });
    expect(door.receipts.map(([, each]) => each)).toEqual(['delivered', 'delivered', 'undelivered', 'sent']);
  });

  test('of what is none of ours, or says nothing, changes nothing', async () => {
    const door = await open(TELLS);
    expect((await status(door, { ref: 'theirs', 'state.name': 'delivered' })).status).toBe(200);
    expect((await status(door, { ref: ID })).status).toBe(200);
    expect((await status(door, {})).status).toBe(200);
    expect(door.receipts).toEqual([]);
  });

  test('is not taken from who cannot prove it, by HEAD, or where none was asked for', async () => {
    const door = await open(TELLS);
    const told = { ref: ID, 'state.name': 'delivered' };
    expect((await status(door, { ...told, token: 'x' })).status).toBe(403);
    const head = `${door.url}/status?${form({ token: 'open sesame', ...told })}`;
    expect((await fetch(head, { method: 'HEAD' })).status).toBe(405);
    const silent = await open(TOKEN);
    expect((await status(silent, told)).status).toBe(404);
    expect([...door.receipts, ...silent.receipts]).toEqual([]);
  });
});
