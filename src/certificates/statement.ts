/**
 * The facts as a signed statement that anybody can check without asking us: JWS in its compact form (RFC 7515), Ed25519 (RFC 8037).
 * It stands in the square on the paper, behind the `#` of an address, where no server sees it.
 */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { Language } from '../conversation/vocabulary';
import type { Vault } from '../store/vault';
import type { Facts } from './facts';

/** RFC 8037, as `GET /verify/key.json` gives it. */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  alg: 'EdDSA';
  use: 'sig';
}

export interface Signer {
  publicKey: PublicKey;
  sign: (statement: Statement) => string;
}

/** Short, so that the squares of the QR code stay large. */
export interface Statement {
  /** Id of the certificate. */
  jti: string;
  name: string;
  /** Year. */
  born: number;
  dose: number;
  of: number;
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
  centre: string | null;
  /** The last four digits of the reference id. */
  ref: string;
  /** Seconds. */
  iat: number;
}

/** What comes before the 32 bytes in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Every process that has DATA_KEY signs with the same key. */
export function createSigner(vault: Vault): Signer {
  const der = Buffer.concat([PKCS8, vault.keyFor('certificates')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = publicKeyOf(key);
  const header = encoded({ alg: 'EdDSA', kid: publicKey.kid });
  return {
    publicKey,
    sign: (statement) => {
      const signed = `${header}.${encoded(statement)}`;
      return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}

export const statementOf = (facts: Facts, language: Language): Statement => ({
  ...{ jti: facts.id, name: facts.name, born: facts.birthYear, dose: facts.dose, of: facts.of },
  ...{ vaccine: facts.vaccine, day: facts.day, centre: facts.centre?.[language] ?? null },
  ...{ ref: facts.reference.slice(-4), iat: Math.floor(facts.issuedAt.getTime() / 1000) },
});

function publicKeyOf(key: KeyObject): PublicKey {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  // RFC 7638: its members in this order.
  const thumbprint = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const kid = createHash('sha256').update(thumbprint).digest('base64url').slice(0, 8);
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
