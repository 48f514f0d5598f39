/** Which certificates there are. What one says is read from the person when it is drawn; it is none any more where that has changed. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { writesTo } from './writes';

export interface Certificate {
  /** Ten letters and digits that are easily told apart; they stand in its link. */
  _id: string;
  person: string;
  /** 1 or 2. */
  dose: number;
  at: Date;
  /** The person has been sent the link. */
  told?: boolean;
}

export interface CertificateStore {
  /** As it is stored: issued again it is the same. */
  issue: (certificate: Certificate) => Promise<Certificate>;
  get: (id: string) => Promise<Certificate | null>;
  told: (id: string) => Promise<void>;
}

export function certificateStore(connection: Connection): CertificateStore {
  const certificates = driverCollection<Certificate>(connection, 'certificates');
  const writes = writesTo<Certificate>(connection, 'certificates');
  const get = (_id: string): Promise<Certificate | null> => certificates.findOne({ _id });
  return {
    issue: async (certificate) =>
      (await writes.insertNew(certificate)) ? certificate : ((await get(certificate._id)) ?? certificate),
    get,
    told: async (_id) => {
      await writes.update({ _id }, { $set: { told: true } });
    },
  };
}
