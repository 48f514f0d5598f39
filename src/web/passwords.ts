/** Passwords of staff: hashed so that a stolen database is of little use (scrypt, RFC 7914), compared so that time tells nothing. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** Of which a password costs 32 MB three times, as OWASP advises: a quarter of a second. Stored with each hash, to be raised later. */
const COSTS = { N: 2 ** 15, r: 8, p: 3 };
const BYTES = 32;

type Costs = typeof COSTS;

/** `scrypt:32768:8:3:<salt>:<hash>` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COSTS);
  return ['scrypt', COSTS.N, COSTS.r, COSTS.p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** @param stored `undefined`: nobody has such a name, which takes as long to say */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? NOBODYS).split(':');
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, expected) && stored !== undefined;
}

const NOBODYS = ['scrypt', COSTS.N, COSTS.r, COSTS.p, 'nobody', Buffer.alloc(BYTES).toString('base64url')].join(':');

/** Composed or not, it is the same password: keyboards differ in that. */
function derive(password: string, salt: Buffer, costs: Costs): Promise<Buffer> {
  const options = { ...costs, maxmem: 2 * 128 * costs.N * costs.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** No letters that are taken for others when a password is read out or copied from paper. 57 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GENERATED = 12;

/** `k7wd-mq3n-xb9t` */
export function newPassword(): string {
  const letters = Array.from({ length: GENERATED }, () => LETTERS[randomInt(LETTERS.length)] ?? '');
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
