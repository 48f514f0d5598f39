/** What searches have read: the engine's own count of everything, and its explanation of each search in the line. */
import { connect } from '../../../dist/src/store/database.js';
import { engineUri } from '../../../dist/src/store/embedded/layout.js';
import { createStore } from '../../../dist/src/store/index.js';

/** A store on a connection of its own, whose searches in the line are kept. */
export async function watchedStore({ dataDir, vault }, later) {
  const connection = await connect({ uri: `${engineUri(dataDir)}&monitorCommands=true` });
  later(() => connection.close());
  const searches = [];
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'find' && command.find === 'wishes' && isOfLine(command)) searches.push(command);
  });
  return { store: createStore(connection, vault), searches };
}

const isOfLine = ({ sort = new Map() }) => sort.has('birthYear');

/** Documents and index entries read, and searches without an index, since the engine began. */
export async function readByAll(db) {
  const { metrics } = await db.admin().command({ serverStatus: 1 });
  const { scanned, scannedObjects, collectionScans } = metrics.queryExecutor;
  return { documents: Number(scannedObjects), keys: Number(scanned), scans: Number(collectionScans.total) };
}

export const difference = (before, after) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));

/** As if everybody still waited: then a search has most to pass over. */
export async function explained(db, searches) {
  const all = [];
  for (const { find, filter, projection, sort, limit } of searches) {
    const { executionStats } = await db.command({
      explain: { find, filter, projection, sort, limit },
      verbosity: 'executionStats',
    });
    all.push(executionStats);
  }
  const sum = (name) => all.reduce((total, each) => total + Number(each[name]), 0);
  return {
    searches: all.length,
    found: sum('nReturned'),
    read: sum('totalDocsExamined'),
    keys: sum('totalKeysExamined'),
  };
}
