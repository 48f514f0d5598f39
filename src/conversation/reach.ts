/** By which way, and in which letters, someone is written to who is not on the line. */
import type { Conversation } from './ports';
import type { ChannelName, Locale } from './vocabulary';

export interface Reach {
  address: string;
  channel: ChannelName;
}

/** Where the person wrote last; a call of USSD cannot be begun by us, so its number is sent an SMS. */
export function reachOf({
  address,
  channel,
  reachedAt,
}: Pick<Conversation, 'address' | 'channel' | 'reachedAt'>): Reach {
  return channel === 'ussd' ? { address, channel: 'sms' } : { address: reachedAt, channel };
}

/** In the letters of the call, where a call was the last that was heard: the phone is known to show those. */
export function localeFor({
  language,
  script,
  channel,
  answered,
}: Pick<Conversation, 'language' | 'script' | 'channel' | 'answered'>): Locale {
  if (language === null || language === 'en') return 'en';
  const called = channel === 'ussd' && answered.at(-1)?.answer.language.endsWith('Latn') === true;
  return (script ?? (called ? 'latin' : 'native')) === 'latin' ? `${language}-Latn` : language;
}
