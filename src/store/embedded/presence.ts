import { connect, type Socket } from 'node:net';
import { FAREWELL, GREETING } from './layout';

/** A host that is there greets at once; one that says nothing is stopped or dying. */
const GREETING_TIMEOUT_MS = 5_000;
/** Closing writes a checkpoint; a host that needs longer finishes without us. */
const FAREWELL_TIMEOUT_MS = 10_000;

/** An open connection that keeps the host alive, or undefined when no host answers at `path`. */
export function joinHost(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const giveUp = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(GREETING_TIMEOUT_MS, giveUp);
    socket.once('close', giveUp).on('error', giveUp);
    socket.once('data', (word) => (GREETING.test(word.toString()) ? resolve(settled(socket, giveUp)) : giveUp()));
  });
}

/** An idle connection must not keep a finished command-line tool from ending. */
function settled(socket: Socket, giveUp: () => void): Socket {
  return socket.setTimeout(0).off('close', giveUp).off('error', giveUp).on('error', ignore).unref().resume();
}

/** Resolves when the host has let go of us: at once when others use it, else when the engine is closed. */
export function leaveHost(socket: Socket): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.ref().setTimeout(FAREWELL_TIMEOUT_MS, () => socket.destroy());
    socket.once('close', () => resolve());
    socket.write(FAREWELL);
  });
}

/** What follows an error is 'close', and that is what we act on. */
function ignore(): void {}
