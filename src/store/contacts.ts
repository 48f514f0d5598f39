/** What a contact wants of us: whether messages may start from us. */
import { Schema, type Connection } from 'mongoose';

interface Contact {
  _id: string;
  optedOut: boolean;
  changedAt: Date;
}

const schema = new Schema<Contact>(
  { _id: { type: String, required: true }, optedOut: { type: Boolean, required: true }, changedAt: Date },
  { versionKey: false },
);

export interface ContactStore {
  setOptedOut: (contact: string, optedOut: boolean, at: Date) => Promise<void>;
  isOptedOut: (contact: string) => Promise<boolean>;
}

export function contactStore(connection: Connection): ContactStore {
  const contacts = connection.model<Contact>('Contact', schema, 'contacts');
  return {
    setOptedOut: async (_id, optedOut, changedAt) => {
      await contacts.updateOne({ _id }, { optedOut, changedAt }, { upsert: true });
    },
    isOptedOut: async (_id) => (await contacts.exists({ _id, optedOut: true })) !== null,
  };
}
