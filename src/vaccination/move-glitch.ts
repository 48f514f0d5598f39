/** What becomes of a glitch, and that whoever reported it by SMS is told. Whoever is stopped between the two is made good by the sweep. */
import type { Store } from '../store';
import type { Glitch, GlitchScope, GlitchStatus } from '../store/glitches';
import type { Staff } from '../store/staff';

const TEMPLATES = {
  reported: null,
  seen: 'templates:glitchSeen',
  fixed: 'templates:glitchFixed',
  notAFault: 'templates:glitchNotAFault',
} as const;
/** Nobody asks after it later. */
const TOLD_WITHIN_MS = 7 * 86_400_000;
const BATCH = 200;

export interface GlitchMove {
  number: number;
  status: Exclude<GlitchStatus, 'reported'>;
  note: string;
  now: Date;
}
/** `same`: it had come to this, or was closed, before. `missing`: there is none, or none that is theirs to see to. */
export type GlitchMoved = { status: 'moved' | 'same'; glitch: Glitch } | { status: 'missing' };

/** A state's officers see to those who work in no place, too. */
export const scopeOf = ({ districts, states, role }: Staff): GlitchScope => ({
  ...{ districts, states, placeless: role === 'stateOfficer' },
});

export async function moveGlitch(store: Store, officer: Staff, move: GlitchMove): Promise<GlitchMoved> {
  const { number, status, note, now } = move;
  const glitch = await store.glitches.get(number);
  if (!glitch || !isWithin(glitch, scopeOf(officer))) return { status: 'missing' };
  const moved = await store.glitches.move(number, { status, note, at: now, who: officer._id });
  if (!moved) return { status: 'same', glitch };
  await tell(store, moved, now);
  return { status: 'moved', glitch: moved };
}

function isWithin({ district, state }: Glitch, { districts, states, placeless }: GlitchScope): boolean {
  if (district === null && state === null) return placeless;
  return (district !== null && districts.includes(district)) || (state !== null && states.includes(state));
}

/** Those whose reporter was not told because somebody was stopped in the middle. How many there were. */
export async function tellGlitches(store: Store, now: Date): Promise<number> {
  const untold = await store.glitches.untold(BATCH);
  for (const each of untold) await tell(store, each, now);
  return untold.length;
}

async function tell(store: Store, { number, status, by, bySms, since }: Glitch, now: Date): Promise<void> {
  const [address, staff] = await Promise.all([store.staffPhones.phoneOf(by), store.staff.get(by)]);
  const key = TEMPLATES[status];
  if (bySms && address && staff && key) {
    await store.messages.queue({
      ...{ occasion: `glitch:${number}:${status}`, kind: 'service', at: now },
      ...{ contact: store.vault.contactOf(address), channel: 'sms', address, otherwise: staff.language },
      ...{ until: new Date(since.getTime() + TOLD_WITHIN_MS), prompts: [{ key, params: { number } }] },
    });
  }
  await store.glitches.told(number, status);
}
