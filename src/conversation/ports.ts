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
  /** What the question it rests at was counted under; `null`: at none, or it is older than the counting. */
  entered: Entered | null;
  /** The way to the next booking so far. */
  journey: Journey | null;
  /** The last answers by the provider's message id, newest last. */
  answered: readonly Answered[];
  /** What operators last wrote in the person's name, newest last. */
  relayed?: readonly Relayed[];
  /** Somebody of the helpline has it: what the person writes goes to them, and not to the flow. */
  heldBy: Held | null;
}

export interface Held {
  /** Id of the operator. */
  staff: string;
  /** What the person is told. */
  name: string;
  /** The turn at which it was taken over. */
  turn: number;
  /** As an ISO date: so long without another word of the operator's. */
  until: string;
}

/** One thing that was said while somebody of the helpline had the conversation. */
export interface TalkLine {
  /** The same key is the same line. */
  key: string;
  /** Unset: the person. */
  by?: string;
  /** Empty: something that cannot be shown, such as a photo. */
  text: string;
  at: Date;
}
export type KeepLine = (contact: string, line: TalkLine) => Promise<void>;

/** A turn that an operator wrote for the person. */
export interface Relayed {
  turn: number;
  /** Id of the operator. */
  by: string;
  /** ISO date. */
  at: string;
  said: string;
  /** What there was to say to the person then. */
  answer: string;
}

/** A question that somebody came to. */
export interface Entered {
  /** `flow.state` */
  question: string;
  /** `YYYY-MM-DD` */
  day: string;
  channel: ChannelName;
  language: Language | 'none';
  /** A last word, at which nobody stops. */
  last?: boolean;
}

/** From the first message after a booking or a long pause. */
export interface Journey {
  /** ISO date. */
  since: string;
  messages: number;
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
  prompts?: readonly Prompt[];
  /** Ready-made words in place of prompts. */
  text?: string;
  /** The answers to a question in them, and the turn that their buttons carry. */
  menu?: readonly MenuItem[];
  turn?: number;
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
