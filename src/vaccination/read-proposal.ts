/** What is kept for a person, as it is told to them. */
import { dayOf, timeOf } from '../clock';
import type { EffectTypes, ProposalSummary } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Proposal } from '../store/proposals';
import { endWaiting } from './end-waiting';
import { hasDate } from './has-date';
import { overdueAt } from './rules/answer-time';
import { closeProposal } from './settle-proposal';

export interface ProposalRequest {
  proposal: string;
  contact: string;
  now: Date;
  /** Id of the operator who answers in the person's name. */
  by?: string;
}

export async function readProposal(
  store: Store,
  request: ProposalRequest,
): Promise<EffectTypes['readProposal']['output']> {
  const { proposal, person } = (await ownProposal(store, request)) ?? {};
  if (proposal?.status !== 'open' || !person || proposal.until < overdueAt(request.now)) return { status: 'over' };
  if (await isProvided(store, proposal, person, request.now)) {
    await endWaiting(store, person._id, proposal.dose, request.now);
    return { status: 'over' };
  }
  if (!(await canBeTaken(store, proposal))) {
    await closeProposal(store, proposal, 'gone', request.now);
    return { status: 'over' };
  }
  return { status: 'open', proposal: summaryOf(proposal, person) };
}

/** The dose or a date was written down while the proposal was, and whoever wrote it could not see it yet. */
async function isProvided(store: Store, { dose }: Proposal, { _id, doses }: Person, now: Date): Promise<boolean> {
  return doses.length >= dose || hasDate(store, _id, dose, dayOf(now));
}

/** The centre is open, and whoever waited for it has not stopped waiting this very moment. */
async function canBeTaken(store: Store, { _id, slot: id, wish: waiting }: Proposal): Promise<boolean> {
  const [slot, wish] = await Promise.all([store.slots.get(id), waiting === null ? null : store.wishes.get(waiting)]);
  return slot !== null && slot.closed === undefined && (waiting === null || wish?.proposed?.id === _id);
}

/** Only for the number that its person is on now. */
export async function ownProposal(
  store: Store,
  { proposal: id, contact }: ProposalRequest,
): Promise<{ proposal: Proposal; person: Person } | null> {
  const proposal = await store.proposals.get(id);
  const person = proposal && (await store.persons.get(proposal.person));
  return proposal && person?.contact === contact ? { proposal, person } : null;
}

function summaryOf(proposal: Proposal, { name }: Person): ProposalSummary {
  const { _id, person, because, slot, centreNames, day, from, to, price, until, instead } = proposal;
  return {
    ...{ id: _id, person, name, because },
    offer: { slot, centre: centreNames, day, from, to, price, held: true },
    until: { day: dayOf(until), time: timeOf(until) },
    instead: instead && { centre: instead.centreNames, day: instead.day, from: instead.from, to: instead.to },
  };
}
