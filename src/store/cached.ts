/** What seldom changes and is asked for all the time. */
export interface Cached<T> {
  (): Promise<T>;
  forget: () => void;
}

/** Reads at most once in `ms`; requests that come while it is being read share that reading. A failure is not kept. */
export function cached<T>(ms: number, read: () => Promise<T>): Cached<T> {
  let kept: { value: Promise<T>; until: number } | undefined;
  const forget = (): void => {
    kept = undefined;
  };
  const get = (): Promise<T> => {
    if (kept && kept.until > Date.now()) return kept.value;
    const value = read();
    kept = { value, until: Date.now() + ms };
    value.catch(forget);
    return value;
  };
  return Object.assign(get, { forget });
}
