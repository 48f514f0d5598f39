/** What the service and its database say about themselves. */
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { clearInterval, setInterval } from 'node:timers';
import { usageOf } from './child.mjs';

/** Milliseconds and turns by stage, as the service has counted them since its start. */
export async function stagesOf(port) {
  const lines = (await metricsOf(port)).split('\n');
  const stages = {};
  for (const line of lines) {
    const [, what, stage, value] = /^tikasetu_turn_stage_seconds_(sum|count)\{stage="(\w+)"\} (\S+)$/.exec(line) ?? [];
    if (what) stages[stage] = { ...stages[stage], [what]: Number(value) };
  }
  return { stages, heap: Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(lines.join('\n'))?.[1]) / 1024 / 1024 };
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
export function timePerTurn(before, after) {
  const turns = after.parse.count - (before.parse?.count ?? 0);
  const perTurn = Object.keys(after).map((stage) => [stage, after[stage].sum - (before[stage]?.sum ?? 0)]);
  return Object.fromEntries(perTurn.map(([stage, seconds]) => [stage, (seconds * 1000) / turns]));
}

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
