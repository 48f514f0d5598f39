/**
 * One connection that is kept open and carries one request at a time. The generator shares the machine with what it measures:
 * node's own HTTP client would take as much of it as a third of the service does.
 */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect } from 'node:net';

const PATIENCE_MS = 10_000;
const END_OF_HEAD = '\r\n\r\n';

export class Line {
  #socket;
  #received = '';
  #waiting;

  constructor(port) {
    this.port = port;
  }

  /**
   * @param {import('./channels/index.mjs').Request} request
   * @returns {Promise<{status: number, body: string}>} Status 0 where there was no answer.
   */
  ask({ method = 'POST', path, headers, body }) {
    const length = method === 'POST' ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : '';
    const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\n${headers}${length}\r\n`;
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#open().write(head + body);
    });
  }

  /** A new connection: the service closes one that nobody has used for five seconds, perhaps just when it is used again. */
  async renew() {
    this.close();
    await once(this.#open(), 'connect');
  }

  close() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open() {
    if (this.#socket?.writable) return this.#socket;
    const socket = connect(this.port, '127.0.0.1').setEncoding('utf8').setNoDelay(true);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (text) => this.#take(text));
    socket.on('error', () => undefined);
    socket.on('close', () => socket === this.#socket && this.#answer(0, ''));
    this.#received = '';
    return (this.#socket = socket);
  }

  /** Whole once the body is as long as its head says. */
  #take(text) {
    this.#received += text;
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const length = Number(/^content-length: (\d+)/im.exec(this.#received.slice(0, end))?.[1] ?? 0);
    const body = this.#received.slice(end + END_OF_HEAD.length);
    if (body.length < length && Buffer.byteLength(body) < length) return;
    const status = Number(this.#received.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    this.#received = '';
    this.#answer(status, body);
  }

  #answer(status, body) {
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve?.({ status, body });
  }
}
