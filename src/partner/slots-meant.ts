/** The slots that a program means by a vaccination session and an hour of it, or half a day. */
import type { Store } from '../store';
import type { Slot } from '../store/slots';
import type { Refused } from './endpoint';
import { idsOf } from './known-places';
import { isMeant } from './slot-text';

/** As a program names it. */
interface Place {
  session_id: string;
  slot: string;
}

/** One, unless half a day was asked for; the earliest first. */
type Meant = readonly [Slot, ...Slot[]];

export async function slotsMeant(store: Store, { session_id, slot }: Place, dose: number): Promise<Meant | Refused> {
  const session = (await idsOf(store)).sessionOf(session_id);
  const [, centre, day] = /^(.+):(\d{4}-\d\d-\d\d)/.exec(session ?? '') ?? [];
  if (centre === undefined || day === undefined) return { refused: 'sessionUnknown' };
  const slots = (await store.slots.ofDay(centre, day)).filter((each) => each.session === session);
  if (slots.length === 0) return { refused: 'sessionUnknown' };
  const hours = slots.filter((each) => isMeant(each, slot));
  if (hours.length === 0) return { refused: 'slotUnknown' };
  const [first, ...later] = hours.filter((each) => each.dose === dose);
  return first ? [first, ...later] : { refused: 'doseNotDue' };
}

/** What became of it in the first that would do, else in the last. */
export async function inFirstOf<T>(
  [slot, next, ...later]: Meant,
  attempt: (slot: Slot) => Promise<T>,
  isDone: (outcome: T) => boolean,
): Promise<T> {
  const outcome = await attempt(slot);
  return isDone(outcome) || !next ? outcome : inFirstOf([next, ...later], attempt, isDone);
}
