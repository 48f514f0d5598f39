/** What deploy/partners/README.md tells partners to copy, run as it stands there. */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { sign } from '../../src/partner/webhooks/sign';
import { ROOT } from '../../src/root';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { openPlaces } from '../support/partner-places';
import { sentMessages } from '../support/sent';
import { imbalances, openWorld, type World } from '../support/world';

const README = readFileSync(join(ROOT, 'deploy/partners/README.md'), 'utf8');
const blockIn = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(README)?.[1] ?? '';

/** As `describe`, where there is curl. Elsewhere it says so once, and in CI it fails. */
function describeWithCurl(name: string, tests: () => void): void {
  const isThere = spawnSync('curl', ['--version']).status === 0;
  if (isThere || process.env['CI']) {
    describe(name, tests);
    return;
  }
  console.warn(`There is no curl, so "${name}" is not tested.`);
  describe.skip(name, tests);
}

describeWithCurl('the session of the README', () => {
  let world: World;
  let api: ApiUnderTest;
  let folder: string;

  beforeAll(async () => {
    world = await openWorld();
    await openPlaces(world.site);
    api = await openApi(world, { isSandbox: true, deliver: () => sentMessages(world) });
    folder = mkdtempSync(join(tmpdir(), 'curl-'));
  });

  afterAll(async () => {
    await api.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  test('goes from the code to the cancelled appointment', async () => {
    const env = { ...process.env, BASE: api.url };
    const run = promisify(execFile)('bash', ['-c', blockIn('sh')], { cwd: folder, env });
    const { stdout, stderr } = await run;
    expect(stderr).toBe('');
    const [registered, booked, ...rest] = stdout.split('\n');
    expect(registered).toMatch(/^registered: \d{14}$/);
    expect(booked).toMatch(/^booked: [\da-f-]{36}$/);
    expect(rest.slice(0, 3)).toEqual(['slip: 200', 'moved: 204', 'cancelled: 204']);
    const [person] = (JSON.parse(rest[3] ?? '') as { beneficiaries: Record<string, unknown>[] }).beneficiaries;
    expect(person).toMatchObject({ beneficiary_reference_id: registered?.slice(-14), appointments: [] });
    expect(existsSync(join(folder, 'slip.pdf'))).toBe(true);
    expect(readFileSync(join(folder, 'slip.pdf'), 'latin1')).toMatch(/^%PDF-/);
  });

  test('leaves every place as it is counted', async () => {
    expect(await imbalances(world.site)).toEqual([]);
  });
});

test('the lines of the README that check a webhook know ours from others', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const body = JSON.stringify(JSON.parse(blockIn('json')));
  const at = new Date();
  const headers = sign(secret, { id: 'evt_1', body }, at);
  const ours = runInNewContext(`${blockIn('js')}; isOurs`, { require, Buffer }) as (...given: unknown[]) => boolean;
  const now = at.getTime() / 1000;
  expect(ours(headers, body, secret, now)).toBe(true);
  expect(ours(headers, `${body} `, secret, now)).toBe(false);
  expect(ours({ ...headers, 'webhook-id': 'evt_2' }, body, secret, now)).toBe(false);
  expect(ours(headers, body, secret, now + 301)).toBe(false);
  expect(ours({}, body, secret, now)).toBe(false);
});
