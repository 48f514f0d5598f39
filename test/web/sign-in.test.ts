import { createHook } from 'node:async_hooks';
import type { Staff } from '../../src/store/staff';
import { codeAt, codeCounter, newTotpSecret, otpauthUrl } from '../../src/web/one-time';
import { hashPassword, newPassword, passwordFits } from '../../src/web/passwords';
import { signIn, signOut, type SigningIn } from '../../src/web/sign-in';
import { DAY, MINUTE, openWorld, START, type World } from '../support/world';

const PASSWORD = 'k7wd-mq3n-xb9t';
let world: World;
let password: string;
beforeAll(async () => {
  world = await openWorld();
  password = await hashPassword(PASSWORD);
});
afterAll(() => world.close());

let addresses = 0;
const newIp = (): string => `198.51.${addresses >> 8}.${addresses++ & 255}`;
const deps = () => ({ store: world.site.store, phoneTime: () => START });
const after = (ms: number): Date => new Date(START.getTime() + ms);

async function account(name: string): Promise<{ staff: Staff; totp: string }> {
  const totp = newTotpSecret();
  const staff = await world.site.store.staff.add(
    { ...{ name, role: 'operator', centres: [], districts: [], states: [], language: 'bn' } },
    { password, totp },
  );
  if (!staff) throw new Error(`${name} is taken`);
  return { staff, totp };
}
const trying = (name: string, totp: string, more: Partial<SigningIn> = {}) => {
  const now = more.now ?? START;
  return signIn(deps(), { name, password: PASSWORD, code: codeAt(totp, now), ip: newIp(), now, ...more });
};
const trailOf = async ({ _id }: Staff) =>
  (await world.site.store.audit.of(`staff:${_id}`, 20)).map(({ action }) => action).reverse();

test('name, password and code let in, and it is written down', async () => {
  const { staff, totp } = await account('Mita');
  const outcome = await trying(' mita', totp);
  if (outcome.status !== 'in') throw new Error(outcome.status);
  expect(outcome.staff).toEqual(staff);
  expect(await world.site.store.webSessions.find(outcome.token, START)).toMatchObject({ staff: staff._id });
  await signOut(deps(), outcome.token, { ip: newIp(), now: START });
  expect(await world.site.store.webSessions.find(outcome.token, START)).toBeNull();
  expect(await trailOf(staff)).toEqual(['staff.signedIn', 'staff.signedOut']);
});

test('which of the three was wrong is never said', async () => {
  const { staff, totp } = await account('Wrong');
  const wrong = { status: 'wrong' };
  expect(await trying('Wrong', totp, { password: 'k7wd-mq3n-xb9u' })).toEqual(wrong);
  expect(await trying('Wrong', totp, { code: '000000' })).toEqual(wrong);
  expect(await trying('Nobody at all', totp)).toEqual(wrong);
  expect(await trying('', totp, { password: '', code: '' })).toEqual(wrong);
  expect(await trying('x'.repeat(100_000), totp)).toEqual(wrong);
  await world.site.store.staff.setDisabled(staff._id, true);
  expect(await trying('Wrong', totp)).toEqual(wrong);
  expect(await trailOf(staff)).toEqual(['staff.refused', 'staff.refused', 'staff.refused']);
});

test('a name that nobody has costs the same work', async () => {
  const { staff, totp } = await account('Costly');
  await world.site.store.staff.setDisabled(staff._id, true);
  let hashed = 0;
  const counting = createHook({ init: (_id, type) => (hashed += Number(type === 'SCRYPTREQUEST')) }).enable();
  for (const name of ['Mita', 'Nobody here', 'Costly']) {
    hashed = 0;
    await trying(name, totp);
    expect([name, hashed]).toEqual([name, 1]);
  }
  counting.disable();
});

test('five in a row lock a name, whether there is such an account or not; the right ones too must wait', async () => {
  const { staff, totp } = await account('Guessed');
  for (const name of ['Guessed', 'No such name']) {
    for (let n = 0; n < 4; n++) expect(await trying(name, totp, { code: '0' })).toEqual({ status: 'wrong' });
    expect(await trying(name, totp, { code: '0' })).toEqual({ status: 'locked', until: after(MINUTE) });
    expect(await trying(name, totp)).toEqual({ status: 'locked', until: after(MINUTE) });
    const now = after(MINUTE);
    expect(await trying(name, totp, { code: '0', now })).toEqual({ status: 'locked', until: after(3 * MINUTE) });
  }
  expect(await trailOf(staff)).toEqual([...Array<string>(4).fill('staff.refused'), 'staff.locked', 'staff.locked']);
  expect(await trying('Guessed', totp, { now: after(3 * MINUTE) })).toMatchObject({ status: 'in' });
  expect(await trying('Guessed', totp, { code: '0', now: after(4 * MINUTE) })).toEqual({ status: 'wrong' });
});

test('of thirty guesses at once five are looked at, and whoever is right among the others waits', async () => {
  const { totp } = await account('Rushed');
  const all = await Promise.all(Array.from({ length: 30 }, () => trying('Rushed', totp, { code: '0' })));
  expect(all.filter(({ status }) => status === 'wrong')).toHaveLength(4);
  expect(all.filter(({ status }) => status === 'locked')).toHaveLength(26);
});

test('from one address, or one network of IPv6, only so many names are tried', async () => {
  const { totp } = await account('Crowded');
  const long = 'x'.repeat(201);
  for (const from of [() => '203.0.113.9', (n: number) => `2001:db8::${n}`]) {
    for (let n = 0; n < 50; n++) expect((await trying(long, totp, { ip: from(n) })).status).toBe('wrong');
    const locked = { status: 'locked', until: after(10 * MINUTE) };
    expect(await trying('Crowded', totp, { ip: from(50) })).toEqual(locked);
  }
  expect(await trying('Crowded', totp)).toMatchObject({ status: 'in' });
});

test('whoever is right takes no try away from the others behind the same address', async () => {
  const ip = '203.0.113.10';
  for (let n = 0; n < 49; n++) await trying('x'.repeat(201), 'JBSWY3DPEHPK3PXP', { ip });
  for (const name of ['Shift one', 'Shift two']) {
    const { totp } = await account(name);
    expect(await trying(name, totp, { ip })).toMatchObject({ status: 'in' });
  }
});

test('a code lets in once, also when it is sent ten times at once', async () => {
  const { totp } = await account('Once');
  const all = await Promise.all(Array.from({ length: 4 }, () => trying('Once', totp)));
  expect(all.filter(({ status }) => status === 'in')).toHaveLength(1);
});

test('the telephone in the hand need not be moved with the clock of the service', async () => {
  const { totp } = await account('Moved');
  expect(await trying('Moved', totp, { now: after(DAY), code: codeAt(totp, START) })).toMatchObject({ status: 'in' });
  expect(await trying('Moved', totp, { now: after(DAY), code: codeAt(totp, after(DAY)) })).toMatchObject({
    status: 'in',
  });
});

describe('codes', () => {
  // RFC 6238, appendix B: the last six of eight digits.
  const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('are those of the RFC: at %i s', (seconds, code) => {
    const at = new Date(seconds * 1_000);
    expect(codeAt(RFC, at)).toBe(code);
    expect(codeCounter(RFC, code, [at])).toBe(Math.floor(seconds / 30));
  });

  test('may be half a minute old or early, and no older', () => {
    const at = new Date(1_234_567_890_000);
    const seconds = (by: number) => new Date(at.getTime() + by * 1_000);
    expect(codeCounter(RFC, '005924', [seconds(30)])).toBe(41_152_263);
    expect(codeCounter(RFC, '005924', [seconds(-30)])).toBe(41_152_263);
    expect(codeCounter(RFC, '005924', [seconds(60)])).toBeNull();
    expect(codeCounter(RFC, '005924', [seconds(-60)])).toBeNull();
  });

  test.each(['005 924', '০০৫৯২৪', '००५९२४', ' 005-924 '])('may be written as %s', (code) => {
    expect(codeCounter(RFC, code, [new Date(1_234_567_890_000)])).toBe(41_152_263);
  });

  test.each(['', '05924', '0059240', 'abcdef', '1e5924', '-05924'])('"%s" is none', (code) => {
    expect(codeCounter(RFC, code, [new Date(1_234_567_890_000)])).toBeNull();
  });

  test('their secret fits an authenticator app', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(otpauthUrl(secret, 'Mita Das'));
    expect(url.protocol).toBe('otpauth:');
    expect(url.pathname).toContain('TikaSetu:Mita%20Das');
    expect(url.searchParams.get('secret')).toBe(secret);
  });
});

describe('passwords', () => {
  test('fit whoever set them, composed or not', async () => {
    const stored = await hashPassword('\u09dc গাছ');
    expect(await passwordFits('\u09a1\u09bc গাছ', stored)).toBe(true);
    expect(await passwordFits('\u09a1 গাছ', stored)).toBe(false);
    expect(await passwordFits('\u09dc গাছ', undefined)).toBe(false);
  });

  test('are hashed each with a salt of its own, at a price that is written beside it', async () => {
    const [one, two] = [await hashPassword('same'), await hashPassword('same')];
    expect(one).toMatch(/^scrypt:32768:8:3:[\w-]{22}:[\w-]{43}$/);
    expect(one.split(':')[4]).not.toBe(two.split(':')[4]);
  });

  test('hashed at another price still fit', async () => {
    // RFC 7914, section 12: the second vector, as far as we keep it.
    const hash = 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162';
    const [salt, kept] = [Buffer.from('NaCl'), Buffer.from(hash, 'hex')].map((bytes) => bytes.toString('base64url'));
    expect(await passwordFits('password', `scrypt:1024:8:16:${salt}:${kept}`)).toBe(true);
    expect(await passwordFits('Password', `scrypt:1024:8:16:${salt}:${kept}`)).toBe(false);
  });

  test('that we make are hard to guess and easy to read out', () => {
    const all = new Set(Array.from({ length: 1_000 }, newPassword));
    expect(all.size).toBe(1_000);
    for (const each of all) expect(each).toMatch(/^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/);
  });
});
