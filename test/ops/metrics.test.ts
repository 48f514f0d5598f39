import express from 'express';
import type { Answer } from '../../src/conversation/ports';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createMetrics, type Metrics } from '../../src/ops/metrics';
import { listen, type Listening } from '../support/listen';

const INBOUND: Inbound = {
  channel: 'whatsapp',
  address: 'tel:+919830012345',
  externalId: 'SM5c0ffee',
  text: 'রহিমা বিবি 69 WKH1186253',
  receivedAt: new Date('2026-11-25T04:30:00Z'),
};
const ANSWER: Answer = {
  text: 'হয়ে গেল। রহিমা বিবি: কোড 4817',
  menu: [{ number: '1', value: 'p_5f0a', label: 'রহিমা বিবি' }],
  expects: 'registration.gender',
  language: 'bn',
  done: false,
  turn: 1,
};

let metrics: Metrics;
let service: Listening;

beforeEach(async () => {
  metrics = createMetrics();
  service = await listen(express().use('/metrics', metrics.router));
});
afterEach(() => service.close());

const scrape = (): Promise<Response> => fetch(`${service.url}/metrics`);

/** `name{label="value",…} number` → its parts; lines of comment are left out. */
async function samples(): Promise<{ name: string; labels: Record<string, string>; value: number }[]> {
  const lines = (await (await scrape()).text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return {
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text]),
      ),
      value: Number(value),
    };
  });
}

test('speaks the text format of Prometheus', async () => {
  const response = await scrape();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  for (const name of ['tikasetu_turns_total', 'tikasetu_failures_total'])
    expect(text).toContain(`# TYPE ${name} counter`);
  expect(text).toContain('# TYPE tikasetu_turn_stage_seconds histogram');
  expect(text).toContain('process_resident_memory_bytes');
});

test('counts turns by channel, language and question', async () => {
  metrics.turn(INBOUND, ANSWER);
  metrics.turn(INBOUND, ANSWER);
  expect(await samples()).toContainEqual({
    name: 'tikasetu_turns_total',
    labels: { channel: 'whatsapp', language: 'bn', expects: 'registration.gender' },
    value: 2,
  });
});

test('takes milliseconds and shows seconds', async () => {
  metrics.stage('save', 250);
  expect(await samples()).toContainEqual({
    name: 'tikasetu_turn_stage_seconds_sum',
    labels: { stage: 'save' },
    value: 0.25,
  });
});

test('counts failures by place', async () => {
  metrics.failed('bookAppointment');
  expect(await samples()).toContainEqual({
    name: 'tikasetu_failures_total',
    labels: { where: 'bookAppointment' },
    value: 1,
  });
});

test('says nothing of the person: no number, no id, no word of what was written', async () => {
  metrics.turn(INBOUND, ANSWER);
  metrics.stage('load', 1);
  metrics.failed('turn');
  const all = await samples();
  const labelled = JSON.stringify(all.map((sample) => sample.labels));
  for (const secret of ['9830012345', INBOUND.externalId, '1186253', 'রহিমা', '4817', 'p_5f0a']) {
    expect(labelled).not.toContain(secret);
  }
  const own = all.filter(({ name }) => name.startsWith('tikasetu_'));
  const labels = new Set(own.flatMap((sample) => Object.keys(sample.labels)));
  expect([...labels].sort()).toEqual(['channel', 'expects', 'language', 'le', 'stage', 'where']);
});
