/** The processes of the bench, and what the system says about them. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';

const MEGABYTE = 1024 * 1024;
const READY_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 20_000;
/** Linux counts the time of processes in hundredths of a second. */
const TICKS = 100;

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

/** A process that answers messages. @param profile the folder its CPU profile goes to */
export function forked(file, env = {}, profile = undefined) {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = fork(pathOf(file), { env: { ...process.env, ...env }, execArgv });
  const over = ended(child, file);
  // At the end it ends as it should, and nobody waits for an answer.
  over.catch(() => undefined);
  return {
    pid: child.pid,
    ask: async (question) => {
      if (question) child.send(question);
      const [answer] = await Promise.race([once(child, 'message'), over]);
      return answer;
    },
    /** @param heard told everything it says, until it answers something */
    until: (question, heard) => Promise.race([heardOut(child, question, heard), over]),
    stop: () => child.connected && child.disconnect(),
  };
}

function heardOut(child, question, heard) {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const answer = heard(message);
      if (answer !== undefined) resolve(answer);
    });
    child.send(question);
  });
}

/** The service itself, as `npm start` runs it. Resolves when it is ready. @param later told at once how to stop it */
export async function startService(env, nodeOptions, later) {
  const args = ['--enable-source-maps', ...nodeOptions, pathOf('../../dist/src/main.js')];
  const child = spawn(process.execPath, args, { env: { ...onlyOurs(), ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  later(() => stopped(child));
  const port = await Promise.race([portSaid(child), ended(child, 'the service'), late()]);
  return { pid: child.pid, port };
}

/** Settings of the person who runs the bench must not reach the service. */
function onlyOurs() {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG };
}

async function portSaid(child) {
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const port = /ready on http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  });
}

async function ended(child, what) {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`${what} ended with ${signal ?? code}`);
}

async function late() {
  await pause(READY_WITHIN_MS, undefined, { ref: false });
  throw new Error('the service was not ready within a minute');
}

async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const force = pause(STOPS_WITHIN_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
  await Promise.race([exit, force]);
}

/** Resident memory in megabytes, and seconds of processor time since its start; undefined where the system does not tell. */
export function usageOf(pid) {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  // proc(5): utime and stime are fields 14 and 15; the name before them may hold spaces.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1).split(' ');
  return {
    memory: (Number(resident) * 1024) / MEGABYTE,
    cpu: (Number(fields[11]) + Number(fields[12])) / TICKS,
  };
}
