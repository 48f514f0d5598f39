/** What one of them may do only so often in an hour; beside the quota, which counts all calls alike. */
import type { Store } from '../store';
import type { Refused, Request } from './endpoint';

const HOUR_MS = 3_600_000;

export const IN_AN_HOUR = { refused: 'tooMany', retryAfter: HOUR_MS / 1_000 } as const satisfies Refused;

export const mayThisHour = (
  { limits }: Store,
  whose: string,
  most: number,
  { once: key, now }: Pick<Request, 'once' | 'now'>,
): Promise<boolean> => limits.allows(whose, most, { key, since: new Date(now.getTime() - HOUR_MS), now });
