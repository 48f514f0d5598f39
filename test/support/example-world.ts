/** A piece of the example data on the real engine: some PIN codes, their districts and centres, two weeks of sessions. */
import type { Connection } from 'mongoose';
import { exampleCentres, exampleDistricts, exampleProgramme } from '../../src/cli/seed/example-places';
import { exampleSlots } from '../../src/cli/seed/example-sessions';
import { dayOf } from '../../src/clock';
import { createStore, type Store } from '../../src/store';
import { connect } from '../../src/store/database';
import type { Slot } from '../../src/store/slots';
import { createVault } from '../../src/store/vault';
import { openTestDatabase } from './database';

/** 713148 lies in two districts, 110001 in a state without example centres. */
const PIN_CODES: Record<string, string[]> = {
  '700091': ['wb-north-24-parganas'],
  '700001': ['wb-kolkata'],
  '713148': ['wb-purba-bardhaman', 'wb-paschim-bardhaman'],
  '110001': ['dl-central'],
};

export interface ExampleWorld {
  store: Store;
  connection: Connection;
  /** As on the first day: nobody has written yet. */
  reset: (now: Date) => Promise<void>;
  /** The sessions of two weeks from a day on, as far as they are not there yet. */
  addSessions: (now: Date) => Promise<void>;
  close: () => Promise<void>;
}

const WRITTEN_BY_PEOPLE = [
  'conversations',
  'persons',
  'appointments',
  'helpRequests',
  'contacts',
  'messages',
  'accounts',
  'codes',
  'wishes',
  'proposals',
  'cases',
  'calls',
  'ruleChanges',
  'handOvers',
  'certificates',
  'sessionChanges',
  'limits',
  'counters',
  'settings',
  'villageLists',
  'villageRows',
  'staff',
  'staffPhones',
  'glitches',
  'talks',
  'audit',
  'auditHead',
  'consents',
];

export async function openExampleWorld(): Promise<ExampleWorld> {
  const database = await openTestDatabase();
  const connection = await connect(database);
  const store = createStore(connection, createVault(Buffer.alloc(32, 7)));
  await store.createIndexes();
  const districts = exampleDistricts().filter(({ _id }) => Object.values(PIN_CODES).flat().includes(_id));
  const centres = exampleCentres().filter(({ district }) => districts.some(({ _id }) => _id === district));
  const pinCodes = Object.entries(PIN_CODES).map(([_id, ids]) => ({ _id, districts: ids }));
  await store.places.replaceAll({ districts, centres, pinCodes });
  await store.programme.replace(exampleProgramme());
  let addedTo = '';
  const addSessions = async (now: Date): Promise<void> => {
    const added = exampleSlots(centres, dayOf(now)).filter(({ day }) => day > addedTo);
    if (added.length > 0) await store.slots.add(added);
    addedTo = lastDay(added) ?? addedTo;
  };
  return {
    store,
    connection,
    reset: async (now) => {
      await Promise.all(WRITTEN_BY_PEOPLE.map((name) => connection.collection(name).deleteMany({})));
      await store.programme.replace(exampleProgramme());
      const slots = exampleSlots(centres, dayOf(now));
      await restore(store, connection, slots);
      addedTo = lastDay(slots) ?? '';
    },
    addSessions,
    close: async () => {
      await connection.close();
      await database.close();
    },
  };
}

const lastDay = (slots: readonly Slot[]): string | undefined =>
  slots
    .map(({ day }) => day)
    .sort()
    .at(-1);

/** Most slots no dialogue has touched: to find the others is a fraction of the work of making all of them anew. */
async function restore(store: Store, connection: Connection, slots: readonly Slot[]): Promise<void> {
  const collection = connection.collection<Slot>('slots');
  const days = { $gte: slots.at(0)?.day ?? '', $lte: lastDay(slots) ?? '' };
  const isAsMade = { $and: ['$free', '$freed'].map((field) => ({ $eq: [field, '$capacity'] })) };
  await collection.deleteMany({ $nor: [{ holders: [], revision: { $exists: false }, day: days, $expr: isAsMade }] });
  const left = await collection.find({}, { projection: { _id: 1 }, batchSize: 10_000 }).toArray();
  const known = new Set(left.map(({ _id }) => _id));
  const missing = slots.filter(({ _id }) => !known.has(_id));
  if (missing.length > 0) await store.slots.add(missing);
}
