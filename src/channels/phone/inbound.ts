import type { Inbound } from '../../conversation/vocabulary';
import type { PhoneMessage } from './requests';

/** What the simulated networks make of a message: each knows the sender its own way. */
export function inboundOf(
  { channel, from, text = '', event, location, choice }: PhoneMessage,
  { externalId, receivedAt }: Pick<Inbound, 'externalId' | 'receivedAt'>,
): Inbound {
  const number = `tel:${from}`;
  return {
    channel,
    address: channel === 'telegram' ? accountOf(from) : number,
    externalId,
    text,
    receivedAt,
    ...(event ? { event } : {}),
    ...(event === 'shareContact' ? { contact: number } : {}),
    ...(location ? { location } : {}),
    ...(choice ? { choice } : {}),
  };
}

/** Every number has one Telegram account here; that they belong together it proves by sharing its contact, as a real one would. */
const accountOf = (number: string): string => `telegram:${number.replace('+', '')}`;
