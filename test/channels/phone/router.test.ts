import express, { type ErrorRequestHandler } from 'express';
import { phoneRouter } from '../../../src/channels/phone/router';
import type { InboxMessage } from '../../../src/channels/phone/types';
import { MovableClock } from '../../../src/clock';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { listen, type Listening } from '../../support/listen';

const HOUR = 3600_000;
const NOW = '2026-11-25T04:30:00.000Z';
const PHONE = 'tel:+919830012345';
const ACCOUNT = 'telegram:919830012345';
const BUTTON = { turn: 3, value: 'female' };
const HERE = { latitude: 22.58, longitude: 88.42 };
const FAR = { latitude: -90, longitude: 180 };
const reminder: InboxMessage = { text: 'টিকাসেতু: কাল আপনার তারিখ।', at: new Date(NOW), channel: 'sms' };

let turns: Inbound[];
let advanced: number[];
let service: Listening;

/** Answers with what it was told; two words make it fail and fall silent. */
function echo(inbound: Inbound) {
  turns.push(inbound);
  if (inbound.text === 'fail') return Promise.reject(new Error('the database is away'));
  const text = inbound.text === 'silence' ? '' : inbound.text;
  const menu = [{ number: '1', value: 'female', label: 'মহিলা' }];
  return Promise.resolve({ text, menu, expects: 'registration.gender', language: 'bn', done: false, turn: 7 } as const);
}

const answer500: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).json({ error: 'Something broke.' });
};

function app() {
  const clock = new MovableClock(Date.parse(NOW) - Date.now());
  const advance = (ms: number) => {
    advanced.push(ms);
    clock.advance(ms);
    return Promise.resolve();
  };
  const inboxOf = (address: string) => Promise.resolve(address === 'tel:+919830012345' ? [reminder] : []);
  let made = 0;
  const newId = () => `made-${++made}`;
  return express()
    .use('/phone', phoneRouter({ converse: echo, inboxOf, newId, clock: { now: () => clock.now(), advance } }))
    .use(answer500);
}

beforeEach(async () => {
  turns = [];
  advanced = [];
  service = await listen(app());
});
afterEach(() => service.close());

const get = (path: string) => fetch(service.url + path);
const postText = (path: string, body: string, type = 'application/json') =>
  fetch(service.url + path, { method: 'POST', headers: { 'content-type': type }, body });
const post = (path: string, body: unknown) => postText(path, JSON.stringify(body));
const message = (change: object) => ({ channel: 'sms', from: '+919830012345', text: 'টিকা', ...change });

describe('POST /phone/messages', () => {
  it('hands the message to the conversation and answers with what it costs', async () => {
    const response = await post('/phone/messages', message({ text: 'ট'.repeat(71), id: 'm-1' }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      replies: [
        {
          text: 'ট'.repeat(71),
          encoding: 'ucs2',
          segments: 2,
          choices: [{ number: '1', value: 'female', label: 'মহিলা' }],
        },
      ],
      expects: 'registration.gender',
      language: 'bn',
      done: false,
      turn: 7,
    });
    expect(turns).toMatchObject([{ channel: 'sms', address: 'tel:+919830012345', externalId: 'm-1' }]);
  });

  it('answers a silent turn with no reply', async () => {
    const response = await post('/phone/messages', message({ text: 'silence' }));
    expect(await response.json()).toMatchObject({ replies: [], expects: 'registration.gender' });
  });

  it("dates the message by the service's clock and makes an id where none is given", async () => {
    await post('/phone/clock', { advance: 'P1D' });
    await post('/phone/messages', message({}));
    expect(turns[0]?.externalId).toBe('made-1');
    expect(turns[0]?.receivedAt.toISOString().slice(0, 10)).toBe('2026-11-26');
  });

  it.each(['+919830012345', '9830012345', '98300 12345', '+91 98300-12345', '919830012345', '09830012345'])(
    'takes the number written %s',
    async (from) => {
      expect((await post('/phone/messages', message({ from }))).status).toBe(200);
      expect(turns[0]?.address).toBe('tel:+919830012345');
    },
  );

  it.each([
    ['WhatsApp', { channel: 'whatsapp', text: 'টিকা' }, { address: PHONE, text: 'টিকা' }],
    ['USSD, without having dialled', { channel: 'ussd', text: '1' }, { address: PHONE, text: '1' }],
    ['dialling', { channel: 'ussd', event: 'dial' }, { address: PHONE, text: '', event: 'dial' }],
    ['hanging up', { channel: 'ussd', event: 'hangUp' }, { address: PHONE, text: '', event: 'hangUp' }],
    ['Telegram, as an account', { channel: 'telegram', text: 'টিকা' }, { address: ACCOUNT, text: 'টিকা' }],
    [
      'sharing a contact',
      { channel: 'telegram', event: 'shareContact' },
      { address: ACCOUNT, text: '', event: 'shareContact', contact: PHONE },
    ],
    ['a button of Telegram', { channel: 'telegram', choice: BUTTON }, { address: ACCOUNT, text: '', choice: BUTTON }],
    ['a place by WhatsApp', { channel: 'whatsapp', location: HERE }, { address: PHONE, text: '', location: HERE }],
    ['a place by Telegram', { channel: 'telegram', location: FAR }, { address: ACCOUNT, text: '', location: FAR }],
  ])('hands on %s', async (_what, said, inbound) => {
    const response = await post('/phone/messages', { from: '+919830012345', id: 'm-1', ...said });
    expect(response.status).toBe(200);
    const receivedAt = expect.any(Date) as Date;
    expect(turns).toEqual([{ channel: said.channel, externalId: 'm-1', receivedAt, ...inbound }]);
  });

  it.each([
    ['empty', ''],
    ['12,000 letters', 'ট'.repeat(12_000)],
    ['control characters', '\u0000\r\n\t'],
    ['markup', '<script>alert(1)</script>'],
  ])('takes a text that is %s', async (_what, text) => {
    expect((await post('/phone/messages', message({ text }))).status).toBe(200);
    expect(turns[0]?.text).toBe(text);
  });

  it.each([
    ['no channel', { channel: undefined }, 'channel'],
    ['a channel we lack', { channel: 'pigeon' }, 'channel'],
    ['no number', { from: undefined }, 'number'],
    ['a landline', { from: '+913322001234' }, 'number'],
    ['a short number', { from: '983001234' }, 'number'],
    ['a foreign number', { from: '+447700900123' }, 'number'],
    ['a number that is none', { from: 9830012345 }, 'number'],
    ['no text', { text: undefined }, 'text'],
    ['a text that is none', { text: 5 }, 'text'],
    ['an id that is none', { id: 5 }, 'id'],
    ['an empty id', { id: '' }, 'id'],
    ['a long id', { id: 'x'.repeat(201) }, 'id'],
    ['an event there is not', { event: 'sneeze' }, 'event'],
    ['dialling by SMS', { event: 'dial' }, 'ussd'],
    ['hanging up Telegram', { channel: 'telegram', event: 'hangUp' }, 'ussd'],
    ['sharing a contact by USSD', { channel: 'ussd', event: 'shareContact' }, 'telegram'],
    ['a place by SMS', { location: { latitude: 22.58, longitude: 88.42 } }, 'whatsapp'],
    ['a place that is none', { channel: 'whatsapp', location: 'Kolkata' }, 'location'],
    ['half a place', { channel: 'whatsapp', location: { latitude: 22.58 } }, 'location'],
    ['a place beyond the pole', { channel: 'telegram', location: { latitude: 90.1, longitude: 0 } }, 'location'],
    ['a place beyond the date line', { channel: 'telegram', location: { latitude: 0, longitude: 181 } }, 'location'],
    ['a choice by WhatsApp', { channel: 'whatsapp', choice: { turn: 1, value: 'female' } }, 'telegram'],
    ['a choice of no turn', { channel: 'telegram', choice: { value: 'female' } }, 'choice'],
    ['a choice of half a turn', { channel: 'telegram', choice: { turn: 1.5, value: 'female' } }, 'choice'],
    ['a choice of nothing', { channel: 'telegram', choice: { turn: 1, value: '' } }, 'choice'],
  ])('refuses %s in one sentence', async (_what, change, about) => {
    const response = await post('/phone/messages', message(change));
    expect(response.status).toBe(400);
    const body = (await response.json()) as { error: string };
    expect(body.error).toMatch(/^[A-Z].*\.$/);
    expect(body.error).toContain(about);
    expect(turns).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"channel":', 'application/json', 400],
    ['JSON that is no object', '[1]', 'application/json', 400],
    ['another type, as a foreign page could send it', JSON.stringify(message({})), 'text/plain', 400],
    ['no body', '', 'application/json', 400],
    ['a charset nobody reads', '{}', 'application/json; charset=klingon', 415],
    ['more than 64 kB', JSON.stringify(message({ text: 'a'.repeat(65_536) })), 'application/json', 413],
  ])('refuses %s as JSON', async (_what, body, type, status) => {
    const response = await postText('/phone/messages', body, type);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) as string });
  });

  it('leaves a failure of the conversation to the app', async () => {
    const response = await post('/phone/messages', message({ text: 'fail' }));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'Something broke.' });
  });
});

describe('GET /phone/inbox', () => {
  it.each(['%2B919830012345', '+919830012345', '9830012345'])('lists what started from us for %s', async (number) => {
    const response = await get(`/phone/inbox?number=${number}`);
    expect(await response.json()).toEqual({
      messages: [{ text: reminder.text, encoding: 'ucs2', segments: 1, at: NOW, channel: 'sms' }],
    });
  });

  it('is empty for anybody else', async () => {
    expect(await (await get('/phone/inbox?number=9830012346')).json()).toEqual({ messages: [] });
  });

  it.each(['', '?number=1', '?number=9830012345&number=9830012346'])('refuses %p', async (query) => {
    const response = await get(`/phone/inbox${query}`);
    expect(response.status).toBe(400);
  });
});

describe('/phone/clock', () => {
  it.each([
    ['PT1H', HOUR],
    ['PT24H', 24 * HOUR],
    ['P28D', 28 * 24 * HOUR],
    ['P2W', 14 * 24 * HOUR],
    ['P1DT1H1M1.5S', 25 * HOUR + 61_500],
    ['P400D', 400 * 24 * HOUR],
  ])('moves by %s', async (advance, ms) => {
    const response = await post('/phone/clock', { advance });
    const { now } = (await response.json()) as { now: string };
    expect(advanced).toEqual([ms]);
    expect(Date.parse(now) - Date.parse(NOW)).toBeGreaterThanOrEqual(ms);
    expect(await (await get('/phone/clock')).json()).toEqual({
      now: expect.stringContaining(now.slice(0, 13)) as string,
    });
  });

  it.each([
    '-PT1H',
    'P-1D',
    'P401D',
    'PT9601H',
    'P',
    'PT',
    'P1DT',
    '1 day',
    '',
    'P1M',
    'P1Y',
    `P${'9'.repeat(400)}D`,
    5,
    null,
  ])('refuses to move by %p', async (advance) => {
    expect((await post('/phone/clock', { advance })).status).toBe(400);
    expect(advanced).toEqual([]);
  });
});
