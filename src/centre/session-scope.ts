/** Which centres a member of staff plans for. */
import type { Store } from '../store';
import type { Centre } from '../store/places';
import type { SlotWithHolders } from '../store/slots';
import { seesDistrict } from '../web/rights';
import type { Visit } from '../web/route';

/** By name. */
export async function centresOfStaff({ places }: Store, { staff, language }: Visit): Promise<Centre[]> {
  const theirs = (await places.districts()).filter((district) => seesDistrict(staff, district));
  const inDistricts = await places.centresIn(theirs.map(({ _id }) => _id));
  const single = await Promise.all(staff.centres.map((id) => places.centre(id)));
  const known = new Map([...single, ...inDistricts].flatMap((centre) => (centre ? [[centre._id, centre]] : [])));
  return [...known.values()].sort((a, b) => a.names[language].localeCompare(b.names[language], language));
}

/** `null`: there is no such vaccination session, or it is not theirs. */
export async function sessionOfStaff(store: Store, visit: Visit): Promise<SlotWithHolders[] | null> {
  const slots = await store.slots.ofSession(visit.params['session'] ?? '');
  const centres = await centresOfStaff(store, visit);
  return centres.some(({ _id }) => _id === slots[0]?.centre) ? slots : null;
}
