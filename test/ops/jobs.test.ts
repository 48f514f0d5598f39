import { EventEmitter, once } from 'node:events';
import { runAll, startJobs } from '../../src/ops/jobs';

const SOON = 1;
const NEVER = 2 ** 30;

test('a round that fails is told, and the next one comes', async () => {
  const rounds = new EventEmitter();
  const thirdRound = once(rounds, '3');
  const failures: unknown[] = [];
  let round = 0;
  const run = (): Promise<void> => {
    rounds.emit(String(++round));
    return round === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve();
  };
  const stop = startJobs([{ name: 'sweep', everyMs: SOON, run }], {
    failed: (name, error) => failures.push([name, error]),
  });
  await thirdRound;
  await stop();
  expect(failures).toEqual([['sweep', new Error('the database is away')]]);
});

test('one job that fails or hangs does not hold up the others', async () => {
  const rounds = new EventEmitter();
  const secondRound = once(rounds, '2');
  let round = 0;
  let release = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const stop = startJobs(
    [
      { name: 'hangs', everyMs: SOON, run: () => hanging },
      { name: 'fails', everyMs: NEVER, run: () => Promise.reject(new Error('no')) },
      { name: 'goes on', everyMs: SOON, run: () => Promise.resolve(rounds.emit(String(++round))) },
    ],
    { failed: () => undefined },
  );
  await secondRound;
  release();
  await stop();
});

test('a job never runs twice at once', async () => {
  const rounds = new EventEmitter();
  const fifthRound = once(rounds, '5');
  let [under, most, round] = [0, 0, 0];
  const run = async (): Promise<void> => {
    most = Math.max(most, ++under);
    await new Promise(setImmediate);
    under--;
    rounds.emit(String(++round));
  };
  const stop = startJobs([{ name: 'sweep', everyMs: 0, run }], { failed: () => undefined });
  await fifthRound;
  await stop();
  expect(most).toBe(1);
});

test('stopping waits for the round under way, and no other begins', async () => {
  let rounds = 0;
  let finish = (): void => undefined;
  const run = (): Promise<void> => {
    rounds++;
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const stop = startJobs([{ name: 'sweep', everyMs: SOON, run }], { failed: () => undefined });
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(rounds).toBe(1);
});

test('stopping does not wait for a pause to end', async () => {
  const ran = new EventEmitter();
  const firstRound = once(ran, 'round');
  const run = (): Promise<boolean> => Promise.resolve(ran.emit('round'));
  const stop = startJobs([{ name: 'yearly', everyMs: NEVER, run }], { failed: () => undefined });
  await firstRound;
  await new Promise(setImmediate);
  await stop();
});

test('all at once go in order, whatever fails, until the service stops', async () => {
  const order: string[] = [];
  const job = (name: string, run: () => Promise<unknown> = () => Promise.resolve()) => ({
    ...{ name, everyMs: NEVER },
    run: () => run().finally(() => order.push(name)),
  });
  const failing = job('fails', () => Promise.reject(new Error('no')));
  await runAll([job('first'), failing, job('last')], { failed: (name) => order.push(`${name}!`) });
  expect(order).toEqual(['first', 'fails', 'fails!', 'last']);
  await runAll([job('never')], { failed: () => undefined }, () => true);
  expect(order).toHaveLength(4);
});
