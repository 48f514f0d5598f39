/** Who looked at somebody, as that person is told: all who did, newest first, and never more than an SMS of three parts holds. */
import type { Look } from '../../src/conversation/effects';
import { LOCALES, LOOK_REASONS, type Locale } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { startFlow } from '../../src/conversation/engine';
import type { Role } from '../../src/store/staff';
import { listLooks } from '../../src/vaccination/list-looks';
import { MINUTE, newAddress, openWorld, registered, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let cards = 5_000;
let after = 0;

async function number(count = 1): Promise<{ contact: string; people: string[] }> {
  const address = newAddress();
  const people: string[] = [];
  for (let n = 0; n < count; n++) people.push(await registered(world, address, ++cards));
  return { contact: world.site.store.vault.contactOf(address), people };
}

const deed = (person: string, name: string, role: Role, why: string | null, action = 'person.looked') =>
  world.site.store.audit.append({
    ...{ at: new Date(world.clock.now().getTime() + MINUTE * after++), staff: name, name, role, from: '127.0.0.1' },
    ...{ action, about: `person:${person}`, why, detail: null },
  });

const told = (contact: string, skip = 0) => listLooks(world.site.store, contact, skip);
const lineOf = ({ who, place, why }: Look) => [who, place, why];

test('the newest comes first, a few at a time', async () => {
  const { contact, people } = await number();
  const [person = ''] = people;
  for (const why of LOOK_REASONS) await deed(person, 'Mita', 'operator', why);
  const first = await told(contact);
  expect(first.looks.map(({ why }) => why)).toEqual(['other', 'complaint', 'dose']);
  expect(first.more).toBe(true);
  const rest = await told(contact, 3);
  expect(rest.looks.map(({ why }) => why)).toEqual(['details', 'date']);
  expect(rest.more).toBe(false);
});

test('whoever looked is told with where they work, and nothing else that was done', async () => {
  const { contact, people } = await number();
  const [person = ''] = people;
  await deed(person, 'Sunil', 'stateOfficer', 'complaint: as asked by her son');
  await deed(person, 'Nurse', 'vaccinator', null);
  await deed(person, 'Mita', 'operator', 'date');
  await deed(person, 'Nurse', 'vaccinator', null, 'dose.recorded');
  await deed((await number()).people[0] ?? '', 'Other', 'operator', 'date');
  expect((await told(contact)).looks.map(lineOf)).toEqual([
    ['Mita', 'helpline', 'date'],
    ['Nurse', 'centre', 'other'],
    ['Sunil', 'office', 'complaint'],
  ]);
});

test('what the helpline wrote and read is told too, once for each day; and a certificate that was printed', async () => {
  const { contact, people } = await number();
  const [person = ''] = people;
  const toNumber = (action: string, name: string) =>
    world.site.store.audit.append({
      ...{ at: new Date(world.clock.now().getTime() + MINUTE * after++), staff: name, name, role: 'operator' as const },
      ...{ from: '127.0.0.1', action, about: `contact:${contact}`, why: null, detail: null },
    });
  await deed(person, 'Nurse', 'vaccinator', null, 'certificate.given');
  for (const action of ['caller.opened', 'caller.relayed', 'caller.relayed', 'caller.relayed'])
    await toNumber(action, 'Mita');
  for (const action of ['talk.looked', 'talk.looked', 'number.looked']) await toNumber(action, 'Arun');
  expect((await told(contact)).looks.map(lineOf)).toEqual([
    ['Arun', 'helpline', 'talk'],
    ['Mita', 'helpline', 'call'],
    ['Nurse', 'centre', 'dose'],
  ]);
});

test.each([
  ['vaccination today', 'dose'],
  ['vaccination of 2021-03-04', 'dose'],
  ['second look: no code', 'dose'],
  ['case 214', 'details'],
])('"%s" is told as what it was for', async (why, reason) => {
  const { contact, people } = await number();
  await deed(people[0] ?? '', 'Nurse', 'vaccinator', why);
  expect((await told(contact)).looks.map(lineOf)).toEqual([['Nurse', 'centre', reason]]);
});

test('where the number has several people it is said whose record it was', async () => {
  const { contact, people } = await number(2);
  for (const person of people) await deed(person, 'Mita', 'operator', 'date');
  await deed(people[0] ?? '', 'Arun', 'operator', 'dose');
  const { looks: found, more } = await told(contact);
  expect(found.map(({ name, who }) => [name, who])).toEqual([
    [`রহিমা ${cards - 1}`, 'Arun'],
    [`রহিমা ${cards}`, 'Mita'],
  ]);
  expect(more).toBe(true);
});

test('nobody looked at who is not registered', async () => {
  expect(await told(world.site.store.vault.contactOf(newAddress()))).toEqual({ looks: [], more: false });
});

const LONGEST = 'বিভূতিভূষণ চক্রবর্তী';
const PLACES = ['helpline', 'centre', 'office'] as const;
const WHYS = [...LOOK_REASONS, 'call', 'talk'] as const;
const EVERY = PLACES.flatMap((place) => WHYS.map((why) => ({ place, why })));

test.each(LOCALES)(
  'the whole answer fits its SMS in %s, wherever they work and whatever they looked for',
  async (locale) => {
    const render = createRender();
    for (const each of EVERY)
      for (const [count, name] of [
        [3, null],
        [2, LONGEST],
      ] as const) {
        const look: Look = { day: '2021-09-28', who: LONGEST, name, ...each };
        const found = { looks: Array.from({ length: count }, () => look), more: true };
        const { prompts } = await startFlow('looks', {}, () => Promise.resolve(found));
        const { text, menu } = render(prompts, locale);
        expect(menu.map(({ value }) => value)).toEqual(['more', 'back']);
        expect([text, segmentsOf(text).segments <= budget(locale)]).toEqual([text, true]);
      }
  },
);

const budget = (locale: Locale): number => (locale.endsWith('Latn') ? 2 : 3);
