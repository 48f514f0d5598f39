import { driverCollection } from '../../src/store/database';
import { writesTo } from '../../src/store/writes';
import { openExampleWorld, type ExampleWorld } from '../support/example-world';

interface Counted {
  _id: string;
  count: number | string;
}

let world: ExampleWorld;
beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

const writes = () => writesTo<Counted>(world.connection, 'counted');
const stored = (_id: string) => driverCollection<Counted>(world.connection, 'counted').findOne({ _id });

test('each of many writes in one command has its own outcome', async () => {
  await writes().insert({ _id: 'a', count: 1 });
  const outcomes = await Promise.allSettled([
    writes().update({ _id: 'a', count: 1 }, { $set: { count: 2 } }),
    writes().update({ _id: 'a', count: 7 }, { $set: { count: 8 } }),
    writes().insert({ _id: 'a', count: 9 }),
    writes().insert({ _id: 'b', count: 9 }),
  ]);
  expect(outcomes[0]).toEqual({ status: 'fulfilled', value: true });
  expect(outcomes[1]).toEqual({ status: 'fulfilled', value: false });
  expect(outcomes[2]).toMatchObject({ status: 'rejected', reason: { code: 11000, keyPattern: { _id: 1 } } });
  expect(outcomes[3]).toEqual({ status: 'fulfilled', value: undefined });
  expect(await Promise.all([stored('a'), stored('b')])).toMatchObject([{ count: 2 }, { count: 9 }]);
});

test('a write that the database refuses fails alone', async () => {
  await Promise.all([writes().insert({ _id: 'word', count: 'one' }), writes().insert({ _id: 'number', count: 1 })]);
  const [refused, done] = await Promise.allSettled([
    writes().update({ _id: 'word' }, { $inc: { count: 1 } as never }),
    writes().update({ _id: 'number' }, { $inc: { count: 1 } as never }),
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 14 } });
  expect(done).toEqual({ status: 'fulfilled', value: true });
  expect(await stored('number')).toMatchObject({ count: 2 });
});

test('a change whose guard stands in it says whether anything changed', async () => {
  await writes().insert({ _id: 'guarded', count: 1 });
  const from = (count: number) => [{ $set: { count: { $cond: [{ $eq: ['$count', count] }, count + 1, '$count'] } } }];
  expect(await writes().change({ _id: 'guarded' }, from(5))).toBe(false);
  expect(await writes().change({ _id: 'guarded' }, from(1))).toBe(true);
});
