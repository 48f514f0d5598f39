/** What a member of staff looked at or changed, written down in their name. */
import type { Deed } from '../store/audit';
import type { Visit } from './route';

export type Done = Pick<Deed, 'action' | 'about'> & Partial<Pick<Deed, 'why' | 'detail'>>;

/** Longer reasons are no reasons, and only make the trail hard to read. */
const LONGEST = 1_000;

/** Throws where it could not be written: what leaves no trace is not to be done. */
export async function audit(
  { staff, ip, now, trail }: Pick<Visit, 'staff' | 'ip' | 'now' | 'trail'>,
  done: Done,
): Promise<void> {
  await trail.append({
    ...{ at: now, staff: staff._id, name: staff.name, role: staff.role, from: ip },
    ...{ detail: null, ...done, why: done.why?.slice(0, LONGEST) ?? null },
  });
}
