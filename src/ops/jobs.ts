/** Work that comes round: a failure is logged and the next round tries again. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Job {
  name: string;
  everyMs: number;
  /** @param stopped whether the service is about to stop; a long round asks now and then */
  run: (stopped: () => boolean) => Promise<unknown>;
}

/** Each job waits for its own last round. Answers what stops them all, after the rounds under way. */
export function startJobs(jobs: readonly Job[], failed: (name: string, error: unknown) => void): () => Promise<void> {
  const stop = new AbortController();
  const loops = jobs.map(async ({ name, everyMs, run }) => {
    while (!stop.signal.aborted) {
      await run(() => stop.signal.aborted).catch((error: unknown) => failed(name, error));
      await pause(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  });
  return async () => {
    stop.abort();
    await Promise.all(loops);
  };
}
