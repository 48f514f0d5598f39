/** What a contact wants of us: whether messages may start from us, and whether we may remind. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { gatherByKey } from './gather';

interface Contact {
  _id: string;
  optedOut?: boolean;
  noReminders?: boolean;
  changedAt: Date;
}

/** Silence about everything, or only about what was to be remembered. */
export interface Silence {
  optedOut: boolean;
  noReminders: boolean;
}

export interface ContactStore {
  setOptedOut: (contact: string, optedOut: boolean, at: Date) => Promise<void>;
  setNoReminders: (contact: string, noReminders: boolean, at: Date) => Promise<void>;
  isOptedOut: (contact: string) => Promise<boolean>;
  silenceOf: (contact: string) => Promise<Silence>;
}

export function contactStore(connection: Connection): ContactStore {
  const contacts = driverCollection<Contact>(connection, 'contacts');
  const byId = gatherByKey(
    (ids) => contacts.find({ _id: { $in: ids } }).toArray(),
    ({ _id }) => _id,
  );
  const set = async (_id: string, change: Omit<Contact, '_id'>): Promise<void> => {
    await contacts.updateOne({ _id }, { $set: change }, { upsert: true });
  };
  const silenceOf = async (contact: string): Promise<Silence> => {
    const [{ optedOut = false, noReminders = false } = {}] = await byId(contact);
    return { optedOut, noReminders };
  };
  return {
    setOptedOut: (contact, optedOut, changedAt) => set(contact, { optedOut, changedAt }),
    setNoReminders: (contact, noReminders, changedAt) => set(contact, { noReminders, changedAt }),
    isOptedOut: async (contact) => (await silenceOf(contact)).optedOut,
    silenceOf,
  };
}
