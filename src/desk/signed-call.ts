/** The telephony system opens the console with who calls: signed, since an operator can type an address too. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** `?caller=+919830012345&timestamp=1606113000&signature=…` */
export interface SignedCall {
  /** `+919830012345` */
  number: string;
  /** Seconds since 1970, as they stand in the address. */
  timestamp: string;
  /** HMAC-SHA-256 over `number|timestamp`, in hexadecimal digits. */
  signature: string;
}

const LASTS_MS = 5 * 60_000;

export function isSigned({ number, timestamp, signature }: SignedCall, secret: string | undefined, now: Date): boolean {
  if (!secret || !/^\d{1,12}$/.test(timestamp)) return false;
  const expected = Buffer.from(createHmac('sha256', secret).update(`${number}|${timestamp}`).digest('hex'));
  const given = Buffer.from(signature.toLowerCase());
  const isOfNow = Math.abs(now.getTime() - Number(timestamp) * 1000) <= LASTS_MS;
  return given.length === expected.length && timingSafeEqual(given, expected) && isOfNow;
}
