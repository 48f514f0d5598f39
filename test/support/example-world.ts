/** A piece of the example data on the real engine: some PIN codes, their districts and centres, two weeks of sessions. */
import type { Connection } from 'mongoose';
import { exampleCentres, exampleDistricts, exampleProgramme } from '../../src/cli/seed/example-places';
import { exampleSlots } from '../../src/cli/seed/example-sessions';
import { dayOf } from '../../src/clock';
import { createStore, type Store } from '../../src/store';
import { connect } from '../../src/store/database';
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
  'slots',
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
  let addedFrom = '';
  const addSessions = async (now: Date): Promise<void> => {
    if (addedFrom !== dayOf(now)) await store.slots.add(exampleSlots(centres, dayOf(now)));
    addedFrom = dayOf(now);
  };
  return {
    store,
    connection,
    reset: async (now) => {
      await Promise.all(WRITTEN_BY_PEOPLE.map((name) => connection.collection(name).deleteMany({})));
      await store.programme.replace(exampleProgramme());
      addedFrom = '';
      await addSessions(now);
    },
    addSessions,
    close: async () => {
      await connection.close();
      await database.close();
    },
  };
}
