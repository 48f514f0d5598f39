/** The code that somebody's telephone shows for thirty seconds (TOTP, RFC 6238), as every authenticator app makes it. */
import { Secret, TOTP } from 'otpauth';

/** One step to either side: clocks differ, and typing takes a moment. */
const WINDOW = 1;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'TikaSetu', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });

/** 160 bits in base32. */
export const newTotpSecret = (): string => new Secret().base32;

/** For an authenticator app: `otpauth://totp/TikaSetu:mita?…` */
export const otpauthUrl = (secret: string, name: string): string => totpOf(secret, name).toString();

export const codeAt = (secret: string, at: Date): string => totpOf(secret).generate({ timestamp: at.getTime() });

/**
 * Which of the codes around one of these times it is, so that it can be used once; `null`: none of them.
 * @param code as typed, also `123 456` and in Bengali or Devanagari digits
 */
export function codeCounter(secret: string, code: string, times: readonly Date[]): number | null {
  const totp = totpOf(secret);
  const token = asciiDigits(code).replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  for (const at of times) {
    const timestamp = at.getTime();
    const steps = totp.validate({ token, timestamp, window: WINDOW });
    if (steps !== null) return totp.counter({ timestamp }) + steps;
  }
  return null;
}

const BENGALI_0 = 0x09e6;
const DEVANAGARI_0 = 0x0966;

const asciiDigits = (text: string): string =>
  text.replace(/[\u09e6-\u09ef\u0966-\u096f]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= BENGALI_0 ? BENGALI_0 : DEVANAGARI_0));
  });
