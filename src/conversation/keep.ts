/** What is shown for a moment on a screen but must not be lost also goes by SMS. */
import { localeOf, type Tongue } from './locale';
import { localeFor } from './reach';
import type { Conversation, Notify } from './ports';
import type { Inbound, Prompt } from './vocabulary';

/** Slips: who, where, when, the number and the code for the door. */
const KEPT: ReadonlySet<string> = new Set([
  'booking:booked',
  'booking:moved',
  'booking:bookedTogether',
  'booking:later',
  'waiting:looking',
  'waiting:lookingFirst',
  'registration:notYet',
  'appointment:menu',
]);

/** Whether the screen may say so: after its last word, below which nothing else stands. */
export const isKept = (inbound: Inbound, prompts: readonly Prompt[]): boolean =>
  passesAway(inbound) && KEPT.has(prompts.at(-1)?.key ?? '');

/** A screen of USSD, and what an operator says. */
const passesAway = ({ channel, by }: Inbound): boolean => channel === 'ussd' || by !== undefined;

export async function keepBySms(
  notify: Notify,
  conversation: Conversation,
  inbound: Inbound,
  prompts: readonly Prompt[],
  tongue: Tongue,
): Promise<void> {
  const kept = prompts.filter(({ key }) => KEPT.has(key));
  if (!passesAway(inbound) || kept.length === 0) return;
  const { contact, address, thread, turn } = conversation;
  // In the letters of the screen: the phone is known to show those.
  const locale = inbound.by ? localeFor({ ...conversation, ...tongue }) : localeOf(tongue, inbound);
  const occasion = `kept:${contact}:${thread}:${turn + 1}`;
  await notify({ occasion, contact, address, channel: 'sms', prompts: kept, locale, at: inbound.receivedAt });
}
