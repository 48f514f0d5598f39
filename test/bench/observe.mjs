/** What the service and its database say about themselves. */
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { clearInterval, setInterval } from 'node:timers';
import { usageOf } from './child.mjs';

/** Seconds by stage, turns by the question they ended in, and the heap: as the service has counted since its start. */
export async function countsOf(port) {
  const metrics = await metricsOf(port);
  const heap = Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1]) / 1024 / 1024;
  return {
    stages: countsIn(metrics, /^tikasetu_turn_stage_seconds_sum\{stage="(\w+)"\} (\S+)$/gm),
    asked: countsIn(metrics, /^tikasetu_turns_total\{.*expects="([\w.]+)"\} (\S+)$/gm),
    heap,
  };
}

function countsIn(metrics, line) {
  const counts = {};
  for (const [, name, value] of metrics.matchAll(line)) counts[name] = (counts[name] ?? 0) + Number(value);
  return counts;
}

function metricsOf(port) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/metrics' }, (response) => resolve(text(response))).on('error', reject);
  });
}

/** Commands by name since the engine's start, and the engine's process. */
export async function engineStatus(connection) {
  const { pid, metrics } = await connection.db.admin().command({ serverStatus: 1 });
  const counted = Object.entries(metrics.commands).filter(([, count]) => count?.total > 0);
  return { pid: Number(pid), commands: Object.fromEntries(counted.map(([name, { total }]) => [name, Number(total)])) };
}

/** Commands that only look after connections and this bench itself. */
const NOT_OURS = new Set(['hello', 'isMaster', 'ping', 'serverStatus', 'endSessions']);

/** @returns commands per turn by name, the most frequent first */
export function commandsPerTurn(before, after, turns) {
  const names = Object.keys(after).filter((name) => !NOT_OURS.has(name) && after[name] > (before[name] ?? 0));
  const perTurn = names.map((name) => [name, (after[name] - (before[name] ?? 0)) / turns]);
  return Object.fromEntries(perTurn.sort(([, a], [, b]) => b - a));
}

/** @returns milliseconds per turn by stage */
export const timePerTurn = (before, after, turns) =>
  Object.fromEntries(Object.entries(addedSince(before, after)).map(([stage, time]) => [stage, (time * 1000) / turns]));

/** How much each count has grown. */
export const addedSince = (before, after) =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));

/** Looks at processes again and again until it is stopped. */
export function watchMemory(pids, everyMs = 500) {
  const samples = [];
  const look = () =>
    samples.push(Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, usageOf(pid)?.memory ?? NaN])));
  look();
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return samples;
  };
}
