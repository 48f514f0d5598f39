/** What an operator sees of the people of a number: masks, until the caller proved it; then one person at a look, with a reason. */
import { dayOf, instantOf } from '../clock';
import type { AppointmentSummary, Standing } from '../conversation/effects';
import type { Store } from '../store';
import type { Consent } from '../store/consents';
import type { Person } from '../store/persons';
import { listAppointments } from './list-appointments';
import { listStandings } from './list-standings';
import type { Call } from './prove-caller';
import { maskName } from './rules/mask';

export interface CallersPerson {
  id: string;
  /** `র… বি…` */
  name: string;
  /** How many doses they have had. */
  doses: number;
  hasDate: boolean;
}

export interface Caller {
  proof: Consent | null;
  /** Whether the operator may go on with the conversation. */
  mayRelay: boolean;
  people: CallersPerson[];
}

/** A whole registration is done in one call. */
const SAME_CALL_MS = 30 * 60_000;

export async function lookAtCaller(store: Store, { operator, address, now }: Call): Promise<Caller> {
  const contact = store.vault.contactOf(address);
  const [people, proof, dates, invited] = await Promise.all([
    store.persons.ofContact(contact),
    store.consents.of(operator, contact, now),
    store.appointments.activeOfContact(contact, dayOf(now)),
    store.villageLists.onNumbers([contact], ['asked', 'confirmed']),
  ]);
  // Whom a village's list told us of is to say yes on their own telephone.
  const isOpen = invited.length === 0 && people.every((person) => isOfThisCall(person, operator, now));
  return {
    proof,
    mayRelay: proof !== null || isOpen,
    people: people.map(({ _id: id, name, doses }) => ({
      ...{ id, name: maskName(name), doses: doses.length },
      hasDate: dates.some(({ person }) => person === id),
    })),
  };
}

/** What the operator has written down a moment ago is no secret to them; anybody else's record needs the proof. */
const isOfThisCall = ({ by, registeredAt }: Person, operator: string, now: Date): boolean =>
  by === operator && now.getTime() - registeredAt.getTime() < SAME_CALL_MS;

export interface Seen extends Pick<Person, 'name' | 'birthYear' | 'gender' | 'reference' | 'pin' | 'doses'> {
  id: string;
  card: Pick<Person['card'], 'type' | 'last4'>;
  standing: Standing | null;
  date: AppointmentSummary | null;
}

export type Looked =
  | { status: 'seen'; person: Seen }
  | { status: 'notProved' }
  /** The operator has looked as often as one may in a day. */
  | { status: 'tooMany' }
  | { status: 'unknown' };

/** Who asks writes the look down before the answer is shown. */
export async function lookAtPerson(
  store: Store,
  call: Call,
  { person: id, key, most }: { person: string; key: string; most: number },
): Promise<Looked> {
  const { operator, address, now } = call;
  const contact = store.vault.contactOf(address);
  const person = await store.persons.get(id);
  if (person?.contact !== contact) return { status: 'unknown' };
  if (!(await store.consents.of(operator, contact, now))) return { status: 'notProved' };
  const since = instantOf(dayOf(now), '00:00');
  const looking = { key: `${key}:${id}`, since, now };
  if (!(await store.limits.allows(`looks:${operator}`, most, looking))) return { status: 'tooMany' };
  return { status: 'seen', person: await seenOf(store, person, now) };
}

async function seenOf(store: Store, person: Person, now: Date): Promise<Seen> {
  const { _id: id, contact, name, birthYear, gender, reference, pin, doses, card } = person;
  const [standings, dates] = await Promise.all([
    listStandings(store, contact, now),
    listAppointments(store, contact, now),
  ]);
  return {
    ...{ id, name, birthYear, gender, reference, pin, doses, card: { type: card.type, last4: card.last4 } },
    standing: standings.find((each) => each.person === id) ?? null,
    date: dates.find((each) => each.person === id) ?? null,
  };
}
