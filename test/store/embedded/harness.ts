import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { ROOT } from '../../../src/root';

const MAJORITY = { writeConcern: { w: 'majority' } } as const;

export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'tikasetu-engine-'));
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

export async function withNumbers<T>(uri: string, use: (numbers: mongo.Collection) => Promise<T>): Promise<T> {
  const client = await mongo.MongoClient.connect(uri, { minHeartbeatFrequencyMS: 50 });
  return use(client.db('test').collection('numbers')).finally(() => client.close());
}

export function save(numbers: mongo.Collection, n: number): Promise<unknown> {
  return numbers.insertOne({ n }, MAJORITY);
}

export async function readAll(numbers: mongo.Collection): Promise<number[]> {
  const found = await numbers.find({}, { sort: { n: 1 } }).toArray();
  return found.map(({ n }) => n as number);
}

export function numbersAt(uri: string): Promise<number[]> {
  return withNumbers(uri, readAll);
}

/** The host greets with its process id; undefined when there is no host. */
export async function hostOf(dataDir: string): Promise<number | undefined> {
  const socket = connect(join(dataDir, 'presence.sock'));
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return Number(greeting.toString().split(' ')[1]);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

export async function killHost(dataDir: string): Promise<void> {
  const pid = await hostOf(dataDir);
  if (pid === undefined) throw new Error('no host to kill');
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

const CLIENT = `
  const { openEmbedded } = require(process.argv[1] + '/dist/src/store/embedded');
  openEmbedded({ dataDir: process.argv[2] }).then((engine) => {
    console.log(engine.uri);
    process.stdin.resume().on('end', () => engine.stop());
  });
`;

/** Another process with the engine open, until its standard input ends or it is killed. */
export async function openElsewhere(dataDir: string): Promise<{ process: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, ['-e', CLIENT, ROOT, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, uri: line.toString().trim() };
}

export async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await gone;
}
