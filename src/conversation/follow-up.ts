/** The question of a USSD session that was cut off follows by SMS, where it can be answered as well. */
import { questionOf } from './dialogue';
import { localeOf } from './locale';
import type { Conversation, FollowUp, Notify } from './ports';

export interface FollowUpDeps {
  conversations: {
    toFollowUp: (now: Date, limit: number) => Promise<FollowUp[]>;
    followedUp: (followUp: FollowUp) => Promise<void>;
    load: (contact: string) => Promise<Conversation | null>;
  };
  notify: Notify;
  /** Told of each that could not be asked; the others still are. */
  failed: (error: unknown) => void;
}

const AT_ONCE = 200;

/** How many were looked at. */
export async function followUp({ conversations, notify, failed }: FollowUpDeps, now: Date): Promise<number> {
  const due = await conversations.toFollowUp(now, AT_ONCE);
  for (const each of due) {
    const asked = conversations.load(each.contact).then((found) => ask(found, each, notify, now));
    await asked.catch(failed);
    await conversations.followedUp(each);
  }
  return due.length;
}

/** Whoever has gone on meanwhile is not asked again. */
async function ask(conversation: Conversation | null, due: FollowUp, notify: Notify, at: Date): Promise<void> {
  const question = conversation && questionOf(conversation.dialogue);
  // The main menu is nothing that was left undone.
  if (!question || conversation.turn !== due.turn || conversation.dialogue?.flow === 'welcome') return;
  const { contact, address, thread, turn } = conversation;
  const prompts = [{ key: 'templates:cutOff' }, question];
  // In the letters of the screen that was lost: the phone is known to show those.
  const locale = conversation.answered.at(-1)?.answer.language ?? localeOf(conversation, { channel: 'ussd' });
  await notify({
    occasion: `cutOff:${contact}:${thread}:${turn}`,
    contact,
    channel: 'sms',
    address,
    prompts,
    locale,
    at,
  });
}
