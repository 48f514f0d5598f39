/** People who are registered. Names are sealed, cards are a type, four digits and a keyed hash. */
import { Schema, type Connection } from 'mongoose';
import type { CardType, Gender } from '../conversation/vocabulary';
import { driverCollection, duplicateKey } from './database';
import { doseStore, type DoseStore, type DueStep } from './doses';
import { gatherByKey } from './gather';
import type { Vault } from './vault';
import { writesTo } from './writes';

export interface Person {
  _id: string;
  contact: string;
  /** 1 … as many as the programme allows on one number. */
  seat: number;
  /** 14 digits. */
  reference: string;
  name: string;
  birthYear: number;
  gender: Gender;
  hasIllness: boolean;
  card: { type: CardType; last4: string; hash: string };
  pin: string;
  district: string;
  doses: Dose[];
  /** A dose or another number was written down and is not yet known everywhere. */
  unsettled?: boolean;
  /** The dose, counted from 1, that the person is still to be told of. */
  untold?: number;
  /** The dose that was taken back, of which the person is still to be told. */
  undone?: Dose;
  /** The day the second dose falls due, as the person was last told; only between two doses. */
  dueDay?: string | null;
  /** When the person is next to be told that the second dose is due; only between two doses. */
  remindAt?: Date | null;
  /** What is said then; unset, the first of it. */
  dueStep?: DueStep | null;
  /** The day on which a message that they may now come was asked for. */
  tellWhenEligible: Date | null;
  /** The places last offered and the id they are kept under. */
  offered?: Offered;
  registeredAt: Date;
  /** Id of the operator who wrote for them; unset where they wrote themselves. */
  by?: string;
}

export interface Dose {
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** Where it was given, if we know. */
  centre?: string;
  /** Of the vial, as printed on it. */
  batch?: string;
  /** Which of the staff recorded it, and when. */
  by?: string;
  at?: Date;
}

export interface Offered {
  slots: string[];
  hold: string;
}

export type StoredPerson = Omit<Person, 'name'> & { sealedName: Buffer };

const schema = new Schema<StoredPerson>(
  {
    _id: { type: String, required: true },
    contact: { type: String, required: true },
    seat: { type: Number, required: true, min: 1 },
    reference: { type: String, required: true, match: /^\d{14}$/ },
    sealedName: { type: Buffer, required: true },
    birthYear: { type: Number, required: true, min: 1880 },
    gender: { type: String, required: true, enum: ['female', 'male', 'other'] },
    hasIllness: { type: Boolean, required: true },
    card: {
      type: new Schema(
        {
          type: { type: String, required: true },
          last4: { type: String, required: true },
          hash: { type: String, required: true },
        },
        { _id: false, typeKey: 'type' },
      ),
      required: true,
    },
    pin: { type: String, required: true, match: /^\d{6}$/ },
    district: { type: String, required: true },
    doses: [{ _id: false, vaccine: String, day: String, centre: String, batch: String, by: String, at: Date }],
    unsettled: Boolean,
    untold: Number,
    undone: Object,
    dueDay: String,
    remindAt: Date,
    dueStep: String,
    tellWhenEligible: { type: Date, default: null },
    offered: { type: new Schema<Offered>({ slots: [String], hold: String }, { _id: false }) },
    registeredAt: { type: Date, required: true },
    by: String,
  },
  { versionKey: false },
);
schema.index({ contact: 1, seat: 1 }, { unique: true });
schema.index({ birthYear: 1 }, { partialFilterExpression: { tellWhenEligible: { $type: 'date' } } });
schema.index({ reference: 1 }, { unique: true });
schema.index({ registeredAt: 1 }, { partialFilterExpression: { unsettled: true } });
schema.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $type: 'date' } } });
// Who has had something: a rule that changes is about them.
schema.index({ 'doses.vaccine': 1, _id: 1 }, { partialFilterExpression: { 'doses.0': { $exists: true } } });
schema.index({ 'card.hash': 1 }, { unique: true });

const BUFFERS = { promoteBuffers: true } as const;
/** As many as one round of the job takes on. */
const MOST_TOLD = 500;

export type Told = Pick<Person, 'name' | 'birthYear' | 'gender' | 'hasIllness' | 'pin' | 'district'>;

/** What a list shows of a person. */
export type Listed = Pick<Person, '_id' | keyof typeof LISTED_FIELDS> & { name: string };
const LISTED_FIELDS = { contact: 1, birthYear: 1, gender: 1, hasIllness: 1, reference: 1, card: 1 } as const;
const LISTED = { ...LISTED_FIELDS, sealedName: 1 } as const;

/** Which rule of uniqueness refused a person. */
export type Refused = '_id' | 'seat' | 'reference' | 'card';

export interface PersonStore extends DoseStore {
  insert: (person: Person) => Promise<Refused | null>;
  /** What people tell of themselves; card, reference and doses stay. Answers the person as stored now. */
  correct: (known: Person, told: Told) => Promise<Person>;
  get: (id: string) => Promise<Person | null>;
  /** For a list, by one command, however many they are. */
  many: (ids: readonly string[]) => Promise<Listed[]>;
  ofContact: (contact: string) => Promise<Person[]>;
  byReference: (reference: string) => Promise<Person | null>;
  byCard: (hash: string) => Promise<Person | null>;
  /** To another number, on the seat that is free there. `false`: the seat is taken, or the person is no longer on `from`. */
  moveTo: (id: string, from: string, contact: string, seat: number) => Promise<boolean>;
  tellWhenEligible: (id: string, contact: string, at: Date) => Promise<void>;
  /** Born in these years or before; `illBornBy` for those with an illness. */
  waitingToBeTold: (years: { bornBy: number; illBornBy: number }) => Promise<Person[]>;
  told: (id: string) => Promise<void>;
  setOffered: (id: string, offered: Offered) => Promise<void>;
  /** How many are registered, as the database knows without counting. */
  roughCount: () => Promise<number>;
  createIndexes: () => Promise<void>;
}

export function personStore(connection: Connection, vault: Vault): PersonStore {
  const persons = connection.model<StoredPerson>('Person', schema, 'persons');
  const collection = driverCollection<StoredPerson>(connection, 'persons');
  const writes = writesTo<StoredPerson>(connection, 'persons');
  const byId = gatherByKey(
    (ids) => collection.find({ _id: { $in: ids } }, BUFFERS).toArray(),
    ({ _id }) => _id,
  );
  const byContact = gatherByKey(
    (contacts) => collection.find({ contact: { $in: contacts } }, BUFFERS).toArray(),
    ({ contact }) => contact,
  );
  const opened = ({ sealedName, ...person }: StoredPerson): Person => ({
    ...person,
    name: vault.open(placeOf(person._id), binary(sealedName)) as string,
  });

  const one = (stored: StoredPerson | null): Person | null => stored && opened(stored);

  return {
    ...doseStore(connection, opened),
    insert: async ({ name, ...person }) => {
      try {
        await writes.insert({ ...person, sealedName: vault.seal(placeOf(person._id), name) });
        return null;
      } catch (error) {
        return refusedBy(error);
      }
    },
    correct: async (known, { name, ...told }) => {
      await persons.updateOne({ _id: known._id }, { ...told, sealedName: vault.seal(placeOf(known._id), name) });
      return { ...known, ...told, name };
    },
    get: async (id) => {
      const [found] = await byId(id);
      return found ? opened(found) : null;
    },
    many: async (ids) => {
      const options = { ...BUFFERS, projection: LISTED, batchSize: ids.length + 1 };
      const found = await collection.find<StoredPerson>({ _id: { $in: [...ids] } }, options).toArray();
      return found.map(opened);
    },
    ofContact: async (contact) => {
      const found = await byContact(contact);
      return found.sort((a, b) => a.seat - b.seat).map(opened);
    },
    byReference: async (reference) => one(await collection.findOne({ reference }, BUFFERS)),
    byCard: async (hash) => one(await collection.findOne({ 'card.hash': hash }, BUFFERS)),
    moveTo: async (_id, from, contact, seat) => {
      try {
        return await writes.update({ _id, contact: from }, { $set: { contact, seat, unsettled: true } });
      } catch (error) {
        if (duplicateKey(error)) return false;
        throw error;
      }
    },
    tellWhenEligible: async (_id, contact, at) => {
      await persons.updateOne({ _id, contact }, { tellWhenEligible: at });
    },
    waitingToBeTold: async ({ bornBy, illBornBy }) => {
      const found = await persons
        .find({
          tellWhenEligible: { $type: 'date' },
          $or: [{ birthYear: { $lte: bornBy } }, { birthYear: { $lte: illBornBy }, hasIllness: true }],
        })
        .limit(MOST_TOLD)
        .lean<StoredPerson[]>();
      return found.map(opened);
    },
    told: async (_id) => {
      await persons.updateOne({ _id }, { tellWhenEligible: null });
    },
    setOffered: async (_id, offered) => {
      await writes.update({ _id }, { $set: { offered } });
    },
    roughCount: () => collection.estimatedDocumentCount(),
    createIndexes: () => persons.createIndexes(),
  };
}

const placeOf = (id: string) => `persons:${id}:name` as const;

function refusedBy(error: unknown): Refused {
  const key = duplicateKey(error);
  if (!key) throw error;
  if ('seat' in key) return 'seat';
  if ('card.hash' in key) return 'card';
  return 'reference' in key ? 'reference' : '_id';
}

/** lean() hands out the driver's Binary. */
const binary = (value: Buffer | { buffer: Uint8Array }): Uint8Array => (Buffer.isBuffer(value) ? value : value.buffer);
