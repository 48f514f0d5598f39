import { cached } from '../../src/store/cached';

const LONG = 3_600_000;

test('one reading is shared by all who ask, until it is forgotten', async () => {
  let read = 0;
  const get = cached(LONG, () => Promise.resolve(++read));
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  expect(await get()).toBe(1);
  get.forget();
  expect(await get()).toBe(2);
});

test('what has grown old is read again', async () => {
  let read = 0;
  const get = cached(0, () => Promise.resolve(++read));
  expect([await get(), await get()]).toEqual([1, 2]);
});

test('a reading that failed is not kept', async () => {
  const outcomes = [Promise.reject(new Error('away')), Promise.resolve('here')];
  const get = cached(LONG, () => outcomes.shift() ?? Promise.resolve('again'));
  await expect(get()).rejects.toThrow('away');
  expect(await get()).toBe('here');
});
