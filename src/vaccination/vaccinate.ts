/**
 * "Vaccinated", at the centre: only with the four digits the person says, and the card they show. Whoever tries codes is stopped
 * after five of them for one person, or twenty in all, and then only a second pair of eyes helps (`askOverride`).
 */
import { timingSafeEqual } from 'node:crypto';
import { dayOf } from '../clock';
import type { CardType } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import { dateHere, type Here, type NotHere } from './date-here';
import { giveDose, type DoseDone } from './give-dose';
import type { Refusal } from './record-dose';
import { typedBatch, typedDigits, typedLast4 } from './rules/typed';

export interface DoseWish {
  appointment: string;
  centre: string;
  /** As typed. */
  code: string;
  card: { type?: CardType | undefined; last4: string };
  batch: string;
  by: Who;
  /** The same dose asked for again has the same. */
  key: string;
  /** When it was given, where that was without network. */
  at?: Date;
  now: Date;
}

export type NotVaccinated = NotHere | Refusal | { status: Wrong | 'noBatch' | 'takenBack' };
/** `ownSlip`: the code was shown to whoever says it now. */
type Wrong = 'ownSlip' | 'wrongCode' | 'tooManyTries' | 'cardDiffers';

/** For one person. */
const MOST_CODES = 5;
/** By one of the staff, of all: more than a bad day brings, far fewer than guessing takes. */
const MOST_WRONG = 20;
const HOUR_MS = 3_600_000;
/** Somebody else writes at the same moment; more often than that nobody does. */
const MOST_LOOKS = 3;

export async function vaccinate(store: Store, wish: DoseWish): Promise<DoseDone | NotVaccinated> {
  const { now, by, key, at = now } = wish;
  const batch = typedBatch(wish.batch);
  for (let look = 1; ; look++) {
    const here = await dateHere(store, { ...wish, at });
    const before = here.status === 'already' && here.given.key === key ? here : null;
    if (before) return again(store, before.appointment, before.given, now);
    if (here.status !== 'here') return here;
    if (here.appointment.atCentre?.takenBack?.includes(key)) return { status: 'takenBack' };
    const wrong = await wrongOf(store, here, wish);
    if (wrong) return { status: wrong };
    if (batch === null) return { status: 'noBatch' };
    const done = await giveDose(store, here.appointment, { key, by, at: now, day: dayOf(at), batch }, now);
    if (done.status !== 'overtaken') return done;
    if (look === MOST_LOOKS) return { status: 'unknown' };
  }
}

async function again(
  store: Store,
  appointment: Parameters<typeof giveDose>[1],
  given: Parameters<typeof giveDose>[2],
  now: Date,
): Promise<DoseDone | Refusal> {
  const done = await giveDose(store, appointment, given, now);
  return done.status === 'overtaken' ? { status: 'unknownReference' } : done;
}

/** The code first: who has none is told nothing of the card. */
async function wrongOf(
  store: Store,
  { appointment, person }: Here,
  { code, card, by, now }: DoseWish,
): Promise<Wrong | null> {
  const typed = typedDigits(code);
  if (typed.length !== appointment.code.length) return 'wrongCode';
  if (appointment.atCentre?.shownTo?.includes(by.id)) return 'ownSlip';
  // Counted before it is compared, and the same code once: of many tries in one moment only five are looked at.
  const [whose, byWhom] = [`doorCode:${appointment._id}`, `doorCodes:${by.id}`];
  const trying = { key: store.vault.idOf(`${whose}:${typed}`), since: new Date(now.getTime() - HOUR_MS), now };
  if (!(await store.limits.allows(byWhom, MOST_WRONG, trying))) return 'tooManyTries';
  if (!(await store.limits.allows(whose, MOST_CODES, trying))) return 'tooManyTries';
  if (!timingSafeEqual(Buffer.from(typed), Buffer.from(appointment.code))) return 'wrongCode';
  await store.limits.takeBack(byWhom, trying.key);
  const isSameType = card.type === undefined || card.type === person.card.type;
  return isSameType && typedLast4(card.last4) === person.card.last4 ? null : 'cardDiffers';
}
