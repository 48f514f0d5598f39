/** People who are registered. Names are sealed, cards are a type, four digits and a keyed hash. */
import type { Connection } from 'mongoose';
import { driverCollection, duplicateKey } from './database';
import { doseStore, type DoseStore } from './doses';
import { gatherByKey } from './gather';
import { personSchema, type Offered, type Person, type StoredPerson } from './person-schema';
import type { Vault } from './vault';
import { writesTo } from './writes';

export type { Dose, Offered, Person, StoredPerson } from './person-schema';

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
  /**
   * Off the number, with nothing by which they could be found: seat and card are free at once. `false`: they are not on it, or have
   * had a dose.
   */
  leave: (id: string, contact: string, at: Date) => Promise<boolean>;
  /** Who left before then. */
  left: (before: Date, limit: number) => Promise<Person[]>;
  remove: (id: string) => Promise<void>;
  tellWhenEligible: (id: string, contact: string, at: Date) => Promise<void>;
  /** Born in these years or before; `illBornBy` for those with an illness. */
  waitingToBeTold: (years: { bornBy: number; illBornBy: number }) => Promise<Person[]>;
  told: (id: string) => Promise<void>;
  setOffered: (id: string, offered: Offered) => Promise<void>;
  /** Whose program has booked for them last. */
  setPartner: (ids: readonly string[], partner: string) => Promise<void>;
  /** How many are registered, as the database knows without counting. */
  roughCount: () => Promise<number>;
  createIndexes: () => Promise<void>;
}

export function personStore(connection: Connection, vault: Vault): PersonStore {
  const persons = connection.model<StoredPerson>('Person', personSchema, 'persons');
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
    leave: (_id, contact, at) =>
      writes.update(
        { _id, contact, doses: { $size: 0 } },
        { $set: { ...nobodys(_id), seat: 1, leftAt: at, tellWhenEligible: null } },
      ),
    left: async (before, limit) => {
      const found = collection.find({ leftAt: { $type: 'date', $lte: before } }, BUFFERS).sort({ leftAt: 1 });
      return (await found.limit(limit).toArray()).map(opened);
    },
    remove: async (_id) => {
      await collection.deleteOne({ _id, leftAt: { $type: 'date' } });
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
    setPartner: async (ids, partner) => {
      await Promise.all(ids.map((_id) => writes.update({ _id, partner: { $ne: partner } }, { $set: { partner } })));
    },
    roughCount: () => collection.estimatedDocumentCount(),
    createIndexes: () => persons.createIndexes(),
  };
}

const placeOf = (id: string) => `persons:${id}:name` as const;

/** In place of what is unique. */
function nobodys(id: string) {
  const none = `left:${id}`;
  return { contact: none, reference: none, 'card.hash': none };
}

function refusedBy(error: unknown): Refused {
  const key = duplicateKey(error);
  if (!key) throw error;
  if ('seat' in key) return 'seat';
  if ('card.hash' in key) return 'card';
  return 'reference' in key ? 'reference' : '_id';
}

/** lean() hands out the driver's Binary. */
const binary = (value: Buffer | { buffer: Uint8Array }): Uint8Array => (Buffer.isBuffer(value) ? value : value.buffer);
