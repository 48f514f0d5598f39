/** What somebody of the helpline took and left: after a while away from the desk it is on the list again. */
import type { Store } from '../store';

const AWAY_MS = 15 * 60_000;

/** Somebody is at the desk, with a page of it open. */
export async function atTheDesk({ helpRequests, calls }: Store, staff: string, now: Date): Promise<void> {
  await Promise.all([helpRequests.seen(staff, now), calls.seen(staff, now)]);
}

/**
 * How many it were.
 * @param leave ends the talk that they may have with somebody, so that whoever takes it next can write
 */
export async function giveBackLeft(
  { helpRequests, calls }: Store,
  leave: (contact: string, staff: string) => Promise<unknown>,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - AWAY_MS);
  for (const { contact, staff } of await helpRequests.leftOnes(since)) await leave(contact, staff);
  return (await helpRequests.giveBackOf(since)) + (await calls.giveBackOf(since));
}
