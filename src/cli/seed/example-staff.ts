/** With the example data comes one account for each role, written down beside it. Whoever has the folder has the keys. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config';
import type { Store } from '../../store';
import type { NewStaff, Role } from '../../store/staff';
import { newCredentials } from '../../web/credentials';

export interface ExampleAccount {
  role: Role;
  name: string;
  password: string;
  /** Base32. */
  totpSecret: string;
}

type Example = Omit<NewStaff, 'language' | 'example'>;
type Stores = Pick<Store, 'staff' | 'webSessions' | 'signInTries'>;

const CENTRE = { centres: ['n24-karunamoyee'], districts: [], states: [] };
const DISTRICT = { centres: [], districts: ['wb-north-24-parganas'], states: [] };
const STATE = { centres: [], districts: [], states: ['west-bengal'] };
const NOWHERE = { centres: [], districts: [], states: [] };

/** Two vaccinators: what one overrides, another has to look at. */
const EXAMPLES: readonly Example[] = [
  { name: 'operator', role: 'operator', ...NOWHERE },
  { name: 'vaccinator', role: 'vaccinator', ...CENTRE },
  { name: 'vaccinator2', role: 'vaccinator', ...CENTRE },
  { name: 'manager', role: 'centreManager', ...CENTRE },
  { name: 'district', role: 'districtOfficer', ...DISTRICT },
  { name: 'state', role: 'stateOfficer', ...STATE },
  { name: 'auditor', role: 'auditor', ...NOWHERE },
];

/** Those who can sign in with what is written down: on the embedded database alone, and never in production. */
export async function examplesAtStart(
  { production, mongodbUri, dataDir }: Pick<Config, 'production' | 'mongodbUri' | 'dataDir'>,
  store: Stores,
): Promise<ExampleAccount[]> {
  // They may have come along with data that was carried over.
  if (production) await refuseExamples(store);
  return production || mongodbUri ? [] : exampleStaff(store, dataDir);
}

/** Made once; made anew where the file is gone or does not fit an account. */
async function exampleStaff(store: Stores, dataDir: string): Promise<ExampleAccount[]> {
  const file = join(dataDir, 'example-accounts.json');
  const written = read(file);
  const current = async (example: Example): Promise<ExampleAccount | null> => {
    const known = written.find(({ name }) => name === example.name);
    return known && (await fits(store, known)) ? known : make(store, example);
  };
  const accounts = (await Promise.all(EXAMPLES.map(current))).filter((each) => each !== null);
  if (JSON.stringify(accounts) !== JSON.stringify(written)) write(file, accounts);
  return accounts;
}

async function refuseExamples({ staff, webSessions }: Stores): Promise<void> {
  for (const { name } of EXAMPLES) {
    const known = await staff.byName(name);
    if (!known?.example) continue;
    await staff.setDisabled(known._id, true);
    await webSessions.closeAllOf(known._id);
  }
}

function read(file: string): ExampleAccount[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ExampleAccount[];
  } catch {
    // Gone, or cut short by a kill.
    return [];
  }
}

/** Whole or not at all, and for its owner alone. */
function write(file: string, accounts: readonly ExampleAccount[]): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

async function fits({ staff }: Stores, { name, totpSecret }: ExampleAccount): Promise<boolean> {
  const known = await staff.byName(name);
  return known?.example === true && !known.disabled && (await staff.secretsOf(known._id))?.totp === totpSecret;
}

/** `null`: somebody real has that name. */
async function make({ staff, signInTries }: Stores, example: Example): Promise<ExampleAccount | null> {
  const { role, name } = example;
  const known = await staff.byName(name);
  if (known && !known.example) return null;
  const { password, totpSecret, kept } = await newCredentials();
  if (known) {
    await staff.setSecrets(known._id, kept);
    await staff.setDisabled(known._id, false);
    await signInTries.right(name);
  } else await staff.add({ ...example, language: 'en', example: true }, kept);
  return { role, name, password, totpSecret };
}
