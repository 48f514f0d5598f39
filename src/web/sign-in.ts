/** Signs a member of staff in: name, password and the code of their telephone. Which of them was wrong is never said. */
import { randomUUID } from 'node:crypto';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Store } from '../store';
import type { Staff } from '../store/staff';
import { codeCounter } from './one-time';
import { passwordFits } from './passwords';

export interface SignInDeps {
  store: Pick<Store, 'staff' | 'signInTries' | 'webSessions' | 'apiSessions' | 'limits' | 'audit'>;
  /** What a telephone in somebody's hand shows: the phone in the browser moves the service's clock, and not that one. */
  phoneTime: () => Date;
}

export interface SigningIn {
  name: string;
  password: string;
  code: string;
  ip: string;
  now: Date;
  /** What their browser was given when somebody signed in with it before. */
  device?: string | undefined;
}

type Refused = { status: 'wrong' } | { status: 'locked'; until: Date };
export type SignInOutcome = { status: 'in'; token: string; staff: Staff; device: string } | Refused;

const MINUTE_MS = 60_000;
/**
 * A slip or a code that has just run out locks nobody; whoever guesses has thirty a day. A browser that its owner has signed in
 * with before has tries of its own: else who knows a nurse's name could keep her out of her work.
 */
const TRIES = { free: 5, firstPauseMs: MINUTE_MS, longestPauseMs: 60 * MINUTE_MS };
/** In vain, from one address, under whatever names. */
const MOST_FROM_ADDRESS = 50;
const ADDRESS_MS = 10 * MINUTE_MS;
/** Longer ones are no names and no passwords, and only cost time. */
export const LONGEST_PASSWORD = 200;

export async function signIn(deps: SignInDeps, given: SigningIn): Promise<SignInOutcome> {
  const proved = await prove(deps, given);
  if (proved.status !== 'right') return proved;
  const { staff } = proved;
  await deps.store.audit.append({ ...deed('staff.signedIn', staff, given), role: staff.role });
  const device = given.device ?? randomUUID();
  await deps.store.staff.rememberDevice(staff._id, device);
  const { token } = await deps.store.webSessions.open(staff._id, given.now, given.ip);
  return { status: 'in', token, staff, device };
}

/** Whether it is this member of staff who sits there. What was wrong counts, wherever it was asked. */
export async function prove(deps: SignInDeps, given: SigningIn): Promise<{ status: 'right'; staff: Staff } | Refused> {
  const { staff: accounts, signInTries, limits } = deps.store;
  const { name, now } = given;
  const asking = { key: randomUUID(), since: new Date(now.getTime() - ADDRESS_MS), now };
  const address = `signIn:${networkOf(given.ip)}`;
  if (!(await limits.allows(address, MOST_FROM_ADDRESS, asking)))
    return { status: 'locked', until: new Date(now.getTime() + ADDRESS_MS) };
  if (name.length > LONGEST_PASSWORD || given.password.length > LONGEST_PASSWORD) return { status: 'wrong' };
  const staff = await accounts.byName(name);
  const whose = await triesOf(deps, staff, given);
  const { locked, until } = await signInTries.begin(whose, asking.key, now, TRIES);
  if (locked && until) return { status: 'locked', until };
  const right = await isRight(deps, staff, given);
  if (!staff || !right) return refuse(deps, staff, given, until);
  // Two hundred who begin their shift behind one address are no attack.
  await Promise.all([signInTries.right(whose), limits.takeBack(address, asking.key)]);
  return { status: 'right', staff };
}

async function triesOf({ store }: SignInDeps, staff: Staff | null, { name, device }: SigningIn): Promise<string> {
  const isKnown = staff && device && (await store.staff.knowsDevice(staff._id, device));
  return isKnown ? `${name} at ${device}` : name;
}

/** Whoever has a whole network of IPv6 addresses has one of ours. */
const networkOf = (ip: string): string => ipKeyGenerator(ip);

/** As much work for a name that nobody has: how long it takes tells nothing. */
async function isRight({ store, phoneTime }: SignInDeps, staff: Staff | null, given: SigningIn): Promise<boolean> {
  const secrets = staff && !staff.disabled ? await store.staff.secretsOf(staff._id) : null;
  const fits = await passwordFits(given.password, secrets?.password);
  if (!staff || !secrets || !fits) return false;
  const counter = codeCounter(secrets.totp, given.code, [given.now, phoneTime()]);
  return counter !== null && store.staff.useCode(staff._id, counter);
}

async function refuse(
  { store }: SignInDeps,
  staff: Staff | null,
  given: SigningIn,
  until: Date | null,
): Promise<Refused> {
  await store.audit.append(deed(until ? 'staff.locked' : 'staff.refused', staff, given));
  return until ? { status: 'locked', until } : { status: 'wrong' };
}

export async function signOut(
  { store }: Pick<SignInDeps, 'store'>,
  token: string,
  { ip, now }: Pick<SigningIn, 'ip' | 'now'>,
): Promise<void> {
  const session = await store.webSessions.find(token, now);
  await store.webSessions.close(token);
  const staff = session && 'id' in session ? await store.staff.get(session.staff) : null;
  if (staff) await store.audit.append({ ...deed('staff.signedOut', staff, { ip, now }), role: staff.role });
}

/** A name that nobody has is not written down: it may be a password in the wrong field. */
const deed = (action: string, staff: Staff | null, { ip, now }: Pick<SigningIn, 'ip' | 'now'>) => ({
  ...{ at: now, staff: staff?._id ?? '', name: staff?.name ?? '', from: ip, action, role: null },
  ...{ about: staff && `staff:${staff._id}`, why: null, detail: null },
});
