import express from 'express';
import { phoneRouter } from '../../../src/channels/phone/router';
import { talk } from '../../../src/cli/talk';
import { MovableClock } from '../../../src/clock';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { listen, type Listening } from '../../support/listen';

const NOW = Date.parse('2026-11-25T04:30:00Z');
const reminder = { text: 'টিকাসেতু: কাল আপনার তারিখ।', at: new Date(NOW), channel: 'sms' } as const;

let service: Listening;
let heard: Inbound[];

function app() {
  const clock = new MovableClock(NOW - Date.now());
  const converse = (inbound: Inbound) => {
    heard.push(inbound);
    const text = inbound.text === 'silence' ? '' : `শুনলাম:\n${inbound.text}`;
    return Promise.resolve({
      text,
      menu: [],
      expects: 'registration.name',
      language: 'bn',
      done: false,
      turn: 1,
    } as const);
  };
  const advance = (ms: number) => {
    clock.advance(ms);
    return Promise.resolve();
  };
  const inboxOf = (address: string) => Promise.resolve(address.endsWith('12345') ? [reminder] : []);
  const time = { now: () => clock.now(), advance };
  return express().use('/phone', phoneRouter({ converse, inboxOf, newId: () => 'one', clock: time }));
}

async function* typed(lines: readonly string[]) {
  for (const line of lines) yield await Promise.resolve(line);
}

async function printed(lines: readonly string[], url = service.url): Promise<string> {
  const out: string[] = [];
  await talk({ url, number: '+919830012345', print: (text) => out.push(text) }, typed(lines));
  return out.join('\n');
}

beforeEach(async () => {
  heard = [];
  service = await listen(app());
});
afterEach(() => service.close());

describe('npm run talk', () => {
  it.each([
    [
      'shows the answer and what it costs',
      ['টিকা'],
      '  শুনলাম:\n  টিকা\n  [1 SMS, UCS-2]\n  (waits for registration.name)',
    ],
    ['says when nothing is answered', ['silence'], '(no answer)'],
    ["begins with the service's time", [], 'Wednesday 25 November 2026'],
    ['moves the time', ['/clock PT24H'], 'Thursday 26 November 2026'],
    ['shows what the service sent by itself', ['/inbox'], '  টিকাসেতু: কাল আপনার তারিখ।\n  [1 SMS, UCS-2]'],
    ['shows an empty inbox', ['/number 9830054321', '/inbox'], '(nothing yet)'],
    ['explains an unknown command', ['/help'], '/number +919830012345'],
    ['refuses a number that is none', ['/number 12'], '! Give an Indian mobile number'],
    ['refuses a time that is none', ['/clock tomorrow'], '! Give advance as PT1H'],
  ])('%s', async (_what, lines, expected) => {
    expect((await printed(lines)).replaceAll(',', '')).toContain(expected.replaceAll(',', ''));
  });

  it('writes from the other number once it has turned to it', async () => {
    await printed(['a', '/number 98300 54321', 'b', '/number 1', 'c', '/quit', 'd']);
    const written = heard.map(({ address, text }) => `${address} ${text}`);
    expect(written).toEqual(['tel:+919830012345 a', 'tel:+919830054321 b', 'tel:+919830054321 c']);
  });

  it('says how to start a service that is not there', async () => {
    const { url } = service;
    await service.close();
    expect(await printed(['টিকা'], url)).toContain('start it first: npm start');
  });
});
