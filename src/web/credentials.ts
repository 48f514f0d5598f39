/** What a member of staff gets in order to sign in. */
import type { StaffSecrets } from '../store/staff';
import { newTotpSecret } from './one-time';
import { hashPassword, newPassword } from './passwords';

export interface Credentials {
  /** Shown once, to them alone. */
  password: string;
  totpSecret: string;
  /** What is kept of it. */
  kept: StaffSecrets;
}

export async function newCredentials(): Promise<Credentials> {
  const [password, totpSecret] = [newPassword(), newTotpSecret()];
  return { password, totpSecret, kept: { password: await hashPassword(password), totp: totpSecret } };
}
