/** What a conversation needs from the rooms below it. */
import type { Dialogue } from './dialogue';
import type { ChannelName, Language, MenuItem, Reply } from './vocabulary';

/** The stored dialogue of one contact. */
export interface Conversation {
  /** Keyed hash of the address. */
  contact: string;
  /** As reached: `tel:+919830012345`. */
  address: string;
  /** Chance, at the first turn: keys of effects are never those of an earlier conversation of this contact. */
  thread: string;
  /** Number of the last turn; 0 before the first. */
  turn: number;
  language: Language | null;
  channel: ChannelName;
  dialogue: Dialogue | null;
  menu: readonly MenuItem[];
  /** The last answers by the provider's message id, newest last. */
  answered: readonly Answered[];
}

export interface Answered {
  externalId: string;
  answer: Answer;
}

/** What one turn answers. An empty text is no message at all. */
export interface Answer extends Reply {
  /** `flow.state` we rest in. */
  expects: string;
  language: Language;
  done: boolean;
}

export interface ConversationStore {
  load: (contact: string) => Promise<Conversation | null>;
  /** Saves turn n where turn n - 1 is stored; `false` where another process was there first. */
  save: (conversation: Conversation) => Promise<boolean>;
}
