import type { Deed } from '../../src/store/audit';
import { createStore, type Store } from '../../src/store';
import { createVault } from '../../src/store/vault';
import { openWorld, START, TEST_KEY, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeAll(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const name of ['audit', 'auditHead']) await world.site.connection.collection(name).deleteMany({});
});

const audit = (site: { store: Store } = world.site) => site.store.audit;
const looked = (about = 'person:1', more: Partial<Deed> = {}): Deed => ({
  ...{ at: START, staff: 'mita-id', name: 'Mita', role: 'operator', from: '203.0.113.7' },
  ...{ action: 'person.looked', about, why: 'ফোন করেছেন', detail: { fields: ['name'] }, ...more },
});
async function written(count: number): Promise<void> {
  for (let n = 1; n <= count; n++) await audit().append(looked(`person:${n}`));
}
interface Raw extends Record<string, unknown> {
  _id: number;
}
const entries = () => world.site.connection.collection<Raw>('audit');
const heads = () => world.site.connection.collection<{ _id: string }>('auditHead');
const broken = async () => (await audit().verify()).broken;
const entry = async (_id: number) => {
  const found = await entries().findOne({ _id });
  if (!found) throw new Error(`no entry ${_id}`);
  return found;
};

test('nothing was done yet: nothing is broken', async () => {
  expect(await audit().verify()).toEqual({ entries: 0, broken: null });
});

test('an entry comes back as it was written, the newest first', async () => {
  const first = await audit().append(looked('person:7'));
  const second = await audit().append(looked('person:7', { why: null, detail: null, role: null }));
  expect(first).toEqual({ ...looked('person:7'), seq: 1 });
  expect(await audit().of('person:7', 10)).toEqual([second, first]);
  expect(await audit().of('person:7', 1)).toEqual([second]);
  expect(await audit().of('person:8', 10)).toEqual([]);
});

test('why and what stand sealed', async () => {
  await audit().append(looked('person:7', { why: 'a reason', detail: 'a detail' }));
  const stored = await entry(1);
  expect(stored).toMatchObject({ staff: 'mita-id', action: 'person.looked', about: 'person:7' });
  expect(JSON.stringify(stored)).not.toContain('reason');
  expect((stored['sealed'] as { buffer: Buffer }).buffer.toString('latin1')).not.toMatch(/reason|detail/);
});

test('entries are found by who, what and about whom, page by page', async () => {
  for (let n = 1; n <= 6; n++)
    await audit().append(
      looked(`person:${n % 2}`, { action: n > 3 ? 'dose.recorded' : 'person.looked', staff: `s${n % 3}` }),
    );
  const seqs = async (...asked: Parameters<Store['audit']['find']>) =>
    (await audit().find(...asked)).map(({ seq }) => seq);
  expect(await seqs({}, 10)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await seqs({ before: 5 }, 2)).toEqual([4, 3]);
  expect(await seqs({ action: 'dose.recorded', about: 'person:0' }, 10)).toEqual([6, 4]);
  expect(await seqs({ staff: 's1' }, 10)).toEqual([4, 1]);
});

test('200 at once from two processes make one unbroken chain', async () => {
  const sites = [world.site, other];
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, n) => audit(sites[n % 2]).append(looked(`person:${n}`))),
  );
  expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  for (const { seq, about } of all) expect(await entry(seq)).toMatchObject({ about });
  expect(await audit().verify()).toMatchObject({ entries: 200, broken: null });
});

test.each<[string, Record<string, unknown>]>([
  ['who', { staff: 'rina-id' }],
  ['when', { at: new Date(START.getTime() + 1) }],
  ['about whom', { about: null }],
  ['why and what', { sealed: Buffer.from('nonsense') }],
  ['the hash', { hash: 'A'.repeat(43) }],
  ['something that was added', { note: 'harmless' }],
])('a changed entry is found: %s', async (_, change) => {
  await written(5);
  await entries().updateOne({ _id: 3 }, { $set: change });
  expect(await audit().verify()).toMatchObject({ entries: 2, broken: { seq: 3, what: 'changed' } });
  expect(await audit().find({}, 10)).toHaveLength(5);
});

test('what was sealed and altered is shown as such, and hides no other entry', async () => {
  await written(2);
  await entries().updateOne({ _id: 1 }, { $set: { sealed: Buffer.from('nonsense') } });
  expect(await audit().of('person:1', 1)).toMatchObject([{ seq: 1, why: null, detail: null, unreadable: true }]);
});

test.each([1, 3])('a removed entry is found: %i of 5', async (seq) => {
  await written(5);
  await entries().deleteOne({ _id: seq });
  expect(await broken()).toEqual({ seq, what: 'missing' });
});

test('removed last entries are found, also when more was written since', async () => {
  await written(5);
  await entries().deleteMany({ _id: { $gte: 4 } });
  expect(await broken()).toEqual({ seq: 4, what: 'missing' });
  await audit().append(looked());
  expect((await audit().find({}, 1))[0]?.seq).toBe(6);
  expect(await broken()).toEqual({ seq: 4, what: 'missing' });
});

test('the last entry is found to be missing where the head was taken away or made to fit', async () => {
  await written(5);
  const { hash } = await entry(4);
  await entries().deleteOne({ _id: 5 });
  await heads().updateOne({}, { $set: { seq: 4, hash } });
  expect(await broken()).toEqual({ seq: 5, what: 'missing' });
  await heads().deleteMany({});
  expect(await broken()).toEqual({ seq: 5, what: 'missing' });
  await audit().append(looked());
  expect(await broken()).not.toBeNull();
});

test('an entry that was slipped in is found: a number between, another order, a copy at the end', async () => {
  await written(5);
  const third = await entry(3);
  await entries().insertOne({ ...third, _id: 3.5 });
  expect(await broken()).toEqual({ seq: 3.5, what: 'order' });
  await entries().deleteOne({ _id: 3.5 });
  await entries().insertOne({ ...third, _id: 0 });
  expect(await broken()).toEqual({ seq: 0, what: 'order' });
  await entries().deleteOne({ _id: 0 });
  await entries().insertOne({ ...third, _id: 6 });
  expect(await broken()).toEqual({ seq: 6, what: 'changed' });
});

test('an entry of another chain with the same key is found, and one of another key', async () => {
  await written(3);
  const stranger = createStore(other.connection, createVault(Buffer.alloc(32, 9)));
  await stranger.audit.append(looked());
  expect(await broken()).toEqual({ seq: 4, what: 'changed' });
  await entries().deleteMany({});
  await heads().deleteMany({});
  await written(3);
  const old = await entry(3);
  await entries().deleteMany({});
  await heads().deleteMany({});
  for (let n = 1; n <= 4; n++) await audit().append(looked('person:x'));
  await entries().replaceOne({ _id: 3 }, old);
  expect(await broken()).toEqual({ seq: 3, what: 'order' });
});

test('killed between the entry and the head: the chain is whole, and goes on', async () => {
  await written(3);
  const head = await heads().findOne({});
  await written(1);
  if (head) await heads().replaceOne({}, head);
  expect(await broken()).toBeNull();
  expect(await audit().append(looked())).toMatchObject({ seq: 5 });
  expect(await audit().verify()).toMatchObject({ entries: 5, broken: null });
});

test('what is appended while it is verified is no break', async () => {
  await written(3);
  const [verified] = await Promise.all([
    audit().verify(),
    ...Array.from({ length: 50 }, () => audit(other).append(looked())),
  ]);
  expect(verified.broken).toBeNull();
  expect((await audit().verify()).entries).toBe(53);
});

test('whatever text comes in leaves the chain whole', async () => {
  const odd = 'half \ud83d, nothing \u0000, $set, ক\u09cd';
  await audit().append(looked(odd, { staff: odd, name: odd, from: odd, action: odd, why: odd, detail: { odd } }));
  expect(await audit().verify()).toEqual({ entries: 1, broken: null });
  expect(await audit().append(looked())).toMatchObject({ seq: 2 });
  expect(await broken()).toBeNull();
});

test('the key of the chain is a key of its own', () => {
  const vault = createVault(TEST_KEY);
  expect(vault.chain('x')).toHaveLength(43);
  expect(vault.chain('x').startsWith(vault.idOf('x'))).toBe(false);
  expect(createVault(Buffer.alloc(32, 8)).chain('x')).not.toBe(vault.chain('x'));
});
