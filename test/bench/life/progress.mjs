/** How far a changed rule has come, as an operator sees it too. */
import { clearInterval, setInterval } from 'node:timers';
import { performance } from 'node:perf_hooks';
import { memoryBy } from './memory.mjs';

/** Often enough to see when it is over. */
export const LOOK_MS = 200;
const SAID_EVERY = 0.1;

export function watch({ ruleChanges }, pids, people, say) {
  const memory = memoryBy(pids);
  const seen = { people: 0, told: 0, begunAt: undefined, overAt: undefined, said: 0 };
  const timer = setInterval(async () => {
    // What takes too long just now is looked at again.
    const [change] = await ruleChanges.all().catch(() => []);
    if (!change) return;
    notice(seen, change);
    memory.at(seen.people / people);
    tell(seen, people, say);
  }, LOOK_MS);
  return {
    isBegun: () => seen.begunAt !== undefined,
    isOver: () => seen.overAt !== undefined,
    stop: () => {
      clearInterval(timer);
      memory.at(1);
      return { people: seen.people, told: seen.told, seconds: secondsOf(seen), memory: memory.seen() };
    },
  };
}

function notice(seen, { status, people, told }) {
  if (status !== 'waiting') seen.begunAt ??= performance.now();
  if (status === 'done') seen.overAt ??= performance.now();
  Object.assign(seen, { people, told });
}

const secondsOf = ({ begunAt, overAt = performance.now() }) => (overAt - begunAt) / 1_000;

function tell(seen, people, say) {
  const steps = Math.floor(seen.people / people / SAID_EVERY);
  if (steps === seen.said) return;
  seen.said = steps;
  const rate = Math.round(seen.people / secondsOf(seen));
  say(`${seen.people} of ${people} looked at, ${seen.told} told, ${rate} a second`);
}
