/* global atob, TextDecoder, TextEncoder */
/** Reads and checks a signed statement (JWS, Ed25519). Browsers of two years ago cannot do this signature by themselves. */
import { verifyAsync } from './ed25519.js';

/** Several times what a square can hold. */
const LONGEST = 10_000;

/**
 * @param {string} text the address that the square holds, or what stands behind its #
 * @param {{ kid: string, x: string }[]} keys
 * @returns {Promise<{ outcome: 'genuine' | 'altered' | 'otherKey' | 'garbage', statement?: Record<string, unknown> }>}
 */
export async function check(text, keys) {
  if (text.length > LONGEST) return { outcome: 'garbage' };
  const parts = text.replace(/\s/g, '').replace(/^.*#/, '').split('.');
  const [header, statement] = parts.map(read);
  if (parts.length !== 3 || header?.alg !== 'EdDSA' || !isStatement(statement)) return { outcome: 'garbage' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key) return { outcome: 'otherKey' };
  return { outcome: (await isSigned(parts, key.x)) ? 'genuine' : 'altered', statement };
}

/** @param {string[]} parts */
async function isSigned([header, statement, signature], x) {
  try {
    const signed = new TextEncoder().encode(`${header}.${statement}`);
    return await verifyAsync(bytes(signature), signed, bytes(x), { zip215: false });
  } catch (error) {
    // A signature of another length is no signature; without the browser's digests nothing can be said.
    if (!globalThis.crypto?.subtle) throw error;
    return false;
  }
}

/** @param {string} part */
function read(part) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes(part)));
  } catch {
    return undefined;
  }
}

/** @param {string} text base64url */
function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

const isStatement = (value) => typeof value?.jti === 'string' && typeof value.name === 'string';
