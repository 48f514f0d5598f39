/** The question of a USSD session that was cut off follows by SMS, where it can be answered as well. */
import { questionOf } from './dialogue';
import { localeOf } from './locale';
import type { Conversation, Notify } from './ports';

export interface FollowUpDeps {
  conversations: {
    toFollowUp: (now: Date, limit: number) => Promise<Conversation[]>;
    followedUp: (conversation: Conversation) => Promise<void>;
  };
  notify: Notify;
}

const AT_ONCE = 200;

/** How many were looked at. */
export async function followUp({ conversations, notify }: FollowUpDeps, now: Date): Promise<number> {
  const due = await conversations.toFollowUp(now, AT_ONCE);
  for (const conversation of due) {
    await ask(conversation, notify, now);
    await conversations.followedUp(conversation);
  }
  return due.length;
}

async function ask(conversation: Conversation, notify: Notify, at: Date): Promise<void> {
  const { contact, address, thread, turn } = conversation;
  const question = questionOf(conversation.dialogue);
  if (!question) return;
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
