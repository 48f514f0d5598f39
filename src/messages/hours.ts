/** When each kind of message may come, and how long its receipt is waited for. */
import { timeOf } from '../clock';
import { KINDS, type MessageKind } from '../store/messages';

/** Nobody is woken by us, and who would travel in vain is told before they leave. India's time. */
const DAY = { from: '08:00', to: '20:00' };
const LONG_DAY = { from: '06:00', to: '22:00' };
const HOURS: Readonly<Record<MessageKind, { from: string; to: string } | undefined>> = {
  code: undefined,
  answer: undefined,
  urgent: LONG_DAY,
  service: DAY,
  reminder: DAY,
};

const MINUTE_MS = 60_000;
const PATIENCE_MS: Readonly<Record<MessageKind, number>> = {
  code: MINUTE_MS,
  answer: 60 * MINUTE_MS,
  urgent: 10 * MINUTE_MS,
  service: 60 * MINUTE_MS,
  reminder: 60 * MINUTE_MS,
};

export function mayCome(kind: MessageKind, now: Date): boolean {
  const hours = HOURS[kind];
  const time = timeOf(now);
  return !hours || (time >= hours.from && time < hours.to);
}

export const kindsOf = (now: Date): MessageKind[] => KINDS.filter((kind) => mayCome(kind, now));

/** In milliseconds. */
export const patienceOf = (kind: MessageKind): number => PATIENCE_MS[kind];
/** When it should have arrived by a way that took it at `from`. */
export const patienceEnds = (kind: MessageKind, from: Date): Date => new Date(from.getTime() + PATIENCE_MS[kind]);
