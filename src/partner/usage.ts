/** What partners' programs ask for and are answered, counted in memory: a call waits for nothing. */
import type { Response } from 'express';
import { dayOf } from '../clock';
import type { Store } from '../store';
import { NO_CALLS, OUTCOMES, type Outcome, type UsageCount, type UsageKind } from '../store/api-usage';
import type { Partner } from '../store/partners';
import type { Tag } from './endpoint';

export interface Usage {
  /** Counts the call when it has been answered, by what it was answered. */
  watch: (response: Response, partner: Partner | null, tag: Tag) => void;
  flush: () => Promise<void>;
}

export function createUsage({ apiUsage }: Store, now: () => Date): Usage {
  let counts = new Map<string, UsageCount>();
  const add = ({ day, partner, tag }: UsageKind, outcome: Outcome, calls: number): void => {
    const key = `${day}|${partner ?? ''}|${tag}`;
    const count = counts.get(key) ?? { day, partner, tag, ...NO_CALLS };
    count[outcome] += calls;
    counts.set(key, count);
  };
  return {
    watch: (response, partner, tag) =>
      void response.once('finish', () =>
        add({ day: dayOf(now()), partner: partner?._id ?? null, tag }, outcomeOf(response.statusCode), 1),
      ),
    flush: async () => {
      const taken = counts;
      counts = new Map();
      await apiUsage.add([...taken.values()]).catch((error: unknown) => {
        for (const count of taken.values()) for (const outcome of OUTCOMES) add(count, outcome, count[outcome]);
        throw error;
      });
    },
  };
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'broken';
  if (status === 429) return 'tooMany';
  return status >= 400 ? 'refused' : 'ok';
}
