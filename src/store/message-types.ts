/** A message that starts from us: what it is about, whom it is for, and how far it has come. */
import type { Opens } from '../conversation/ports';
import type { ChannelName, Locale, MenuItem, Prompt } from '../conversation/vocabulary';

/** In the order in which they are sent. */
export const KINDS = [
  /** Somebody waits for it with the phone in the hand. */
  'code',
  /** Answers something the person did. */
  'answer',
  /** Before they travel in vain. */
  'urgent',
  /** About a date or a dose of theirs. */
  'service',
  /** Not to who wants no reminders. */
  'reminder',
] as const;
export type MessageKind = (typeof KINDS)[number];

/** What must still hold when it is sent, else it is dropped. */
export type About =
  /** Still booked, and there. */
  | { appointment: string; holder: string }
  /** Has not had this dose, and has no date for it. */
  | { person: string; dose: number }
  /** Still open. */
  | { proposal: string }
  /** What it certifies is still so. */
  | { certificate: string };

export interface Message {
  /** What it is about, such as `eligible:<person>`: the same occasion is the same message. */
  occasion: string;
  contact: string;
  kind: MessageKind;
  /** From when; the night is kept by who sends. */
  at: Date;
  /** Afterwards it is of no use. */
  until?: Date;
  /** Put into words when it is sent; the key of the first one names the template. */
  prompts?: readonly Prompt[];
  /** This dialogue is begun when it is sent; what it says first is the text. */
  opens?: Opens;
  about?: About;
  /** Id of a certificate: by ways that carry documents it comes as one, by others as a link. */
  attaches?: string;
  /** Who cannot be reached by any way is called by the helpline. */
  calls?: boolean;
  /** Ready-made words, in place of prompts. */
  text?: string;
  /** The answers to what is asked in it, which are written out there too, and the turn that their buttons carry. */
  menu?: readonly MenuItem[];
  turn?: number;
  channel?: ChannelName;
  address?: string;
  locale?: Locale;
  /** The language of who has never written to us. */
  otherwise?: Locale;
  /** `eligible.bn`: its name and language where it is one of our templates. */
  template?: string;
}

export type Receipt = 'sent' | 'delivered' | 'undelivered' | 'failed';
export type Status = Receipt | 'queued' | 'dropped';

/** A message in the hands of one process. */
export interface Taken extends Message {
  /** Who took it: whoever took it again has another one. */
  lease: string;
  /** The occasion under a name that providers are told. */
  mark: string;
  /** How often the way at hand did not take it. */
  tries: number;
  /** The routes by which it did not arrive. */
  tried: readonly string[];
  /** Why the last of them did not do. */
  because?: string;
  /** The route that has taken it. */
  sentBy?: string;
}

/** What a person was sent, as it was sent. */
export interface Sent {
  text: string;
  kind?: MessageKind;
  at: Date;
  channel: ChannelName;
  /** Of the dialogue it began: the answers to be shown as buttons, and the turn they carry. */
  menu?: readonly MenuItem[];
  turn?: number;
}

export interface Handed extends Sent {
  route: string;
  /** The provider's. */
  id?: string;
  /** The provider's word is all we shall ever get. */
  delivered?: boolean;
  /** Without a receipt until then it goes another way; `null`: there is none. */
  receiptBy: Date | null;
}
