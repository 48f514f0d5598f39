import { Webhook } from 'standardwebhooks';
import { readWanted, tendPartners } from '../../src/cli/partner';
import type { Partner } from '../../src/store/partners';
import { newAddress, openWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

/** What a command says, line by line. */
async function partner(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  const line = { store: world.site.store, now: world.clock.now(), say: (sentence: string) => said.push(sentence) };
  await tendPartners(line, readWanted(words));
  return said;
}
const shown = (said: readonly string[], what: 'key' | 'secret'): string =>
  said.find((each) => each.startsWith(`  ${what}`))?.slice(10) ?? '';
const byKey = (key: string): Promise<Partner | null> => world.site.store.partners.byKey(key);
async function trailOf(name: string): Promise<string[]> {
  const { partners, audit } = world.site.store;
  const entries = await audit.of(`partner:${(await partners.byName(name))?._id ?? ''}`, 20);
  return entries.map(({ action }) => action).reverse();
}

test('a partner that is added calls with the key that was shown', async () => {
  const said = await partner(
    'add',
    '--name',
    'Aarogya',
    '--quota',
    '500',
    '--webhook',
    'https://aarogya.example/events',
  );
  expect(said[0]).toBe('Aarogya may call the API, 500 times in five minutes.');
  expect(await byKey(shown(said, 'key'))).toMatchObject({ name: 'Aarogya', quota: 500, disabled: false });
  expect(() => new Webhook(shown(said, 'secret'))).not.toThrow();
  expect(await partner('list')).toEqual(['Aarogya  500 in five minutes  https://aarogya.example/events']);
  await expect(partner('add', '--name', 'AAROGYA')).rejects.toThrow('There is a AAROGYA already');
  const trail = JSON.stringify(await world.site.connection.collection('audit').find().toArray());
  for (const what of ['key', 'secret'] as const) expect(trail).not.toContain(shown(said, what));
});

test('a new key ends the old one, a new secret or address the old secret', async () => {
  const { partners } = world.site.store;
  const first = await partner('add', '--name', 'Rotating');
  expect(shown(first, 'secret')).toBe('');
  await expect(partner('rotate-secret', '--name', 'Rotating')).rejects.toThrow('has no webhook');
  const fresh = await partner('rotate-key', '--name', 'Rotating');
  expect(await byKey(shown(first, 'key'))).toBeNull();
  const known = await byKey(shown(fresh, 'key'));
  const id = known?._id ?? '';
  expect(known).toMatchObject({ quota: 3_000 });
  const secrets = [
    shown(await partner('webhook', '--name', 'Rotating', '--webhook', 'http://localhost:4000/events'), 'secret'),
    shown(await partner('rotate-secret', '--name', 'Rotating'), 'secret'),
  ];
  expect(new Set(secrets).size).toBe(2);
  expect(await partners.webhookOf(id)).toEqual({ url: 'http://localhost:4000/events', secret: secrets[1] });
  await partner('webhook', '--name', 'Rotating', '--webhook', 'none');
  expect(await partners.webhookOf(id)).toBeNull();
  expect(await trailOf('Rotating')).toEqual([
    ...['partner.added', 'partner.keyRotated', 'partner.webhook', 'partner.webhook', 'partner.webhook'],
  ]);
});

test('disabled is refused until it is enabled, and a quota is changed', async () => {
  const key = shown(await partner('add', '--name', 'স্বাস্থ্য সাথী'), 'key');
  await partner('disable', '--name', 'স্বাস্থ্য সাথী');
  expect(await byKey(key)).toBeNull();
  expect(await partner('list')).toContain('স্বাস্থ্য সাথী  3000 in five minutes  no webhook  disabled');
  await partner('enable', '--name', 'স্বাস্থ্য সাথী');
  await partner('quota', '--name', 'স্বাস্থ্য সাথী', '--quota', '7');
  expect(await byKey(key)).toMatchObject({ quota: 7 });
});

test('all sign-ins of a number are ended, and nobody else’s', async () => {
  const { apiSessions, vault, audit } = world.site.store;
  const now = world.clock.now();
  const addresses = [newAddress(), newAddress()];
  const open = (address: string, partner: string | null) =>
    apiSessions.open({ whose: vault.contactOf(address), kind: 'number', address, partner }, now);
  const [mine = '', other = ''] = addresses;
  const theirs = [await open(mine, null), await open(mine, 'somebody'), await open(other, null)];
  const said = await partner('revoke', '--number', mine.slice(4));
  expect(said.join()).not.toContain(mine.slice(-10));
  const left = await Promise.all(theirs.map(({ name }) => apiSessions.find(name, now)));
  expect(left.map((session) => session !== null)).toEqual([false, false, true]);
  expect(await audit.of(`contact:${vault.contactOf(mine)}`, 1)).toMatchObject([{ action: 'partner.revoked' }]);
});

test.each(['quota --quota 5', 'rotate-key', 'rotate-secret', 'disable', 'enable', 'webhook --webhook none'])(
  'nobody is not known: %s',
  async (words) => {
    await expect(partner(...words.split(' '), '--name', 'Nobody')).rejects.toThrow('There is no Nobody');
  },
);

test.each([
  [[], 'npm run partner -- add'],
  [['dance'], 'npm run partner -- add'],
  [['add', 'Aarogya', 'Setu'], 'put a name in quotes'],
  [['add'], '--name is 2 to 60 letters'],
  [['add', '--name', '<script>'], '--name is 2 to 60 letters'],
  [['add', '--name', 'x y', '--quota', '0'], '--quota is how many calls'],
  [['quota', '--name', 'x y'], '--quota is how many calls'],
  [['quota', '--name', 'x y', '--quota', '1e9'], '--quota is how many calls'],
  [['webhook', '--name', 'x y'], '--webhook is an address'],
  [['webhook', '--name', 'x y', '--webhook', 'http://partner.example'], '--webhook is an address'],
  [['webhook', '--name', 'x y', '--webhook', 'https://me:secret@partner.example'], '--webhook is an address'],
  [['webhook', '--name', 'x y', '--webhook', 'ftp://localhost'], '--webhook is an address'],
  [['revoke'], '--number is a mobile number'],
  [['revoke', '--number', '+1 415 555 0100'], '--number is a mobile number'],
  [['add', '--key', 'x'], '--key'],
])('%j cannot be', (words, sentence) => {
  expect(() => readWanted(words)).toThrow(sentence);
});
