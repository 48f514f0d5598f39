/** Work that comes round: a failure is logged and the next round tries again. */
export interface Job {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/** Each job waits for its own last round. Answers what stops them all, after the rounds under way. */
export function startJobs(jobs: readonly Job[], failed: (name: string, error: unknown) => void): () => Promise<void> {
  let stopping = false;
  const wake: (() => void)[] = [];
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  const loops = jobs.map(async ({ name, everyMs, run }) => {
    while (!stopping) {
      await run().catch((error: unknown) => failed(name, error));
      if (!stopping) await pause(everyMs);
    }
  });
  return async () => {
    stopping = true;
    for (const resolve of wake) resolve();
    await Promise.all(loops);
  };
}
