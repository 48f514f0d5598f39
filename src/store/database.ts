/** The connection to MongoDB. Every acknowledged write is durable: see `writeConcernFor`. */
import mongoose, { type Connection } from 'mongoose';
import { AppError } from '../errors';
import './driver-repair';

export interface DatabaseOptions {
  uri: string;
  /** Taken where the URI names no database. */
  dbName?: string;
  /** How long one command may take; loading and indexing take longer than a turn may. */
  timeoutMs?: number;
}

/** No operation may outlast the few seconds a provider waits for an answer. */
const TIMEOUT_MS = 3_000;

export async function connect({
  uri,
  dbName = 'tikasetu',
  timeoutMs = TIMEOUT_MS,
}: DatabaseOptions): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: nameIn(uri) ?? dbName,
    ...writeConcernFor(uri),
    serverSelectionTimeoutMS: TIMEOUT_MS,
    connectTimeoutMS: TIMEOUT_MS,
    socketTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: TIMEOUT_MS,
    minHeartbeatFrequencyMS: 50,
    maxPoolSize: 32,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    await connection.asPromise();
    await refuseOld(connection);
    return connection;
  } catch (cause) {
    await connection.destroy();
    if (cause instanceof AppError) throw cause;
    throw new AppError('DATABASE_UNAVAILABLE', 'the database does not answer', { cause });
  }
}

/** MongoDB 8.0 speaks this version of the wire protocol; many writes of many collections in one command came with it. */
const WIRE_VERSION_OF_8 = 25;

async function refuseOld({ db }: Connection): Promise<void> {
  const hello = await db?.command({ hello: 1 });
  if (Number(hello?.['maxWireVersion']) >= WIRE_VERSION_OF_8) return;
  throw new AppError('DATABASE_UNAVAILABLE', 'MONGODB_URI names a server older than MongoDB 8.0, which TikaSetu needs');
}

/**
 * A server is asked for the majority. A URI that says what it wants is obeyed: the embedded engine's asks for the journal, since
 * of writes acknowledged by "majority" it lost some to SIGKILL (13 of 200 rounds), of those acknowledged by the journal none (380).
 */
function writeConcernFor(uri: string): { writeConcern?: { w: 'majority' } } {
  return /[?&](w|journal)=/.test(uri) ? {} : { writeConcern: { w: 'majority' } };
}

/**
 * The connection broke, or there is none: whether a write was done is not known, and doing the work again is the answer.
 * A pipe that breaks reaches us as the system's own error, unwrapped.
 */
export function connectionLost(error: unknown): boolean {
  const { MongoBulkWriteError, MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  // What the server says has a code; without one it is the driver's own error, with only its message left.
  if (error instanceof MongoBulkWriteError && error.code === undefined) return true;
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET');
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
