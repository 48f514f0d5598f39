/** What a picture shows that was drawn for somebody signed in to the API: one for each, good for one try. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { upserting } from './upsert';
import type { Vault } from './vault';

interface Captcha {
  /** Of the session it was drawn for. */
  _id: string;
  answer: string;
  /** The one try there was: what was given, and by which request. */
  tried?: string;
  until: Date;
}

export interface CaptchaTry {
  session: string;
  answer: string;
  /** Of the request: sent again, it is the same try. */
  key: string;
  now: Date;
}

export interface CaptchaStore {
  /** In place of the one before. */
  keep: (session: string, answer: string, until: Date) => Promise<void>;
  /** Whether it is the answer; no other try comes after this one. */
  try: (tried: CaptchaTry) => Promise<boolean>;
  /** Removes what counts no more. */
  forget: (now: Date) => Promise<void>;
}

export function captchaStore(connection: Connection, vault: Vault): CaptchaStore {
  const captchas = driverCollection<Captcha>(connection, 'captchas');
  const hashOf = (session: string, answer: string): string => vault.idOf(`captcha:${session}:${answer}`);
  return {
    keep: async (_id, text, until) => {
      const answer = hashOf(_id, text);
      await upserting(() => captchas.replaceOne({ _id }, { answer, until }, { upsert: true }));
    },
    try: async ({ session: _id, answer, key, now }) => {
      const tried = vault.idOf(`captcha try:${key}:${hashOf(_id, answer)}`);
      const first = [{ $set: { tried: { $ifNull: ['$tried', { $literal: tried }] } } }];
      const after = await captchas.findOneAndUpdate({ _id, until: { $gt: now } }, first, { returnDocument: 'after' });
      return after?.tried === tried && after.answer === hashOf(_id, answer);
    },
    forget: async (now) => {
      await captchas.deleteMany({ until: { $lte: now } });
    },
  };
}
