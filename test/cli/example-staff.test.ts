import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleCentres, exampleDistricts } from '../../src/cli/seed/example-places';
import { examplesAtStart, type ExampleAccount } from '../../src/cli/seed/example-staff';
import { ROLES } from '../../src/store/staff';
import { codeAt } from '../../src/web/one-time';
import { signIn } from '../../src/web/sign-in';
import { MINUTE, openWorld, type World } from '../support/world';

let world: World;
let dataDir: string;
beforeAll(async () => {
  world = await openWorld();
  dataDir = mkdtempSync(join(tmpdir(), 'tikasetu-examples-'));
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await world.close();
});

const file = (): string => join(dataDir, 'example-accounts.json');
const made = (settings: { production?: boolean; mongodbUri?: string } = {}) =>
  examplesAtStart({ production: false, mongodbUri: undefined, dataDir, ...settings }, world.site.store);
const enter = ({ name, password, totpSecret }: ExampleAccount) => {
  world.clock.advance(MINUTE);
  const now = world.clock.now();
  const given = { name, password, code: codeAt(totpSecret, now), ip: '127.0.0.1', now };
  return signIn({ store: world.site.store, phoneTime: () => now }, given);
};

test('one for each role and a second vaccinator, each of whom can sign in', async () => {
  const accounts = await made();
  expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(ROLES));
  expect(accounts.map(({ name }) => name)).toEqual([
    'operator',
    'vaccinator',
    'vaccinator2',
    'manager',
    'district',
    'state',
    'auditor',
  ]);
  for (const each of accounts) expect(await enter(each)).toMatchObject({ status: 'in', staff: { role: each.role } });
});

test('they are written down for the owner of the folder alone, in places that exist', async () => {
  const accounts = await made();
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(accounts);
  expect(Object.keys(accounts[0] ?? {})).toEqual(['role', 'name', 'password', 'totpSecret']);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const [centres, districts] = [exampleCentres(), exampleDistricts()];
  for (const { centres: ids, districts: within, states } of await world.site.store.staff.all(10)) {
    for (const id of ids) expect(centres).toContainEqual(expect.objectContaining({ _id: id }));
    for (const id of within) expect(districts).toContainEqual(expect.objectContaining({ _id: id }));
    for (const state of states) expect(districts).toContainEqual(expect.objectContaining({ state }));
  }
});

test('the next start finds them as they are', async () => {
  const accounts = await made();
  expect(await made()).toEqual(accounts);
});

test('a server of its own has none', async () => {
  expect(await made({ mongodbUri: 'mongodb://server' })).toEqual([]);
});

test('where the file is cut short, or of another database, they are made anew', async () => {
  const secret = /"totpSecret": "../;
  for (const harm of [
    () => writeFileSync(file(), '[{"role":'),
    () => writeFileSync(file(), readFileSync(file(), 'utf8').replace(secret, '"totpSecret": "AA')),
  ]) {
    const [before] = await made();
    harm();
    const [after] = await made();
    expect(after?.password).not.toBe(before?.password);
    expect(before && (await enter(before))).toEqual({ status: 'wrong' });
    expect(after && (await enter(after))).toMatchObject({ status: 'in' });
  }
});

test('in production they are signed out and refused; back with the example data they come anew', async () => {
  const [operator] = await made();
  const inside = operator && (await enter(operator));
  expect(await made({ production: true })).toEqual([]);
  if (inside?.status !== 'in') throw new Error('not signed in');
  expect(await world.site.store.webSessions.find(inside.token, world.clock.now())).toBeNull();
  expect(operator && (await enter(operator))).toEqual({ status: 'wrong' });
  const [anew] = await made();
  expect(anew && (await enter(anew))).toMatchObject({ status: 'in' });
});

test('somebody real who has the name keeps it', async () => {
  const { store } = world.site;
  await world.site.connection.collection('staff').deleteOne({ name: 'auditor' });
  const real = { name: 'Auditor', role: 'auditor', language: 'bn', centres: [], districts: [], states: [] } as const;
  await store.staff.add({ ...real, centres: [], districts: [], states: [] }, { password: 'theirs', totp: 'THEIRS' });
  expect((await made()).map(({ name }) => name)).not.toContain('auditor');
  await made({ production: true });
  expect(await store.staff.byName('auditor')).toMatchObject({ name: 'Auditor' });
  expect((await store.staff.byName('auditor'))?.disabled).toBeUndefined();
});
