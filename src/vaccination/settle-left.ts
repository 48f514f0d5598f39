/** What is left to do of who was taken off a number: no place stays theirs, and nothing more is looked for. Each step may be repeated. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { isMissed } from './may-book';
import { closeProposal } from './settle-proposal';
import { settle } from './settle-places';

/** Answers the dates that came to their end by this: of a booking that had begun before. */
export async function settleLeft(store: Store, { _id, offered }: Person, now: Date): Promise<Appointment[]> {
  const [dates, wishes] = await Promise.all([store.appointments.ofPerson(_id), store.wishes.ofPerson(_id)]);
  for (const wish of wishes) await store.wishes.end(wish._id, 'withdrawn');
  // One for the first dose: who has had one does not leave.
  const open = await store.proposals.openOf(_id, 1);
  if (open) await closeProposal(store, open, 'refused', now);
  if (offered) await store.slots.unhold(offered.slots, offered.hold);
  // Nor is another place owed to them.
  for (const date of dates.filter(({ owed }) => owed)) await store.appointments.paid(date._id);
  const ended = dates.filter(({ status }) => status === 'booked');
  for (const date of ended) await endDate(store, date, now);
  return ended;
}

async function endDate(store: Store, date: Appointment, now: Date): Promise<void> {
  if (isMissed(date, dayOf(now))) await store.appointments.finish(date._id, 'missed', now, date.holder);
  else await cancelFor(store, date, now);
}

/** A date that nobody has. */
export async function cancelFor(store: Store, { _id }: Pick<Appointment, '_id'>, now: Date): Promise<void> {
  const cancelled = await store.appointments.cancel(_id, null, now);
  if (cancelled) await settle(store, cancelled, now);
}
