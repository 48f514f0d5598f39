/** The load generator, in a process of its own: told what to play, it answers what it measured. */
import { Crowd } from './crowd.mjs';

let crowd;

process.on('message', async ({ target, turns, seconds }) => {
  if (target) {
    crowd?.close();
    crowd = new Crowd(target);
  }
  const cpuBefore = process.cpuUsage();
  const measured = summary(await crowd.play(turns, seconds));
  process.send({ ...measured, cpu: cpuSeconds(cpuBefore) });
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process at once; the bench itself says when to stop.
process.on('SIGINT', () => undefined);

function summary({ latencies, seconds, ...tally }) {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { ...tally, seconds, turns: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
}

function cpuSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}
