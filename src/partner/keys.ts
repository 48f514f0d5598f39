/** What a partner's program is known by, and what we sign with what we send it. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../store';
import type { Partner } from '../store/partners';

export const SANDBOX_KEY = 'sandbox-key';
const KEY = new RegExp(`^(tk_[\\w-]{43}|${SANDBOX_KEY})$`);

/** Programs bring those of other services: they tell nothing here. */
export const isOurs = (key: string): boolean => key.startsWith('tk_') || key === SANDBOX_KEY;

export const newKey = (): string => `tk_${randomBytes(32).toString('base64url')}`;

/** As Standard Webhooks writes it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const partnerOf = ({ partners }: Store, key: string): Promise<Partner | null> =>
  KEY.test(key) ? partners.byKey(key) : Promise.resolve(null);
