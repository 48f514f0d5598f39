import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { ROOT } from '../../../src/root';

const PRESENCE = 'presence.sock';

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
  return numbers.insertOne({ n });
}

export async function readAll(numbers: mongo.Collection): Promise<number[]> {
  const found = await numbers.find({}, { sort: { n: 1 } }).toArray();
  return found.map(({ n }) => n as number);
}

export function numbersAt(uri: string): Promise<number[]> {
  return withNumbers(uri, readAll);
}

/** Kills the process that greets on the presence socket, and returns when the kernel has taken it down. */
export async function killHost(dataDir: string): Promise<void> {
  const socket = connect(join(dataDir, PRESENCE)).on('error', () => undefined);
  const [greeting] = (await once(socket, 'data')) as [Buffer];
  const gone = once(socket, 'close');
  process.kill(Number(greeting.toString().split(' ')[1]), 'SIGKILL');
  await gone;
}

/** A look at the socket would keep the host alive: its name goes when it closes. */
export function hasHost(dataDir: string): boolean {
  return existsSync(join(dataDir, PRESENCE));
}

export async function untilHostIsGone(dataDir: string): Promise<void> {
  while (hasHost(dataDir)) await pause(20);
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
