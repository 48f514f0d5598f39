/** Organisations whose programs use the API, each with a key of its own. They are few, so all of them are at hand. */
import type { Connection } from 'mongoose';
import { cached } from './cached';
import { driverCollection } from './database';
import { nameKey } from './staff';
import type { Vault } from './vault';
import { writesTo } from './writes';

export interface Partner {
  _id: string;
  /** Unique, however it is written. */
  name: string;
  /** Calls in five minutes. */
  quota: number;
  webhook: { url: string } | null;
  disabled: boolean;
  createdAt: Date;
}

/** Where events are sent, and what they are signed with: `whsec_…`, see Standard Webhooks. */
export interface Webhook {
  url: string;
  secret: string;
}

interface Stored extends Partner {
  /** Keyed: the key itself is nowhere. */
  keyHash: string;
  sealedSecret: Buffer | null;
}

export interface PartnerStore {
  /** `null`: there is one of that name. */
  add: (partner: Pick<Partner, 'name' | 'quota' | 'createdAt'>, key: string) => Promise<Partner | null>;
  /** `null`: nobody's key, or of one who is disabled. What was changed elsewhere is known here ten seconds later. */
  byKey: (key: string) => Promise<Partner | null>;
  /** As fresh. */
  get: (id: string) => Promise<Partner | null>;
  byName: (name: string) => Promise<Partner | null>;
  /** By name, the disabled ones too. */
  all: () => Promise<Partner[]>;
  /** The key before it is nobody's any more. */
  setKey: (id: string, key: string) => Promise<void>;
  setQuota: (id: string, quota: number) => Promise<void>;
  setDisabled: (id: string, disabled: boolean) => Promise<void>;
  setWebhook: (id: string, webhook: Webhook | null) => Promise<void>;
  /** `null`: nothing is to be sent. */
  webhookOf: (id: string) => Promise<Webhook | null>;
}

const KEPT_MS = 10_000;

export function partnerStore(connection: Connection, vault: Vault): PartnerStore {
  const partners = driverCollection<Stored>(connection, 'partners');
  const writes = writesTo<Stored>(connection, 'partners');
  const projection = { keyHash: 0, sealedSecret: 0 };
  const idOf = (name: string): string => vault.idOf(`partner:${nameKey(name)}`);
  const hashOf = (key: string): string => vault.idOf(`partner key:${key}`);
  const kept = cached(KEPT_MS, async () => {
    const stored = await partners.find({}, { projection: { sealedSecret: 0 } }).toArray();
    const all = stored.map(({ keyHash, ...partner }): [string, Partner] => [keyHash, partner]);
    return { byHash: new Map(all), byId: new Map(all.map(([, partner]) => [partner._id, partner])) };
  });
  const set = async (_id: string, change: Partial<Stored>): Promise<void> => {
    await partners.updateOne({ _id }, { $set: change });
    kept.forget();
  };
  return {
    add: async ({ name, ...more }, key) => {
      // The name makes the id, so nobody else can have it.
      const partner = { _id: idOf(name), name: name.normalize('NFC'), ...more, webhook: null, disabled: false };
      const isNew = await writes.insertNew({ ...partner, keyHash: hashOf(key), sealedSecret: null });
      kept.forget();
      return isNew ? partner : null;
    },
    byKey: async (key) => {
      const partner = (await kept()).byHash.get(hashOf(key));
      return partner && !partner.disabled ? partner : null;
    },
    get: async (id) => (await kept()).byId.get(id) ?? null,
    byName: (name) => partners.findOne<Partner>({ _id: idOf(name) }, { projection }),
    all: () => partners.find<Partner>({}, { projection }).sort({ name: 1 }).toArray(),
    setKey: (id, key) => set(id, { keyHash: hashOf(key) }),
    setQuota: (id, quota) => set(id, { quota }),
    setDisabled: (id, disabled) => set(id, { disabled }),
    setWebhook: (id, webhook) =>
      set(id, {
        webhook: webhook && { url: webhook.url },
        sealedSecret: webhook && vault.seal(placeOf(id), webhook.secret),
      }),
    webhookOf: async (_id) => {
      const found = await partners.findOne({ _id, disabled: false }, { promoteBuffers: true });
      if (!found?.webhook || !found.sealedSecret) return null;
      return { url: found.webhook.url, secret: vault.open(placeOf(_id), found.sealedSecret) as string };
    },
  };
}

const placeOf = (id: string) => `partners:${id}:secret` as const;
