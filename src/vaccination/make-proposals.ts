/** Keeps a place for each of those who were taken out of the line, and writes the proposal. */
import type { Store } from '../store';
import type { Proposal } from '../store/proposals';
import type { Slot } from '../store/slots';
import type { InLine } from '../store/wishes';
import { keptUntil, nextMorning } from './rules/answer-time';

/** Out of the line, for the proposal with this id. */
export interface TakenOut {
  wish: InLine;
  id: string;
}

/** Answers those that were made, and are to be told. */
export async function makeProposals(
  store: Store,
  slot: Slot,
  taken: readonly TakenOut[],
  until: Date,
  now: Date,
): Promise<Proposal[]> {
  const made = await Promise.all(taken.map((each) => makeOne(store, slot, each, until, now)));
  return made.filter((proposal) => proposal !== null);
}

async function makeOne(
  store: Store,
  slot: Slot,
  { wish, id }: TakenOut,
  until: Date,
  now: Date,
): Promise<Proposal | null> {
  const held = await store.slots.hold([{ id: slot._id, spare: 0 }], id, keptUntil(until));
  if (!held.has(slot._id)) {
    // Others took it: there may be another one.
    await store.wishes.waitOn(wish._id, id, { restsUntil: now });
    return null;
  }
  const proposal: Proposal = {
    ...proposalFor(slot, { id, person: wish.person, contact: wish.contact, dose: wish.dose, until, now }),
    because: 'waiting',
    instead: null,
    wish: wish._id,
  };
  if (await store.proposals.insert(proposal)) return proposal;
  // The person has an open one: in place of a date that was closed.
  await store.slots.unhold([slot._id], id);
  await store.wishes.waitOn(wish._id, id, { restsUntil: nextMorning(now) });
  return null;
}

export interface ProposedTo {
  id: string;
  person: string;
  contact: string;
  dose: number;
  until: Date;
  now: Date;
}

export const proposalFor = (
  { _id: slot, vaccine, centre, centreNames, day, from, to, price }: Slot,
  { id, person, contact, dose, until, now }: ProposedTo,
): Omit<Proposal, 'because' | 'instead' | 'wish'> => ({
  ...{ _id: id, person, contact, dose, until, madeAt: now, changedAt: now },
  ...{ slot, vaccine, centre, centreNames, day, from, to, price },
  status: 'open',
  unsettled: true,
});
