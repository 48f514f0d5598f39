/** Who a request is from, by its cookie. */
import { parse } from 'cookie';
import type { Request } from 'express';
import type { Staff } from '../store/staff';
import type { SignedIn } from '../store/web-sessions';

export type Visitor =
  | { state: 'in'; staff: Staff; session: SignedIn }
  /** Was signed in as this member of staff a while ago. */
  | { state: 'expired'; staff: string }
  | { state: 'out' };

export interface Visitors {
  webSessions: {
    find: (token: string, now: Date) => Promise<SignedIn | { expired: string } | null>;
    touch: (session: SignedIn, now: Date) => Promise<void>;
  };
  staff: { get: (id: string) => Promise<Staff | null> };
}

/** By https the browser itself refuses a cookie of this name that came from anywhere else. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-tikasetu' : 'tikasetu');

/** Tells a browser in which somebody has signed in before from one in which a stranger tries. */
export const deviceCookie = (isSecure: boolean): string => `${cookieName(isSecure)}-device`;

export const deviceOf = (request: Request, isSecure: boolean): string | undefined =>
  /^[\w-]{36}$/.exec(parse(request.headers.cookie ?? '')[deviceCookie(isSecure)] ?? '')?.[0];

export const tokenOf = (request: Request, isSecure: boolean): string | undefined =>
  parse(request.headers.cookie ?? '')[cookieName(isSecure)];

/** Nobody's hand is behind it: a page that looks again by itself must not keep open what its owner has left. */
export const isByItself = (request: Request): boolean =>
  request.get('X-By-Itself') !== undefined || request.get('Accept') === 'text/event-stream';

export async function visitorOf(
  stores: Visitors,
  { token, byItself }: { token: string | undefined; byItself: boolean },
  now: Date,
): Promise<Visitor> {
  const session = token === undefined ? null : await stores.webSessions.find(token, now);
  if (!session) return { state: 'out' };
  if ('expired' in session) return { state: 'expired', staff: session.expired };
  const staff = await stores.staff.get(session.staff);
  if (!staff || staff.disabled) return { state: 'out' };
  if (!byItself) await stores.webSessions.touch(session, now);
  return { state: 'in', staff, session };
}
