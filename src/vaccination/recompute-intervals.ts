/**
 * Looks at everybody between two doses of a vaccine whose interval was changed, tells those whose day is another one now, and
 * keeps the new day. Whoever has a date already keeps it. Batch after batch: the messages first, then the days, then how far it has
 * come; whoever is stopped between two of these does the batch again, in which nobody is told twice.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '../clock';
import type { Params } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Message } from '../store/messages';
import type { Person } from '../store/persons';
import type { Programme } from '../store/programme';
import type { RuleChange } from '../store/rule-changes';
import { latestProgramme } from './latest-programme';
import { announceAll } from './set-interval';
import { DOSES, dueDay, dueFrom } from './rules/dose-interval';

const BATCH = 200;
const LEASE_MS = 60_000;
/** How often a long change is heard of. */
const HEARD_EVERY = 10_000;

export interface Recomputing {
  /** Asked anew all the time: a change may take longer than its lease. */
  now: () => Date;
  stopped?: () => boolean;
  /** Told every so many people, and at the end. */
  progressed?: (change: RuleChange) => void;
}

/** How many people were looked at. */
export async function recomputeIntervals(store: Store, work: Recomputing): Promise<number> {
  const { now, stopped = () => false } = work;
  await announceAll(store, now());
  let people = 0;
  while (!stopped()) {
    const change = await store.ruleChanges.take(dayOf(now()), now(), leased(now()));
    if (!change) break;
    people += await recompute(store, change, { progressed: () => undefined, ...work, stopped });
  }
  return people;
}

const leased = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

async function recompute(store: Store, change: RuleChange, work: Required<Recomputing>): Promise<number> {
  let at = change;
  while (at.status !== 'done' && !work.stopped()) {
    const began = performance.now();
    const next = await batch(store, at, work.now());
    // Another process thought us dead, and goes on.
    if (!next) return at.people - change.people;
    if (isHeard(at, next)) work.progressed(next);
    at = next;
    // People who write meanwhile come first: two thirds of the time are theirs.
    await pause(2 * (performance.now() - began));
  }
  if (at.status !== 'done') await store.ruleChanges.advance(at, at, work.now());
  return at.people - change.people;
}

const isHeard = (before: RuleChange, { people, status }: RuleChange): boolean =>
  status === 'done' || Math.floor(before.people / HEARD_EVERY) < Math.floor(people / HEARD_EVERY);

async function batch(store: Store, change: RuleChange, now: Date): Promise<RuleChange | null> {
  const people = await store.persons.betweenDoses(change.vaccine, change.cursor, BATCH);
  const told = await tell(store, change, people, now);
  const progress = {
    cursor: people.at(-1)?._id ?? change.cursor,
    people: change.people + people.length,
    told: change.told + told,
    status: people.length < BATCH ? ('done' as const) : ('running' as const),
  };
  return store.ruleChanges.advance(change, progress, leased(now));
}

/** How many were told. */
async function tell(store: Store, change: RuleChange, people: readonly Person[], now: Date): Promise<number> {
  const today = dayOf(now);
  const programme = await latestProgramme(store);
  const concerned = people.flatMap((person) => movedTo(person, programme, today) ?? []);
  const messages = await Promise.all(concerned.map((each) => messageOf(store, change, each, now)));
  const told = await store.messages.queueAll(messages);
  await store.persons.setDue(concerned.map(({ person, day }) => ({ person, ...dueFrom(day, now) })));
  return told;
}

interface Concerned {
  person: Person;
  /** From which the second dose may be given now. */
  day: string;
}

/** `null` where it is as they were told, or was past before and is past now. */
export function movedTo(person: Person, programme: Programme, today: string): Concerned | null {
  const [first] = person.doses;
  if (!first) return null;
  const day = dueDay(first, programme, today);
  return later(day, today) === later(person.dueDay ?? today, today) ? null : { person, day };
}

const later = (a: string, b: string): string => (a > b ? a : b);

async function messageOf(store: Store, change: RuleChange, concerned: Concerned, at: Date): Promise<Message> {
  const { _id, contact } = concerned.person;
  const active = await store.appointments.activeOf(_id, DOSES);
  const kept = active && active.day >= dayOf(at) ? active : null;
  return {
    ...{ occasion: `interval:${change._id}:${_id}`, contact, kind: 'service', at },
    prompts: [{ key: kept ? 'templates:intervalKept' : 'templates:interval', params: paramsOf(concerned, kept, at) }],
    about: kept ? { appointment: kept._id, holder: kept.holder } : { person: _id, dose: DOSES },
  };
}

function paramsOf({ person, day }: Concerned, kept: Appointment | null, at: Date): Params {
  return {
    name: { person: person.name },
    vaccine: { key: `common:vaccine.${person.doses[0]?.vaccine ?? ''}` },
    fromDay: { day: later(day, dayOf(at)) },
    ...(kept ? { day: { day: kept.day } } : {}),
  };
}
