/**
 * How many calls there may be in five minutes: of a partner's programs as many as were agreed, of a network without a key a hundred.
 * Each process counts in memory and now and then adds its calls to those of the others, so a call waits for nothing. Until then it
 * does not know theirs: there may be a tenth more for each process.
 */
import { ipKeyGenerator } from 'express-rate-limit';
import type { Store } from '../store';
import type { Partner } from '../store/partners';

export interface Quota {
  /** One more call. Seconds until the next one may be made; 0: this one may. @param from an IP address, or what tells a token */
  take: (partner: Partner | null, from: string) => number;
  flush: () => Promise<void>;
}

/** Without a key, from one network; or with one token of a partner's. */
export const OPEN_QUOTA = 100;
const WINDOW_MS = 5 * 60_000;
const SHARED_EVERY_MS = 1_000;

interface Caller {
  quota: number;
  /** In all processes, as far as is known. */
  known: number;
  /** Of them, what the others have not been told. */
  own: number;
}

interface Window {
  since: number;
  callers: Map<string, Caller>;
  /** To read an address takes longer than to find it again. */
  networks: Map<string, string>;
}

export function createQuota({ apiCalls }: Store, now: () => Date): Quota {
  let window: Window = windowAt(0);
  let sharedAt = Date.now();

  const share = async (isWorth: (caller: Caller) => boolean): Promise<void> => {
    const { since, callers } = window;
    const told = new Map([...callers].filter(([, caller]) => isWorth(caller)).map(([who, { own }]) => [who, own]));
    if (told.size === 0) return;
    for (const who of told.keys()) change(callers, who, (caller) => (caller.own = 0));
    try {
      const totals = await apiCalls.add(new Date(since), told);
      for (const [who, total] of totals) change(callers, who, (caller) => (caller.known = total + caller.own));
    } catch (error) {
      for (const [who, own] of told) change(callers, who, (caller) => (caller.own += own));
      throw error;
    }
  };
  const shareNowAndThen = (): void => {
    if (Date.now() - sharedAt < SHARED_EVERY_MS) return;
    sharedAt = Date.now();
    // What failed is not lost: `flush` tells of it, where the database stays away.
    share(({ own, quota }) => own >= quota / 10).catch(() => undefined);
  };

  return {
    take: (partner, from) => {
      const at = now().getTime();
      const since = at - (at % WINDOW_MS);
      if (window.since !== since) window = windowAt(since);
      const caller = callerIn(window, partner, from);
      if (caller.known >= caller.quota) return (since + WINDOW_MS - at) / 1_000;
      caller.known++;
      caller.own++;
      shareNowAndThen();
      return 0;
    },
    flush: () => share(({ own }) => own > 0),
  };
}

const windowAt = (since: number): Window => ({ since, callers: new Map(), networks: new Map() });

function change(callers: Map<string, Caller>, who: string, by: (caller: Caller) => void): void {
  const caller = callers.get(who);
  if (caller) by(caller);
}

function callerIn({ callers, networks }: Window, partner: Partner | null, from: string): Caller {
  const who = partner ? `partner:${partner._id}` : networkIn(networks, from);
  const caller = callers.get(who) ?? { quota: 0, known: 0, own: 0 };
  caller.quota = partner?.quota ?? OPEN_QUOTA;
  callers.set(who, caller);
  return caller;
}

function networkIn(networks: Map<string, string>, ip: string): string {
  const network = networks.get(ip) ?? `network:${ipKeyGenerator(ip)}`;
  networks.set(ip, network);
  return network;
}
