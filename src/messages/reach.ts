/** By which way, and in which letters, someone is written to who is not on the line. */
import type { Conversation } from '../conversation/ports';
import type { ChannelName, Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Message } from '../store/messages';

/** Where the person wrote last; a call of USSD cannot be begun by us, so its number is sent an SMS. */
export function reachOf({ address, channel, reachedAt }: Conversation): { address: string; channel: ChannelName } {
  return channel === 'ussd' ? { address, channel: 'sms' } : { address: reachedAt, channel };
}

export function localeFor({ language, script }: Pick<Conversation, 'language' | 'script'>): Locale {
  if (language === null || language === 'en') return 'en';
  return script === 'latin' ? `${language}-Latn` : language;
}

/** An account that has lost the number since is not written to; the number itself is. */
export async function wayTo(store: Store, message: Message): Promise<Message | null> {
  const { channel, address, contact } = message;
  if (channel !== 'telegram' || contact === store.vault.contactOf(address)) return message;
  const number = await store.accounts.numberOf(address);
  return number && store.vault.contactOf(number) === contact ? message : bySms(store, message);
}

/** The same to the telephone whose conversation it is about; `null` where there is none. */
export async function bySms(store: Store, message: Message): Promise<Message | null> {
  const conversation = await store.conversations.load(message.contact);
  const address = conversation?.address ?? '';
  return address.startsWith('tel:') ? { ...message, channel: 'sms', address } : null;
}
