import { mongo } from 'mongoose';
import { openTestDatabase } from './database';

test('every test file has a database of its own, and it is gone afterwards', async () => {
  const [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  expect(other).toMatchObject({ uri: one.uri });
  expect(other.dbName).not.toBe(one.dbName);
  const client = await mongo.MongoClient.connect(one.uri);
  await client.db(one.dbName).collection('things').insertOne({});
  await one.close();
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  expect(databases.map(({ name }) => name)).not.toContain(one.dbName);
  await client.close();
  await other.close();
});
