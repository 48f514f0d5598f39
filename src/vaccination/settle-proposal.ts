/**
 * What follows from a proposal's status: an open one has its place kept and is told of; one that is over gives the place back, and
 * whoever waits waits on. Each step may be repeated, and run beside another process doing it.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Proposal, ProposalStatus } from '../store/proposals';
import type { WaitingOn, Wish } from '../store/wishes';
import { hasDate } from './has-date';
import { joinLineAgain } from './join-line';
import { callBy, keptUntil, nextLook, nextMorning } from './rules/answer-time';
import { isToBeCalled, wishIdOf } from './rules/waiting';
import { tellProposals } from './tell-proposals';

/** Answers the status it has come to; of two who close it at once only one is heard. */
export async function closeProposal(
  store: Store,
  { _id }: Proposal,
  status: Exclude<ProposalStatus, 'open'>,
  now: Date,
): Promise<ProposalStatus | null> {
  // Booked, and the process died before it was written down here.
  const booked = await store.appointments.activeByHolder(_id);
  const closed = await store.proposals.close(_id, booked ? 'taken' : status, now);
  if (!closed) return (await store.proposals.get(_id))?.status ?? null;
  await settleProposal(store, closed, now);
  return closed.status;
}

/** The slot has no place any more for whoever it was kept for under this id, if that is a proposal. */
export async function losePlace(store: Store, holder: string, now: Date): Promise<void> {
  const proposal = await store.proposals.get(holder);
  if (proposal?.status === 'open') await closeProposal(store, proposal, 'gone', now);
}

export async function settleProposal(store: Store, proposal: Proposal, now: Date): Promise<void> {
  if (proposal.status === 'open') return secured(store, proposal, now);
  if (proposal.status === 'taken') {
    await store.wishes.end(wishIdOf(proposal.person, proposal.dose), 'met');
  } else {
    await store.slots.unhold([proposal.slot], proposal._id);
    await (proposal.because === 'waiting' ? waitsOn(store, proposal, now) : isLookedFor(store, proposal, now));
  }
  await store.proposals.settled(proposal);
}

async function secured(store: Store, proposal: Proposal, now: Date): Promise<void> {
  const { _id, slot, until } = proposal;
  if (await store.appointments.activeByHolder(_id)) await closeProposal(store, proposal, 'taken', now);
  else if (await store.slots.claim(slot, _id, keptUntil(until))) await tellProposals(store, [proposal], now);
  else await closeProposal(store, proposal, 'gone', now);
}

async function waitsOn(store: Store, proposal: Proposal, now: Date): Promise<void> {
  const { _id, wish: id } = proposal;
  const wish = id === null ? null : await store.wishes.get(id);
  if (wish?.proposed?.id !== _id) return;
  const how = howToWaitOn(proposal, wish, now);
  // Before it is counted: after a crash it is counted again, and listed once.
  if (proposal.status === 'lapsed' && isToBeCalled(how.unanswered ?? 0))
    await call(store, wish, `unanswered:${_id}`, 'unanswered', now);
  await store.wishes.waitOn(wish._id, _id, how);
}

function howToWaitOn({ status, slot }: Proposal, { unanswered }: Wish, now: Date): WaitingOn {
  if (status === 'refused') return { restsUntil: nextLook(now), unanswered: 0, refused: slot };
  if (status === 'gone') return { restsUntil: nextLook(now) };
  // Whoever did not see a message today is not sent another one at once.
  return { restsUntil: nextMorning(now), unanswered: unanswered + 1 };
}

/** Whoever had a date that was taken away is not left without one: they are called, and a place is looked for. */
async function isLookedFor(store: Store, proposal: Proposal, now: Date): Promise<void> {
  const { _id, person: id, dose, status, centre } = proposal;
  if (status === 'refused' || (await hasDate(store, id, dose, dayOf(now)))) return;
  const person = await store.persons.get(id);
  if (!person || person.doses.length >= dose) return;
  const pin = person.pin ?? (await store.places.centre(centre))?.pin;
  if (pin !== undefined) await joinLineAgain(store, person, dose, pin, now);
  await call(store, { person: id, contact: person.contact }, `closed:${_id}`, 'closed', now);
}

export async function call(
  store: Store,
  { person, contact }: { person: string; contact: string },
  occasion: string,
  reason: 'closed' | 'unanswered',
  now: Date,
): Promise<void> {
  await store.calls.list({ occasion, contact, person, reason, at: now, by: callBy(now) });
}
