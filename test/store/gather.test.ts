import { setImmediate as nextRound } from 'node:timers/promises';
import { gather } from '../../src/store/gather';

/** A command that answers when it is told to, each item with its double. */
function controlled() {
  const batches: { items: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const ask = gather<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        batches.push({ items, answer: () => resolve(items.map((item) => item * 2)), fail: reject });
      }),
  );
  return { ask, batches };
}

test('what is asked for in the same moment goes together, in its order, and each gets its own answer', async () => {
  const { ask, batches } = controlled();
  const answers = Promise.all([1, 2, 3].map(ask));
  await nextRound();
  expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3]]);
  batches[0]?.answer();
  expect(await answers).toEqual([2, 4, 6]);
});

test('while a command is under way the next requests wait and then go as one', async () => {
  const { ask, batches } = controlled();
  const answers: Promise<number>[] = [];
  for (const item of [1, 2, 3]) {
    answers.push(ask(item));
    await nextRound();
  }
  expect(batches.map(({ items }) => items)).toEqual([[1]]);
  batches[0]?.answer();
  await nextRound();
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  batches[1]?.answer();
  expect(await Promise.all(answers)).toEqual([2, 4, 6]);
});

test('a rush is cut into batches of 200', async () => {
  const { ask, batches } = controlled();
  const answers = Promise.all(Array.from({ length: 450 }, (_, item) => ask(item)));
  for (let sent = 0; sent < 3; sent++) {
    await nextRound();
    batches[sent]?.answer();
  }
  expect(await answers).toEqual(Array.from({ length: 450 }, (_, item) => item * 2));
  expect(batches.map(({ items }) => items.length)).toEqual([200, 200, 50]);
});

test('a batch that fails fails for those in it, and for nobody after them', async () => {
  const { ask, batches } = controlled();
  const failing = Promise.allSettled([ask(1), ask(2)]);
  await nextRound();
  batches[0]?.fail(new Error('away'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = ask(3);
  await nextRound();
  batches[1]?.answer();
  expect(await next).toBe(6);
});
