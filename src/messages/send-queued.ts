/** Sends what is due, the most urgent first, each by one process at a time: any number of processes do this beside each other. */
import type { Lane, Message, Taken } from '../store/messages';
import { again, handOver } from './hand-over';
import { kindsOf } from './hours';
import { createLanes, type Lanes } from './lanes';
import { inTime, leasedUntil, onTheWall, type Outbox } from './outbox';
import { inWords, prepare, type Going } from './prepare';
import { routesOf } from './routes';

export type { Outbox } from './outbox';
export type { Accepted, Outgoing, Route, Routes, Send } from './routes';
export { oneWay } from './routes';

const AT_ONCE = 200;
/** Who has not got room by then is slow, and no reason to keep others waiting. */
const ROOM_MS = 250;
/** While something is under way, what is queued meanwhile is looked for. */
const LOOK_MS = 500;

/** How many were looked at. Ends when nothing is due any more. */
export async function sendQueued(outbox: Outbox, stopped: () => boolean = () => false): Promise<number> {
  const { store, failed, routes } = outbox;
  const names = routesOf(routes).map(({ name }) => name);
  const lanes = createLanes([...new Set(names)], failed);
  await store.messages.release(onTheWall(outbox), names.map(laneOf));
  let count = 0;
  // What is found by a look that began while nothing was in hand is all there is.
  const look = (isLast: boolean) => ({ isLast, found: claim(outbox, lanes) });
  for (let next = look(true); ;) {
    const { isLast } = next;
    const batch = await next.found;
    count += batch.length;
    if (batch.length === 0 && (isLast || stopped())) break;
    if (batch.length === 0) await lanes.progress(LOOK_MS);
    await lanes.room(ROOM_MS);
    // While these are put into words the next ones are fetched.
    next = stopped() ? { isLast, found: Promise.resolve([]) } : look(batch.length === 0 && lanes.isIdle());
    next.found.catch(() => undefined);
    await Promise.all(batch.map((taken) => dispatch(outbox, lanes, taken).catch(failed)));
  }
  await lanes.idle();
  return count;
}

function claim(outbox: Outbox, lanes: Lanes): Promise<Taken[]> {
  const now = outbox.now();
  const open: Lane[] = ['any', ...lanes.open().map(laneOf)];
  return outbox.store.messages.claim({
    ...{ now, lanes: open, kinds: kindsOf(now), most: AT_ONCE, leasedUntil: leasedUntil(outbox) },
  });
}

const laneOf = (route: string): Lane => `by ${route}`;

async function dispatch(outbox: Outbox, lanes: Lanes, taken: Taken): Promise<void> {
  const isInTime = inTime(outbox);
  const going = await orAgain(outbox, taken, () => prepare(outbox, taken));
  if (!going) return;
  const { name } = going.way.route;
  const first = taken.kind === 'code' || taken.kind === 'answer';
  const isTaken = lanes.add(name, first, () => (isInTime() ? sendIfDue(outbox, going) : putBack()));
  if (!isTaken) await putBack();

  function putBack(): Promise<void> {
    return outbox.store.messages.later(taken, outbox.now(), { lane: laneOf(name) });
  }
}

/** What cannot be read or put into words is no reason to stop: it may be the trouble of this message alone. */
async function orAgain<T>(outbox: Outbox, taken: Taken, readied: () => Promise<T>): Promise<T | null> {
  try {
    return await readied();
  } catch (error) {
    outbox.failed(error);
    await again(outbox, taken, 'could not be put into words');
    return null;
  }
}

/** The clock may have been moved into the night, or past all use, while it waited in its lane. */
async function sendIfDue(outbox: Outbox, going: Going): Promise<void> {
  const { kind, until } = going.taken;
  const now = outbox.now();
  if (kindsOf(now).includes(kind) && !(until && until <= now)) return send(outbox, going);
  await outbox.store.messages.later(going.taken, now);
}

async function send(outbox: Outbox, going: Going): Promise<void> {
  const prepared = await orAgain(outbox, going.taken, () => inWords(outbox, going));
  if (prepared) await handOver(outbox, prepared);
}

/**
 * Sends without waiting for the round. The message is queued as ours first, so that it goes once and, should it fail, is tried again
 * like any other. `false`: it was queued before, here or by another process.
 */
export async function sendAtOnce(outbox: Outbox, message: Message): Promise<boolean> {
  const taken = await outbox.store.messages.queueTaken(message, outbox.now(), leasedUntil(outbox));
  if (!taken) return false;
  const going = await orAgain(outbox, taken, () => prepare(outbox, taken));
  if (going) await send(outbox, going);
  return true;
}
