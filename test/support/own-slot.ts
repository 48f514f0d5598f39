import type { Store } from '../../src/store';
import type { Slot } from '../../src/store/slots';
import { slotOf, type SlotOptions } from './world';

/** The first of a day has no number. */
let sessions = 1;

/** Stored, of a vaccination session of its own that nobody waits for. */
export async function ownSlot({ slots }: Store, capacity: number, options: SlotOptions): Promise<Slot> {
  const slot = slotOf(capacity, options);
  const session = `${slot.session}:${++sessions}`;
  const own = { ...slot, freed: 0, session, _id: `${session}:${slot.from}:${slot.dose}` };
  await slots.add([own]);
  return own;
}
