/** Answers that are made once for everybody. */
import { createAvailabilityCache } from '../../src/partner/availability-cache';
import { MINUTE, TestClock } from '../support/world';

const clock = new TestClock();
const newCache = (most?: number) => createAvailabilityCache(() => clock.now(), most);

/** Answers how often it was asked. */
function counting() {
  let asked = 0;
  return () => Promise.resolve({ asked: ++asked });
}
const textOf = async (answer: Promise<{ ready: Buffer }>): Promise<string> => (await answer).ready.toString();

test('whoever asks while it is being read, or within its time, is answered by the same reading', async () => {
  const [cache, read] = [newCache(), counting()];
  const together = await Promise.all([1, 2, 3].map(() => textOf(cache('a', 0, read))));
  expect(together).toEqual(Array(3).fill('{"asked":1}'));
  expect(await textOf(cache('a', 60, read))).toBe('{"asked":1}');
  expect(await textOf(cache('b', 60, read))).toBe('{"asked":2}');
  clock.advance(MINUTE);
  expect(await textOf(cache('a', 60, read))).toBe('{"asked":3}');
});

test('what cannot be kept is read each time', async () => {
  const [cache, read] = [newCache(), counting()];
  expect(await textOf(cache('a', 0, read))).toBe('{"asked":1}');
  expect(await textOf(cache('a', 0, read))).toBe('{"asked":2}');
});

test('a failure is told to all who wait for it, and not kept', async () => {
  const [cache, read] = [newCache(), counting()];
  const fail = () => Promise.reject(new Error('away'));
  const failed = await Promise.allSettled([cache('a', 60, fail), cache('a', 60, read)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await textOf(cache('a', 60, read))).toBe('{"asked":1}');
});

test('what was asked for longest ago goes first', async () => {
  const [cache, read] = [newCache(2), counting()];
  for (const key of ['a', 'b', 'a', 'c']) await cache(key, 60, read);
  expect(await textOf(cache('a', 60, read))).toBe('{"asked":1}');
  expect(await textOf(cache('b', 60, read))).toBe('{"asked":4}');
});

test('the tag changes with what is answered, and only with it', async () => {
  const cache = newCache();
  const tagOf = async (json: object) => (await cache('a', 0, () => Promise.resolve(json))).etag;
  expect(await tagOf({ one: 1 })).toMatch(/^"[\w-]{22}"$/);
  expect(await tagOf({ one: 1 })).toBe(await tagOf({ one: 1 }));
  expect(await tagOf({ one: 2 })).not.toBe(await tagOf({ one: 1 }));
});
