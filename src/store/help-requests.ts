/** People who asked for a person. The address is sealed: the helpline needs it, a thief of the database does not. */
import { Schema, type Connection } from 'mongoose';
import type { HelpTopic, Language } from '../conversation/vocabulary';
import { driverCollection } from './database';
import type { Vault } from './vault';

export interface HelpRequest {
  contact: string;
  address: string;
  topic: HelpTopic;
  language: Language;
  askedAt: Date;
  promisedBy: Date;
}

type Stored = Omit<HelpRequest, 'address'> & { _id: string; sealedAddress: Buffer; status: 'open' };

const schema = new Schema<Stored>(
  {
    _id: { type: String, required: true },
    contact: { type: String, required: true },
    sealedAddress: { type: Buffer, required: true },
    topic: { type: String, required: true },
    language: { type: String, required: true },
    askedAt: { type: Date, required: true },
    promisedBy: { type: Date, required: true },
    status: { type: String, required: true, enum: ['open'] },
  },
  { versionKey: false },
);
schema.index({ status: 1, promisedBy: 1 });

export interface HelpRequestStore {
  /** One open request for each contact and topic; asking again keeps the place in the queue, and the promise unless it has passed. */
  open: (request: HelpRequest) => Promise<{ promisedBy: Date }>;
  openOnes: (limit: number) => Promise<HelpRequest[]>;
  createIndexes: () => Promise<void>;
}

export function helpRequestStore(connection: Connection, vault: Vault): HelpRequestStore {
  const requests = connection.model<Stored>('HelpRequest', schema, 'helpRequests');
  const driver = driverCollection<Stored>(connection, 'helpRequests');
  return {
    open: async ({ address, promisedBy, ...request }) => {
      const _id = `${request.contact}:${request.topic}`;
      const stands = { $gt: ['$promisedBy', request.askedAt] };
      const stored = await driver.findOneAndUpdate(
        { _id },
        [
          {
            $set: {
              ...request,
              askedAt: { $ifNull: ['$askedAt', request.askedAt] },
              promisedBy: { $cond: [stands, '$promisedBy', promisedBy] },
              sealedAddress: vault.seal(placeOf(_id), address),
              status: 'open',
            },
          },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      return { promisedBy: stored?.promisedBy ?? promisedBy };
    },
    openOnes: async (limit) => {
      const found = await requests.find({ status: 'open' }).sort({ promisedBy: 1 }).limit(limit).lean<Stored[]>();
      return found.map(({ _id, sealedAddress, ...request }) => ({
        ...request,
        address: vault.open(placeOf(_id), sealedAddress) as string,
      }));
    },
    createIndexes: () => requests.createIndexes(),
  };
}

const placeOf = (id: string) => `helpRequests:${id}:address` as const;
