/** A USSD session: what is new in a text that repeats everything before it, and the screens of an answer too long for one. */
import type { Conversation, Paging } from './ports';
import type { Inbound } from './vocabulary';

/**
 * `1*Rahima*69` after `1*Rahima` says `69`. What was answered may contain `*` itself, so nothing is split: what was heard before
 * is taken off. The first request of a session is the call, whatever the number that was dialled carried with it.
 */
export function inSession(inbound: Inbound, { session }: Pick<Conversation, 'session'>): Inbound {
  if (!inbound.cumulative) return inbound;
  if (session?.id !== inbound.cumulative.session) return { ...inbound, event: 'dial', text: '' };
  return { ...inbound, text: newIn(inbound.text, session.text) };
}

function newIn(text: string, before: string): string {
  if (before === '') return text;
  return text.startsWith(`${before}*`) ? text.slice(before.length + 1) : text.slice(text.lastIndexOf('*') + 1);
}

/** A message by another way does not end a session. */
export const sessionAfter = (
  { cumulative, text }: Inbound,
  { session }: Pick<Conversation, 'session'>,
): Conversation['session'] => (cumulative ? { id: cumulative.session, text } : session);

/** The other screen that was asked for, if there is one; after the last comes the first again. */
export function turnedPage({ paging, menu }: Conversation, { channel, text, event }: Inbound): Paging | null {
  if (!paging || channel !== 'ussd' || event) return null;
  const key = text.trim();
  if (key === '98') return { ...paging, at: (paging.at + 1) % paging.screens.length };
  const goesBack = key === '0' && paging.at > 0 && !menu.some(({ number }) => number === '0');
  return goesBack ? { ...paging, at: paging.at - 1 } : null;
}

export const pagingOf = (screens: readonly string[]): Paging | null => (screens.length > 1 ? { screens, at: 0 } : null);

const BEFORE_FOLLOWING_UP_MS = 2 * 60_000;

/** A call that ends without its last word may have been cut off. */
export const followUpAfter = ({ channel, receivedAt }: Inbound, done: boolean): string | null =>
  channel === 'ussd' && !done ? new Date(receivedAt.getTime() + BEFORE_FOLLOWING_UP_MS).toISOString() : null;
