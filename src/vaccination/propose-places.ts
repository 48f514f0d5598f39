/**
 * Places that came free go to those who wait, in the order of the line. The order of the writes is what keeps it just wherever a
 * crash falls: a person is taken out of the line for one proposal, then the place is kept, then the proposal is written, then it
 * is told; `lapse-proposals` undoes or finishes what was left in between.
 */
import { randomBytes } from 'node:crypto';
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { Proposal } from '../store/proposals';
import type { Slot } from '../store/slots';
import type { InLine } from '../store/wishes';
import { currentProgramme } from './current-programme';
import { endWaiting } from './end-waiting';
import { hasDate } from './has-date';
import { makeProposals, type TakenOut } from './make-proposals';
import { type Match, matchLines } from './match-lines';
import { answerBy, isDaylight } from './rules/answer-time';
import { bookingWindow } from './rules/booking-window';
import { tellProposals } from './tell-proposals';

const SLOTS = 100;
const MOST_ROUNDS = 1_000;
const RESTED = 500;

export async function proposePlaces(store: Store, now: Date, stopped = (): boolean => false): Promise<number> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const { fromDay, toDay } = bookingWindow(programme, dayOf(now), timeOf(now), dayOf(now));
  // In one command for all of them; whoever comes after this has what is free looked at again.
  await store.slots.lookedAtBut(await store.wishes.centresWaitedFor());
  if (isDaylight(now)) await wake(store, now, stopped);
  let proposed = 0;
  for (let round = 0; round < MOST_ROUNDS && !stopped(); round++) {
    const fresh = await store.slots.freshBetween(fromDay, toDay, SLOTS);
    const wanted = await withoutUnwanted(store, fresh);
    // By night what somebody waits for stays theirs until the morning.
    if (fresh.length === 0 || (!isDaylight(now) && wanted.length === fresh.length)) break;
    if (isDaylight(now)) proposed += await proposeAll(store, wanted, now, programme.bookingClosesAt);
  }
  return proposed;
}

/** Whoever rested or has just come is looked for among all that is free. Looked at first: they may be proposed something by now. */
async function wake(store: Store, now: Date, stopped: () => boolean): Promise<void> {
  for (let rested = await store.wishes.rested(now, RESTED); rested.length > 0 && !stopped();) {
    for (const dose of new Set(rested.map((wish) => wish.dose))) {
      const centres = rested.filter((wish) => wish.dose === dose).flatMap((wish) => wish.centres);
      await store.slots.lookAgain([...new Set(centres)], dose, dayOf(now));
    }
    await store.wishes.rise(rested);
    rested = await store.wishes.rested(now, RESTED);
  }
}

/** Where nobody waits at all, all may have what came free. */
async function withoutUnwanted(store: Store, slots: readonly Slot[]): Promise<Slot[]> {
  const lines = new Map(slots.map(({ centre, dose }) => [lineOf({ centre, dose }), { centre, dose }]));
  const waitedFor = await Promise.all(
    [...lines].map(async ([line, { centre, dose }]) => ((await store.wishes.isWaitedFor(centre, dose)) ? line : null)),
  );
  const isWanted = (slot: Slot): boolean => waitedFor.includes(lineOf(slot));
  await Promise.all(slots.filter((slot) => !isWanted(slot)).map((slot) => store.slots.lookedAt(slot)));
  return slots.filter(isWanted);
}

const lineOf = ({ centre, dose }: Pick<Slot, 'centre' | 'dose'>): string => `${centre} ${dose}`;

/** Who is taken out of the line for each of these slots; the rest is looked at again in the next round. */
async function proposeAll(store: Store, wanted: readonly Slot[], now: Date, closesAt: string): Promise<number> {
  const slots = await asTheyAreNow(store, wanted);
  const inTime = slots.flatMap((slot) => {
    const until = answerBy(now, slot, 'waiting', closesAt);
    return until ? [{ slot, until }] : [];
  });
  const matches = await matchLines(store, inTime, now);
  const made = (await Promise.all(matches.map((match) => takeOut(store, match, now)))).flat();
  if (made.length > 0) await tellProposals(store, made, now);
  const seen = slots.filter((slot) => matches.find((match) => match.slot === slot)?.isLast ?? !isIn(inTime, slot));
  await Promise.all(seen.map((slot) => store.slots.lookedAt(slot)));
  return made.length;
}

const isIn = (places: readonly { slot: Slot }[], slot: Slot): boolean => places.some((each) => each.slot === slot);

/** Another process may be at it too, and whoever is taken out of the line for a place that is gone loses their turn. */
async function asTheyAreNow(store: Store, slots: readonly Slot[]): Promise<Slot[]> {
  const now = await Promise.all(slots.map(({ _id }) => store.slots.get(_id)));
  return now.filter((slot) => slot !== null && slot.free > 0) as Slot[];
}

async function takeOut(store: Store, { slot, until, wishes }: Match, now: Date): Promise<Proposal[]> {
  const taken = await Promise.all(wishes.map((wish) => takeOneOut(store, wish, slot, now)));
  const ours = taken.filter((each) => each !== null);
  return makeProposals(store, slot, ours, until, now);
}

/** `null`: another process was first, or the person has a date after all. */
async function takeOneOut(store: Store, wish: InLine, { _id: slot }: Slot, now: Date): Promise<TakenOut | null> {
  if (await hasDate(store, wish.person, wish.dose, dayOf(now))) {
    await endWaiting(store, wish.person, wish.dose, now);
    return null;
  }
  const id = randomBytes(16).toString('base64url');
  return (await store.wishes.propose(wish._id, { id, slot }, now)) ? { wish, id } : null;
}
