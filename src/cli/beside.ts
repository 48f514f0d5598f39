/** A tool that works beside a running service: on its data, by its clock. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { environment, readConfig } from '../config';
import { openStore } from '../open-store';
import type { Store } from '../store';
import { sharedNow } from '../shared-clock';

export interface Line {
  store: Store;
  now: Date;
  say: (sentence: string) => void;
}

export interface Tool<T> {
  usage: string;
  /** What is asked for; throws where that cannot be. Before anything is opened. */
  read: (words: readonly string[]) => T;
  /** Throws in words that say what to do. */
  run: (line: Line, wanted: T) => Promise<void>;
}

/** The process ends with 1 where something was wrong. */
export function runBeside<T>(tool: Tool<T>): void {
  // Whoever pipes us into `head` has seen enough; what was asked for is done all the same.
  process.stdout.on('error', () => undefined);
  run(tool, process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

async function run<T>({ usage, read, run }: Tool<T>, words: readonly string[]): Promise<void> {
  const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
  if (words.includes('--help') || words.includes('-h')) {
    say(usage);
    return;
  }
  const wanted = read(words);
  const config = readConfig(environment());
  const isNew = !config.mongodbUri && !existsSync(config.dataDir);
  const { store, close } = await openStore(config, say);
  if (isNew) say(`There was no database in ${resolve(config.dataDir)}: an empty one was made. DATA_DIR names another.`);
  try {
    await run({ store, now: await sharedNow(store, config), say }, wanted);
  } finally {
    await close();
  }
}

/** Whoever works at this machine. */
export const who = (): string => `cli:${userInfo().username}`;

/** In the audit trail. */
export async function writeDown({ store, now }: Line, action: string, about: string, detail: unknown): Promise<void> {
  const by = { staff: who(), name: userInfo().username, role: null, from: 'cli' };
  await store.audit.append({ at: now, ...by, action, about, why: null, detail });
}

/** Who was told, without telling who it is: the last two digits. */
export async function endingOf(store: Store, contact: string): Promise<string> {
  const address = (await store.conversations.load(contact))?.address ?? '';
  return address.startsWith('tel:') ? `the number ending in ${address.slice(-2)}` : 'their number';
}
