/** Programs that call the API: so many connections, each sending its next request when it has read the answer to the last one. */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

process.on('message', async ({ port, crowd, calls, count }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: crowd });
  const [took, statuses] = [[], {}];
  const before = process.cpuUsage();
  const startedAt = performance.now();
  let next = 0;
  const caller = async () => {
    while (next < count) {
      const one = calls[next++ % calls.length];
      const sentAt = performance.now();
      const status = await answerTo(agent, port, one);
      took.push(performance.now() - sentAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: crowd }, caller));
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  const { user, system } = process.cpuUsage(before);
  process.send({
    perSecond: count / seconds,
    p50: at(0.5),
    p99: at(0.99),
    statuses,
    cpu: (user + system) / 1e3 / count,
  });
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);

/** The status, once the whole answer was read. */
function answerTo(agent, port, { method, path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    sent.end(body);
  });
}
