/** What each gateway is told of an answer, what the conversation is told of each door, and the lock on them. */
import express from 'express';
import { gate } from '../../../src/channels/gate';
import { USSD_GATEWAYS, type UssdGateway } from '../../../src/channels/ussd/gateways';
import { ussdRouter, type UssdDeps } from '../../../src/channels/ussd/router';
import { readAllowList } from '../../../src/allow-list';
import type { Answer } from '../../../src/conversation/ports';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { listen, type Listening } from '../../support/listen';
import { TOKEN } from './handsets';

const NOW = new Date('2021-03-03T10:00:00+05:30');
const NUMBER = '+919830012345';
const question: Answer = {
  ...{ text: 'Naam likhun.\n0 pichhone', menu: [], expects: 'registration.name' },
  ...{ language: 'bn-Latn', done: false, turn: 3 },
};

let heard: Inbound[];
let service: Listening;
afterEach(() => service.close());

async function open(change: Partial<Answer> = {}, deps: Partial<UssdDeps> = {}): Promise<void> {
  heard = [];
  const converse = (inbound: Inbound): Promise<Answer> => {
    heard.push(inbound);
    return Promise.resolve({ ...question, ...change });
  };
  const all = { converse, now: () => NOW, gate: gate({ token: TOKEN }), language: undefined, ...deps };
  service = await listen(express().use('/ussd', ussdRouter(all)));
}

const form = (change: object = {}): string =>
  new URLSearchParams({ sessionId: 's-1', phoneNumber: NUMBER, text: '', ...change }).toString();
const post = (path: string, body: string, type: string): Promise<Response> =>
  fetch(service.url + path, { method: 'POST', headers: { 'content-type': type }, body });

/** A first request at each door. */
const DIAL: Record<UssdGateway, (token: string) => Promise<Response>> = {
  africastalking: (token) => post(`/ussd/africastalking${token}`, form(), 'application/x-www-form-urlencoded'),
  header: (token) =>
    fetch(`${service.url}/ussd/header${token || '?'}&msisdn=919830012345&msg=*5%23&code=*5%23&tid=s-1`),
  json: (token) =>
    post(
      `/ussd/json${token}`,
      JSON.stringify({ Mobile: '919830012345', SessionId: 's-1', Type: 'Initiation', Message: '*5#', Sequence: 1 }),
      'application/json',
    ),
};
const dial = (gateway: UssdGateway): Promise<Response> => DIAL[gateway](`?token=${TOKEN}`);

/** Body, and the header where that says whether the session goes on. */
async function shown(response: Response): Promise<unknown> {
  const session = response.headers.get('x-ussd-session');
  const text = await response.text();
  if (response.headers.get('content-type')?.includes('json')) return JSON.parse(text) as unknown;
  return session === null ? text : { session, text };
}

describe('an answer on the screen', () => {
  const rest = { SessionId: 's-1', ClientState: '', Label: 'TikaSetu', FieldType: 'text' };
  const input = { ...rest, DataType: 'input', Type: 'Response' };
  const display = { ...rest, DataType: 'display', Type: 'Release' };
  const bye = 'Dhanyabad.';
  test.each<[string, Partial<Answer>, Record<UssdGateway, unknown>]>([
    [
      'a question holds the session open',
      {},
      {
        africastalking: `CON ${question.text}`,
        header: { session: '1', text: question.text },
        json: { ...input, Message: question.text },
      },
    ],
    [
      'a last word ends it',
      { done: true, text: bye },
      { africastalking: `END ${bye}`, header: { session: '0', text: bye }, json: { ...display, Message: bye } },
    ],
    [
      'so does an apology',
      { expects: 'unavailable', text: bye },
      { africastalking: `END ${bye}`, header: { session: '0', text: bye }, json: { ...display, Message: bye } },
    ],
    [
      'and nothing to say',
      { text: '' },
      { africastalking: 'END ', header: { session: '0', text: '' }, json: { ...display, Message: '' } },
    ],
    [
      'letters of any script go through',
      { text: 'নাম লিখুন।' },
      {
        africastalking: 'CON নাম লিখুন।',
        header: { session: '1', text: 'নাম লিখুন।' },
        json: { ...input, Message: 'নাম লিখুন।' },
      },
    ],
  ])('%s', async (_, change, expected) => {
    await open(change);
    for (const gateway of USSD_GATEWAYS) expect(await shown(await dial(gateway))).toEqual(expected[gateway]);
  });

  test('is plain text in UTF-8 that nobody on the way keeps', async () => {
    await open();
    expect((await dial('africastalking')).headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { headers } = await dial('header');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the conversation hears', () => {
  test.each(USSD_GATEWAYS)('of a dial through %s who, when, and what phones there can show', async (gateway) => {
    await open();
    await dial(gateway);
    expect(heard).toMatchObject([
      {
        ...{ channel: 'ussd', address: `tel:${NUMBER}`, receivedAt: NOW, event: 'dial', text: '', script: 'latin' },
        externalId: expect.stringMatching(new RegExp(`^${gateway}:s-1:`)) as string,
      },
    ]);
    expect(heard[0]).not.toHaveProperty('language');
  });

  test('the script of each gateway, and the language of those who dial', async () => {
    await open({}, { language: 'hi', scriptOf: (gateway) => (gateway === 'json' ? 'native' : 'latin') });
    for (const gateway of USSD_GATEWAYS) await dial(gateway);
    expect(heard.map(({ script, language }) => `${script} ${language}`)).toEqual(['latin hi', 'latin hi', 'native hi']);
  });
});

describe('the lock', () => {
  test.each([
    ['no token', ''],
    ['an empty one', '?token='],
    ['a wrong one', '?token=another'],
    ['two', `?token=${TOKEN}&token=${TOKEN}`],
  ])('%s', async (_, token) => {
    await open();
    for (const gateway of USSD_GATEWAYS) {
      const response = await DIAL[gateway](token);
      expect([gateway, response.status]).toEqual([gateway, 403]);
    }
    expect(heard).toEqual([]);
  });

  test('no token in the settings: nobody', async () => {
    await open({}, { gate: gate({ token: undefined }) });
    for (const gateway of USSD_GATEWAYS) expect((await dial(gateway)).status).toBe(403);
    expect(heard).toEqual([]);
  });

  test('the right token from elsewhere', async () => {
    await open({}, { gate: gate({ token: TOKEN, allow: readAllowList('10.0.0.0/8') }) });
    for (const gateway of USSD_GATEWAYS) expect((await dial(gateway)).status).toBe(403);
    expect(heard).toEqual([]);
  });
});

describe('there is nothing', () => {
  test.each([
    ['GET', 'africastalking', 404],
    ['PUT', 'africastalking', 404],
    ['POST', 'header', 404],
    ['HEAD', 'header', 405],
    ['GET', 'json', 404],
    ['POST', 'another', 404],
    ['POST', '', 404],
  ])('for %s /ussd/%s', async (method, path, status) => {
    await open();
    const query = `token=${TOKEN}&msisdn=919830012345&msg=1&tid=s-1`;
    expect((await fetch(`${service.url}/ussd/${path}?${query}`, { method })).status).toBe(status);
    expect(heard).toEqual([]);
  });
});

describe('a request of more than 64 kB', () => {
  test.each([
    ['africastalking', 'application/x-www-form-urlencoded', () => form({ text: 'a'.repeat(66_000) })],
    [
      'json',
      'application/json',
      () => JSON.stringify({ Mobile: '919830012345', SessionId: 's-1', Type: 'Response', Message: 'a'.repeat(66_000) }),
    ],
  ])('is refused by %s', async (gateway, type, body) => {
    await open();
    expect((await post(`/ussd/${gateway}?token=${TOKEN}`, body(), type)).status).toBe(413);
    expect(heard).toEqual([]);
  });
});
