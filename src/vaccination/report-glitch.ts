/** Any member of staff reports what does not work, on a page or from their own telephone. */
import type { EffectTypes } from '../conversation/effects';
import { AppError } from '../errors';
import type { Store } from '../store';
import type { Glitch, GlitchPlace } from '../store/glitches';
import type { Staff } from '../store/staff';

export interface GlitchReported {
  text: string;
  /** The same where the same report is sent twice. */
  key: string;
  bySms: boolean;
  now: Date;
}

export async function reportGlitch(store: Store, staff: Staff, reported: GlitchReported): Promise<Glitch> {
  const { text, key, bySms, now: at } = reported;
  const place = await placeOf(store, staff);
  return store.glitches.report({ ...place, key, by: staff._id, name: staff.name, text, bySms, at });
}

/** The conversation has looked whose telephone it is; whoever was turned away since has nothing to report. */
export async function glitchFromPhone(
  store: Store,
  { contact, text, key, now }: { contact: string; text: string; key: string; now: Date },
): Promise<EffectTypes['reportGlitch']['output']> {
  const staff = await staffAt(store, contact);
  if (!staff) throw new AppError('FLOW_BROKEN', 'a glitch was reported from a telephone of nobody here');
  const { number } = await reportGlitch(store, staff, { text, key, bySms: true, now });
  return { number };
}

/** Whose telephone it is; `null` where it is nobody's who still works here. */
export async function staffAt({ staff, staffPhones }: Store, contact: string): Promise<Staff | null> {
  const id = await staffPhones.staffOf(contact);
  const found = id === null ? null : await staff.get(id);
  return found?.disabled ? null : found;
}

/** Where they work, as far as it is one place. */
async function placeOf({ places }: Store, { centres, districts, states }: Staff): Promise<GlitchPlace> {
  const known = await Promise.all(centres.map(places.centre));
  const theirs = [...known.flatMap((each) => each?.district ?? []), ...districts];
  const within = (await places.districts()).filter(({ _id }) => theirs.includes(_id)).map(({ state }) => state);
  return { centre: only(centres), district: only(theirs), state: only([...within, ...states]) };
}

function only(values: readonly string[]): string | null {
  const [one = null, ...others] = new Set(values);
  return others.length === 0 ? one : null;
}
