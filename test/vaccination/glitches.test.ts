/** What staff report as not working, by page or by SMS, who sees to it, and that whoever wrote is written to. */
import type { Staff, NewStaff } from '../../src/store/staff';
import { moveGlitch, scopeOf, tellGlitches, type GlitchMove } from '../../src/vaccination/move-glitch';
import { proveStaffPhone, sendStaffCode } from '../../src/vaccination/prove-staff-phone';
import { reportGlitch } from '../../src/vaccination/report-glitch';
import { MINUTE, newAddress, openWorld, type Site, type World } from '../support/world';

let world: World;
let other: Site;
beforeEach(async () => {
  world = await openWorld();
  other = await world.openSite();
});
afterEach(() => world.close());

const store = () => world.site.store;
const MOST = 20;

let names = 0;
const NOWHERE = { centres: [], districts: [], states: [] };
async function member(role: Staff['role'], place: Partial<NewStaff> = {}): Promise<Staff> {
  const staff = { ...{ name: `Member ${++names}`, role, language: 'bn' as const }, ...NOWHERE, ...place };
  const added = await store().staff.add(staff, { password: '', totp: '' });
  if (!added) throw new Error('the name is taken');
  return added;
}
const nurseOf = (centre: string) => member('vaccinator', { centres: [centre] });

let keys = 0;
const report = (staff: Staff, text = 'the printer is dead', key = `key-${++keys}`, { store: at } = world.site) =>
  reportGlitch(at, staff, { text, key, bySms: false, now: world.clock.now() });
const move = (officer: Staff, number: number, status: GlitchMove['status'], note = '') =>
  moveGlitch(store(), officer, { number, status, note, now: world.clock.now() });
const seenBy = async (officer: Staff) =>
  (await store().glitches.within(scopeOf(officer), true, MOST)).map(({ number }) => number);

test('a glitch has a short number and the place of whoever reported it; what was written is not readable in the database', async () => {
  const glitch = await report(await nurseOf('barasat'), 'the lock of the fridge of room 4');
  expect(glitch).toMatchObject({ number: 11, status: 'reported', centre: 'barasat', district: 'near', state: 'wb' });
  expect((await store().glitches.get(11))?.text).toBe('the lock of the fridge of room 4');
  const stored = await world.site.connection.collection('glitches').findOne({});
  expect(JSON.stringify(stored)).not.toContain('fridge');
});

test('a report sent twice, by two processes at once, is one glitch; two reports are two', async () => {
  const nurse = await nurseOf('barasat');
  const twice = await Promise.all(
    [world.site, other, world.site, other].map((site) => report(nurse, 'x', 'same', site)),
  );
  expect(new Set(twice.map(({ number }) => number)).size).toBe(1);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, n) => report(nurse, 'x', `k${n}`, n % 2 ? other : world.site)),
  );
  expect(new Set(many.map(({ number }) => number)).size).toBe(20);
});

test('officers see what was reported in their places, a state officer also what was reported by who works nowhere', async () => {
  const near = await report(await nurseOf('barasat'));
  const next = await report(await nurseOf('sealdah'));
  const desk = await report(await member('operator'));
  const [ofNear, ofState, elsewhere] = [
    await member('districtOfficer', { districts: ['near'] }),
    await member('stateOfficer', { states: ['wb'] }),
    await member('districtOfficer', { districts: ['far'] }),
  ];
  expect(await seenBy(ofNear)).toEqual([near.number]);
  expect(await seenBy(ofState)).toEqual([near.number, next.number, desk.number]);
  expect(await seenBy(elsewhere)).toEqual([]);
  for (const { number } of [next, desk]) expect(await move(ofNear, number, 'seen')).toEqual({ status: 'missing' });
  expect((await store().glitches.get(next.number))?.status).toBe('reported');
});

test('of who works in several districts of one state is for that state alone', async () => {
  const { number } = await report(await member('centreManager', { centres: ['barasat', 'sealdah'] }));
  expect(await store().glitches.get(number)).toMatchObject({ centre: null, district: null, state: 'wb' });
  expect(await seenBy(await member('stateOfficer', { states: ['wb'] }))).toEqual([number]);
  expect(await seenBy(await member('stateOfficer', { states: ['elsewhere'] }))).toEqual([]);
});

test('goes from seen to fixed, with who, when and why; twice is once, and what is closed stays closed', async () => {
  const officer = await member('districtOfficer', { districts: ['near'] });
  const { number } = await report(await nurseOf('barasat'));
  expect(await move(officer, number, 'seen', 'called them')).toMatchObject({ status: 'moved' });
  expect(await move(officer, number, 'seen')).toMatchObject({ status: 'same' });
  world.clock.advance(MINUTE);
  expect(await move(officer, number, 'notAFault', '<b>it was switched off</b>')).toMatchObject({ status: 'moved' });
  expect(await move(officer, number, 'fixed')).toMatchObject({ status: 'same', glitch: { status: 'notAFault' } });
  const { history = [] } = (await store().glitches.get(number)) ?? {};
  expect(history.map(({ status, note, who }) => [status, note, who === officer._id])).toEqual([
    ['reported', '', false],
    ['seen', 'called them', true],
    ['notAFault', '<b>it was switched off</b>', true],
  ]);
  expect(await seenBy(officer)).toEqual([]);
});

const messages = () =>
  world.site.connection.collection('messages').find<{ _id: string }>({ kind: 'service' }).toArray();

/** Registers a number by the code that was sent to it. */
async function withPhone(staff: Staff, address = newAddress()): Promise<string> {
  const key = `code-${++keys}`;
  expect(await sendStaffCode(store(), staff, address, { key, now: world.clock.now() })).toEqual({ status: 'sent' });
  const [sent] = await store().messages.claim({
    ...{ now: world.clock.now(), lanes: ['any'], kinds: ['code'], most: 1, leasedUntil: world.clock.now() },
  });
  const code = sent?.prompts?.[0]?.params?.['code'] as string;
  expect(await proveStaffPhone(store(), staff, { code, key: `${key}:try`, now: world.clock.now() })).toBe('proved');
  return address;
}

test('from a proved telephone a message that begins with the word is a report, and its writer is told what becomes of it', async () => {
  const nurse = await nurseOf('barasat');
  const talk = world.talk(await withPhone(nurse));
  await talk.say('টিকা');
  expect((await talk.say('সমস্যা: প্রিন্টার চলছে না')).text).toContain('সমস্যা 11 লেখা হল');
  const glitch = await store().glitches.get(11);
  expect(glitch).toMatchObject({ text: 'প্রিন্টার চলছে না', by: nurse._id, bySms: true, district: 'near' });
  const officer = await member('districtOfficer', { districts: ['near'] });
  await move(officer, 11, 'seen');
  await move(officer, 11, 'fixed');
  expect((await messages()).map(({ _id }) => _id).sort()).toEqual(['glitch:11:fixed', 'glitch:11:seen']);
});

test('the same message sent again by the provider is the same glitch', async () => {
  const talk = world.talk(await withPhone(await nurseOf('barasat')));
  await talk.say('hello');
  const [first, again] = [
    await talk.say('glitch: no light', 'once'),
    await talk.at(other).say('glitch: no light', 'once'),
  ];
  expect(again).toEqual(first);
  expect(await store().glitches.get(12)).toBeNull();
});

test.each(['glitch', 'glitch 12', 'there is a glitch in it', ''])('"%s" is no report even from there', async (text) => {
  const talk = world.talk(await withPhone(await nurseOf('barasat')));
  await talk.say('hello');
  await talk.say(text);
  expect(await store().glitches.get(11)).toBeNull();
});

test('from any other number the word changes nothing, and so from one of who was turned away or has another number now', async () => {
  const nurse = await nurseOf('barasat');
  const [first, stranger] = [await withPhone(nurse), newAddress()];
  const second = await withPhone(nurse);
  const [own, strange] = [world.talk(first), world.talk(stranger)];
  await own.say('টিকা');
  await strange.say('টিকা');
  expect((await own.say('সমস্যা: আলো নেই')).text).toBe((await strange.say('সমস্যা: আলো নেই')).text);
  await store().staff.setDisabled(nurse._id, true);
  const gone = world.talk(second);
  await gone.say('টিকা');
  await gone.say('সমস্যা: আলো নেই');
  expect(await store().glitches.get(11)).toBeNull();
});

test('a wrong code proves nothing', async () => {
  const nurse = await nurseOf('barasat');
  await sendStaffCode(store(), nurse, newAddress(), { key: 'a', now: world.clock.now() });
  expect(await proveStaffPhone(store(), nurse, { code: '000000', key: 'b', now: world.clock.now() })).toBe('wrong');
  expect(await store().staffPhones.phoneOf(nurse._id)).toBeNull();
});

test('a number is of whoever proved it last', async () => {
  const [one, two] = [await nurseOf('barasat'), await nurseOf('sealdah')];
  const address = await withPhone(one);
  world.clock.advance(5 * MINUTE);
  await withPhone(two, address);
  expect(await store().staffPhones.phoneOf(one._id)).toBeNull();
  expect(await store().staffPhones.phoneOf(two._id)).toBe(address);
});

test('whose writer was not told because somebody was stopped in the middle is told by the sweep, once', async () => {
  const talk = world.talk(await withPhone(await nurseOf('barasat')));
  await talk.say('hello');
  await talk.say('glitch: no light');
  const now = world.clock.now();
  await store().glitches.move(11, { status: 'seen', at: now, who: 'officer', note: '' });
  expect(await messages()).toEqual([]);
  expect([await tellGlitches(store(), now), await tellGlitches(store(), now)]).toEqual([1, 0]);
  expect(await messages()).toHaveLength(1);
});
