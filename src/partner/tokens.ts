/** Bearer tokens: a signed name for a session that is stored, so that it can be revoked. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { sign, TokenExpiredError, verify, type JwtPayload, type VerifyOptions } from 'jsonwebtoken';
import type { ApiSession, NewApiSession } from '../store/api-sessions';
import type { Store } from '../store';
import type { Staff } from '../store/staff';
import type { ApiDeps } from './deps';
import type { Refused } from './endpoint';

export type SignedIn = { session: ApiSession } | { staff: Staff };
type TokenDeps = Pick<ApiDeps, 'store' | 'isSandbox' | 'now'>;

const ALGORITHM = 'HS256';
const ROLES: readonly Staff['role'][] = ['vaccinator', 'centreManager'];

/** What a staff token can be used for is the work of these. */
export const mayHaveToken = ({ role, disabled }: Staff): boolean => !disabled && ROLES.includes(role);

/** Clients read `exp` in it; whose it is stands in no token. */
export async function newToken(deps: TokenDeps, session: NewApiSession): Promise<string> {
  const now = deps.now();
  const { name: jti, until } = await deps.store.apiSessions.open(session, now);
  const claims = { aud: audienceOf(deps), jti, iat: secondsOf(now), exp: secondsOf(until) };
  return sign(claims, keyOf(deps), { algorithm: ALGORITHM });
}

export async function signedIn(deps: TokenDeps, authorization: string | undefined): Promise<SignedIn | Refused> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const read = token === undefined ? 'forged' : nameIn(deps, token);
  if (read === 'forged') return { refused: 'unauthenticated' };
  const session = read === 'expired' ? null : await deps.store.apiSessions.find(read.name, deps.now());
  const whose = session && (session.kind === 'staff' ? await staffOf(deps, session) : await numberOf(deps, session));
  return whose ?? { refused: 'tokenExpired' };
}

function nameIn(deps: TokenDeps, token: string): { name: string } | 'expired' | 'forged' {
  const clockTimestamp = secondsOf(deps.now());
  try {
    const checks: VerifyOptions = { algorithms: [ALGORITHM], audience: audienceOf(deps), clockTimestamp };
    const { jti } = verify(token, keyOf(deps), checks) as JwtPayload;
    return jti === undefined ? 'forged' : { name: jti };
  } catch (error) {
    return error instanceof TokenExpiredError ? 'expired' : 'forged';
  }
}

async function staffOf({ store }: TokenDeps, { whose }: ApiSession): Promise<SignedIn | null> {
  const staff = await store.staff.get(whose);
  return staff && mayHaveToken(staff) ? { staff } : null;
}

async function numberOf({ store }: TokenDeps, session: ApiSession): Promise<SignedIn | null> {
  const partner = session.partner === null ? null : await store.partners.get(session.partner);
  return session.partner === null || (partner && !partner.disabled) ? { session } : null;
}

const keys = new WeakMap<Store, KeyObject>();

/** Made once: to make it takes longer than to check a token by it. */
function keyOf({ store }: TokenDeps): KeyObject {
  const key = keys.get(store) ?? createSecretKey(store.vault.keyFor('partner tokens'));
  keys.set(store, key);
  return key;
}

/** Where nothing is real a token is easily had: it opens nothing that is. */
const audienceOf = ({ isSandbox }: TokenDeps): string => (isSandbox ? 'TikaSetu sandbox' : 'TikaSetu');

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);
