/**
 * What the database may not tell whoever steals it: names, numbers and dialogues are sealed (AES-256-GCM), contacts and cards
 * are known by keyed hashes (HMAC-SHA-256). Each use has its own key, derived from DATA_KEY (HKDF, RFC 5869).
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Where a sealed value stands; it opens nowhere else. */
export type Place = `${string}:${string}:${string}`;

export interface Vault {
  /** JSON-serialisable value → version, nonce, tag and cipher text. */
  seal: (place: Place, value: unknown) => Buffer;
  /** Throws where the value was altered, moved to another place or sealed with another key. */
  open: (place: Place, sealed: Uint8Array) => unknown;
  /** The id under which an address is stored. */
  contactOf: (address: string) => string;
  cardHash: (cardType: string, cardNumber: string) => string;
  /** A short id that is the same whenever the same work is done again. */
  idOf: (key: string) => string;
  /** 32 bytes for one use alone, the same wherever DATA_KEY is. */
  keyFor: (use: string) => Buffer;
  /** What nobody without the key can write under a text. 256 bits. */
  chain: (text: string) => string;
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** @param dataKey 32 bytes */
export function createVault(dataKey: Uint8Array): Vault {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', dataKey, '', `tikasetu:${use}:v${VERSION}`, 32));
  const [sealKey, contactKey, cardKey, idKey] = [derive('seal'), derive('contact'), derive('card'), derive('id')];
  const chainKey = derive('chain');
  return {
    seal: (place, value) => seal(sealKey, place, Buffer.from(JSON.stringify(value))),
    open: (place, sealed) => JSON.parse(open(sealKey, place, sealed).toString()) as unknown,
    contactOf: (address) => hash(contactKey, address),
    cardHash: (cardType, cardNumber) => hash(cardKey, `${cardType}:${cardNumber}`),
    idOf: (key) => hash(idKey, key),
    keyFor: (use) => derive(`key for ${use}`),
    chain: (text) => createHmac('sha256', chainKey).update(text).digest('base64url'),
  };
}

/** 132 bits in 22 letters. */
const hash = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);

function seal(key: Buffer, place: Place, clear: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

function open(key: Buffer, place: Place, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes[0] !== VERSION) throw new Error(`sealed with version ${bytes[0] ?? 'none'}, not ${VERSION}`);
  const nonce = bytes.subarray(1, 1 + NONCE);
  const tag = bytes.subarray(1 + NONCE, 1 + NONCE + TAG);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(place));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]);
}
