/** Sends what partners are to be told. Each partner has a lane of their own: one who is slow keeps nobody else waiting. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../store';
import type { TakenEvent } from '../../store/webhook-events';
import { post, type Outcome } from './post';

export interface Telling {
  store: Store;
  /** The service's clock. */
  now: () => Date;
  /** Told of what failed on our side. */
  failed: (error: unknown) => void;
  /** How long a partner may take. */
  patienceMs?: number;
}

const [SECOND_MS, MINUTE_MS, HOUR_MS] = [1_000, 60_000, 3_600_000];
/** After each try that was in vain; after the last one it is given up. */
const PAUSES_MS = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS];
const PATIENCE_MS = 10 * SECOND_MS;
/** Longer than one try takes: whoever has not said what became of it by then has died. */
const LEASE_MS = MINUTE_MS;
/** So many at a time to one partner. */
const BESIDE = 8;
/** While somebody is slow, what has become due for others is looked for. */
const LOOK_MS = 500;

/** Ends when nothing is due any more. */
export async function tellPartners(telling: Telling, stopped = (): boolean => false): Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  do {
    const due = stopped() ? [] : await telling.store.webhookEvents.duePartners(telling.now());
    for (const partner of due) {
      if (lanes.has(partner)) continue;
      const lane = tell(telling, partner, stopped).catch(telling.failed);
      lanes.set(
        partner,
        lane.finally(() => lanes.delete(partner)),
      );
    }
    if (lanes.size > 0) await Promise.race([Promise.all(lanes.values()), pause(LOOK_MS)]);
  } while (lanes.size > 0);
}

async function tell(telling: Telling, partner: string, stopped: () => boolean): Promise<void> {
  await Promise.all(Array.from({ length: BESIDE }, () => tellOneByOne(telling, partner, stopped)));
}

async function tellOneByOne(telling: Telling, partner: string, stopped: () => boolean): Promise<void> {
  const { store, now } = telling;
  while (!stopped()) {
    const onTheWall = new Date();
    const leasedUntil = new Date(onTheWall.getTime() + LEASE_MS);
    const taken = await store.webhookEvents.claim(partner, { now: now(), onTheWall, leasedUntil });
    if (!taken) return;
    await tellOne(telling, partner, taken);
  }
}

async function tellOne({ store, now, patienceMs = PATIENCE_MS }: Telling, partner: string, taken: TakenEvent) {
  const webhook = await store.partners.webhookOf(partner);
  if (!webhook) return store.webhookEvents.drop(partner);
  const outcome = await post(webhook, taken, { at: new Date(), patienceMs });
  const dueAt = nextTry(outcome, taken, now());
  if (dueAt) await store.webhookEvents.later(taken, dueAt);
  else await store.webhookEvents.done(taken, outcome === 'delivered' ? 'delivered' : 'failed', now());
}

/** `null`: there is none. */
function nextTry(outcome: Outcome, { tries }: TakenEvent, now: Date): Date | null {
  const wait = PAUSES_MS[tries];
  return outcome === 'notTaken' && wait !== undefined ? new Date(now.getTime() + wait) : null;
}
