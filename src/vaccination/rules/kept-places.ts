/** Places that partner apps leave to telephones: whose fingers are slower should not find every place gone. */
import { addDays, instantOf } from '../../clock';
import type { Slot } from '../../store/slots';

/** Per cent: three of ten, and never less than one of two. */
export const SHARE_KEPT = 30;
/** From this hour of the day before they are anybody's: a place that stays empty helps nobody. */
const ANYBODYS_FROM = '18:00';

/** @param share per cent */
export const keptForPhones = (capacity: number, share = SHARE_KEPT): number => Math.ceil((capacity * share) / 100);

/** @param day of the slot, `YYYY-MM-DD` */
export const areStillKept = (day: string, now: Date): boolean => now < instantOf(addDays(day, -1), ANYBODYS_FROM);

/**
 * What a partner app may be shown: 0 where only kept places are left.
 * @param slot `theirs`: how many of its places partner apps have taken
 */
export function freeForPartners(
  { day, free, capacity, kept, theirs }: Pick<Slot, 'day' | 'free' | 'capacity' | 'kept'> & { theirs: number },
  now: Date,
): number {
  if (!areStillKept(day, now)) return Math.max(0, free);
  return Math.max(0, Math.min(free, capacity - kept - theirs));
}
