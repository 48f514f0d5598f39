/** The service's clock for everything that runs beside it: a simulated service's stays where the browser phone has moved it. */
import { MovableClock } from './clock';
import type { Config } from './config';
import type { Store } from './store';

const OFFSET = 'clockOffset';

export async function sharedClock({ simulator }: Pick<Config, 'simulator'>, store: Store): Promise<MovableClock> {
  return new MovableClock(simulator ? await offsetIn(store) : 0);
}

/** Goes where another process has moved the time of a simulated service; whether it had moved. */
export async function follow(clock: MovableClock, store: Store): Promise<boolean> {
  const moved = (await offsetIn(store)) - clock.offset;
  clock.advance(moved);
  return moved !== 0;
}

export async function advance(clock: MovableClock, ms: number, store: Store): Promise<void> {
  clock.advance(ms);
  await store.settings.write(OFFSET, clock.offset);
}

const offsetIn = async (store: Store): Promise<number> => Number((await store.settings.read(OFFSET)) ?? 0);

/** For a tool that is run beside the service. */
export const sharedNow = async (store: Store, config: Pick<Config, 'simulator'>): Promise<Date> =>
  (await sharedClock(config, store)).now();
