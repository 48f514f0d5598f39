import express from 'express';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phoneRouter } from '../../../src/channels/phone/router';
import { MovableClock } from '../../../src/clock';
import { ROOT } from '../../../src/root';
import { listen, type Listening } from '../../support/listen';

const PAGE = join(ROOT, 'src/channels/phone/page');

let service: Listening;

beforeAll(async () => {
  const time = new MovableClock();
  const clock = { now: () => time.now(), advance: () => Promise.resolve() };
  const converse = () => Promise.reject(new Error('nobody writes here'));
  const inboxOf = () => Promise.resolve([]);
  service = await listen(express().use('/phone', phoneRouter({ converse, inboxOf, clock, newId: () => 'one' })));
});
afterAll(() => service.close());

describe('the page', () => {
  it.each([
    ['/phone', 'text/html'],
    ['/phone/phone.css', 'text/css'],
    ['/phone/ussd.css', 'text/css'],
    ['/phone/phone.js', 'javascript'],
    ['/phone/icon.svg', 'image/svg'],
  ])('%s comes with a policy that lets nothing else in', async (path, type) => {
    const response = await fetch(service.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it.each(['/phone/../router.ts', '/phone/%2e%2e/router.ts', '/phone/nothing.js'])(
    'does not serve %s',
    async (path) => {
      expect((await fetch(service.url + path)).status).toBe(404);
    },
  );

  it('weighs less than 80 kB, all together, and asks nobody else for anything', () => {
    const files = readdirSync(PAGE).map((name) => readFileSync(join(PAGE, name), 'utf8'));
    expect(Buffer.byteLength(files.join(''))).toBeLessThan(80_000);
    for (const file of files)
      expect(file.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|url\(/);
  });
});
