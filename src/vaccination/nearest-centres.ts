/** The centres somebody can be expected to go to. */
import type { Store } from '../store';
import { byPinDistance } from './search-places';

/** As many as a line is joined at. */
const MOST = 10;
const NEIGHBOURS = 4;

/** The nearest ones of these districts, or where they have none, of the districts around. */
export async function nearestCentres(store: Store, districts: readonly string[], pin: string): Promise<string[]> {
  const own = byPinDistance(await store.places.centresIn(districts), pin);
  const centres = own.length > 0 ? own : await centresAround(store, districts, pin);
  return centres.slice(0, MOST).map(({ _id }) => _id);
}

async function centresAround(store: Store, districts: readonly string[], pin: string) {
  const [first = ''] = districts;
  const around = (await store.places.districtsAround(first)).filter(({ _id }) => !districts.includes(_id));
  const rings = await Promise.all(around.slice(0, NEIGHBOURS).map(({ _id }) => store.places.centresIn([_id])));
  return rings.flatMap((centres) => byPinDistance(centres, pin));
}
