/**
 * The writes of many turns as one command, each with its own outcome: `bulkWrite` of the whole server, which MongoDB has since
 * 8.0. Only writes of a single document go this way, so that the driver may repeat the command when a primary steps down.
 */
import { mongo, type Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import { gather } from './gather';

export interface Writes<T extends mongo.Document> {
  /** Whether a document matched. */
  update: (filter: mongo.Filter<T>, change: mongo.UpdateFilter<T>) => Promise<boolean>;
  /** Whether a document is another one now. */
  change: (filter: mongo.Filter<T>, change: mongo.Document[]) => Promise<boolean>;
  insert: (document: mongo.OptionalUnlessRequiredId<T>) => Promise<void>;
  /** `false`: a unique index knows it already. */
  insertNew: (document: mongo.OptionalUnlessRequiredId<T>) => Promise<boolean>;
}

type Model = mongo.AnyClientBulkWriteModel<mongo.Document>;
type Write = (model: Model) => Promise<Outcome>;
/** What became of one write of many: one that is refused is the trouble of whoever asked for it alone. */
interface Outcome {
  matched: boolean;
  changed: boolean;
  refused: mongo.ClientBulkWriteError | undefined;
}

/** One command for all the collections of a connection. */
const gathering = new WeakMap<Connection, Write>();

export function writesTo<T extends mongo.Document>(connection: Connection, name: string): Writes<T> {
  const collection = driverCollection<T>(connection, name);
  const namespace = collection.namespace;
  const write = gathering.get(connection) ?? gather((models: readonly Model[]) => writeAll(connection, models));
  gathering.set(connection, write);
  const done = async (model: object): Promise<Outcome> => {
    const outcome = await write({ namespace, ...model } as Model);
    if (outcome.refused)
      throw new mongo.MongoServerError({ message: outcome.refused.message, code: outcome.refused.code });
    return outcome;
  };
  const insert: Writes<T>['insert'] = async (document) => {
    const { refused } = await write({ name: 'insertOne', namespace, document });
    // Which index refused it is only told to whoever asks alone.
    if (refused) await collection.insertOne(document);
  };
  return {
    update: async (filter, update) => (await done({ name: 'updateOne', filter, update })).matched,
    change: async (filter, update) => (await done({ name: 'updateOne', filter, update })).changed,
    insert,
    insertNew: (document) =>
      insert(document).then(
        () => true,
        (error: unknown) => {
          if (duplicateKey(error)) return false;
          throw error;
        },
      ),
  };
}

async function writeAll(connection: Connection, models: readonly Model[]): Promise<Outcome[]> {
  const { result, refusals } = await resultsOf(connection, models);
  return models.map((_, index) => {
    const { matchedCount = 0, modifiedCount = 0 } = result?.updateResults?.get(index) ?? {};
    return { matched: matchedCount > 0, changed: modifiedCount > 0, refused: refusals.get(index) };
  });
}

interface Results {
  result: mongo.ClientBulkWriteResult | undefined;
  refusals: ReadonlyMap<number, mongo.ClientBulkWriteError>;
}

/** Throws where the command failed as a whole, or was not written as safely as asked: then nothing is known of any of them. */
async function resultsOf(connection: Connection, models: readonly Model[]): Promise<Results> {
  try {
    const result = await connection.getClient().bulkWrite(models, { ordered: false, verboseResults: true });
    return { result, refusals: new Map() };
  } catch (error) {
    const { MongoClientBulkWriteError } = mongo;
    if (!(error instanceof MongoClientBulkWriteError) || error.writeErrors.size === 0) throw error;
    if (error.writeConcernErrors.length > 0 || error.cause !== undefined) throw error;
    return { result: error.partialResult, refusals: error.writeErrors };
  }
}
