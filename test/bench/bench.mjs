/**
 * What the service does on this machine: whole registrations and bookings by SMS, USSD or Telegram, many people at once,
 * beside what Express alone does. Everything runs on this machine, in processes and folders that go when it ends.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { LIFE, linesOf } from './life/life.mjs';
import { timeMenus } from './menu-time.mjs';
import { readOptions, USAGE } from './options.mjs';
import { run } from './run.mjs';
import { ratioOf, tableOf } from './table.mjs';

/** A second Ctrl-C does not stop the stopping: what a run leaves behind may be gigabytes. */
const interrupted = new Promise((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => reject(new Error(`stopped by ${signal}`)));
});
interrupted.catch(() => undefined);

const say = (sentence) => process.stderr.write(`${sentence} …\n`);

async function turnsOf(options) {
  const menus = timeMenus();
  const runs = [];
  for (const people of options.people) runs.push(...(await alone((tools) => run(options, people, tools))));
  console.log(`\n${tableOf(runs, menus)}`);
  await keep(options, { menus, runs: runs.map((each) => ({ ...each, ratio: ratioOf(each) })) });
  for (const { played } of runs) for (const reason of played.failed) console.log(`failed: ${reason}`);
  return runs.some(({ played }) => played.failures > 0) ? 1 : 0;
}

/** One after the other, each on an engine of its own. */
async function livesOf(options) {
  const results = [];
  for (const name of options.life) {
    const result = await alone((tools) => LIFE[name](options, tools));
    console.log(linesOf(result));
    results.push(result);
  }
  await keep(options, { life: results });
  return results.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}

async function keep(options, figures) {
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, node: process.version };
  await writeFile(options.json, JSON.stringify({ machine, options, ...figures }, undefined, 2));
  console.log(`\nThe same as JSON: ${options.json}`);
}

/** What a run has started is stopped in reverse order, however it ends. */
async function alone(work) {
  const stops = [];
  let over = false;
  const later = (stop) => (over ? stop() : stops.push(stop));
  try {
    return await Promise.race([work({ later, say }), interrupted]);
  } finally {
    over = true;
    for (const stop of stops.reverse()) await stop();
  }
}

async function begin() {
  try {
    const options = readOptions();
    if (options) return await (options.life.length > 0 ? livesOf(options) : turnsOf(options));
    console.log(USAGE);
    return 0;
  } catch (error) {
    console.error(error.message);
    return 1;
  }
}

process.exit(await begin());
