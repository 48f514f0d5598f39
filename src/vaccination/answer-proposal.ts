/** One digit: the kept place is booked, or given to the next in line. */
import { dayOf } from '../clock';
import type { EffectTypes } from '../conversation/effects';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { Proposal } from '../store/proposals';
import { bookAppointment } from './book-appointment';
import { ownProposal, type ProposalRequest } from './read-proposal';
import { closeProposal } from './settle-proposal';

type Answered = EffectTypes['answerProposal']['output'];

export async function answerProposal(store: Store, request: ProposalRequest & { take: boolean }): Promise<Answered> {
  const { proposal, person } = (await ownProposal(store, request)) ?? {};
  if (!proposal || !person) return { status: 'over' };
  return request.take ? taken(store, proposal, request) : refused(store, proposal, person, request);
}

/** Taken twice is taken once: the booking knows itself by the proposal's id. */
async function taken(store: Store, proposal: Proposal, request: ProposalRequest): Promise<Answered> {
  const { contact, now } = request;
  if (proposal.status !== 'open' && proposal.status !== 'taken') return { status: 'over' };
  const { _id, person, slot, dose } = proposal;
  const active = await store.appointments.activeOf(person, dose);
  const move = active !== null && active.day >= dayOf(now);
  const by = request.by ? { by: request.by } : {};
  const booked = await bookAppointment(store, { person, contact, slot, hold: _id, others: [], move, now, ...by });
  await closeProposal(store, proposal, booked.status === 'booked' ? 'taken' : 'gone', now);
  return booked.status === 'booked' ? booked : { status: 'over' };
}

async function refused(
  store: Store,
  proposal: Proposal,
  { name }: Person,
  { now }: ProposalRequest,
): Promise<Answered> {
  const status = await closeProposal(store, proposal, 'refused', now);
  return status === 'refused' ? { status, name } : { status: 'over' };
}
