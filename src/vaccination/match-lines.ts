/** Of several slots at once, which place goes to whom: the soonest slot to the first in its line, nobody twice. */
import type { Store } from '../store';
import type { Slot } from '../store/slots';
import type { InLine } from '../store/wishes';
import { hoursMetBy } from './rules/waiting';

export interface Place {
  slot: Slot;
  until: Date;
}
export interface Match extends Place {
  wishes: InLine[];
  /** Everybody whom the slot suits has been seen: nobody else wants what is left of it. */
  isLast: boolean;
}

const MOST_PLACES_OF_SLOT = 100;
/** How much farther than for its own places a line is looked into, for those before may want to go to the slots before. */
const LOOKED_PAST = 20;
/** So many places, and no slot more. */
const PLACES_OF_ROUND = 1_000;

/** @param places soonest first; those at the end may be left for another round */
export async function matchLines(store: Store, places: readonly Place[], now: Date): Promise<Match[]> {
  const lines = await Promise.all(
    looks(places).map(async (look) => ({ ...look, line: await lineOf(store, look, now) })),
  );
  const taken = new Set<string>();
  return lines.map(({ slot, until, line, depth }) => {
    const wishes = line.filter(({ _id }) => !taken.has(_id)).slice(0, placesOf(slot));
    for (const { _id } of wishes) taken.add(_id);
    return { slot, until, wishes, isLast: line.length < depth };
  });
}

interface Look extends Place {
  depth: number;
}

function looks(places: readonly Place[]): Look[] {
  let before = 0;
  return places.flatMap((place) => {
    if (before >= PLACES_OF_ROUND) return [];
    before += placesOf(place.slot);
    return [{ ...place, depth: Math.min(before, placesOf(place.slot) + LOOKED_PAST) }];
  });
}

const placesOf = ({ free }: Slot): number => Math.min(free, MOST_PLACES_OF_SLOT);

function lineOf(store: Store, { slot, depth }: Look, now: Date): Promise<InLine[]> {
  const { _id, centre, dose, vaccine, day, from, price } = slot;
  return store.wishes.next({ slot: _id, centre, dose, vaccine, day, hours: hoursMetBy(from), price, now }, depth);
}
