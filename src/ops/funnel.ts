/**
 * Counts where people stop, in memory: a turn waits for nothing. What was counted since the last writing is lost where the process
 * dies, and counted twice where nobody knows whether it was written; for shares of thousands neither matters.
 */
import type { Entered } from '../conversation/ports';
import type { Passed } from '../conversation/progress';
import type { FunnelCount, FunnelStore } from '../store/funnel';
import type { Job } from './jobs';

export interface FunnelCounter {
  passed: (passed: Passed) => void;
  /** Writes down what was counted since. */
  flush: () => Promise<void>;
}

export function createFunnelCounter({ add }: Pick<FunnelStore, 'add'>): FunnelCounter {
  let counts = new Map<string, FunnelCount>();
  const countOf = (under: Entered): FunnelCount => {
    const key = `${under.day}|${under.channel}|${under.language}|${under.question}`;
    const known = counts.get(key);
    const count = known ?? { ...under, entered: 0, left: 0 };
    if (!known) counts.set(key, count);
    return count;
  };
  const putBack = (lost: Iterable<FunnelCount>): void => {
    for (const { entered, left, ...under } of lost) {
      const count = countOf(under);
      count.entered += entered;
      count.left += left;
    }
  };
  return {
    passed: ({ left, entered }) => {
      if (left) countOf(left).left++;
      if (entered) countOf(entered).entered++;
    },
    flush: async () => {
      const taken = [...counts.values()];
      counts = new Map();
      await add(taken).catch((error: unknown) => {
        putBack(taken);
        throw error;
      });
    },
  };
}

const EVERY_MS = 5_000;

export const funnelJob = ({ flush }: FunnelCounter): Job => ({
  ...{ name: 'write down where people stop', everyMs: EVERY_MS, run: flush },
});
