/** A member of staff names their own number; six digits that were sent there prove it. */
import type { CodeSent } from '../conversation/effects';
import type { Store } from '../store';
import type { Staff } from '../store/staff';
import { checkCode, sendCode } from './prove-number';

interface Asked {
  /** The same where the same form is sent twice. */
  key: string;
  now: Date;
}

/** @param number as an address: `tel:+919830012345` */
export const sendStaffCode = (
  store: Store,
  { _id, language }: Staff,
  number: string,
  asked: Asked,
): Promise<CodeSent> =>
  sendCode(store, { door: 'staff', whose: _id, number, template: 'templates:staffCode', language, ...asked });

export async function proveStaffPhone(
  store: Store,
  { _id }: Staff,
  { code, key, now }: Asked & { code: string },
): Promise<'proved' | 'wrong' | 'over'> {
  const tried = await checkCode(store, { door: 'staff', whose: _id, code, key, now });
  if (tried.status === 'proved') await store.staffPhones.register(_id, tried.number, now);
  return tried.status;
}
