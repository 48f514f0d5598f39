/** A vaccination session once more on other days. */
import { addDays } from '../clock';
import type { Store } from '../store';
import type { SlotWithHolders } from '../store/slots';
import { createSession } from './plan-session';
import { SHARE_KEPT } from './rules/kept-places';
import type { Fault, SessionWish } from './rules/session-wish';

interface Copying {
  session: string;
  days: readonly string[];
  now: Date;
  once: string;
}

export interface Copied {
  day: string;
  /** `null`: what is there already is left as it is, or the day is not possible; `faults` says which. */
  session: string | null;
  faults: Fault[];
}

/** One outcome for each day; what can be made is made, whatever became of the others. `null`: there is no such session. */
export async function copySession(store: Store, { session, days, now, once }: Copying): Promise<Copied[] | null> {
  const slots = await store.slots.ofSession(session);
  const wish = wishOf(slots);
  if (!wish) return null;
  const copied: Copied[] = [];
  for (const day of [...new Set(days)].sort()) {
    const planned = await createSession(store, { wish: { ...wish, day }, now, once: `${once}:${day}` });
    if (planned.status === 'created') copied.push({ day, session: planned.session, faults: [] });
    else copied.push({ day, session: null, faults: planned.faults });
  }
  return copied;
}

/** The same weekday in each of the `weeks` after it. */
export const weeklyFrom = (day: string, weeks: number): string[] =>
  Array.from({ length: weeks }, (_, index) => addDays(day, 7 * (index + 1)));

/** What one would have to ask for to get such a vaccination session; one that was closed is copied as it was planned. */
export function wishOf(slots: readonly SlotWithHolders[]): SessionWish | null {
  const [first] = slots;
  if (!first) return null;
  const placesFor = (dose: number): number =>
    slots
      .filter((slot) => slot.dose === dose)
      .reduce((sum, { capacity, planned, closed }) => sum + (closed === undefined ? capacity : (planned ?? 0)), 0);
  const { centre, day, vaccine, price, keptShare = SHARE_KEPT } = first;
  const hours = new Map(slots.map(({ from, to }) => [from, { from, to }]));
  return {
    ...{ centre, day, vaccine, price, keptShare, hours: [...hours.values()] },
    capacities: [placesFor(1), placesFor(2)],
  };
}
