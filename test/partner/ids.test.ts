/** What the API calls centres, vaccination sessions and appointments. */
import fc from 'fast-check';
import { addDays } from '../../src/clock';
import { createIds, numbersOf } from '../../src/partner/ids';
import { exampleCentres } from '../../src/cli/seed/example-places';
import { createVault } from '../../src/store/vault';

const vault = createVault(Buffer.alloc(32, 7));
const CENTRES = exampleCentres();
const numbers = numbersOf(CENTRES.map(({ _id }) => _id));
const ids = createIds(vault, numbers);
const VERSION_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const sessions = fc
  .record({
    centre: fc.constantFrom(...CENTRES.map(({ _id }) => _id)),
    days: fc.nat({ max: 40_000 }),
    nth: fc.integer({ min: 1, max: 4095 }),
  })
  .map(({ centre, days, nth }) => `${centre}:${addDays('2020-01-01', days)}${nth === 1 ? '' : `:${nth}`}`);

test('every session has a UUID of its own, and is found by it', () => {
  fc.assert(
    fc.property(sessions, sessions, (one, other) => {
      const uuid = ids.sessionUuid(one);
      expect(uuid).toMatch(VERSION_8);
      expect(ids.sessionOf(uuid)).toBe(one);
      expect(ids.sessionOf(uuid.toUpperCase())).toBe(one);
      expect(ids.sessionUuid(other) === uuid).toBe(one === other);
    }),
  );
});

test('one that was changed in any digit is nobody’s', () => {
  fc.assert(
    fc.property(sessions, fc.nat({ max: 31 }), fc.integer({ min: 1, max: 15 }), (session, at, by) => {
      const digits = ids.sessionUuid(session).replace(/-/g, '');
      const changed = (parseInt(digits[at] ?? '', 16) ^ by).toString(16);
      const hex = digits.slice(0, at) + changed + digits.slice(at + 1);
      const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      expect(ids.sessionOf(uuid)).toBeNull();
    }),
  );
});

test('one that was thought up, or made with another key, is nobody’s', () => {
  fc.assert(fc.property(fc.uuid(), (uuid) => expect(ids.sessionOf(uuid)).toBeNull()));
  const others = createIds(createVault(Buffer.alloc(32, 8)), numbers);
  fc.assert(fc.property(sessions, (session) => expect(ids.sessionOf(others.sessionUuid(session))).toBeNull()));
  expect(ids.sessionOf('no UUID at all')).toBeNull();
});

test('every centre has a number of its own below 2^31, and is found by it', () => {
  const all = CENTRES.map(({ _id }) => ids.numberOf(_id));
  expect(new Set(all).size).toBe(CENTRES.length);
  expect(all.map(ids.centreOf)).toEqual(CENTRES.map(({ _id }) => _id));
  for (const number of all) expect(Number.isInteger(number) && number >= 0 && number < 2 ** 31).toBe(true);
  expect(ids.centreOf(1)).toBeUndefined();
});

test('centres whose numbers collide have the next ones, whatever the order in which they are read', () => {
  const last = 2 ** 31 - 1;
  const collide = (order: string[]) => numbersOf(order, () => last);
  const inOrder = collide(['a', 'b', 'c']);
  expect(['a', 'b', 'c'].map(inOrder.numberOf)).toEqual([last, 0, 1]);
  const otherwise = collide(['c', 'a', 'b']);
  expect(['a', 'b', 'c'].map(otherwise.numberOf)).toEqual([last, 0, 1]);
  expect(otherwise.idOf(0)).toBe('b');
});

test('a centre that was only just made has the number it will keep', () => {
  const [newest = '', ...others] = CENTRES.map(({ _id }) => _id);
  expect(numbersOf(others).numberOf(newest)).toBe(ids.numberOf(newest));
});

test('appointments have UUIDs that say nothing of them', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const uuid = ids.appointmentUuid(one);
      expect(uuid).toMatch(VERSION_8);
      expect(ids.appointmentUuid(other) === uuid).toBe(one === other);
    }),
  );
  expect(ids.sessionOf(ids.appointmentUuid('one'))).toBeNull();
});

test('what is no id of a vaccination session has no UUID', () => {
  expect(() => ids.sessionUuid('somewhere')).toThrow('"somewhere" is not the id');
});
