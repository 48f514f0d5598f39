/** What a load generator has measured, of one play or of several together. */

/** @typedef {Awaited<ReturnType<import('./crowd.mjs').Crowd['play']>> & {cpu: number}} Play */

/** @param {Play[]} plays */
export function summaryOf(plays) {
  const sum = (pick) => plays.reduce((total, play) => total + pick(play), 0);
  const latencies = plays.flatMap((play) => play.latencies);
  return {
    turns: latencies.length,
    seconds: sum(({ seconds }) => seconds),
    ...percentiles(latencies),
    registered: sum(({ registered }) => registered),
    booked: sum(({ booked }) => booked),
    nothingNear: sum(({ nothingNear }) => nothingNear),
    replies: addedUp(plays.map(({ replies }) => replies)),
    failures: sum(({ failures }) => failures),
    failed: plays.flatMap(({ failed }) => failed),
    cpu: sum(({ cpu }) => cpu),
    people: plays.at(-1)?.people,
  };
}

function percentiles(latencies) {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

function addedUp(counts) {
  const total = {};
  for (const [name, count] of counts.flatMap(Object.entries)) total[name] = (total[name] ?? 0) + count;
  return total;
}

/** The middle one; the mean of the two where there are two. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** What one was to the other in the same rounds: the geometric mean, and by how much chance may have moved it. */
export function ratioOver(rounds, others, pick) {
  const logs = rounds.map((round, index) => Math.log(pick(round) / pick(others[index])));
  const mean = meanOf(logs);
  const variance = meanOf(logs.map((log) => (log - mean) ** 2));
  return { ratio: Math.exp(mean), error: Math.sqrt(variance / Math.max(1, logs.length - 1)) };
}

const meanOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
