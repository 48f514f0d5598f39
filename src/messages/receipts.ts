/** What providers tell of messages that they have taken. */
import type { Receipt } from '../store/messages';
import { patienceEnds } from './hours';
import type { Outbox } from './outbox';

export type TakeReceipt = (reference: string, status: Receipt) => Promise<void>;

/** For each route, by its name. */
export function createReceipts({
  store,
  now,
  delivered,
}: Pick<Outbox, 'store' | 'now' | 'delivered'>): (route: string) => TakeReceipt {
  return (route) => async (reference, status) => {
    const at = now();
    const report = {
      reference,
      status,
      route,
      at,
      receiptBy: (kind: Parameters<typeof patienceEnds>[0]) => patienceEnds(kind, at),
    };
    const arrived = await store.messages.receipt(report);
    if (arrived) delivered?.(route, arrived.kind, (at.getTime() - arrived.since.getTime()) / 1000);
  };
}
