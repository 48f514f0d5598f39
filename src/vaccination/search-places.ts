/** Free places ring by ring: the nearest centres of the person's district, its other centres, the districts around it. */
import type { Store } from '../store';
import type { Centre } from '../store/places';
import type { Slot } from '../store/slots';
import type { Window } from './rules/booking-window';
import { distanceKm } from './rules/distance';

export interface PlaceWish {
  /** Where the PIN code lies, likeliest first. */
  districts: readonly string[];
  pinCode: string;
  dose: number;
  vaccine: string | null;
  /** A slot the person has already. */
  except: string | undefined;
  /** How many are to have a place in the same slot. */
  together: number;
  window: Window;
}

/** As many centres as a person may be asked to choose between without it being far. */
const NEAREST_CENTRES = 6;
const NEIGHBOURS = 4;
/** Two hours of each of the nearest centres: enough to find three different ones among, and each one looked at costs. */
const LOOKED_AT = 12;

/** Up to `most` slots after the first `skip`; `near` where the first of them is in the person's own district. */
export async function searchPlaces(
  store: Store,
  wish: PlaceWish,
  skip: number,
  most: number,
): Promise<{ slots: Slot[]; near: boolean }> {
  const own = byPinDistance(await store.places.centresIn(wish.districts), wish.pinCode);
  const rings = [
    { near: true, centres: () => own.slice(0, NEAREST_CENTRES) },
    { near: true, centres: () => own.slice(NEAREST_CENTRES) },
    { near: false, centres: () => around(store, wish) },
  ];
  const found: { slot: Slot; near: boolean }[] = [];
  for (const { near, centres } of rings) {
    // What is far is not mixed with what is near.
    if (found.length >= skip + most || (!near && found.length > skip)) break;
    const slots = await slotsOf(store, await centres(), wish, skip);
    found.push(...slots.map((slot) => ({ slot, near })));
  }
  const page = found.slice(skip, skip + most);
  return { slots: page.map(({ slot }) => slot), near: page[0]?.near ?? true };
}

async function around(store: Store, { districts, pinCode }: PlaceWish): Promise<Centre[]> {
  const [district = ''] = districts;
  const neighbours = (await store.places.districtsAround(district)).filter(({ _id }) => !districts.includes(_id));
  const rings = await Promise.all(neighbours.slice(0, NEIGHBOURS).map(({ _id }) => store.places.centresIn([_id])));
  return rings.flatMap((centres) => byPinDistance(centres, pinCode)).slice(0, NEAREST_CENTRES);
}

/**
 * Where a centre lies in the PIN code itself, the others by their distance from it; else numbers that are close mark post offices
 * that are close, the nearest we can tell from a PIN code alone.
 */
export function byPinDistance(centres: readonly Centre[], pinCode: string): Centre[] {
  const here = centres.find(({ pin }) => pin === pinCode)?.location;
  const distance = ({ pin, location }: Centre): number =>
    here ? distanceKm(here, location) : Math.abs(Number(pin) - Number(pinCode));
  return [...centres].sort((a, b) => distance(a) - distance(b));
}

async function slotsOf(
  store: Store,
  centres: readonly Centre[],
  { dose, vaccine, except, together, window }: PlaceWish,
  skip: number,
): Promise<Slot[]> {
  if (centres.length === 0) return [];
  const ids = centres.map(({ _id }) => _id);
  const lines = await store.wishes.queuedCentres();
  const queued = ids.filter((id) => lines.includes(id));
  const limit = LOOKED_AT + skip;
  const slots = await store.slots.find({ ...window, centres: ids, dose, vaccine, atLeast: together, queued, limit });
  return varied(
    slots.filter(({ _id }) => _id !== except),
    ids,
  );
}

/** First one of each centre and day, those that are free leading each day and the nearest among them; then the other hours. */
function varied(slots: readonly Slot[], centres: readonly string[]): Slot[] {
  const seen = new Map<string, number>();
  const ranked = slots.map((slot) => {
    const place = `${slot.centre} ${slot.day}`;
    const round = seen.get(place) ?? 0;
    seen.set(place, round + 1);
    return { slot, round };
  });
  return ranked
    .sort(
      (a, b) =>
        a.round - b.round ||
        a.slot.day.localeCompare(b.slot.day) ||
        Number(a.slot.price > 0) - Number(b.slot.price > 0) ||
        centres.indexOf(a.slot.centre) - centres.indexOf(b.slot.centre),
    )
    .map(({ slot }) => slot);
}
