/** Accounts of the consoles' staff. */
import type { Connection } from 'mongoose';
import type { Language } from '../conversation/vocabulary';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';

export const ROLES = ['operator', 'vaccinator', 'centreManager', 'districtOfficer', 'stateOfficer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export interface Staff {
  _id: string;
  /** What they sign in with, and what a caller is told: "by operator Mita". Unique. */
  name: string;
  role: Role;
  /** What they see: single centres, whole districts, whole states. An operator sees whoever calls. */
  centres: string[];
  districts: string[];
  states: string[];
  language: Language;
  disabled?: boolean;
  /** Came with the example data: its password is written down beside it, so it has no place in production. */
  example?: boolean;
}

export type NewStaff = Omit<Staff, '_id' | 'disabled'>;

/** What only they can give. */
export interface StaffSecrets {
  /** A hash, with its salt and its costs. */
  password: string;
  /** What their telephone makes codes from (RFC 6238), base32. */
  totp: string;
}

interface Stored extends Staff {
  password: string;
  sealedTotp: Buffer;
  /** Which codes were used last. */
  used: number[];
  /** Hashes of the browsers they signed in with last. */
  devices?: string[];
}

export interface StaffStore {
  /** `null`: somebody has that name. */
  add: (staff: NewStaff, secrets: StaffSecrets) => Promise<Staff | null>;
  get: (id: string) => Promise<Staff | null>;
  /** However it is written: in capitals, composed or not. */
  byName: (name: string) => Promise<Staff | null>;
  /** By name. */
  all: (limit: number) => Promise<Staff[]>;
  secretsOf: (id: string) => Promise<StaffSecrets | null>;
  setSecrets: (id: string, secrets: StaffSecrets) => Promise<void>;
  setPassword: (id: string, password: string) => Promise<void>;
  setLanguage: (id: string, language: Language) => Promise<void>;
  setDisabled: (id: string, disabled: boolean) => Promise<void>;
  /** Whether the code with this counter was not used before. From now on it is. */
  useCode: (id: string, counter: number) => Promise<boolean>;
  /** Whether they have signed in from there before. */
  knowsDevice: (id: string, device: string) => Promise<boolean>;
  rememberDevice: (id: string, device: string) => Promise<void>;
}

/** More than can be valid while one of them still is: a code forgotten here is refused for its age. */
const CODES_KEPT = 20;
const DEVICES_KEPT = 20;

export function staffStore(connection: Connection, vault: Vault): StaffStore {
  const accounts = driverCollection<Stored>(connection, 'staff');
  const projection = { password: 0, sealedTotp: 0, used: 0, devices: 0 };
  const idOf = (name: string): string => vault.idOf(`staff:${nameKey(name)}`);
  const hashOf = (device: string): string => vault.idOf(`device:${device}`);
  const sealed = (id: string, { password, totp }: StaffSecrets) => ({
    ...{ password, sealedTotp: vault.seal(placeOf(id), totp), used: [], devices: [] },
  });
  const get = (_id: string): Promise<Staff | null> => accounts.findOne<Staff>({ _id }, { projection });
  const set = async (_id: string, change: Partial<Stored>): Promise<void> => {
    await accounts.updateOne({ _id }, { $set: change });
  };
  return {
    add: async (added, secrets) => {
      // The name makes the id, so nobody else can have it.
      const staff: Staff = { _id: idOf(added.name), ...added, name: added.name.normalize('NFC') };
      try {
        await accounts.insertOne({ ...staff, ...sealed(staff._id, secrets) });
        return staff;
      } catch (error) {
        if (!duplicateKey(error)) throw error;
        return null;
      }
    },
    get,
    byName: (name) => get(idOf(name)),
    all: (limit) => accounts.find<Staff>({}, { projection }).sort({ name: 1 }).limit(limit).toArray(),
    secretsOf: async (_id) => {
      const found = await accounts.findOne({ _id }, { promoteBuffers: true });
      return found && { password: found.password, totp: vault.open(placeOf(_id), found.sealedTotp) as string };
    },
    setSecrets: (id, secrets) => set(id, sealed(id, secrets)),
    setPassword: (id, password) => set(id, { password }),
    setLanguage: (id, language) => set(id, { language }),
    setDisabled: (id, disabled) => set(id, { disabled }),
    useCode: async (_id, counter) => {
      const { matchedCount } = await accounts.updateOne(
        { _id, used: { $ne: counter } },
        { $push: { used: { $each: [counter], $slice: -CODES_KEPT } } },
      );
      return matchedCount > 0;
    },
    knowsDevice: async (_id, device) => (await accounts.countDocuments({ _id, devices: hashOf(device) })) > 0,
    rememberDevice: async (_id, device) => {
      await accounts.updateOne(
        { _id, devices: { $ne: hashOf(device) } },
        { $push: { devices: { $each: [hashOf(device)], $slice: -DEVICES_KEPT } } },
      );
    },
  };
}

/** Names that look the same are the same: capitals, spaces, composed letters, joiners nobody sees. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\u200c\u200d]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();

const placeOf = (id: string) => `staff:${id}:totp` as const;
