/**
 * Gathers what is asked for at the same moment into one command: while one is under way the next requests collect, and go
 * together when it returns. A single request goes at once.
 */
interface Waiting<I, O> {
  item: I;
  resolve: (result: O) => void;
  reject: (error: unknown) => void;
}

/** As many as one command should carry: a slow moment must not become one huge command. */
const MOST = 200;
/** A second command beside it would come sooner and carry less: each costs more than what it carries. */
const UNDER_WAY = 1;

/** Items asked for in the same moment are looked for together; `find` answers them in any order, those it finds. */
export function gatherByKey<T>(find: (keys: string[]) => Promise<readonly T[]>, keyOf: (found: T) => string) {
  return gather(async (keys: readonly string[]): Promise<T[][]> => {
    const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const found of await find([...groups.keys()])) groups.get(keyOf(found))?.push(found);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** @param command results in the order of the items; where it throws, every item of the batch fails with it */
export function gather<I, O>(command: (items: readonly I[]) => Promise<readonly O[]>): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = [];
  let underWay = 0;
  let scheduled = false;

  const send = async (): Promise<void> => {
    const batch = waiting.splice(0, MOST);
    underWay++;
    try {
      const results = await command(batch.map(({ item }) => item));
      // Each goes on alone: resolved together they would advance step by step beside each other, and all be done with the last.
      batch.forEach(({ resolve }, index) => setImmediate(resolve, results[index] as O));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      underWay--;
      pump();
    }
  };
  const pump = (): void => {
    scheduled = false;
    while (waiting.length > 0 && underWay < UNDER_WAY) void send();
  };

  return (item) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      // After the requests of this turn of the event loop have all been made.
      setImmediate(pump);
    });
}
