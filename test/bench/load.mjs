/** The load generator, in a process of its own: told what to play, it answers what it measured. */
import { Crowd } from './crowd.mjs';

let crowd;

process.on('message', async ({ target, turns, seconds }) => {
  if (target) {
    crowd?.close();
    crowd = new Crowd(target);
  }
  const cpuBefore = process.cpuUsage();
  const played = await crowd.play(turns, seconds);
  process.send({ ...played, cpu: cpuSeconds(cpuBefore) });
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process at once; the bench itself says when to stop.
process.on('SIGINT', () => undefined);

function cpuSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}
