/** Centres and districts as the API finds them, as of some seconds ago. */
import type { Store } from '../store';
import { cached, type Cached } from '../store/cached';
import { grouped } from '../store/grouped';
import type { Centre, District } from '../store/places';
import { cowinIds, type CowinIds } from './cowin-ids';
import { createIds, numbersOf, type Ids } from './ids';

export interface KnownPlaces {
  ids: Ids;
  cowin: CowinIds;
  /** By their English names, like all lists here. */
  districts: ReadonlyMap<string, District>;
  centre: (id: string) => Centre | undefined;
  ofPin: (pin: string) => readonly Centre[];
  ofDistrict: (district: string) => readonly Centre[];
}

const KEPT_MS = 5_000;
const kept = new WeakMap<Store, Cached<KnownPlaces>>();

export function knownPlaces(store: Store): Promise<KnownPlaces> {
  const known = kept.get(store) ?? cached(KEPT_MS, () => readPlaces(store));
  kept.set(store, known);
  return known();
}

export const idsOf = async (store: Store): Promise<Ids> => (await knownPlaces(store)).ids;

async function readPlaces(store: Store): Promise<KnownPlaces> {
  const districts = byName(await store.places.districts());
  const centres = byName(await store.places.centresIn(districts.map(({ _id }) => _id)));
  const byId = new Map(centres.map((centre) => [centre._id, centre]));
  const [byPin, byDistrict] = [grouped(centres, ({ pin }) => pin), grouped(centres, ({ district }) => district)];
  return {
    ids: createIds(store.vault, numbersOf(centres.map(({ _id }) => _id))),
    cowin: cowinIds(districts),
    districts: new Map(districts.map((district) => [district._id, district])),
    centre: (id) => byId.get(id),
    ofPin: (pin) => byPin.get(pin) ?? [],
    ofDistrict: (district) => byDistrict.get(district) ?? [],
  };
}

const byName = <T extends Pick<District, 'names'>>(places: readonly T[]): T[] =>
  [...places].sort((a, b) => a.names.en.localeCompare(b.names.en));
