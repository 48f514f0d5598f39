import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { openEmbedded, type EmbeddedEngine } from '../../src/store/embedded';
import { ENGINE_FOLDER } from '../../src/store/embedded/layout';

export interface TestDatabase {
  uri: string;
  dbName: string;
  /** Drops the database. Close your own connections first. */
  close(): Promise<void>;
}

/** Each worker has an engine, which outlives each test file by a moment: only the first file waits for it. */
const DATA_DIR = join(tmpdir(), `tikasetu-test-${userInfo().uid}-${process.env['JEST_WORKER_ID'] ?? '1'}`);
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
    await leave(engine);
  };
  return { uri: engine.uri, dbName, close };
}

/** Of databases that were dropped the engine keeps the files, each of them open, until it is closed; at the system's limit it ends. */
const MOST_FILES = 3_000;

/** An engine that has seen many databases is closed, unless somebody still uses it; the next one takes their files away. */
const leave = (engine: EmbeddedEngine): Promise<void> =>
  readdirSync(join(DATA_DIR, ENGINE_FOLDER)).length < MOST_FILES ? engine.leave() : engine.stop();

/** Test runs that were killed left theirs behind. */
async function dropAbandoned(client: mongo.MongoClient): Promise<void> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  const abandoned = databases.filter(({ name }) => Number(name.split('_')[1]) < Date.now() - ABANDONED_MS);
  await Promise.all(abandoned.map(({ name }) => client.db(name).dropDatabase()));
}
