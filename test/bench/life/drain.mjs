/** Two processes that send what is queued, and the provider to whom they hand it. */
import { performance } from 'node:perf_hooks';
import { forked } from '../child.mjs';
import { memoryBy, processorTime } from './memory.mjs';

export const PROCESSES = 2;

/** What the provider got, from the first process told to begin until the last one found nothing more. */
export async function drain(world, count, profile, { later }) {
  const taken = [];
  const env = { DATA_DIR: world.dataDir, CLOCK_OFFSET: String(world.clock.offset) };
  const senders = Array.from({ length: PROCESSES }, () => forked('life/sender.mjs', env, profile));
  for (const { stop } of senders) later(stop);
  await Promise.all(senders.map(({ ask }) => ask()));
  const pids = Object.fromEntries(senders.map(({ pid }, index) => [`sender ${index + 1}`, pid]));
  const memory = memoryBy({ ...pids, engine: world.engine });
  memory.at(0);
  const engineCpu = processorTime(world.engine);
  const startedAt = performance.now();
  const ended = await Promise.all(
    senders.map((sender) =>
      sender.until({ begin: true }, (message) => {
        if (message.taken) taken.push(...message.taken);
        memory.at(taken.length / count);
        return message.looked === undefined ? undefined : message;
      }),
    ),
  );
  const rate = (taken.length * 1_000) / (performance.now() - startedAt);
  return { rate, taken, memory: memory.seen(), engine: engineCpu(), cpu: ended.reduce((sum, { cpu }) => sum + cpu, 0) };
}
