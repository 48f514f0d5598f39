/** So many messages at a time by each route: one that is slow fills its own lane, and the others go on. */
export interface Lanes {
  /** `false`: the lane is full, and the task is not taken. */
  add: (route: string, first: boolean, task: () => Promise<void>) => boolean;
  /** Routes whose lanes are not busy. */
  open: () => string[];
  /** Until every lane has room, and no longer than that. */
  room: (mostMs: number) => Promise<void>;
  /** Until something is done, and no longer than that. */
  progress: (mostMs: number) => Promise<void>;
  isIdle: () => boolean;
  /** Until everything is done. */
  idle: () => Promise<void>;
}

const BESIDE = 100;
const WAITING = 200;

type Task = () => Promise<void>;
interface Lane {
  underWay: number;
  first: Task[];
  others: Task[];
}

/** @param failed told of a task that failed */
export function createLanes(routes: readonly string[], failed: (error: unknown) => void): Lanes {
  const lanes = new Map<string, Lane>(routes.map((route) => [route, { underWay: 0, first: [], others: [] }]));
  const woken: (() => void)[] = [];
  const wake = (): void => {
    for (const each of woken.splice(0)) each();
  };
  const isBusy = ({ first, others }: Lane): boolean => first.length > 0 || others.length > 0;
  const some = (test: (lane: Lane) => boolean): boolean => [...lanes.values()].some(test);
  const isUnderWay = (): boolean => some(({ underWay }) => underWay > 0);
  const start = (lane: Lane): void => {
    for (; lane.underWay < BESIDE; lane.underWay++) {
      const task = lane.first.shift() ?? lane.others.shift();
      if (!task) return;
      void task()
        .catch(failed)
        .then(() => {
          lane.underWay--;
          start(lane);
          wake();
        });
    }
  };
  const change = (mostMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, mostMs);
      woken.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  return {
    add: (route, first, task) => {
      const lane = lanes.get(route);
      const waiting = first ? lane?.first : lane?.others;
      if (!lane || !waiting || waiting.length >= WAITING) return false;
      waiting.push(task);
      start(lane);
      return true;
    },
    open: () => [...lanes].filter(([, lane]) => !isBusy(lane)).map(([route]) => route),
    room: async (mostMs) => {
      const until = performance.now() + mostMs;
      while (some(isBusy) && performance.now() < until) await change(until - performance.now());
    },
    progress: async (mostMs) => {
      if (isUnderWay()) await change(mostMs);
    },
    isIdle: () => !isUnderWay(),
    idle: async () => {
      while (isUnderWay()) await change(1_000);
    },
  };
}
