/** What a conversation needs from the rooms below it. */
import type { FlowInput, FlowName } from '../../flows/kit';
import type { Dialogue } from './dialogue';
import type { ChannelName, Inbound, Language, Locale, MenuItem, Prompt, Reply, Script } from './vocabulary';

/** The stored dialogue of one contact. */
export interface Conversation {
  /** Keyed hash of the address. */
  contact: string;
  /** Whose it is: `tel:+919830012345`, or `telegram:123` where no number is proved. */
  address: string;
  /** Chance, at the first turn: keys of effects are never those of an earlier conversation of this contact. */
  thread: string;
  /** Number of the last turn; 0 before the first. */
  turn: number;
  language: Language | null;
  /** As the person wants it; `null`: as the channel has it. */
  script: Script | null;
  /** The channel used last, and the address there: `telegram:123` where the number's own Telegram account wrote. */
  channel: ChannelName;
  reachedAt: string;
  dialogue: Dialogue | null;
  menu: readonly MenuItem[];
  /** The screens of the last answer where there were several, and which one is shown. */
  paging: Paging | null;
  /** What a gateway with cumulative texts has sent of its session so far. */
  session: { id: string; text: string } | null;
  /** When the person last wrote, as an ISO date. */
  heardAt: string | null;
  /** When the question should follow by SMS, as an ISO date: the person's USSD session may have been cut off. */
  followUpAt: string | null;
  /** The last answers by the provider's message id, newest last. */
  answered: readonly Answered[];
}

export interface Paging {
  screens: readonly string[];
  at: number;
}

export interface Answered {
  externalId: string;
  answer: Answer;
}

/** What one turn answers. An empty text is no message at all. */
export interface Answer extends Omit<Reply, 'screens'> {
  /** Whose conversation it is of; unset where none could be asked. */
  contact?: string;
  /** `flow.state` we rest in. */
  expects: string;
  language: Locale;
  /** Nothing is open and nothing more to be shown: a USSD session ends. */
  done: boolean;
  /** The flow that a number has to be proved for. */
  wanted?: string;
  /** The number of the turn, which the buttons of its menu carry. */
  turn: number;
}

/** A call that was cut off at this turn. */
export type FollowUp = Pick<Conversation, 'contact' | 'turn'>;

export interface ConversationStore {
  load: (contact: string) => Promise<Conversation | null>;
  /** Saves turn n where turn n - 1 is stored; `false` where another process was there first. */
  save: (conversation: Conversation) => Promise<boolean>;
}

/** A dialogue that we begin ourselves. */
export interface Opens {
  flow: FlowName;
  input: FlowInput;
}

/** A message to someone who is not waiting for it on the line. */
export interface Note {
  /** The same occasion is told once. */
  occasion: string;
  contact: string;
  channel: ChannelName;
  address: string;
  prompts: readonly Prompt[];
  locale: Locale;
  at: Date;
}
/** Queues it. */
export type Notify = (note: Note) => Promise<void>;

/** The six digits of the centre nearest to where someone is; `null` where none is near. */
export type PinCodeNear = (location: NonNullable<Inbound['location']>) => Promise<string | null>;

/** Which number an account of another network has proved to be its own. Both are addresses. */
export interface Accounts {
  numberOf: (account: string) => Promise<string | null>;
  /** @param locale of the account, for what the number is told if we know nothing of it */
  bind: (account: string, number: string, at: Date, locale: Locale) => Promise<void>;
}
