/** `npm run record-dose` and `npm run programme` as processes of their own, beside one that has the data open. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, dayOf } from '../../src/clock';
import { readDoseWanted, refusalText } from '../../src/cli/record-dose';
import { progressText, readWanted, versionsOf } from '../../src/cli/programme';
import type { Conversation } from '../../src/conversation/ports';
import { openStore, type OpenStore } from '../../src/open-store';
import { ROOT } from '../../src/root';
import type { RuleChange } from '../../src/store/rule-changes';
import { recomputeIntervals } from '../../src/vaccination/recompute-intervals';
import { registerPerson } from '../../src/vaccination/register-person';
import { makeDataDir, removeDataDir, untilHostIsGone } from '../store/embedded/harness';
import { answersOf, DAY, PROGRAMME, seedWorld } from '../support/world';

let DATA_DIR: string;
let opened: OpenStore;
const AHEAD = 10 * DAY;
const now = (): Date => new Date(Date.now() + AHEAD);

beforeAll(async () => {
  DATA_DIR = makeDataDir();
  opened = await openStore({ mongodbUri: undefined, dataDir: DATA_DIR, dataKey: undefined }, () => undefined);
  await seedWorld(opened.store);
  // The browser phone has moved the service's time.
  await opened.store.settings.write('clockOffset', AHEAD);
});
afterAll(async () => {
  await opened.close();
  await untilHostIsGone(DATA_DIR);
  removeDataDir(DATA_DIR);
});

async function run(tool: string, words: readonly string[], dataDir = DATA_DIR) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, `dist/src/cli/${tool}.js`), ...words], {
    cwd: tmpdir(),
    env: { PATH, HOME, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Record<'out' | 'err', string> = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said.out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (said.err += piece));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

/** Somebody who has written to us. Answers their reference. */
async function someone(address: string, n: number): Promise<string> {
  const { store } = opened;
  const contact = store.vault.contactOf(address);
  await store.conversations.save({ contact, address, turn: 1, language: 'bn', dialogue: null } as Conversation);
  const outcome = await registerPerson(store, {
    ...{ contact, answers: answersOf(n), district: 'near', key: address, now: now() },
  });
  if (outcome.status !== 'registered') throw new Error(outcome.status);
  return outcome.reference;
}

test('a dose is recorded by the service’s clock, and once; who was told is not told to whoever looks', async () => {
  const reference = await someone('tel:+919830012345', 1);
  const today = dayOf(now());
  const words = ['--reference', reference.replace(/(\d{4})/g, '$1 '), '--vaccine', 'covishield'];
  expect(await run('record-dose', words)).toEqual({
    code: 0,
    out: `Dose 1 of ${reference}: COVISHIELD, ${today}.
The second dose falls due on ${addDays(today, 28)}.
Told: the number ending in 45.
`,
    err: '',
  });
  const again = await run('record-dose', words);
  expect(again).toMatchObject({
    code: 0,
    out: expect.stringContaining('recorded before; nothing is changed') as string,
  });
  const tooEarly = await run('record-dose', [...words, '--date', addDays(today, -1)]);
  expect(tooEarly).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining(`from ${addDays(today, 28)}`) as string,
  });
});

test('an interval is set, shown, and its progress told', async () => {
  const from = addDays(dayOf(now()), 3);
  const words = ['set-interval', '--vaccine', 'COVAXIN', '--days', '42-56', '--from', from];
  const set = await run('programme', words);
  expect(set).toMatchObject({ code: 0, err: '' });
  expect(set.out).toContain(`COVAXIN: 42 to 56 days from ${from} on; today it is 28 days.`);
  expect(await run('programme', ['show'])).toMatchObject({
    out: expect.stringContaining(
      `COVAXIN\n  from 2021-03-01  28 days  today\n  from ${from}  42 to 56 days\n`,
    ) as string,
  });
  const waiting = `COVAXIN  42 to 56 days from ${from}  people are told from ${from} on\n`;
  expect(await run('programme', ['progress'])).toEqual({ code: 0, out: waiting, err: '' });
  expect(await recomputeIntervals(opened.store, { now: () => new Date(Date.now() + AHEAD + 4 * DAY) })).toBe(0);
  expect((await run('programme', ['progress'])).out).toContain('done: 0 people between doses looked at, 0 told');
});

test.each([
  ['record-dose', ['--reference', '123', '--vaccine', 'COVISHIELD'], '14 digits'],
  ['record-dose', ['--wrong'], '--wrong'],
  ['programme', ['set-interval', '--vaccine', 'COVAXIN'], '--days'],
  ['programme', ['dance'], 'npm run programme -- show'],
  ['case', ['correct'], '--number'],
  ['case', ['refuse', '--number', '214', '--reason', 'as', 'written'], 'in quotes'],
  ['dlt', ['import'], 'npm run dlt -- export'],
])('%s %j is refused before anything is opened', async (tool, words, says) => {
  const empty = makeDataDir();
  const { code, out, err } = await run(tool, words, empty);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(says);
  expect(readdirSync(empty)).toEqual([]);
  expect(await run(tool, ['--help'], empty)).toMatchObject({ code: 0, err: '' });
  removeDataDir(empty);
});

test('the jobs of a process of their own go where the browser phone moves the time, the hourly ones too', async () => {
  const { PATH = '', HOME = '' } = process.env;
  const jobs = spawn(process.execPath, [join(ROOT, 'dist/src/cli/jobs.js')], {
    ...{ cwd: tmpdir(), env: { PATH, HOME, DATA_DIR, LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  const { settings, slots } = opened.store;
  const far = addDays(dayOf(now()), 40);
  await once(jobs.stdout as NodeJS.ReadableStream, 'data');
  expect(await slots.sessionsFrom(far)).toEqual([]);
  await settings.write('clockOffset', AHEAD + 40 * DAY);
  while ((await slots.sessionsFrom(far)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await settings.write('clockOffset', AHEAD);
  jobs.kill('SIGTERM');
  expect(await once(jobs, 'close')).toEqual([0, null]);
});

test('a reference may be written in groups, quoted or not', () => {
  const wanted = { reference: '12345678901234', vaccine: 'COVISHIELD', date: '2021-03-09' };
  const more = ['--vaccine', 'COVISHIELD', '--date', '2021-03-09'];
  expect(readDoseWanted(['--reference', '1234', '5678', '9012', '34', ...more])).toEqual(wanted);
  expect(readDoseWanted(['--reference', '1234 5678-9012 34', ...more])).toEqual(wanted);
  expect(readDoseWanted(['--reference=12345678901234', ...more])).toEqual(wanted);
});

test('what can be asked of the programme', () => {
  const set = ['set-interval', '--vaccine', 'covaxin', '--from', '2021-05-13', '--days'];
  const wanted = { action: 'set-interval', vaccine: 'COVAXIN', from: '2021-05-13' };
  expect(readWanted([...set, '84'])).toEqual({ ...wanted, days: 84 });
  expect(readWanted([...set, '42-56'])).toEqual({ ...wanted, days: 42, most: 56 });
  for (const days of ['', '-3', 'many', '4 weeks']) expect(() => readWanted([...set, days])).toThrow('--days');
  expect(() => readWanted(['show', 'more'])).toThrow('npm run programme');
});

test('every refusal says what to do', () => {
  const first = { vaccine: 'COVAXIN', day: '2021-03-09' };
  expect(refusalText({ status: 'otherVaccine', first })).toContain('COVAXIN on 2021-03-09');
  expect(refusalText({ status: 'allGiven', doses: [first] })).toContain('COVAXIN 2021-03-09');
  expect(refusalText({ status: 'unknownVaccine', known: ['A', 'B'] })).toContain('A, B');
});

test('progress is counted as India counts', () => {
  const change = { vaccine: 'A', days: 84, from: '2021-05-13', status: 'running', people: 412_000, told: 399_999 };
  expect(progressText(change as RuleChange, 1_000_000, '2021-05-13')).toBe(
    'A  84 days from 2021-05-13  4,12,000 people between doses looked at, 3,99,999 told, of 10,00,000 registered',
  );
  expect(versionsOf(PROGRAMME, 'COVAXIN', '2021-02-01')).toEqual(['  from 2021-03-01  28 days']);
});
