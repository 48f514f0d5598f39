/** Which places go with which role, and whether they exist. */
import type { Store } from '../store';
import type { Role, Staff } from '../store/staff';

export type Places = Pick<Staff, 'centres' | 'districts' | 'states'>;

const KIND: Readonly<Record<Role, keyof Places | null>> = {
  operator: null,
  vaccinator: 'centres',
  centreManager: 'centres',
  districtOfficer: 'districts',
  stateOfficer: 'states',
  auditor: null,
};
const OPTION: Readonly<Record<keyof Places, string>> = {
  centres: '--centre',
  districts: '--district',
  states: '--state',
};

/** A sentence about what does not fit. */
export async function misfit(
  { places: known }: Pick<Store, 'places'>,
  role: Role,
  places: Places,
): Promise<string | null> {
  const kind = KIND[role];
  for (const given of ['centres', 'districts', 'states'] as const)
    if (given !== kind && places[given].length > 0) return `${role} goes without ${OPTION[given]}.`;
  if (kind === null) return null;
  if (places[kind].length === 0) return `${role} needs ${OPTION[kind]}: which ones they see.`;
  const missing = await firstMissing(known, kind, places[kind]);
  return missing === undefined ? null : `There is no ${OPTION[kind].slice(2)} ${missing}.`;
}

async function firstMissing(known: Store['places'], kind: keyof Places, ids: readonly string[]) {
  if (kind === 'centres') {
    const found = await Promise.all(ids.map((id) => known.centre(id)));
    return ids.find((_, index) => !found[index]);
  }
  const districts = await known.districts();
  const all = new Set(districts.map(({ _id, state }) => (kind === 'districts' ? _id : state)));
  return ids.find((id) => !all.has(id));
}
