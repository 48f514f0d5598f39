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
/** Two commands under way keep the engine busy while this process works on the results of one. */
const UNDER_WAY = 2;

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
      batch.forEach(({ resolve }, index) => resolve(results[index] as O));
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
