import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors';
import { ensureHost, type Place } from './ensure-host';
import { leaveHost } from './presence';

/** An engine that lived this long was well: its end starts a new count. */
const HEALTHY_MS = 10_000;
const MOST_SHORT_LIVES = 8;
const FIRST_BACKOFF_MS = 50;

/** One process's share in a running engine. When the engine dies, every member sees to it that it runs again. */
export class Membership {
  #joinedAt = Date.now();
  #shortLives = 0;
  #left = false;
  #rejoining: Promise<void> | undefined;

  constructor(
    readonly uri: string,
    private readonly place: Place,
    private socket: Socket,
    private readonly lost: (error: Error) => void,
  ) {
    this.#watch();
  }

  async stop(): Promise<void> {
    this.#left = true;
    await this.#rejoining;
    await leaveHost(this.socket);
  }

  async leave(): Promise<void> {
    this.#left = true;
    await this.#rejoining;
    this.socket.destroy();
  }

  #watch(): void {
    this.socket.once('close', () => {
      if (!this.#left) this.#rejoining = this.#rejoin().catch((error: unknown) => this.lost(error as Error));
    });
  }

  async #rejoin(): Promise<void> {
    this.place.progress('The database engine ended unexpectedly: starting it again.');
    await this.#backOff();
    this.socket = await ensureHost(this.place);
    this.#joinedAt = Date.now();
    this.#watch();
  }

  /** An engine that dies right after every start must not keep the machine busy for ever. */
  async #backOff(): Promise<void> {
    const healthy = Date.now() - this.#joinedAt > HEALTHY_MS;
    this.#shortLives = healthy ? 0 : this.#shortLives + 1;
    if (this.#shortLives >= MOST_SHORT_LIVES) throw engineKeepsDying(this.place.dataDir);
    if (this.#shortLives > 1) await pause(FIRST_BACKOFF_MS * 2 ** this.#shortLives);
  }
}

function engineKeepsDying(dataDir: string): AppError {
  return new AppError(
    'ENGINE_UNAVAILABLE',
    `The database engine ended soon after each start; see engine.log in ${dataDir}.`,
  );
}
