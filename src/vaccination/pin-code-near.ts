/** A place on the map → the PIN code of the centre nearest to it. */
import type { Inbound } from '../conversation/vocabulary';
import type { Store } from '../store';

/** Farther from every centre than this is not near any. */
const NEAR_METRES = 100_000;

export async function pinCodeNear(
  store: Store,
  { latitude, longitude }: NonNullable<Inbound['location']>,
): Promise<string | null> {
  const centre = await store.places.centreNear([longitude, latitude], NEAR_METRES);
  return centre?.pin ?? null;
}
