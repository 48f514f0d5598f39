/** Small facts about the installation itself: what was seeded, how far the clock was moved. */
import { Schema, type Connection } from 'mongoose';

interface Setting {
  _id: string;
  value: string | number;
}

const schema = new Schema<Setting>({ _id: String, value: Schema.Types.Mixed }, { versionKey: false });

export interface SettingStore {
  read: (name: string) => Promise<string | number | null>;
  write: (name: string, value: string | number) => Promise<void>;
}

export function settingStore(connection: Connection): SettingStore {
  const settings = connection.model<Setting>('Setting', schema, 'settings');
  return {
    read: async (_id) => (await settings.findById(_id).lean<Setting>())?.value ?? null,
    write: async (_id, value) => {
      await settings.updateOne({ _id }, { value }, { upsert: true });
    },
  };
}
