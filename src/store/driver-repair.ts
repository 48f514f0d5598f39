/**
 * The driver (mongodb 7.8, `cmap/connection.js`) waits for "drain" where it has written to a socket that was destroyed a moment
 * before, as it is when the engine is killed. Such a socket says no more than "close", so the operation would never end: two of
 * them, and nobody's conversation was loaded any more. Here whoever waits on a connection that is given up is told so.
 */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

interface DriverConnection {
  socket: Socket;
  closed: boolean;
  cleanup: (error: Error) => void;
}

/** mongoose brings its own driver; it is that one which needs the repair. */
const requireOfMongoose = createRequire(require.resolve('mongoose'));
const { Connection } = requireOfMongoose('mongodb/lib/cmap/connection') as {
  Connection: { prototype: DriverConnection };
};

const { cleanup } = Connection.prototype;
Connection.prototype.cleanup = function (error) {
  const wasOpen = !this.closed;
  cleanup.call(this, error);
  if (wasOpen && this.socket.listenerCount('drain') > 0) this.socket.emit('error', error);
};
