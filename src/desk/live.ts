/**
 * Pages that change by themselves: one look at the database for all who look on, every moment and a half, and only while somebody
 * does. A page is told that something has changed, and fetches it: what it missed while the connection was away it has all the same.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { BeatStore, Topic } from '../store/beats';
import { atTheDesk } from '../vaccination/give-back';
import type { Store } from '../store';
import type { Route } from '../web/route';

export interface Live {
  /** Told once in the beginning, and then of every change. Answers what ends it. */
  listen: (topics: readonly Topic[], changed: (topic: Topic) => void) => () => void;
}

interface Listener {
  topics: readonly Topic[];
  seen: Map<Topic, number>;
  changed: (topic: Topic) => void;
}

const EVERY_MS = 1_500;

export function createLive(beats: Pick<BeatStore, 'of'>, everyMs = EVERY_MS): Live {
  const listeners = new Set<Listener>();
  let isLooking = false;
  const look = async (): Promise<void> => {
    const counts = await beats.of([...new Set([...listeners].flatMap(({ topics }) => topics))]);
    for (const listener of listeners) tell(listener, counts);
  };
  const lookOn = async (): Promise<void> => {
    isLooking = true;
    while (listeners.size > 0) {
      // A database that is away is reported by whoever wants something of it.
      await look().catch(() => undefined);
      await pause(everyMs, undefined, { ref: false });
    }
    isLooking = false;
  };
  return {
    listen: (topics, changed) => {
      const listener = { topics, seen: new Map<Topic, number>(), changed };
      listeners.add(listener);
      if (!isLooking) void lookOn();
      return () => listeners.delete(listener);
    },
  };
}

function tell({ topics, seen, changed }: Listener, counts: ReadonlyMap<Topic, number>): void {
  for (const topic of topics) {
    const count = counts.get(topic);
    if (count === undefined || seen.get(topic) === count) continue;
    seen.set(topic, count);
    changed(topic);
  }
}

/** Who has a page of the desk open is there, and keeps what they took. */
const AT_DESK_EVERY_MS = 60_000;
const CONTACT = /^[\w-]{22}$/;

/** `/desk/live?talk=<contact>` */
export function liveRoute(live: Live, store: Store, now: () => Date): Route {
  return {
    method: 'get',
    path: '/desk/live',
    right: 'relay',
    run: ({ staff, query: { talk = '' } }) => {
      const topics: Topic[] = ['queue', 'calls', 'cases', ...(CONTACT.test(talk) ? [`talk:${talk}` as const] : [])];
      const seen = () => void atTheDesk(store, staff._id, now()).catch(() => undefined);
      return Promise.resolve({
        stream: (send) => {
          seen();
          const again = setInterval(seen, AT_DESK_EVERY_MS).unref();
          const stop = live.listen(topics, (topic) => send(topic.split(':')[0] ?? topic, 'changed'));
          return () => {
            clearInterval(again);
            stop();
          };
        },
      });
    },
  };
}
