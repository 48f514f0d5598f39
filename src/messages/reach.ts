/** By which way, and in which letters, someone is written to who is not on the line. */
import type { Conversation } from '../conversation/ports';
import type { ChannelName, Locale } from '../conversation/vocabulary';

/** Where the person wrote last; a call of USSD cannot be begun by us, so its number is sent an SMS. */
export function reachOf({ address, channel, reachedAt }: Conversation): { address: string; channel: ChannelName } {
  return channel === 'ussd' ? { address, channel: 'sms' } : { address: reachedAt, channel };
}

export function localeFor({ language, script }: Pick<Conversation, 'language' | 'script'>): Locale {
  if (language === null || language === 'en') return 'en';
  return script === 'latin' ? `${language}-Latn` : language;
}
