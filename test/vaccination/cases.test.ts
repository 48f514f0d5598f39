import { readWanted, tendCases } from '../../src/cli/case';
import { addDays, instantOf } from '../../src/clock';
import type { Store } from '../../src/store';
import { KINDS } from '../../src/store/messages';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { correctDose, type Correction } from '../../src/vaccination/correct-dose';
import { moveCase, tellCases } from '../../src/vaccination/move-case';
import { listCases, openCase } from '../../src/vaccination/open-case';
import { recordDose } from '../../src/vaccination/record-dose';
import { answersOf, imbalances, newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const store = (): Store => world.site.store;
const at = (inDays: number, time = '12:00'): Date => instantOf(addDays(TODAY, inDays), time);
const today = (inDays = 0): string => addDays(TODAY, inDays);

let made = 0;
interface Vaccinated {
  person: string;
  contact: string;
  reference: string;
}

/** Somebody with a first dose of the second day. */
async function vaccinated(): Promise<Vaccinated> {
  const address = newAddress();
  const person = await registered(world, address, ++made);
  const { reference = '' } = (await store().persons.get(person)) ?? {};
  await recordDose(store(), { reference, vaccine: 'COVISHIELD', day: today(1), now: at(1) });
  return { person, reference, contact: store().vault.contactOf(address) };
}
const open = ({ person, contact }: Vaccinated, about: 'vaccine' | 'date' = 'vaccine', now = at(2)) =>
  openCase(store(), { person, contact, about, now });
const dosesOf = async ({ person }: Vaccinated) => (await store().persons.get(person))?.doses;
const correct = (number: number, change: Partial<Correction>, now = at(3)) =>
  correctDose(store(), { number, who: 'cli:anita', note: '', now, ...change });

async function toldTo({ contact }: Pick<Vaccinated, 'contact'>): Promise<string[]> {
  const messages = world.site.connection.collection<{ _id: string }>('messages');
  const all = await messages
    .find({ contact, _id: /^case:/ })
    .sort({ at: 1 })
    .toArray();
  return all.map(({ _id }) => _id);
}

/** What the tool says to these words. */
async function said(words: string, now = at(3)): Promise<string[]> {
  const lines: string[] = [];
  await tendCases({ store: store(), now, say: (line) => lines.push(line) }, readWanted(words.split(' ')));
  return lines;
}

test('a case is opened, opened again the same one, and followed from the number the person is on', async () => {
  const someone = await vaccinated();
  const opened = await open(someone);
  expect(opened).toMatchObject({ person: someone.person, about: 'vaccine', status: 'open', since: today(2) });
  expect(opened.name).toBe(answersOf(made).name);
  expect(await open(someone, 'vaccine', at(4))).toEqual(opened);
  const second = await open(someone, 'date');
  expect(await listCases(store(), someone.contact)).toEqual([second, opened]);
  expect(await listCases(store(), 'somebody else')).toEqual([]);
});

test('nobody opens a case for a person of another number', async () => {
  const someone = await vaccinated();
  await expect(open({ ...someone, contact: 'somebody else' })).rejects.toMatchObject({ code: 'FLOW_BROKEN' });
});

test('at the centre since Monday: the person is told of each step once, at a decent hour, with number and name', async () => {
  const someone = await vaccinated();
  const { number } = await open(someone);
  const move = { number, status: 'atCentre' as const, who: 'cli:anita', note: '' };
  expect(await moveCase(store(), { ...move, now: at(3) })).toMatchObject({ status: 'moved' });
  expect(await moveCase(store(), { ...move, now: at(4) })).toMatchObject({ status: 'same' });
  expect(await listCases(store(), someone.contact)).toMatchObject([{ status: 'atCentre', since: today(3) }]);
  expect(await toldTo(someone)).toEqual([`case:${number}:atCentre`]);
  const claim = { lanes: ['any' as const], kinds: KINDS, most: 1_000, leasedUntil: new Date(0), now: at(5) };
  const sent = await store().messages.claim(claim);
  await store().messages.release(new Date(), []);
  expect(sent.find(({ occasion }) => occasion === `case:${number}:atCentre`)).toMatchObject({
    ...{ contact: someone.contact, kind: 'service' },
    prompts: [{ key: 'templates:caseAtCentre', params: { number, name: { person: answersOf(made).name } } }],
  });
});

test('a case that moved while nobody could be told is told by the sweep, once', async () => {
  const someone = await vaccinated();
  const { number } = await open(someone);
  const killed = { ...store().messages, queue: () => Promise.reject(new Error('killed')) };
  const move = { number, status: 'refused' as const, who: 'cli:anita', note: 'as the card says', now: at(3) };
  await expect(moveCase({ ...store(), messages: killed }, move)).rejects.toThrow('killed');
  expect(await toldTo(someone)).toEqual([]);
  await tellCases(store(), at(3, '13:00'));
  await tellCases(store(), at(3, '14:00'));
  expect(await toldTo(someone)).toEqual([`case:${number}:refused`]);
  expect(await store().cases.get(number)).toMatchObject({ status: 'refused', untold: false });
});

test('a corrected day moves the day on which the second dose falls due', async () => {
  const someone = await vaccinated();
  const { number } = await open(someone, 'date');
  expect(await correct(number, { day: today(0) })).toMatchObject({
    status: 'corrected',
    dose: { vaccine: 'COVISHIELD', day: today(0) },
    cancelled: null,
  });
  const person = await store().persons.get(someone.person);
  expect(person).toMatchObject({ dueDay: today(28), remindAt: at(28, '08:00') });
  expect(person?.unsettled).toBeUndefined();
  expect(await toldTo(someone)).toEqual([`case:${number}:corrected`]);
  expect((await store().cases.get(number))?.history.map(({ status, who }) => [status, who])).toEqual([
    ['open', 'person'],
    ['corrected', 'cli:anita'],
  ]);
});

test('with the vaccine corrected a date for the other one is given back, and the helpline calls', async () => {
  const someone = await vaccinated();
  const slot = { ...slotOf(1, { dose: 2, inDays: 35 }), _id: `second:${someone.person}` };
  await store().slots.add([slot]);
  const wish = {
    person: someone.person,
    contact: someone.contact,
    slot: slot._id,
    hold: slot._id,
    others: [],
    move: false,
  };
  expect(await bookAppointment(store(), { ...wish, now: at(30) })).toMatchObject({ status: 'booked' });
  const { number } = await open(someone, 'vaccine', at(30));
  const corrected = await correct(number, { vaccine: 'COVAXIN' }, at(31));
  expect(corrected).toMatchObject({ status: 'corrected', cancelled: { day: today(35), status: 'cancelled' } });
  expect(await store().slots.get(slot._id)).toMatchObject({ free: 1 });
  const calls = await store().calls.open(1_000);
  expect(calls.filter(({ person }) => person === someone.person)).toHaveLength(1);
  expect(await imbalances(world.site)).toEqual([]);
});

test('with only the centre corrected the date stays', async () => {
  const someone = await vaccinated();
  const slot = { ...slotOf(1, { dose: 2, inDays: 36 }), _id: `kept:${someone.person}` };
  await store().slots.add([slot]);
  const wish = {
    person: someone.person,
    contact: someone.contact,
    slot: slot._id,
    hold: slot._id,
    others: [],
    move: false,
  };
  expect(await bookAppointment(store(), { ...wish, now: at(30) })).toMatchObject({ status: 'booked' });
  const { number } = await open(someone, 'date', at(30));
  expect(await correct(number, { centre: 'sealdah' }, at(31))).toMatchObject({ cancelled: null });
  expect(await store().appointments.activeOf(someone.person, 2)).toMatchObject({ status: 'booked' });
});

test.each([
  ['a vaccine nobody gives', { vaccine: 'SPUTNIK' }, 'unknownVaccine'],
  ['a day to come', { day: today(9) }, 'unlikelyDay'],
  ['a day before there was a vaccine', { day: '2020-03-01' }, 'unlikelyDay'],
  ['no day at all', { day: '2021-02-30' }, 'unlikelyDay'],
  ['a dose that was not given', { nth: 2, day: today(1) }, 'noDose'],
])('%s is refused, and nothing is changed', async (_, change, status) => {
  const someone = await vaccinated();
  const { number } = await open(someone);
  expect(await correct(number, change)).toEqual({ status });
  expect(await dosesOf(someone)).toMatchObject([{ vaccine: 'COVISHIELD', day: today(1) }]);
  expect(await store().cases.get(number)).toMatchObject({ status: 'open' });
  expect(await toldTo(someone)).toEqual([]);
});

test.each(['refused', 'corrected'] as const)('a case that is %s corrects nothing more', async (status) => {
  const someone = await vaccinated();
  const { number } = await open(someone);
  await moveCase(store(), { number, status, who: 'cli:anita', note: '', now: at(3) });
  expect(await correct(number, { vaccine: 'COVAXIN' })).toEqual({ status: 'closed' });
  expect(await dosesOf(someone)).toMatchObject([{ vaccine: 'COVISHIELD' }]);
});

test('killed between the dose and the case, done again it is finished and told once', async () => {
  const someone = await vaccinated();
  const { number } = await open(someone);
  const killed = { ...store().cases, move: () => Promise.reject(new Error('killed')) };
  const wish = { number, vaccine: 'COVAXIN', who: 'cli:anita', note: '', now: at(3) };
  await expect(correctDose({ ...store(), cases: killed }, wish)).rejects.toThrow('killed');
  expect(await store().cases.get(number)).toMatchObject({ status: 'open' });
  for (let twice = 0; twice < 2; twice++)
    expect(await correctDose(store(), wish)).toMatchObject({ status: 'corrected' });
  expect(await dosesOf(someone)).toMatchObject([{ vaccine: 'COVAXIN', day: today(1) }]);
  expect(await toldTo(someone)).toEqual([`case:${number}:corrected`]);
});

describe('npm run case', () => {
  test('lists what is open, by reference and without a name', async () => {
    const someone = await vaccinated();
    const { number } = await open(someone);
    const line = (await said('list')).find((each) => each.startsWith(String(number))) ?? '';
    expect(line).toContain(`vaccine  open since ${today(2)}  ${someone.reference}  COVISHIELD ${today(1)}`);
    expect(line).not.toContain('রহিমা');
  });

  test('moves a case and corrects it, and says what it changed and whom it told', async () => {
    const someone = await vaccinated();
    const { number } = await open(someone);
    expect(await said(`at-centre --number ${number}`)).toEqual([`Case ${number} is now atCentre; the person is told.`]);
    expect(await said(`correct --number ${number} --vaccine COVAXIN --date ${today(0)}`)).toEqual([
      `Case ${number}: the dose is now COVAXIN of ${today(0)}; the person is told.`,
    ]);
    expect(await said(`refuse --number ${number} --reason late`)).toEqual([
      `Case ${number} was corrected already; nothing is changed.`,
    ]);
    expect(await toldTo(someone)).toEqual([`case:${number}:atCentre`, `case:${number}:corrected`]);
  });

  test.each(['', 'close --number 200', 'refuse --number 200', 'at-centre', 'at-centre --number two'])(
    'asked for "%s" it says how it is used',
    async (words) => {
      await expect(said(words)).rejects.toThrow('npm run case -- list');
    },
  );

  test('says what cannot be', async () => {
    await expect(said('at-centre --number 7')).rejects.toThrow('There is no case 7.');
    await expect(said('correct --number 7 --vaccine COVAXIN')).rejects.toThrow('There is no such case.');
  });
});

test.each(['vaccine', 'date'] as const)('a wrong %s is not called corrected before it is', async (about) => {
  const someone = await vaccinated();
  const { number } = await open(someone, about);
  await expect(said(`correct --number ${number}`)).rejects.toThrow(`is about the ${about}: say what is right`);
  expect((await store().cases.get(number))?.status).toBe('open');
  expect(await toldTo(someone)).toEqual([]);
});
