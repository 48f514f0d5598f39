/** Work that comes round: a failure is logged and the next round tries again. */
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface Job {
  name: string;
  everyMs: number;
  /** @param stopped whether the service is about to stop; a long round asks now and then */
  run: (stopped: () => boolean) => Promise<unknown>;
}

export interface JobWatch {
  failed: (name: string, error: unknown) => void;
}

/** Each job waits for its own last round. Answers what stops them all, after the rounds under way. */
export function startJobs(jobs: readonly Job[], { failed }: JobWatch): () => Promise<void> {
  const stop = new AbortController();
  // Every job listens to it.
  setMaxListeners(0, stop.signal);
  const stopped = (): boolean => stop.signal.aborted;
  const loops = jobs.map(async (job) => {
    while (!stopped()) {
      await job.run(stopped).catch((error: unknown) => failed(job.name, error));
      await pause(job.everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  });
  return async () => {
    stop.abort();
    await Promise.all(loops);
  };
}

/** Each of them once, in order, beside its rounds: the service's time was moved, and what is hourly must not wait for an hour. */
export async function runAll(jobs: readonly Job[], { failed }: JobWatch, stopped = () => false): Promise<void> {
  for (const { name, run } of jobs) {
    if (!stopped()) await run(stopped).catch((error: unknown) => failed(name, error));
  }
}
