/** The connection to MongoDB. Every write asks for the majority: that is what survives a killed engine. */
import mongoose, { type Connection } from 'mongoose';
import { AppError } from '../errors';

export interface DatabaseOptions {
  uri: string;
  /** Taken where the URI names no database. */
  dbName?: string;
}

/** No operation may outlast the few seconds a provider waits for an answer. */
const TIMEOUT_MS = 3_000;

export async function connect({ uri, dbName = 'tikasetu' }: DatabaseOptions): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: nameIn(uri) ?? dbName,
    writeConcern: { w: 'majority' },
    serverSelectionTimeoutMS: TIMEOUT_MS,
    connectTimeoutMS: TIMEOUT_MS,
    socketTimeoutMS: TIMEOUT_MS,
    waitQueueTimeoutMS: TIMEOUT_MS,
    heartbeatFrequencyMS: 1_000,
    minHeartbeatFrequencyMS: 100,
    maxPoolSize: 32,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    return await connection.asPromise();
  } catch (cause) {
    await connection.destroy();
    throw new AppError('DATABASE_UNAVAILABLE', 'the database does not answer', { cause });
  }
}

/** `mongodb://host/name?x` → "name" */
function nameIn(uri: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
}

/** The driver's own collection, for the hot path: mongoose documents cost more there than the query. */
export type DriverCollection<T extends mongoose.mongo.Document> = mongoose.mongo.Collection<T>;

export function driverCollection<T extends mongoose.mongo.Document>(
  connection: Connection,
  name: string,
): DriverCollection<T> {
  if (!connection.db) throw new AppError('DATABASE_UNAVAILABLE', 'the connection to the database is closed');
  return connection.db.collection<T>(name);
}

export async function answers(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 });
    return connection.db !== undefined;
  } catch {
    return false;
  }
}

/** Code 11000: a unique index refused the document. Its key tells which. */
export function duplicateKey(error: unknown): Record<string, unknown> | undefined {
  const { code, keyPattern } = error as { code?: unknown; keyPattern?: Record<string, unknown> };
  return code === 11000 ? (keyPattern ?? {}) : undefined;
}
