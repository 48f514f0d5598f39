/** A member of staff of a centre signs in with what they sign in to the consoles with. */
import type { z } from 'zod';
import { audit } from '../web/audit';
import { prove } from '../web/sign-in';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Endpoint, type Request } from './endpoint';
import { staffGiven, tokenAlone } from './sign-in-fields';
import { mayHaveToken, newToken } from './tokens';

export const staffToken = (deps: ApiDeps): Endpoint =>
  endpoint({
    ...{ method: 'post', tag: 'Sign-in', path: '/auth/staff/token', access: 'open', body: staffGiven },
    ...{ answers: { 200: tokenAlone }, refuses: ['otpMissing', 'signInWrong', 'forbidden'] },
    summary: 'Sign a member of staff in',
    about: 'For vaccinators and managers of centres. Each sign-in is written to the audit trail.',
    run: (call) => signIn(deps, call, call.body),
  });

async function signIn(
  deps: ApiDeps,
  { ip, now }: Request,
  { user_name: name, password, otp: code }: z.output<typeof staffGiven>,
): Promise<Answered> {
  const proved = await prove(deps, { name, password, code, ip, now });
  if (proved.status === 'wrong') return { refused: 'signInWrong' };
  if (proved.status === 'locked') return { refused: 'tooMany', retryAfter: secondsTo(proved.until, now) };
  const { staff } = proved;
  if (!mayHaveToken(staff)) return { refused: 'forbidden' };
  await audit({ staff, ip, now, trail: deps.store.audit }, { action: 'staff.tokenGiven', about: `staff:${staff._id}` });
  const session = { kind: 'staff', whose: staff._id, address: '', partner: null } as const;
  return { json: { token: await newToken(deps, session) } };
}

const secondsTo = (until: Date, now: Date): number => (until.getTime() - now.getTime()) / 1_000;
