import type { Answer } from '../../conversation/ports';
import type { ChannelName, Inbound, MenuItem } from '../../conversation/vocabulary';

/** A message that started from us: a reminder, a confirmation. */
export interface InboxMessage {
  text: string;
  at: Date;
  channel: ChannelName;
  /** Where it asks something: the answers, and the turn they belong to. */
  menu?: readonly MenuItem[];
  turn?: number;
}

export interface PhoneDeps {
  converse: (inbound: Inbound) => Promise<Answer>;
  inboxOf: (address: string) => Promise<readonly InboxMessage[]>;
  clock: { now(): Date; advance(ms: number): Promise<void> };
  newId: () => string;
}
