/** Who calls: whose program, by its key, and who is signed in with it, by their token. */
import type { Request } from 'express';
import type { Partner } from '../store/partners';
import type { ApiDeps } from './deps';
import type { Access, Refused } from './endpoint';
import { isOurs, partnerOf, SANDBOX_KEY } from './keys';
import { signedIn, type SignedIn } from './tokens';

export type Identified = {
  partner: Partner | null;
  /** Set where a token stands for a program that sent no key: one person is not to use up what all of them may ask. */
  token?: string;
} & ({ caller: Partial<SignedIn> } | (Refused & { caller?: never }));

export async function identify(deps: ApiDeps, access: Access, request: Request): Promise<Identified> {
  const key = keyOf(deps, request);
  const partner = key === undefined ? null : await partnerOf(deps.store, key);
  // Also where none is needed: whoever sends a wrong one is to learn of it at once.
  if (partner === null && (key !== undefined || access === 'key')) return { partner, refused: 'keyUnknown' };
  if (access === 'open' || access === 'key') return { partner, caller: {} };
  const caller = await signedIn(deps, request.get('Authorization'));
  if ('refused' in caller) return { partner, ...caller };
  const program = partner ? { partner } : await programOf(deps, caller);
  if (!(access === 'number' ? 'session' in caller : 'staff' in caller)) return { ...program, refused: 'forbidden' };
  return { ...program, caller };
}

/** One of another service is none, and in the sandbox as good as its own. */
function keyOf({ isSandbox }: ApiDeps, request: Request): string | undefined {
  const key = request.get('X-Api-Key');
  if (key === undefined || isOurs(key)) return key;
  return isSandbox ? SANDBOX_KEY : undefined;
}

/** What is done is the doing of the program that signed in, also where it sends its key no more. */
async function programOf({ store }: ApiDeps, caller: SignedIn): Promise<Pick<Identified, 'partner' | 'token'>> {
  if (!('session' in caller) || caller.session.partner === null) return { partner: null };
  return { partner: await store.partners.get(caller.session.partner), token: caller.session._id };
}
