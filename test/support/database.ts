import { randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { openEmbedded } from '../../src/store/embedded';

export interface TestDatabase {
  uri: string;
  dbName: string;
  /** Drops the database. Close your own connections first. */
  close(): Promise<void>;
}

/** All workers share one engine, which outlives each of them by a moment: only the first test file waits for it. */
const DATA_DIR = join(tmpdir(), `tikasetu-test-${userInfo().uid}`);
const ABANDONED_MS = 3_600_000;

/** A database of your own, empty, on the real engine: open it in `beforeAll`, close it in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const engine = await openEmbedded({ dataDir: DATA_DIR });
  const client = await mongo.MongoClient.connect(engine.uri);
  await dropAbandoned(client);
  const dbName = `test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  const close = async (): Promise<void> => {
    await client.db(dbName).dropDatabase();
    await client.close();
    await engine.leave();
  };
  return { uri: engine.uri, dbName, close };
}

/** Test runs that were killed left theirs behind. */
async function dropAbandoned(client: mongo.MongoClient): Promise<void> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  const abandoned = databases.filter(({ name }) => Number(name.split('_')[1]) < Date.now() - ABANDONED_MS);
  await Promise.all(abandoned.map(({ name }) => client.db(name).dropDatabase()));
}
