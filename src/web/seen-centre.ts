import type { Store } from '../store';
import type { Centre } from '../store/places';
import type { Staff } from '../store/staff';
import { seesCentre } from './rights';

/** `null`: there is no such centre, or it is none of theirs. */
export async function seenCentre({ places }: Store, staff: Staff, id: string): Promise<Centre | null> {
  const centre = await places.centre(id);
  const district = (await places.districts()).find(({ _id }) => _id === centre?.district);
  return centre && district && seesCentre(staff, centre, district) ? centre : null;
}
