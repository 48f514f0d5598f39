/**
 * What was recorded without network and is sent when there is one again: each deed is done once, however often it is sent. What no
 * longer fits is written down as a conflict, for people to settle; a dose without the right code is never one silently.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import type { Centre } from '../store/places';
import { arrive } from './arrive';
import { dateHere } from './date-here';
import { vaccinate, type DoseWish } from './vaccinate';
import { walkIn, walkInHold, type KnownHere, type NewHere } from './walk-in';

export interface Deeds {
  centre: Centre;
  deeds: readonly Deed[];
  by: Who;
  now: Date;
}

export type Deed = { /** Made on the device. */ id: string; at: Date } & (
  { kind: 'arrived'; appointment: string } | DoseDeed | { kind: 'walkIn'; who: NewHere | KnownHere }
);

interface DoseDeed {
  kind: 'vaccinated';
  appointment: string;
  code: string;
  card: DoseWish['card'];
  batch: string;
}

export interface DeedOutcome {
  id: string;
  outcome: 'done' | 'done before' | 'conflict';
  reason?: string;
  appointment?: string;
  dose?: number;
  secondFrom?: string | null;
}

/** One after the other: a person arrives before they are vaccinated. */
export async function doDeeds(store: Store, { centre, deeds, by, now }: Deeds): Promise<DeedOutcome[]> {
  const outcomes: DeedOutcome[] = [];
  for (const deed of deeds) outcomes.push(await doDeed(store, centre, deed, by, now));
  return outcomes;
}

/** Of somebody whose walk-in was sent before. */
export async function dateOfWalkIn(store: Store, deed: string): Promise<string | null> {
  const hold = walkInHold(store.vault, keyOf(store, deed));
  const date = (await store.appointments.activeByHolder(hold)) ?? (await store.appointments.get(hold));
  return date?._id ?? null;
}

const keyOf = (store: Store, deed: string): string => store.vault.idOf(`deed:${deed}`);

async function doDeed(store: Store, centre: Centre, deed: Deed, by: Who, now: Date): Promise<DeedOutcome> {
  const key = keyOf(store, deed.id);
  const known = await store.dayConflicts.get(key);
  if (known) return { id: deed.id, outcome: 'conflict', reason: known.reason };
  const wrong = await wrongTime(store, deed, now);
  const outcome = wrong ?? (await done(store, centre, deed, { by, key, now }));
  if (typeof outcome !== 'string') return { id: deed.id, ...outcome };
  await store.dayConflicts.add({
    ...{ _id: key, centre: centre._id, day: dayOf(deed.at), kind: deed.kind, reason: outcome, by },
    ...{ appointment: deed.kind === 'walkIn' ? null : deed.appointment, at: deed.at, heardAt: now },
    said: saidOf(deed),
  });
  return { id: deed.id, outcome: 'conflict', reason: outcome };
}

/** Clocks of devices go a little wrong. */
const GRACE_MS = 2 * 60_000;
/** Whoever finds no network all day sends in the morning. */
const LATEST_MS = 48 * 3_600_000;

async function wrongTime(store: Store, deed: Deed, now: Date): Promise<'future' | 'late' | null> {
  const ago = now.getTime() - deed.at.getTime();
  if (ago < -GRACE_MS) return 'future';
  if (ago > LATEST_MS) return 'late';
  // A place of yesterday cannot be given any more.
  if (deed.kind === 'walkIn') return dayOf(deed.at) === dayOf(now) ? null : 'late';
  const appointment = await store.appointments.get(deed.appointment);
  return appointment?.status === 'booked' && dayOf(deed.at) < appointment.day ? 'late' : null;
}

type Around = { by: Who; key: string; now: Date };
type Outcome = Omit<DeedOutcome, 'id'> | string;

/** A word: why not. */
function done(store: Store, centre: Centre, deed: Deed, around: Around): Promise<Outcome> {
  if (deed.kind === 'arrived') return arrived(store, centre, deed.appointment, deed.at, around);
  if (deed.kind === 'vaccinated') return vaccinated(store, centre, deed, deed.at, around);
  return walkedIn(store, centre, deed.who, deed.at, around);
}

async function arrived(
  store: Store,
  { _id: centre }: Centre,
  appointment: string,
  at: Date,
  { by, now }: Around,
): Promise<Outcome> {
  const outcome = await arrive(store, { appointment, centre, by, at, now });
  if (outcome.status === 'arrived') return { outcome: outcome.again ? 'done before' : 'done' };
  // Vaccinated, they must have come.
  return outcome.status === 'already' ? { outcome: 'done before' } : reasonOf(outcome.status);
}

async function vaccinated(
  store: Store,
  { _id: centre }: Centre,
  { appointment, code, card, batch }: DoseDeed,
  at: Date,
  around: Around,
): Promise<Outcome> {
  const outcome = await vaccinate(store, { appointment, centre, code, card, batch, at, ...around });
  // Recorded by the same hand, with the network as well.
  if (outcome.status === 'already' && outcome.given.by.id === around.by.id) return { outcome: 'done before' };
  // Undone since by two people: the device has done its part.
  if (outcome.status === 'takenBack') return { outcome: 'done before' };
  if (outcome.status !== 'given') return reasonOf(outcome.status);
  const { again, dose, secondFrom } = outcome;
  return { outcome: again ? 'done before' : 'done', dose, secondFrom };
}

async function walkedIn(
  store: Store,
  centre: Centre,
  who: NewHere | KnownHere,
  at: Date,
  around: Around,
): Promise<Outcome> {
  const outcome = await walkIn(store, { centre, who, at, ...around });
  if (outcome.status === 'here')
    return { outcome: outcome.again ? 'done before' : 'done', appointment: outcome.appointment };
  if (outcome.status === 'alreadyHere') {
    const here = await dateHere(store, { appointment: outcome.appointment, centre: centre._id, at, now: around.now });
    if (here.status === 'here') await arrived(store, centre, outcome.appointment, at, around);
    return { outcome: 'done before', appointment: outcome.appointment };
  }
  return outcome.status;
}

/** The words of the interface of pages without network. */
const REASONS: Readonly<Record<string, string>> = { notToday: 'moved', unknownReference: 'unknown' };
const reasonOf = (status: string): string => REASONS[status] ?? status;

/** For whoever settles it; the code stays unsaid, and of a card its last four are enough. */
function saidOf(deed: Deed): unknown {
  if (deed.kind === 'arrived') return {};
  if (deed.kind === 'walkIn') return { who: withoutCard(deed.who) };
  return { batch: deed.batch, last4: deed.card.last4 };
}

function withoutCard(who: NewHere | KnownHere): object {
  if (!('answers' in who)) return who;
  const { cardNumber = '', ...answers } = who.answers;
  return { ...who, answers: { ...answers, last4: cardNumber.slice(-4) } };
}
