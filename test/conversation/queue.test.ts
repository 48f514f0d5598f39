import { createQueue } from '../../src/conversation/queue';

const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

test('the tasks of one key run in order, one at a time', async () => {
  const inTurn = createQueue();
  const first = gate();
  const done: string[] = [];
  const slow = inTurn('a', async () => {
    await first.opened;
    done.push('first');
  });
  const quick = inTurn('a', () => Promise.resolve(done.push('second')));
  first.open();
  await Promise.all([slow, quick]);
  expect(done).toEqual(['first', 'second']);
});

test('another key does not wait', async () => {
  const inTurn = createQueue();
  const never = gate();
  void inTurn('a', () => never.opened);
  await expect(inTurn('b', () => Promise.resolve('b'))).resolves.toBe('b');
  never.open();
});

test('a task that fails fails alone', async () => {
  const inTurn = createQueue();
  const failing = inTurn('a', () => Promise.reject(new Error('no')));
  const next = inTurn('a', () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});
