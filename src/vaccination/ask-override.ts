/**
 * A dose for somebody who cannot say the code or whose card differs: one of the staff asks and says why, and another one, who has
 * looked at the person as well, confirms within half an hour (`confirmLook`). Nothing is recorded before.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import type { SecondLook } from '../store/second-looks';
import { dateHere, type NotHere } from './date-here';
import { typedBatch } from './rules/typed';

export interface OverrideWish {
  appointment: string;
  centre: string;
  why: string;
  batch: string;
  by: Who;
  key: string;
  now: Date;
}

/** `open`: that, or what was asked for before and not yet confirmed. */
export type Asked = { status: 'open'; look: SecondLook } | { status: 'noReason' | 'noBatch' } | NotHere;

export const LOOK_MS = 30 * 60_000;
/** Shorter ones say nothing. */
const SHORTEST_REASON = 3;
const LONGEST_REASON = 300;

export async function askOverride(store: Store, wish: OverrideWish): Promise<Asked> {
  const { centre, by, key, now } = wish;
  const [why, batch] = [reasonOf(wish.why), typedBatch(wish.batch)];
  if (why === null) return { status: 'noReason' };
  if (batch === null) return { status: 'noBatch' };
  const here = await dateHere(store, { ...wish, at: now });
  if (here.status !== 'here') return here;
  const { appointment, person } = here;
  const look = await store.secondLooks.ask({
    ...{ _id: store.vault.idOf(`look:${key}`), kind: 'dose', appointment: appointment._id, person: person._id },
    ...{ centre, day: dayOf(now), batch, why, by, at: now, until: new Date(now.getTime() + LOOK_MS), status: 'open' },
  });
  return { status: 'open', look };
}

/** `null`: it gives none. */
export function reasonOf(why: string): string | null {
  const said = why.normalize('NFC').trim().slice(0, LONGEST_REASON);
  return said.length < SHORTEST_REASON ? null : said;
}
