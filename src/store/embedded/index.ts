/**
 * MongoDB's own engine on a local directory, in a process of its own that every process of ours shares: whoever comes
 * first starts it, whoever comes later joins, and it closes itself when the last one has gone.
 */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureHost, type Place } from './ensure-host';
import { engineUri, PRESENCE_SOCKET, socketPath } from './layout';
import { Membership } from './membership';

export interface EmbeddedOptions {
  dataDir: string;
  /** Keeps a C library fetched for the engine, between data directories. Default: `~/.cache/tikasetu`. */
  cacheDir?: string;
  /** Called with a plain sentence when something takes long or the engine had to be started again. */
  progress?: (sentence: string) => void;
  /** Called once when the engine has died and cannot be started again: nothing will answer at `uri` any more. */
  lost?: (error: Error) => void;
}

export interface EmbeddedEngine {
  /** For any driver, in any process, while one of ours holds the engine open; the same after every restart. */
  readonly uri: string;
  /** Resolves when the engine is closed, or at once when other processes use it. Close the driver's clients first. */
  stop(): Promise<void>;
  /** Like `stop`, but the engine waits a moment for the next one to come. */
  leave(): Promise<void>;
}

/** Throws AppError('ENGINE_UNAVAILABLE') with a sentence for the person who starts the service. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  const { dataDir, cacheDir = join(homedir(), '.cache', 'tikasetu'), progress = ignore, lost = ignore } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const place: Place = {
    dataDir: resolve(dataDir),
    cacheDir,
    presence: socketPath(dataDir, PRESENCE_SOCKET),
    progress,
  };
  const uri = engineUri(dataDir);
  return new Membership(uri, place, await ensureHost(place), lost);
}

function ignore(): void {}
