/** Kannel's door and sendsms as tables of requests; with a real Kannel in kannel-real.test.ts. */
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAllowList } from '../../../src/allow-list';
import type { Gate } from '../../../src/channels/gate';
import { kannelRouter } from '../../../src/channels/sms/kannel';
import { kannelSend, type KannelSender } from '../../../src/channels/sms/kannel-send';
import type { Answer } from '../../../src/conversation/ports';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { SendError } from '../../../src/errors';
import { listen, type Listening } from '../../support/listen';
import { openWorld, START, type World } from '../../support/world';

let world: World;
let service: Listening;
let lock: Gate;
let turns: Inbound[];
let receipts: [string, string][];

beforeAll(async () => {
  world = await openWorld();
  const converse = (inbound: Inbound): Promise<Answer> => {
    turns.push(inbound);
    return world.site.converse(inbound);
  };
  const receipt = (id: string, status: string): Promise<void> => {
    if (id === 'away') return Promise.reject(new Error('the database is away'));
    receipts.push([id, status]);
    return Promise.resolve();
  };
  // Each test may change the lock.
  const app = express().use('/sms/kannel', (request, response, next) => {
    kannelRouter({ converse, now: () => world.clock.now(), gate: lock, receipt })(request, response, next);
  });
  service = await listen(app);
});
afterAll(async () => {
  await service.close();
  await world.close();
});
beforeEach(() => {
  lock = { token: 'secret' };
  turns = [];
  receipts = [];
});

let people = 0;
const newNumber = (): string => `+9198312${String(++people).padStart(5, '0')}`;
let ids = 0;
/** What smsbox makes of get-url; the text comes escaped. */
const query = (change: Record<string, string> = {}): string => {
  const from = encodeURIComponent(newNumber());
  const usual = { token: 'secret', from, to: '56767', text: 'vaccine', id: `2cdc224b-${++ids}`, coding: '0' };
  const asked: Record<string, string> = { ...usual, charset: 'UTF-8', ts: '2021-03-03+04:30:00', smsc: 'x', ...change };
  return Object.entries(asked)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
};
const without = (name: string): string => query().replace(new RegExp(`(^|&)${name}=[^&]*`), '');
const get = (asked: string, path = ''): Promise<Response> => fetch(`${service.url}/sms/kannel${path}?${asked}`);
const utf16 = (text: string): string =>
  (Buffer.from(text, 'utf16le').swap16().toString('hex').match(/../g) ?? []).map((byte) => `%${byte}`).join('');
const turnOf = async (number: string): Promise<number | undefined> =>
  (await world.site.store.conversations.load(world.site.store.vault.contactOf(`tel:${number}`)))?.turn;

describe('what people write', () => {
  test('becomes a turn, and the answer is the body', async () => {
    const response = await get(query({ from: '%2B919830012345', id: 'an-id' }));
    expect(response.status).toBe(200);
    expect(await response.text()).not.toBe('');
    expect(turns).toEqual([
      {
        ...{ channel: 'sms', address: 'tel:+919830012345', text: 'vaccine' },
        ...{ externalId: 'kannel:an-id', receivedAt: START },
      },
    ]);
  });

  test.each([
    ['Bengali', encodeURIComponent('টিকা'), '2', /টিকাসেতু/],
    ['Hindi', encodeURIComponent('टीका'), '2', /[\u0900-\u097f]/],
    ['English', 'English', '0', /^[\x20-\x7e\n]+$/],
  ])('%s is answered in kind, as UTF-8 that Kannel is told how to send', async (_, text, coding, like) => {
    const from = encodeURIComponent(newNumber());
    await get(query({ from, text }));
    const response = await get(query({ from, text: text === 'English' ? 'hello' : text }));
    expect(response.headers.get('x-kannel-coding')).toBe(coding);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toMatch(like);
  });

  test.each([
    ['919830012345', 'tel:+919830012345'],
    ['%2B919830012345', 'tel:+919830012345'],
    ['+919830012345', 'tel:+919830012345'],
    ['09830012345', 'tel:+919830012345'],
    ['9830012345', 'tel:+919830012345'],
    ['%2B8801712345678', 'tel:+8801712345678'],
    ['008801712345678', 'tel:+8801712345678'],
  ])('from=%s is %s', async (from, address) => {
    expect((await get(query({ from }))).status).toBe(200);
    expect(turns.map((turn) => turn.address)).toEqual([address]);
  });

  test.each(['VM-COWIN', '57575', '%2B9157575', '3322001234', '%E0%A6%95', '%FF%FE'])(
    'from=%s is nobody, and gets nothing',
    async (from) => {
      const response = await get(query({ from }));
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('');
      expect(turns).toEqual([]);
    },
  );

  test.each<[string, Record<string, string>, string]>([
    ['UCS-2', { text: utf16('রহিমা 1'), coding: '2', charset: 'UTF-16BE' }, 'রহিমা 1'],
    ['UCS-2 as Kannel escapes it', { text: '%09%A1%00+%09%95%001', coding: '2', charset: 'UTF-16BE' }, 'ড ক1'],
    ['UCS-2 without a charset', { text: utf16('রহিমা'), coding: '2', charset: '' }, 'রহিমা'],
    ['UCS-2 of a charset nobody knows', { text: utf16('রহিমা'), coding: '2', charset: 'klingon' }, 'রহিমা'],
    ['UCS-2 by the name the Web reverses', { text: utf16('রহিমা'), coding: '2', charset: 'UTF-16' }, 'রহিমা'],
    ['UCS-2 by its own name', { text: utf16('রহিমা'), coding: '2', charset: 'UCS-2' }, 'রহিমা'],
    ['little-endian UTF-16', { text: '%95%09%be%09', coding: '2', charset: 'UTF-16LE' }, 'কা'],
    ['UCS-2 with a byte order mark', { text: `%FE%FF${utf16('রহিমা')}`, coding: '2', charset: 'UTF-16BE' }, 'রহিমা'],
    ['an emoji', { text: utf16('🙏'), coding: '2', charset: 'UTF-16BE' }, '🙏'],
    ['half an emoji', { text: '%D8%3D', coding: '2', charset: 'UTF-16BE' }, '\ufffd'],
    ['an odd number of bytes', { text: '%09%95%09', coding: '2', charset: 'UTF-16BE' }, 'ক\ufffd'],
    ['UCS-2 that Kannel was told to recode', { text: encodeURIComponent('রহিমা'), charset: 'UTF-8' }, 'রহিমা'],
    ['UTF-8', { text: 'r%C3%A9gion%20%40%26%3D%25+x' }, 'région @&=% x'],
    ['no charset', { text: 'yes', charset: '', coding: '' }, 'yes'],
    ['Latin-1', { text: 'r%E9gion', charset: 'ISO-8859-1' }, 'région'],
    ['Windows', { text: 'r%E9gion', charset: 'windows-1252' }, 'région'],
    ['a charset of Bengali’s neighbours', { text: '%C4', charset: 'KOI8-R' }, 'д'],
    ['what calls itself UTF-8 and is not', { text: 'r%E9gion' }, 'région'],
    ['GSM', { text: '700091', charset: 'GSM' }, '700091'],
    ['binary', { text: '%FF%00ab', coding: '1', charset: '8-BIT' }, 'ÿ\u0000ab'],
    ['escapes cut off', { text: '50%2', charset: 'UTF-8' }, '50%2'],
    ['nothing', { text: '' }, ''],
  ])('%s is read', async (_, change, text) => {
    expect((await get(query(change))).status).toBe(200);
    expect(turns.map((turn) => turn.text)).toEqual([text]);
  });

  test('no text at all is an empty one', async () => {
    expect((await get(without('text'))).status).toBe(200);
    expect(turns.map((turn) => turn.text)).toEqual(['']);
  });
});

describe('again', () => {
  test('the same message five times at once is one turn, answered five times alike', async () => {
    const number = newNumber();
    const asked = query({ from: encodeURIComponent(number), text: encodeURIComponent('টিকা') });
    const replies = await Promise.all([1, 2, 3, 4, 5].map(async () => (await get(asked)).text()));
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('টিকাসেতু');
    expect(await turnOf(number)).toBe(1);
  });

  test('after other messages it is answered as it was', async () => {
    const from = encodeURIComponent(newNumber());
    const asked = query({ from, text: encodeURIComponent('টিকা') });
    const first = await (await get(asked)).text();
    expect(await (await get(query({ from, text: '1' }))).text()).not.toBe(first);
    expect(await (await get(asked)).text()).toBe(first);
  });
});

describe('refused, without a trace', () => {
  const MANY = 'a'.repeat(70_000);

  test.each<[string, number, string]>([
    ['no token', 403, without('token')],
    ['another token', 403, query({ token: 'secrets' })],
    ['an empty token', 403, query({ token: '' })],
    ['two tokens', 403, `${query()}&token=secret`],
    ['no id', 400, without('id')],
    ['an empty id', 400, query({ id: '' })],
    ['an endless id', 400, query({ id: 'a'.repeat(65) })],
    ['two ids', 400, `${query()}&id=other`],
    ['no sender', 400, without('from')],
    ['an empty sender', 400, query({ from: '' })],
    ['two senders', 400, `${query()}&from=9830012345`],
    ['two texts', 400, `${query()}&text=other`],
    ['nothing but the token', 400, 'token=secret'],
    ['a text of 70 kB', 431, query({ text: MANY })],
  ])('%s: %d', async (_, status, asked) => {
    expect((await get(asked)).status).toBe(status);
    expect(turns).toEqual([]);
    const [, number = ''] = /from=%2B(\d+)/.exec(asked) ?? [];
    expect(await turnOf(`+${number}`)).toBeUndefined();
  });

  test.each([
    ['a body of 70 kB', 413, query(), MANY],
    ['a body of 70 kB without a token', 403, without('token'), MANY],
    ['a form', 404, query(), 'from=9830012345&id=1'],
  ])('%s: %d', async (_, status, asked, body) => {
    const response = await fetch(`${service.url}/sms/kannel?${asked}`, { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(turns).toEqual([]);
  });

  test.each([
    ['a message', '', () => query()],
    ['a receipt', '/status', () => 'token=secret&id=a&type=1'],
    ['anything without a token', '', () => without('token')],
  ])('HEAD with %s: 405', async (_, path, asked) => {
    const response = await fetch(`${service.url}/sms/kannel${path}?${asked()}`, { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect([turns, receipts]).toEqual([[], []]);
  });

  test.each<[string, Gate, number]>([
    ['no token is set', { token: undefined }, 403],
    ['it comes from elsewhere', { token: 'secret', allow: readAllowList('10.0.0.0/8, ::2') }, 403],
    ['it comes from where it may', { token: 'secret', allow: readAllowList('10.0.0.0/8, 127.0.0.1') }, 200],
  ])('where %s', async (_, gate, status) => {
    lock = gate;
    expect((await get(query())).status).toBe(status);
    expect((await get('token=secret&id=a&type=1', '/status')).status).toBe(status);
    expect([turns.length, receipts.length]).toEqual(status === 200 ? [1, 1] : [0, 0]);
  });
});

describe('receipts', () => {
  test.each([
    [1, 'delivered'],
    [2, 'undelivered'],
    [4, 'sent'],
    [8, 'sent'],
    [16, 'failed'],
  ])('type %d is %s', async (type, status) => {
    const response = await get(`token=secret&id=eligible%3A65f0+%25d&type=${type}`, '/status');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(receipts).toEqual([['eligible:65f0 %d', status]]);
  });

  test.each([
    ['no token', 403, 'id=a&type=1'],
    ['another token', 403, 'token=x&id=a&type=1'],
    ['no id', 400, 'token=secret&type=1'],
    ['an empty id', 400, 'token=secret&id=&type=1'],
    ['an endless id', 400, `token=secret&type=1&id=${'a'.repeat(257)}`],
    ['two ids', 400, 'token=secret&id=a&id=b&type=1'],
    ['no type', 400, 'token=secret&id=a'],
    ['a type nobody knows', 400, 'token=secret&id=a&type=32'],
    ['two types in one', 400, 'token=secret&id=a&type=9'],
    ['a type that Kannel has not filled in', 400, 'token=secret&id=a&type=%25d'],
    ['a type of JavaScript', 400, 'token=secret&id=a&type=constructor'],
  ])('%s: %d', async (_, status, asked) => {
    expect((await get(asked, '/status')).status).toBe(status);
    expect(receipts).toEqual([]);
  });

  test('what cannot be kept is not taken, so that Kannel tells it again', async () => {
    expect((await get('token=secret&id=away&type=1', '/status')).status).toBe(500);
  });
});

describe('sending', () => {
  let smsbox: Server;
  let url: string;
  /** What smsbox answers: a status, or nothing at all. */
  let answers: number | 'nothing';
  let asked: URL[];

  beforeAll(async () => {
    smsbox = createServer((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://smsbox'));
      if (answers !== 'nothing')
        response.writeHead(answers, { location: '/elsewhere' }).end('0: Accepted for delivery');
    });
    await new Promise<void>((resolve) => smsbox.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(smsbox.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    smsbox.closeAllConnections();
    smsbox.close();
  });
  beforeEach(() => {
    answers = 202;
    asked = [];
  });

  const TEXT = 'টিকাসেতু: এখন তারিখ নিতে পারেন।\nউত্তরে 1 লিখুন & "+"।';
  const message = (change: object = {}) => ({
    ...{ reference: '6f3e00', address: 'tel:+919830012345', text: TEXT, ...change },
  });
  const sendWith = (change: Partial<KannelSender> = {}, timeoutMs?: number) =>
    kannelSend({ url, username: 'tikasetu', password: 'p&ss w%rd', ...change }, timeoutMs);
  const parameters = (): Record<string, string> => Object.fromEntries(asked[0]?.searchParams ?? []);

  test('asks sendsms for no more than it must', async () => {
    await sendWith()(message());
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/cgi-bin/sendsms']);
    expect(parameters()).toEqual({
      ...{ username: 'tikasetu', password: 'p&ss w%rd', to: '+919830012345' },
      ...{ text: TEXT, charset: 'UTF-8', coding: '2' },
    });
  });

  test('sends what GSM-7 can say as GSM-7', async () => {
    await sendWith()(message({ text: 'Your code is 481700 @ [x] €' }));
    expect(parameters()).toMatchObject({ coding: '0' });
  });

  test('asks for every receipt, with an id and a token that survive Kannel’s own marks', async () => {
    const statusUrl = 'http://localhost:3000/sms/kannel/status?token=a%2Fb';
    await sendWith({ statusUrl })(message({ reference: 'eligible:ক%d' }));
    const { 'dlr-mask': mask, 'dlr-url': back = '' } = parameters();
    expect(mask).toBe('31');
    const filled = new URL(back.replace(/%([%d])/g, (_, mark: string) => (mark === 'd' ? '8' : '%')));
    expect(filled.pathname).toBe('/sms/kannel/status');
    expect([...filled.searchParams]).toEqual([
      ['token', 'a/b'],
      ['id', 'eligible:ক%d'],
      ['type', '8'],
    ]);
  });

  test.each<[string, Partial<KannelSender>, string | undefined, string | undefined]>([
    ['no ids', {}, undefined, undefined],
    ['the entity', { dltEntityId: '11&0' }, undefined, '?smpp?PE_ID=11%260'],
    ['both', { dltEntityId: '1' }, '2', '?smpp?PE_ID=1&TEMPLATE_ID=2'],
    ['the template', {}, '4', '?smpp?TEMPLATE_ID=4'],
  ])('names in meta-data: %s', async (_, sender, templateId, metaData) => {
    await sendWith(sender)(message(templateId ? { templateId } : {}));
    expect(parameters()['meta-data']).toBe(metaData);
  });

  test('sends under the header that is given', async () => {
    await sendWith({ from: 'TIKAST' })(message());
    expect(parameters()).toMatchObject({ from: 'TIKAST' });
  });

  test('takes the path where one is given', async () => {
    await sendWith({ url: `${url}/sms/send` })(message());
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/sms/send']);
  });

  test.each([200, 202])('%d: taken', async (status) => {
    answers = status;
    await expect(sendWith()(message())).resolves.toBeUndefined();
  });

  /** Why, by what is thrown; it names neither the number nor the password. */
  const refusal = async (sending: Promise<undefined>): Promise<SendError> => {
    const error: unknown = await sending.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SendError);
    expect(`${(error as SendError).stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(/98300|p&ss|p%26ss|sendsms\?/);
    expect((error as SendError).cause).toBeUndefined();
    return error as SendError;
  };

  test.each([
    [302, true],
    [400, false],
    [403, false],
    [404, false],
    [500, true],
    [503, true],
  ])('%d: not taken; to be tried again: %p', async (status, retryable) => {
    answers = status;
    expect(await refusal(sendWith()(message()))).toMatchObject({ retryable });
    expect(asked).toHaveLength(1);
  });

  test('no answer in time: to be tried again', async () => {
    answers = 'nothing';
    expect(await refusal(sendWith({}, 50)(message()))).toMatchObject({ retryable: true });
  });

  test('nobody there: to be tried again', async () => {
    expect(await refusal(sendWith({ url: 'http://127.0.0.1:1' })(message()))).toMatchObject({ retryable: true });
  });
});
