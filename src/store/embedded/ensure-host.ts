import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors';
import { startHost } from './host-process';
import { findLauncher, type LauncherPlaces } from './launcher';
import { engineUnavailable } from './platform';
import { joinHost } from './presence';

export interface Place extends LauncherPlaces {
  /** Path of the presence socket. */
  presence: string;
}

const MOST_FAILURES = 4;
const FIRST_BACKOFF_MS = 100;
/** Another process is opening the directory, or closing it: opening after a crash replays the journal. */
const LONGEST_WAIT_MS = 120_000;
const POLL_MS = 25;
/** A start costs a process: most rounds only look whether the other one is ready. */
const ROUNDS_PER_START = 20;

/** A connection to the host of this directory, started if need be. Of several that start one, the engine's own lock lets one win. */
export async function ensureHost(place: Place): Promise<Socket> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (let round = 0, failures = 0; Date.now() < deadline; round += 1) {
    const socket = await joinHost(place.presence);
    if (socket) return socket;
    if (round % ROUNDS_PER_START > 0) await pause(POLL_MS);
    else if (!(await startOne(place, failures))) failures += 1;
  }
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    `Another program keeps the database in ${place.dataDir} open: stop it first.`,
  );
}

/** False when a host was started and failed. */
async function startOne(place: Place, failures: number): Promise<boolean> {
  const report = await startHost(await findLauncher(place), place.dataDir);
  if (report.outcome === 'ready' || report.outcome === 'inUse') return true;
  if (report.outcome === 'unloadable') throw engineUnavailable('its package cannot be loaded', report.reason);
  if (failures + 1 >= MOST_FAILURES) throw wontStart(place, report.reason);
  await pause(FIRST_BACKOFF_MS * 2 ** failures);
  return false;
}

function wontStart(place: Place, reason: string): AppError {
  return new AppError('ENGINE_UNAVAILABLE', `The database in ${place.dataDir} does not open: ${reason}`);
}
