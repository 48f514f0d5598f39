import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../../root';
import type { Launcher } from './launcher';
import { ENGINE_LOG, type HostReport } from './layout';

const SCRIPT = join(ROOT, 'dist/src/store/embedded/engine-host.js');
const LONGEST_LOG = 256 * 1024;

/** Resolves when the host serves, or has said why it does not. */
export async function startHost({ command, args }: Launcher, dataDir: string): Promise<HostReport> {
  const log = openLog(join(dataDir, ENGINE_LOG));
  try {
    // Its own session: Ctrl-C in our terminal must not reach the database before the service has stopped in its order.
    const child = spawn(command, [...args, SCRIPT, resolve(dataDir)], {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    return await firstReport(child);
  } finally {
    closeSync(log);
  }
}

function firstReport(child: ChildProcess): Promise<HostReport> {
  return new Promise<HostReport>((resolve) => {
    child.once('message', (report) => resolve(report as HostReport));
    child.once('error', (error) => resolve({ outcome: 'failed', reason: error.message }));
    child.once('exit', (code, signal) =>
      resolve({ outcome: 'failed', reason: `it ended with ${signal ?? `code ${code ?? ''}`}; see ${ENGINE_LOG}` }),
    );
  }).finally(() => letGo(child));
}

/** From here on the host is nobody's child: the presence connection alone ties it to us. */
function letGo(child: ChildProcess): void {
  if (child.connected) child.disconnect();
  child.unref();
}

/** The host writes only when something is wrong; what went wrong long ago may go. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LONGEST_LOG) rmSync(path, { force: true });
  return openSync(path, 'a', 0o600);
}
