import { openWorld, START, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.site.connection.collection('dltTemplates').deleteMany({}));

const ALL = { 'eligible.bn': '1', eligible: '2', '*': '3' };

test.each<[string, string | undefined, Record<string, string>, string | undefined]>([
  ['its language', 'eligible.bn', ALL, '1'],
  ['its name in a language that has none', 'eligible.hi', ALL, '2'],
  ['its name in Latin letters', 'eligible.bn-Latn', ALL, '2'],
  ['Latin letters themselves', 'booked.bn-Latn', { booked: '1', 'booked.bn': '2', 'booked.bn-Latn': '3' }, '3'],
  ['all others', 'code.en', ALL, '3'],
  ['no name', undefined, ALL, '3'],
  ['nothing that fits', 'code.en', { eligible: '2' }, undefined],
  ['no ids at all', 'eligible.bn', {}, undefined],
])('a template is known by %s', async (_, name, ids, id) => {
  const { dltTemplates } = world.site.store;
  await dltTemplates.put(new Map(Object.entries(ids)), START);
  expect(await dltTemplates.templateId(name)).toBe(id);
});

test('an id that is taken again replaces the one before, and leaves the others', async () => {
  const { dltTemplates } = world.site.store;
  await dltTemplates.put(new Map(Object.entries(ALL)), START);
  await dltTemplates.put(new Map([['eligible.bn', '9']]), START);
  expect(Object.fromEntries(await dltTemplates.all())).toEqual({ ...ALL, 'eligible.bn': '9' });
  expect(await dltTemplates.templateId('eligible.bn')).toBe('9');
});
