import fc from 'fast-check';
import { createVault, type Place } from '../../src/store/vault';

const key = Buffer.alloc(32, 7);
const vault = createVault(key);
const other = createVault(Buffer.alloc(32, 8));
const place: Place = 'persons:1:name';

test('what was sealed opens again, wherever it stands', () => {
  const places = fc.tuple(fc.string(), fc.string(), fc.string()).map(([a, b, c]): Place => `${a}:${b}:${c}`);
  fc.assert(
    fc.property(places, fc.jsonValue(), (at, value) => {
      const asStored: unknown = JSON.parse(JSON.stringify(value));
      expect(vault.open(at, vault.seal(at, value))).toEqual(asStored);
    }),
  );
});

test('it opens nowhere else', () => {
  const sealed = vault.seal(place, 'রহিমা বিবি');
  expect(() => vault.open('persons:2:name', sealed)).toThrow();
  expect(() => vault.open('persons:1:pin', sealed)).toThrow();
  expect(() => other.open(place, sealed)).toThrow();
});

test('a single changed bit is noticed, wherever it is', () => {
  const sealed = vault.seal(place, 'রহিমা বিবি');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), (bit) => {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => vault.open(place, altered)).toThrow();
    }),
  );
});

test('a part of it does not open', () => {
  const sealed = vault.seal(place, 'রহিমা বিবি');
  for (let length = 0; length < sealed.length; length++) {
    expect(() => vault.open(place, sealed.subarray(0, length))).toThrow();
  }
});

test('nothing of a name can be read, and the same name never looks the same', () => {
  const [one, two] = [vault.seal(place, 'Rahima'), vault.seal(place, 'Rahima')];
  expect(one.includes('Rahima')).toBe(false);
  expect(one.equals(two)).toBe(false);
});

test('it opens from a piece of a larger buffer, as the driver hands it out', () => {
  const sealed = vault.seal(place, 'Rahima');
  const within = Buffer.concat([Buffer.alloc(5), sealed, Buffer.alloc(5)]).subarray(5, 5 + sealed.length);
  expect(vault.open(place, new Uint8Array(within.buffer, within.byteOffset, within.byteLength))).toBe('Rahima');
});

test('an address has one id, and only with this key', () => {
  const address = 'tel:+919830012345';
  expect(vault.contactOf(address)).toMatch(/^[\w-]{22}$/);
  expect(createVault(key).contactOf(address)).toBe(vault.contactOf(address));
  expect(other.contactOf(address)).not.toBe(vault.contactOf(address));
});

test('each use has a key of its own: ids of one tell nothing of another', () => {
  const ids = [vault.contactOf('voter:1'), vault.cardHash('voter', '1'), vault.idOf('voter:1')];
  expect(new Set(ids).size).toBe(3);
  expect(vault.cardHash('voter', '1')).not.toBe(vault.cardHash('pan', '1'));
});
