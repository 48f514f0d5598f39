/** By which ways someone is reached who is not on the line: where they wrote last, then whatever else belongs to the number. */
import type { Conversation } from '../conversation/ports';
import { reachOf, type Reach } from '../conversation/reach';
import type { Store } from '../store';
import type { Message } from '../store/messages';
import type { Route, Routes } from './routes';

export interface Way extends Reach {
  route: Route;
}

/** What an address can be reached by, the best first. `null`: we know no address at all. */
export async function waysTo(
  store: Store,
  routes: Routes,
  message: Message,
  conversation: Conversation | null,
): Promise<Way[] | null> {
  const reaches = await reachesOf(store, message, conversation);
  if (reaches.length === 0) return null;
  return reaches.flatMap(({ channel, address }) =>
    byChannel(routes, channel).map((route) => ({ channel, address, route })),
  );
}

async function reachesOf(store: Store, message: Message, conversation: Conversation | null): Promise<Reach[]> {
  const { contact, kind } = message;
  const given = givenReach(message);
  // A code proves a number: it goes there, and nowhere else.
  if (kind === 'code' && given) return [given];
  const own = given ?? (conversation && reachOf(conversation));
  const first = own && (await leadsTo(store, contact, own)) ? [own] : [];
  const number = [own?.address, conversation?.address].find((address) => address?.startsWith('tel:'));
  const accounts = await store.accounts.accountsOf(contact);
  const others = [
    ...(number ? [{ channel: 'sms' as const, address: number }] : []),
    ...accounts.map((address) => ({ channel: 'telegram' as const, address })),
  ];
  return [...first, ...others.filter((other) => !first.some((each) => isSame(each, other)))];
}

const givenReach = ({ address, channel }: Message): Reach | null =>
  address === undefined
    ? null
    : { address, channel: channel ?? (address.startsWith('telegram:') ? 'telegram' : 'sms') };

/** An account that has lost the number since is not written to; the number itself is. */
async function leadsTo(store: Store, contact: string, { channel, address }: Reach): Promise<boolean> {
  if (channel !== 'telegram' || contact === store.vault.contactOf(address)) return true;
  const number = await store.accounts.numberOf(address);
  return number !== null && store.vault.contactOf(number) === contact;
}

const isSame = (a: Reach, b: Reach): boolean => a.channel === b.channel && a.address === b.address;

function byChannel({ sms, whatsapp, telegram }: Routes, channel: Reach['channel']): readonly Route[] {
  if (channel === 'sms') return sms;
  const route = channel === 'whatsapp' ? whatsapp : channel === 'telegram' ? telegram : undefined;
  return route ? [route] : [];
}
