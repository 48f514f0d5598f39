/**
 * Whoever's date was taken away is given another place to say yes to, or told that there is none and called. Which place was
 * proposed in place of which date is known by the proposal's id, so that each step may be repeated.
 */
import { dayOf, instantOf } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';
import { type Alternative, findAlternatives, whereabouts } from './find-alternatives';
import { hasDate } from './has-date';
import { joinLineAgain } from './join-line';
import { proposalFor } from './make-proposals';
import { call, settleProposal } from './settle-proposal';
import { CLAIM_MS } from './settle-places';

const BATCH = 100;

/** Somebody who is still without a date. */
interface Owed {
  appointment: Appointment;
  person: Person;
}

export interface Paid {
  proposed: number;
  nothing: number;
}

export async function payOwed(store: Store, now: Date, stopped = (): boolean => false): Promise<Paid> {
  const paid = { proposed: 0, nothing: 0 };
  for (let owed = await store.appointments.owed(BATCH); owed.length > 0; owed = await store.appointments.owed(BATCH)) {
    for (const family of familiesIn(owed)) {
      if (stopped()) return paid;
      const still = await stillOwed(store, family, now);
      const proposed = await proposeTo(store, still, now);
      paid.proposed += proposed;
      paid.nothing += still.length - proposed;
    }
  }
  return paid;
}

/** Booked together they are, if it can be, vaccinated together. */
function familiesIn(owed: readonly Appointment[]): Appointment[][] {
  const families = new Map<string, Appointment[]>();
  for (const each of owed) {
    const key = each.group ? `${each.group.id} ${each.slot} ${each.dose}` : each._id;
    families.set(key, [...(families.get(key) ?? []), each]);
  }
  return [...families.values()];
}

async function stillOwed(store: Store, family: readonly Appointment[], now: Date): Promise<Owed[]> {
  const still: Owed[] = [];
  for (const appointment of family) {
    const person = await store.persons.get(appointment.person);
    if (person && !(await isProvided(store, appointment, person, now))) still.push({ appointment, person });
    else await store.appointments.paid(appointment._id);
  }
  return still;
}

/** Has the dose, another date or a place to say yes to; the last also where this very work was broken off. */
async function isProvided(store: Store, appointment: Appointment, person: Person, now: Date): Promise<boolean> {
  const { dose } = appointment;
  return (
    person.doses.length >= dose ||
    (await hasDate(store, person._id, dose, dayOf(now))) ||
    (await store.proposals.openOf(person._id, dose)) !== null ||
    (await store.proposals.get(idFor(store, appointment))) !== null
  );
}

const idFor = (store: Store, { _id }: Appointment): string => store.vault.idOf(`instead:${_id}`);

/** Answers to how many something was proposed; the others are told that there is nothing. */
async function proposeTo(store: Store, owed: readonly Owed[], now: Date): Promise<number> {
  const [first] = owed;
  if (!first) return 0;
  for (const alternative of await alternativesFor(store, first, owed.length, now)) {
    if (!(await keepAll(store, owed, alternative, now))) continue;
    for (const each of owed) await proposeInstead(store, each, alternative, now);
    return owed.length;
  }
  if (owed.length === 1) return regret(store, first, now).then(() => 0);
  let proposed = 0;
  for (const each of owed) proposed += await proposeTo(store, [each], now);
  return proposed;
}

async function alternativesFor(
  store: Store,
  { appointment, person }: Owed,
  together: number,
  now: Date,
): Promise<Alternative[]> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const vaccine = person.doses.at(-1)?.vaccine ?? null;
  return findAlternatives(store, { appointment, person, vaccine, together, closesAt: programme.bookingClosesAt, now });
}

/** For a minute: whatever happens before the proposal is written, the places come free by themselves. */
async function keepAll(store: Store, owed: readonly Owed[], { slot }: Alternative, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + CLAIM_MS);
  const ids = owed.map(({ appointment }) => idFor(store, appointment));
  const kept = await Promise.all(ids.map((id) => store.slots.claim(slot._id, id, until)));
  if (kept.every(Boolean)) return true;
  await Promise.all(ids.map((id) => store.slots.unhold([slot._id], id)));
  return false;
}

async function proposeInstead(
  store: Store,
  { appointment, person: { _id: person, contact } }: Owed,
  { slot, until }: Alternative,
  now: Date,
): Promise<void> {
  const { dose, centreNames, day, from, to } = appointment;
  const proposal = {
    ...proposalFor(slot, { id: idFor(store, appointment), person, contact, dose, until, now }),
    because: 'closed' as const,
    instead: { centreNames, day, from, to },
    wish: null,
  };
  if (await store.proposals.insert(proposal)) await settleProposal(store, proposal, now);
  await store.appointments.paid(appointment._id);
}

/** Nothing is near: they are looked for like everybody who waits, told not to go, and called. */
async function regret(store: Store, { appointment, person }: Owed, now: Date): Promise<void> {
  const { _id, dose, centreNames, day, to } = appointment;
  const { contact, name } = person;
  const { pin } = await whereabouts(store, { appointment, person });
  await joinLineAgain(store, person, dose, pin, now);
  await store.messages.queue({
    ...{ occasion: `closedNothing:${_id}`, contact, kind: 'urgent', at: now, until: instantOf(day, to), calls: true },
    prompts: [
      {
        key: 'templates:closedNothing',
        params: { name: { person: name }, centre: { names: centreNames }, day: { day } },
      },
    ],
    about: { person: person._id, dose },
  });
  await call(store, { person: person._id, contact }, `closed:${_id}`, 'closed', now);
  await store.appointments.paid(_id);
}
