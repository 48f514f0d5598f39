import type { Store } from '../store';
import type { Proposal } from '../store/proposals';

/** Queues what those are told for whom a place is kept. Told again it is told once. */
export async function tellProposals(store: Store, proposals: readonly Proposal[], now: Date): Promise<void> {
  await store.messages.queueAll(
    proposals.map(({ _id, contact, because, until }) => ({
      // Whoever is on another number meanwhile is told there.
      occasion: `proposal:${_id}:${contact}`,
      contact,
      kind: because === 'closed' ? ('urgent' as const) : ('service' as const),
      at: now,
      until,
      opens: { flow: 'proposal' as const, input: { proposal: _id } },
      about: { proposal: _id },
      ...(because === 'closed' ? { calls: true } : {}),
    })),
  );
  await Promise.all(
    proposals.flatMap((proposal) => [
      store.proposals.settled(proposal),
      ...(proposal.wish === null ? [] : [store.wishes.settled(proposal.wish, proposal._id)]),
    ]),
  );
}
