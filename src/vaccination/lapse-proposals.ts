/** Proposals that nobody answered go to the next in line; what a crash left half-made is finished or undone. */
import type { Store } from '../store';
import type { Proposal } from '../store/proposals';
import type { Wish } from '../store/wishes';
import { nextLook, overdueAt } from './rules/answer-time';
import { closeProposal, settleProposal } from './settle-proposal';

const BATCH = 200;
/** Whoever is at it still is done by then. */
const UNDER_WAY_MS = 2 * 60_000;

export interface Lapsed {
  proposals: number;
  unsettled: number;
}

export async function lapseProposals(store: Store, now: Date, stopped = (): boolean => false): Promise<Lapsed> {
  const unsettled = await settleLeft(store, now);
  let proposals = 0;
  for (let batch = BATCH; batch === BATCH && !stopped(); proposals += batch) {
    const overdue = await store.proposals.overdue(overdueAt(now), BATCH);
    await Promise.all(overdue.map((proposal) => closeProposal(store, proposal, 'lapsed', now)));
    batch = overdue.length;
  }
  return { proposals, unsettled };
}

async function settleLeft(store: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNDER_WAY_MS);
  const [proposals, wishes] = await Promise.all([
    store.proposals.unsettled(before, BATCH),
    store.wishes.unsettled(before, BATCH),
  ]);
  await Promise.all(proposals.filter((each) => isNow(each, now)).map((each) => settleProposal(store, each, now)));
  await Promise.all(wishes.map((wish) => undo(store, wish, now)));
  return proposals.length + wishes.length;
}

/** What was to be answered by now lapses instead. */
const isNow = ({ status, until }: Proposal, now: Date): boolean => status !== 'open' || until > now;

/** Died between taking somebody out of the line and writing the proposal: the place is free, the person waits. */
async function undo(store: Store, { _id, proposed }: Wish, now: Date): Promise<void> {
  if (!proposed) return;
  const known = await store.proposals.get(proposed.id);
  if (known?.status === 'open') return store.wishes.settled(_id, proposed.id);
  if (!known) await store.slots.unhold([proposed.slot], proposed.id);
  await store.wishes.waitOn(_id, proposed.id, { restsUntil: nextLook(now) });
}
