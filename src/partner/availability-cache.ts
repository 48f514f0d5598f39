/** Answers that are the same for everybody, made once in some seconds and kept as they are sent. */
import { ready, type Ready } from './ready';

interface Kept {
  answer: Promise<Ready>;
  /** It is still being made. */
  underWay: boolean;
  madeAt: Moments;
}

/** By the machine's clock, and by that of the service, which can be moved. */
type Moments = readonly [number, number];

/** The most that one process keeps; what was asked for longest ago goes first. */
const MOST = 1_000;

/** @param now the service's clock */
export function createAvailabilityCache(now: () => Date, most = MOST) {
  const kept = new Map<string, Kept>();
  const moments = (): Moments => [Date.now(), now().getTime()];

  const make = (key: string, read: () => Promise<object>): Kept => {
    const made: Kept = { answer: read().then(ready), underWay: true, madeAt: moments() };
    made.answer.then(
      () => (made.underWay = false),
      () => kept.delete(key),
    );
    return made;
  };

  /** Whoever asks while it is being made waits for the same. @param seconds for which it is good */
  return (key: string, seconds: number, read: () => Promise<object>): Promise<Ready> => {
    const known = kept.get(key);
    const one = known && isGood(known, moments(), seconds) ? known : make(key, read);
    kept.delete(key);
    kept.set(key, one);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return one.answer;
  };
}

const isGood = ({ underWay, madeAt }: Kept, asked: Moments, seconds: number): boolean =>
  underWay || asked.every((moment, clock) => Math.abs(moment - (madeAt[clock] ?? 0)) < seconds * 1000);
