import { relative, resolve } from 'node:path';
import { AppError } from '../../errors';

/** The engine's own files. */
export const ENGINE_FOLDER = 'mongodb';
/** Where the engine speaks MongoDB's wire protocol. */
export const ENGINE_SOCKET = 'mongodb.sock';
/** Where every process that uses the engine keeps one idle connection: the engine lives as long as one is open. */
export const PRESENCE_SOCKET = 'presence.sock';
/** What the host and the engine say when something goes wrong. */
export const ENGINE_LOG = 'engine.log';

/** The host's first words on the presence socket, `ready <pid>`: it is not on its way out, and counts this connection. */
export const GREETING = /^ready \d+\n$/;
/** A client's last word: do not wait for it to come back. */
export const FAREWELL = 'bye\n';

/** What the host tells the process that started it. */
export type HostReport =
  { outcome: 'ready' } | { outcome: 'inUse' } | { outcome: 'unloadable' | 'failed'; reason: string };

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing NUL included: unix(7). */
const LONGEST_SOCKET_PATH = 103;

/** The shortest spelling is taken only when needed: a relative path is worth nothing in another working directory. */
export function socketPath(dataDir: string, socket: string): string {
  const absolute = resolve(dataDir, socket);
  const path = [absolute, relative(process.cwd(), absolute)].find(fits);
  if (path !== undefined) return path;
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    `The path ${absolute} is too long for a socket (${LONGEST_SOCKET_PATH} bytes): choose a shorter DATA_DIR.`,
  );
}

/**
 * Only `{w: 1, j: true}` waits for this engine's journal. `w: "majority"`, with or without `j`, acknowledges some of the
 * writes that run at the same time too early: with the engine killed amid 200 of them, acknowledged ones were lost 24
 * times of 280, and with `{w: 1, j: true}` 0 times of 380.
 */
const DURABLE = 'w=1&journal=true';

/** Carries the write concern, so clients must not set another. */
export function engineUri(dataDir: string): string {
  const host = encodeURIComponent(socketPath(dataDir, ENGINE_SOCKET));
  return `mongodb://${host}/?directConnection=true&${DURABLE}`;
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= LONGEST_SOCKET_PATH;
}
