export type Queue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Runs the tasks of one key one after the other, those of different keys beside each other. */
export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(task, task);
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return mine;
  };
}
