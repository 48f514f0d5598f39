/** Who may do what in the consoles, and where. Every route names one right; a role has some of them, in its own places. */
import type { Role, Staff } from '../store/staff';
import type { Centre, District } from '../store/places';

export const RIGHTS = [
  /** Write in a caller's name; take requests, calls and cases. */
  'relay',
  /** See more of a person than a mask shows. */
  'look',
  /** A village's list. */
  'lists',
  /** The list of today, arrivals, doses. */
  'day',
  /** Be the second pair of eyes. */
  'witness',
  /** Create, copy, change and cancel vaccination sessions. */
  'sessions',
  /** Bring in a table of vaccination sessions. */
  'importSessions',
  /** Bring in a table of centres. */
  'importCentres',
  /** What is planned, left and done in a district, and where people stop. */
  'district',
  /** See to what staff report as not working. */
  'glitches',
  /** Read the audit trail. */
  'audit',
  /** One's own account; report something that does not work. */
  'own',
] as const;
export type Right = (typeof RIGHTS)[number];

export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  operator: ['relay', 'look', 'lists', 'own'],
  vaccinator: ['day', 'witness', 'own'],
  centreManager: ['day', 'witness', 'sessions', 'importSessions', 'own'],
  districtOfficer: ['sessions', 'importSessions', 'importCentres', 'district', 'glitches', 'own'],
  stateOfficer: ['importCentres', 'district', 'glitches', 'own'],
  auditor: ['audit', 'own'],
};

export const may = ({ role }: Pick<Staff, 'role'>, right: Right): boolean => RIGHTS_OF[role].includes(right);

/** @param district of the centre */
export function seesCentre(
  staff: Staff,
  centre: Pick<Centre, '_id'>,
  district: Pick<District, '_id' | 'state'>,
): boolean {
  return staff.centres.includes(centre._id) || seesDistrict(staff, district);
}

export const seesDistrict = (staff: Staff, { _id, state }: Pick<District, '_id' | 'state'>): boolean =>
  staff.districts.includes(_id) || staff.states.includes(state);
