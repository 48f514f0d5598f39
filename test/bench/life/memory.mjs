/** Resident memory of processes when each quarter of the work is done. */
import { usageOf } from '../child.mjs';

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** @param {Record<string, number>} pids @returns told how much is done, and at the end what was seen */
export function memoryBy(pids) {
  const seen = [];
  return {
    at: (share) => {
      while (seen.length < QUARTERS.length && share >= QUARTERS[seen.length]) seen.push(look(pids));
    },
    seen: () => Object.fromEntries(Object.keys(pids).map((name) => [name, seen.map((each) => each[name])])),
  };
}

const look = (pids) =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, Math.round(usageOf(pid)?.memory ?? NaN)]));

/** Milliseconds of processor time since. */
export function processorTime(pid) {
  const before = usageOf(pid)?.cpu;
  return () => (usageOf(pid)?.cpu - before) * 1_000;
}
