/** What the outbox works with. */
import type { Store } from '../store';
import type { MessageKind } from '../store/messages';
import type { Routes } from './routes';
import type { Wording } from './words';

export interface Outbox extends Wording {
  store: Store;
  routes: Routes;
  now: () => Date;
  /** The clock on the wall, by which a process is alive or dead. */
  onTheWall?: () => Date;
  /** Told of each message that was not taken. */
  failed: (error: unknown) => void;
  /** Told how long a message took to arrive. */
  delivered?: (route: string, kind: MessageKind, seconds: number) => void;
  /** By the name of a template, `*` for what is none. */
  templateId?: (name: string) => Promise<string | undefined>;
  /** Operators of India take nothing without the id of its template. */
  dltRequired?: boolean;
}

/** Longer than any provider's answer takes, with the patience its channel has by itself. */
const LEASE_MS = 10 * 60_000;

export const onTheWall = ({ onTheWall: wall = () => new Date() }: Outbox): Date => wall();
/** Asked later: whether a message that is taken now is surely still ours for as long as sending it may take. */
export function inTime(outbox: Outbox): () => boolean {
  const until = onTheWall(outbox).getTime() + LEASE_MS / 2;
  return () => onTheWall(outbox).getTime() < until;
}

export const leasedUntil = (outbox: Outbox): Date => new Date(onTheWall(outbox).getTime() + LEASE_MS);
