/** Opens the database a configuration names, or the embedded one, for the service and for every command-line tool. */
import type { Connection } from 'mongoose';
import type { Config } from './config';
import { createStore, type Store } from './store';
import { connect } from './store/database';
import { readOrCreateDataKey } from './store/data-key';
import { openEmbedded } from './store/embedded';
import { createVault } from './store/vault';

export interface OpenStore {
  store: Store;
  connection: Connection;
  close: () => Promise<void>;
}

type Settings = Pick<Config, 'mongodbUri' | 'dataDir' | 'dataKey'>;

/**
 * @param progress told in plain sentences what takes a moment
 * @param lost told when the embedded engine died and cannot be started again
 */
export async function openStore(
  settings: Settings,
  progress: (sentence: string) => void,
  lost: (error: Error) => void = (error) => progress(error.message),
): Promise<OpenStore> {
  const engine = settings.mongodbUri
    ? { uri: settings.mongodbUri, stop: () => Promise.resolve() }
    : await openEmbedded({ dataDir: settings.dataDir, progress, lost });
  const connection = await connect({ uri: engine.uri });
  const store = createStore(connection, createVault(settings.dataKey ?? readOrCreateDataKey(settings.dataDir)));
  await store.createIndexes();
  return {
    store,
    connection,
    close: async () => {
      await connection.close();
      await engine.stop();
    },
  };
}
