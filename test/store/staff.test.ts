import type { NewStaff } from '../../src/store/staff';
import { openWorld, START, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());

const staff = (site = world.site) => site.store.staff;
const account = (name: string): NewStaff => ({
  ...{ name, role: 'vaccinator', centres: ['barasat'], districts: [], states: [], language: 'bn' },
});
const SECRETS = { password: 'scrypt:1:1:1:salt:hash', totp: 'JBSWY3DPEHPK3PXP' };
const added = async (name: string) => {
  const one = await staff().add(account(name), SECRETS);
  if (!one) throw new Error(`${name} is taken`);
  return one;
};

test('an account comes back as it was added, and without what only its owner can give', async () => {
  const mita = await added('Mita');
  expect(mita).toEqual({ _id: mita._id, ...account('Mita') });
  expect(await staff().get(mita._id)).toEqual(mita);
  expect(await staff().secretsOf(mita._id)).toEqual(SECRETS);
  expect(await staff().all(100)).toContainEqual(mita);
  expect(await staff().get('nobody')).toBeNull();
  expect(await staff().secretsOf('nobody')).toBeNull();
});

test.each([
  ['capitals', 'Shyamal Das', 'shyamal DAS'],
  ['spaces', 'Anil Roy', '  Anil  Roy '],
  ['letters that are composed or not', '\u09dcিয়া', '\u09a1\u09bcিয়া'],
  ['joiners nobody sees', 'র\u200d্যাচেল', 'র্যাচেল'],
])('a name is the same in spite of %s', async (_, name, written) => {
  const { _id } = await added(name);
  expect((await staff().byName(written))?._id).toBe(_id);
  expect(await staff().add(account(written), SECRETS)).toBeNull();
});

test('of ten who want one name at once, by two processes, one gets it', async () => {
  const sites = [world.site, other];
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, n) => staff(sites[n % 2]).add({ ...account('Rina'), centres: [`c${n}`] }, SECRETS)),
  );
  const got = all.filter((each) => each !== null);
  expect(got).toHaveLength(1);
  expect(await staff().byName('rina')).toEqual(got[0]);
});

test('what is changed stays changed', async () => {
  const { _id } = await added('Changing');
  await staff().setLanguage(_id, 'hi');
  await staff().setDisabled(_id, true);
  await staff().setPassword(_id, 'another');
  expect(await staff().get(_id)).toMatchObject({ language: 'hi', disabled: true });
  expect(await staff().secretsOf(_id)).toEqual({ ...SECRETS, password: 'another' });
  await staff().setSecrets(_id, { password: 'third', totp: 'KRSXG5CTMVRXEZLU' });
  expect(await staff().secretsOf(_id)).toEqual({ password: 'third', totp: 'KRSXG5CTMVRXEZLU' });
});

test('a code is used once, however many use it at once', async () => {
  const { _id } = await added('Coded');
  const sites = [world.site, other];
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) => staff(sites[n % 2]).useCode(_id, 1_000)));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await staff().useCode(_id, 1_001)).toBe(true);
  expect(await staff().useCode(_id, 999)).toBe(true);
  expect(await staff().useCode(_id, 1_000)).toBe(false);
});

test('the secret stands sealed, in this account alone', async () => {
  const [one, two] = [await added('Sealed one'), await added('Sealed two')];
  const collection = world.site.connection.collection<{ _id: string; sealedTotp: unknown }>('staff');
  const stored = await collection.findOne({ _id: one._id });
  expect(JSON.stringify(stored)).not.toContain(SECRETS.totp);
  await collection.updateOne({ _id: two._id }, { $set: { sealedTotp: stored?.sealedTotp } });
  await expect(staff().secretsOf(two._id)).rejects.toThrow();
});

describe('tries in vain', () => {
  const rules = { free: 3, firstPauseMs: 60_000, longestPauseMs: 200_000 };
  const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1_000);
  let keys = 0;
  const attempt = (name: string, seconds: number, site = world.site) =>
    site.store.signInTries.begin(name, `try-${keys++}`, at(seconds), rules);

  test('are free at first, then followed by pauses that grow', async () => {
    expect(await attempt('grow', 0)).toEqual({ locked: false, until: null });
    expect(await attempt('grow', 1)).toEqual({ locked: false, until: null });
    expect(await attempt('grow', 2)).toEqual({ locked: false, until: at(62) });
    expect(await attempt('GROW', 61)).toEqual({ locked: true, until: at(62) });
    expect(await attempt('grow', 62)).toEqual({ locked: false, until: at(182) });
    expect(await attempt('grow', 182)).toEqual({ locked: false, until: at(382) });
    expect(await attempt('grow', 382)).toEqual({ locked: false, until: at(582) });
  });

  test('of a hundred at once, by two processes, no more are looked at than are free', async () => {
    const sites = [world.site, other];
    const all = await Promise.all(Array.from({ length: 100 }, (_, n) => attempt('rush', 0, sites[n % 2])));
    expect(all.filter(({ locked }) => !locked)).toHaveLength(3);
  });

  test('are forgotten when one was right, or after a day', async () => {
    for (let n = 0; n < 3; n++) await attempt('back', n);
    await world.site.store.signInTries.right('Back');
    expect(await attempt('back', 3)).toEqual({ locked: false, until: null });
    for (let n = 0; n < 2; n++) await attempt('back', 4);
    expect(await attempt('back', 4 + 86_400)).toEqual({ locked: false, until: null });
    await world.site.store.signInTries.forget(at(4 + 2 * 86_400));
    expect(await world.site.connection.collection('signInTries').countDocuments()).toBe(0);
  });
});
