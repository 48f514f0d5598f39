/** The telephones from which staff report what does not work, each proved by a code. A number is one member's, and a member has one. */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import type { Vault } from './vault';

interface Stored {
  /** Contact. */
  _id: string;
  staff: string;
  at: Date;
  sealed: Buffer;
}

export interface StaffPhoneStore {
  /** @param address proved: `tel:+919830012345`; whoever had it before has it no more */
  register: (staff: string, address: string, at: Date) => Promise<void>;
  staffOf: (contact: string) => Promise<string | null>;
  /** As an address. */
  phoneOf: (staff: string) => Promise<string | null>;
  remove: (staff: string) => Promise<void>;
  createIndexes: () => Promise<void>;
}

export function staffPhoneStore(connection: Connection, vault: Vault): StaffPhoneStore {
  const phones = driverCollection<Stored>(connection, 'staffPhones');
  const remove = async (staff: string, but = ''): Promise<void> => {
    await phones.deleteMany({ staff, _id: { $ne: but } });
  };
  const register = async (staff: string, address: string, at: Date): Promise<void> => {
    const _id = vault.contactOf(address);
    await remove(staff, _id);
    try {
      const change = { staff, at, sealed: vault.seal(placeOf(_id), address) };
      await phones.updateOne({ _id }, { $set: change }, { upsert: true });
    } catch (error) {
      // The same member registers another number at the same moment; the later one stays.
      if (!duplicateKey(error)) throw error;
      await register(staff, address, at);
    }
  };
  return {
    register,
    staffOf: async (_id) => (await phones.findOne({ _id }, { projection: { staff: 1 } }))?.staff ?? null,
    phoneOf: async (staff) => {
      const found = await phones.findOne({ staff }, { promoteBuffers: true });
      return found && (vault.open(placeOf(found._id), found.sealed) as string);
    },
    remove: (staff) => remove(staff),
    createIndexes: async () => {
      await phones.createIndexes([{ key: { staff: 1 }, unique: true }]);
    },
  };
}

const placeOf = (id: string) => `staffPhones:${id}:address` as const;
