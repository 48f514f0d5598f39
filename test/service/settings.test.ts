import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusedStart, type Settings } from '../support/service';

let DATA_DIR: string;
beforeEach(() => (DATA_DIR = mkdtempSync(join(tmpdir(), 'tikasetu-settings-'))));
afterEach(() => rmSync(DATA_DIR, { recursive: true }));

test.each<[string, Settings, string[]]>([
  ['nothing that is a number', { PORT: 'http' }, ['PORT']],
  ['a database without a key', { MONGODB_URI: 'mongodb://localhost/x' }, ['DATA_KEY']],
  ['a short key', { DATA_KEY: 'c2hvcnQ=' }, ['DATA_KEY']],
  ['the simulator in production', { SIMULATOR: 'on', NODE_ENV: 'production' }, ['SIMULATOR']],
  ['Twilio without the address it signs', { TWILIO_AUTH_TOKEN: 'x' }, ['PUBLIC_URL']],
  [
    'everything at once',
    { PORT: '70000', MONGODB_URI: 'postgres://x', LOG_LEVEL: 'loud', SIMULATOR: 'maybe', TWILIO_FROM: '98300' },
    ['PORT', 'MONGODB_URI', 'LOG_LEVEL', 'SIMULATOR', 'TWILIO_FROM', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL', 'DATA_KEY'],
  ],
])('%s stops the start with all that is wrong in one message', async (_, settings, wrong) => {
  const { code, said } = await refusedStart({ DATA_DIR, ...settings });
  expect(code).toBe(1);
  const named = said.split('\n').flatMap((line) => /^ {2}([A-Z_]+) \S/.exec(line)?.[1] ?? []);
  expect(named.sort()).toEqual([...wrong].sort());
  expect(said).not.toMatch(/^ +at |ready/m);
  expect(readdirSync(DATA_DIR)).toEqual([]);
});

test('a database that is not there stops the start in one sentence', async () => {
  const nowhere = { MONGODB_URI: 'mongodb://127.0.0.1:9/x', DATA_KEY: Buffer.alloc(32).toString('base64') };
  const { code, said } = await refusedStart({ DATA_DIR, ...nowhere });
  expect(code).toBe(1);
  expect(said).toBe('the database does not answer\n');
});

test('a key that was cut short stops the start, whatever is stored', async () => {
  writeFileSync(join(DATA_DIR, 'data-key'), '');
  const { code, said } = await refusedStart({ DATA_DIR });
  expect(code).toBe(1);
  expect(said).toContain('data-key holds no key');
});
