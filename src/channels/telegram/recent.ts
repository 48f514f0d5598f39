/** What happened lately in this process; the longest ago is forgotten first. */
export interface Recent<T> {
  has: (thing: T) => boolean;
  /** `false`: it was there already. */
  add: (thing: T) => boolean;
  /** `false`: it was not there. */
  delete: (thing: T) => boolean;
}

export function createRecent<T>(most = 10_000): Recent<T> {
  const things = new Set<T>();
  return {
    has: (thing) => things.has(thing),
    add: (thing) => {
      if (things.has(thing)) return false;
      things.add(thing);
      const [oldest] = things;
      if (things.size > most && oldest !== undefined) things.delete(oldest);
      return true;
    },
    delete: (thing) => things.delete(thing),
  };
}
