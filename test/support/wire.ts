/**
 * Stands between a driver and the engine, on a port of its own: counts the writes that pass, dies with a process at the one a
 * test names, falls silent, goes away and comes back.
 * https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const OP_MSG = 2013;
/** Header, flag bits, kind of section, length of the document, type of its first element. */
const COMMAND_AT = 16 + 4 + 1 + 4 + 1;
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite']);

export class Wire {
  /** Write commands that have reached the engine. */
  writes = 0;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  private most = Infinity;
  private silent = false;
  private died: () => void = () => undefined;

  /** @param uri of an engine on a Unix socket */
  static async to(uri: string): Promise<Wire> {
    const wire = new Wire(decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? ''));
    await wire.restore();
    return wire;
  }

  private constructor(private readonly engine: string) {}

  uri(dbName = ''): string {
    return `mongodb://127.0.0.1:${this.port}/${dbName}?directConnection=true`;
  }

  /** Lets `writes` more write commands through and breaks off at the next one; resolves when it does. */
  dieAfter(writes: number): Promise<void> {
    this.most = this.writes + writes;
    return new Promise((resolve) => (this.died = resolve));
  }

  /** Whoever asks waits, as when a machine hangs. */
  silence(): void {
    this.silent = true;
  }

  /** Whoever asks is refused, as when a machine has gone. */
  cut(): void {
    this.server?.close();
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
  }

  async restore(): Promise<void> {
    if (this.silent) this.cut();
    this.silent = false;
    if (this.server) return;
    this.server = createServer((driver) => this.join(driver)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(driver: Socket): void {
    const engine = connect(this.engine);
    const end = (): void => {
      for (const socket of [driver, engine]) this.sockets.delete(socket.destroy());
    };
    for (const socket of [driver, engine]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    engine.on('data', (reply) => this.silent || driver.write(reply));
    let pending: Buffer = Buffer.alloc(0);
    driver.on('data', (chunk) => {
      if (this.silent) return;
      pending = Buffer.concat([pending, chunk]);
      for (let message = next(pending); message; message = next(pending)) {
        pending = pending.subarray(message.length);
        if (!this.mayPass(message)) return;
        engine.write(message);
      }
    });
  }

  private mayPass(message: Buffer): boolean {
    if (!isWrite(message)) return true;
    if (this.writes < this.most) {
      this.writes++;
      return true;
    }
    this.most = Infinity;
    this.cut();
    this.died();
    return false;
  }
}

/** The first whole message of a stream. */
function next(bytes: Buffer): Buffer | undefined {
  const length = bytes.length < 4 ? Infinity : bytes.readInt32LE();
  return bytes.length < length ? undefined : bytes.subarray(0, length);
}

/** The first field of a command's document is its name. */
function isWrite(message: Buffer): boolean {
  if (message.readInt32LE(12) !== OP_MSG) return false;
  return WRITES.has(message.toString('latin1', COMMAND_AT, message.indexOf(0, COMMAND_AT)));
}
